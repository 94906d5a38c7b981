"""A push: one commit that holds the release, or what stood there; nothing sent twice, no token shown."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
import yaml

from claims.corpus import Corpus
from claims.dataset import MANIFEST
from claims.errors import DataError, UsageError
from claims.plan import Shares
from claims.publish.hub import push
from claims.publish.release import publish
from hub import TOKEN, Fault, Hub, serving
from program import folder, run, start

REPO = "lab/claims"


@pytest.fixture(autouse=True)
def by_the_plain_protocol(monkeypatch):
    """Large files go by the LFS protocol, which a server can be written for in a page; no login of this machine is used."""
    import huggingface_hub.constants as constants

    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", os.devnull)


@pytest.fixture
def hub():
    with serving() as hub:
        yield hub


@pytest.fixture
def release(small_corpus: Corpus, tmp_path: Path) -> Path:
    return publish(small_corpus, tmp_path / "out", name="claims", version="1.0.0")


def pushed(release: Path, hub: Hub, **how):
    return push(release, REPO, **{"endpoint": hub.address, "token": TOKEN, "timeout": 5.0, **how})


def test_a_release_arrives_whole_in_one_commit(release, hub):
    done = pushed(release, hub)
    there = hub.files(REPO)
    assert {name: content for name, content in there.items() if name != ".gitattributes"} == folder(release)
    assert len(hub.commits[REPO]) == 2  # the hub's own first one, and the release
    assert done.created and done.revision and set(done.added) == set(folder(release))


def test_what_was_pushed_loads_from_the_hub_as_from_the_folder(release, hub, tmp_path):
    from huggingface_hub import HfApi

    from claims.loading import load

    done = pushed(release, hub)
    api = HfApi(endpoint=hub.address, token=TOKEN)
    for name in folder(release):
        api.hf_hub_download(REPO, name, repo_type="dataset", revision=done.revision, local_dir=tmp_path / "back")
    assert load(tmp_path / "back").tables == load(release).tables


def test_the_same_release_again_makes_no_commit(release, hub):
    first = pushed(release, hub)
    again = pushed(release, hub)
    assert not again.changes and again.revision == first.revision
    assert len(hub.commits[REPO]) == 2


def test_a_release_with_splits_arrives_and_the_uncut_file_of_the_one_before_goes(release, hub, small_corpus):
    pushed(release, hub)
    publish(small_corpus, release, name="claims", version="2.0.0", splits=Shares((("train", 0.5), ("test", 0.5))))
    done = pushed(release, hub)
    assert done.removed == ("data/attributed_claims.parquet",)
    assert {name for name in done.added if name.startswith("data/")} == {f"data/attributed_claims/{one}.parquet" for one in ("train", "test")}
    assert {name: content for name, content in hub.files(REPO).items() if name != ".gitattributes"} == folder(release)


def test_the_next_release_replaces_the_card_removes_its_own_old_files_and_keeps_those_of_others(release, hub, small_corpus, tmp_path):
    pushed(release, hub)
    hub.files(REPO)["NOTES.md"] = b"by hand"
    hub.files(REPO)["data/old.parquet"] = b"of an earlier release"
    listed = yaml.safe_load(hub.files(REPO)[MANIFEST])
    listed["files"]["data/old.parquet"] = "0" * 64
    hub.files(REPO)[MANIFEST] = yaml.safe_dump(listed).encode()
    hub.files(REPO)["README.md"] += b"\nstale"
    done = pushed(publish(small_corpus, tmp_path / "next", name="claims", version="1.1.0"), hub)
    assert done.removed == ("data/old.parquet",)
    assert hub.files(REPO)["NOTES.md"] == b"by hand"
    assert hub.files(REPO)["README.md"] == (tmp_path / "next" / "README.md").read_bytes()
    assert "data/claims.parquet" in done.unchanged


def test_a_dry_run_says_what_would_be_and_sends_nothing(release, hub):
    plan = pushed(release, hub, dry_run=True, token=None, private=True)
    assert plan.created and plan.private and set(plan.added) == set(folder(release))
    assert REPO not in hub.commits
    assert {method for method, _ in hub.asked} == {"GET"}


def test_a_new_one_is_private_where_that_is_asked(release, hub):
    assert pushed(release, hub, private=True).private
    assert hub.private[REPO]


def test_a_folder_that_is_not_as_its_release_lists_it_is_not_pushed(release, hub):
    (release / "README.md").write_text("another card")
    with pytest.raises(DataError, match=r"README\.md is not as the release lists it"):
        pushed(release, hub)
    assert hub.asked == []


def test_a_folder_without_a_release_is_told(hub, tmp_path):
    with pytest.raises(DataError, match="no release stands here"):
        pushed(tmp_path, hub)


@pytest.mark.parametrize("repo", ["claims", "a/b/c", "org/..", "org/na me", ""])
def test_a_strange_name_of_a_repository_is_told(release, hub, repo):
    with pytest.raises(UsageError, match="is no repository of the hub"):
        push(release, repo, endpoint=hub.address, token=TOKEN)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("POST", "/preupload/", "500"),
        Fault("POST", "/objects/batch", "503"),
        Fault("PUT", "/store/", "500"),
        Fault("PUT", "/store/", "cut"),
    ],
    ids=lambda fault: f"{fault.part}-{fault.what}",
)
def test_a_fault_that_passes_is_outlived(release, hub, fault):
    hub.faults.append(fault)
    pushed(release, hub)
    assert not fault.times
    assert folder(release).items() <= hub.files(REPO).items()


@pytest.mark.parametrize(
    "fault",
    [
        Fault("GET", "/api/datasets/", "500", 99),
        Fault("POST", "/repos/create", "500", 99),
        Fault("POST", "/commit/", "500", 99),
        Fault("POST", "/commit/", "cut", 99),
    ],
    ids=lambda fault: f"{fault.part}-{fault.what}",
)
def test_a_fault_that_stays_is_told_and_what_stood_there_stands(release, hub, fault):
    hub.faults.append(fault)
    with pytest.raises(UsageError) as told:
        pushed(release, hub)
    assert told.value.mend and TOKEN not in str(told.value)
    assert len(hub.commits.get(REPO, [])) <= 1
    hub.faults.clear()
    pushed(release, hub)
    assert folder(release).items() <= hub.files(REPO).items()


def test_a_hub_that_is_silent_is_not_waited_for_for_ever(release, hub):
    hub.faults.append(Fault("GET", "/api/datasets/", "silent"))
    with pytest.raises(UsageError, match="did not answer in time"):
        pushed(release, hub, timeout=0.2)


def test_a_commit_whose_answer_is_lost_counts_when_it_is_there(release, hub):
    hub.faults.append(Fault("POST", "/commit/", "done"))
    assert pushed(release, hub).revision
    assert len(hub.commits[REPO]) == 2


def test_who_pushes_in_between_is_not_overwritten(release, hub, small_corpus, tmp_path, monkeypatch):
    pushed(release, hub)
    newer = publish(small_corpus, tmp_path / "newer", name="claims", version="1.1.0")
    hub.faults.append(Fault("POST", "/commit/", "412"))
    with pytest.raises(UsageError, match="somebody else pushed at the same time"):
        pushed(newer, hub)
    assert len(hub.commits[REPO]) == 2


def test_what_arrives_with_other_bytes_is_told(release, hub, monkeypatch):
    import hub as support

    honest = support.Handler.resolve
    monkeypatch.setitem(support.ROUTES, next(key for key, value in support.ROUTES.items() if value is honest and key[0] == "GET"),
                        lambda self, repo, rev, name: honest(self, repo, rev, MANIFEST if name.endswith("claims.parquet") else name))  # fmt: skip
    monkeypatch.setitem(support.ROUTES, next(key for key, value in support.ROUTES.items() if value is honest and key[0] == "HEAD"),
                        lambda self, repo, rev, name: honest(self, repo, rev, MANIFEST if name.endswith("claims.parquet") else name))  # fmt: skip
    with pytest.raises(UsageError, match=r"claims\.parquet came back with other bytes"):
        pushed(release, hub)


@pytest.mark.parametrize("dry", [True, False])
def test_a_wrong_token_is_told_and_shown_nowhere(release, hub, dry, capfd, caplog):
    wrong = "hf_wrongwrongwrongwrongwrongwrong"
    flags = ["--dry-run"] if dry else []
    result = _process(release, hub, *flags, HF_TOKEN=wrong)
    out, err = result.communicate(timeout=60)
    assert result.returncode == 2
    assert "does not accept the token" in err and "Traceback" not in err
    assert wrong not in out + err


def test_nobody_logged_in_is_told(release, hub):
    with pytest.raises(UsageError, match="nobody is logged in"):
        pushed(release, hub, token=None)


def test_a_push_killed_between_two_files_goes_on_where_it_was(release, hub):
    hub.faults.append(Fault("PUT", "/store/", "silent", 99, spared=2))
    killed = _process(release, hub)
    deadline = time.monotonic() + 60
    while len(hub.stored) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    there = set(hub.stored)
    assert len(there) == 2 and len(hub.commits[REPO]) == 1
    hub.faults.clear()
    hub.asked.clear()
    pushed(release, hub)
    assert there.isdisjoint(hub.puts())
    assert len(hub.commits[REPO]) == 2
    assert folder(release).items() <= hub.files(REPO).items()


def test_the_command_says_what_it_did(release, hub):
    out, err = _process(release, hub).communicate(timeout=120)
    assert "Traceback" not in err and TOKEN not in out + err
    assert "+ data/claims.parquet" in out and f"{REPO} (public) holds this release" in out


def test_the_command_needs_a_release(tmp_path):
    assert run("push", str(tmp_path), "--repo", REPO).exit_code == 1


def _process(release: Path, hub: Hub, *flags: str, **env: str):
    """The command in a process of its own, which knows the hub and the token from its environment."""
    known = {"HF_ENDPOINT": hub.address, "HF_TOKEN": TOKEN, "HF_HUB_DISABLE_XET": "1", **env}
    return start("push", str(release), "--repo", REPO, *flags, env=known)
