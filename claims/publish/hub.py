"""A release on the Hugging Face hub: what is there, what one commit changes, and the proof that it arrived."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from claims.dataset import MANIFEST
from claims.errors import ClaimsError, DataError, UsageError
from claims.publish.release import released_files, sha256

if TYPE_CHECKING:
    from huggingface_hub import HfApi

DATASET = "dataset"
REPO = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*", re.ASCII)
TIMEOUT = 60.0  # seconds that the hub may be silent; the library itself would wait for ever
AGAIN = "push again: what has arrived is not sent twice"
LOG_IN = "say `hf auth login`, or set HF_TOKEN to a token that may write to it"
REASONS = {
    401: ("the hub does not accept the token", LOG_IN),
    403: ("the token may not write there", LOG_IN),
    409: ("somebody else pushed at the same time", AGAIN),
    412: ("somebody else pushed at the same time", AGAIN),
}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands on the hub: the commit, the hash of each file (SHA-256, or git's where it is small), who may see it."""

    revision: str
    hashes: Mapping[str, str]
    private: bool


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push changed, or would change: the files by their names in the repository, and the commit that has them."""

    repo: str
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    created: bool
    private: bool
    revision: str | None

    @property
    def changes(self) -> bool:
        """Whether anything is to be sent or taken away."""
        return bool(self.added or self.replaced or self.removed)


def push(
    folder: str | Path, repo: str, *, private: bool = False, dry_run: bool = False, endpoint: str | None = None,
    token: str | None = None, timeout: float = TIMEOUT,
) -> Pushed:  # fmt: skip
    """What was changed so that the dataset repository `org/name` holds this release; one commit, all of it or nothing.

    The card goes with its files, whole, so that no schema of an earlier release is left in it. What an earlier release
    put there and this one has not is removed; other files stay. Afterwards every file is fetched and compared. The
    token is `token`, or what `hf auth login` or HF_TOKEN say; it is in no message. DataError where the folder is no
    whole release; UsageError where the hub refuses or cannot be reached: then what stood there stands.
    """
    from huggingface_hub import HfApi, get_token

    files = _release(Path(folder))
    _check_repo(repo)
    token = token or get_token()
    if token is None and not dry_run:
        raise UsageError("nobody is logged in to the hub", mend=LOG_IN)
    api = HfApi(endpoint=endpoint or os.environ.get("HF_ENDPOINT"), token=token or False)
    _session().timeout = timeout
    with _told(repo, token):
        head = _head(api, repo)
        plan = _plan(repo, files, head, _earlier(api, repo, head), private)
        if dry_run or not plan.changes:
            return plan
        if head is None:
            api.create_repo(repo, repo_type=DATASET, private=private, exist_ok=True)
            head = _head(api, repo)
        revision = _commit(api, plan, files, head)
        _check_arrived(api, repo, revision, files)
    return replace(plan, revision=revision)


def _release(folder: Path) -> dict[str, Path]:
    """The files of a release by their names in it; DataError where one is not what the release lists."""
    listed = released_files(folder)
    if not listed:
        raise DataError("no release stands here", where=str(folder), mend="claims publish REPO --to this folder")
    for name, expected in listed.items():
        file = folder / name
        if not file.is_file() or sha256(file) != expected:
            why = "is not as the release lists it" if file.is_file() else "is listed by the release and is not there"
            raise DataError(f"{name} {why}", where=str(folder), mend="publish anew; nothing was pushed")
    return {name: folder / name for name in sorted([*listed, MANIFEST])}


def _check_repo(repo: str) -> None:
    """Nothing; UsageError where this is no `org/name`."""
    if not REPO.fullmatch(repo):
        raise UsageError(f"{repo!r} is no repository of the hub", mend="write it as org/name")


def _session() -> Any:
    """The connections that the library keeps for all its calls."""
    from huggingface_hub.utils import get_session  # type: ignore[attr-defined]

    return get_session()


def _head(api: HfApi, repo: str) -> Head | None:
    """What stands on the hub; None where there is no such repository, or none that the token may see."""
    from huggingface_hub.errors import RepositoryNotFoundError

    try:  # this call would set the session's own limit aside
        info = api.dataset_info(repo, files_metadata=True, timeout=_session().timeout.read)
    except RepositoryNotFoundError:
        return None
    hashes = {file.rfilename: file.lfs.sha256 if file.lfs else file.blob_id for file in info.siblings or ()}
    return Head(str(info.sha), {name: hashed or "" for name, hashed in hashes.items()}, bool(info.private))


def _earlier(api: HfApi, repo: str, head: Head | None) -> set[str]:
    """The files that an earlier release put there."""
    if head is None or MANIFEST not in head.hashes:
        return set()
    with TemporaryDirectory() as folder:
        api.hf_hub_download(repo, MANIFEST, repo_type=DATASET, revision=head.revision, local_dir=folder)
        return set(released_files(Path(folder)))


def _plan(repo: str, files: Mapping[str, Path], head: Head | None, earlier: set[str], private: bool) -> Pushed:
    """What is to be sent and taken away."""
    there = head.hashes if head else {}
    same = {name for name, file in files.items() if there.get(name) in (sha256(file), git_blob(file))}
    return Pushed(
        repo,
        added=tuple(name for name in files if name not in there),
        replaced=tuple(name for name in files if name in there and name not in same),
        removed=tuple(sorted(earlier & there.keys() - files.keys())),
        unchanged=tuple(sorted(same)),
        created=head is None,
        private=head.private if head else private,
        revision=head.revision if head else None,
    )  # fmt: skip


def git_blob(file: Path) -> str:
    """The id that git gives a file: the SHA-1 of its length and its bytes."""
    found = hashlib.sha1(b"blob %d\0" % file.stat().st_size, usedforsecurity=False)
    with file.open("rb") as opened:
        while part := opened.read(1 << 20):
            found.update(part)
    return found.hexdigest()


def _commit(api: HfApi, plan: Pushed, files: Mapping[str, Path], head: Head | None) -> str:
    """The id of the one commit that makes the changes.

    Where the answer is lost, the commit may have been made all the same: what stands there then decides.
    """
    from huggingface_hub import CommitOperationAdd, CommitOperationDelete

    changes = [CommitOperationAdd(name, str(files[name])) for name in (*plan.added, *plan.replaced)]
    gone = [CommitOperationDelete(name) for name in plan.removed]
    try:
        made = api.create_commit(
            plan.repo, [*changes, *gone], repo_type=DATASET, commit_message=_message(files[MANIFEST]),
            parent_commit=head.revision if head else None,
        )  # fmt: skip
        return str(made.oid)
    except Exception:
        now = _head(api, plan.repo)
        if now is None or _plan(plan.repo, files, now, set(plan.removed), plan.private).changes:
            raise
        return now.revision


def _message(manifest: Path) -> str:
    import yaml

    said = yaml.safe_load(manifest.read_text(encoding="utf-8"))
    return f"{said['name']} {said['version']}"


def _check_arrived(api: HfApi, repo: str, revision: str, files: Mapping[str, Path]) -> None:
    """Nothing; every file of the commit is fetched and has the bytes that were sent."""
    with TemporaryDirectory() as folder:
        for name, file in files.items():
            got = Path(api.hf_hub_download(repo, name, repo_type=DATASET, revision=revision, local_dir=folder))
            if sha256(got) != sha256(file):
                raise UsageError(f"{name} came back with other bytes", where=f"{repo} at {revision}", mend="push again")
            got.unlink()


@contextmanager
def _told(repo: str, token: str | None) -> Iterator[None]:
    """Within it, what the hub and the network refuse is a UsageError that shows no token."""
    from httpx2 import HTTPError, TimeoutException, TransportError
    from huggingface_hub.errors import HfHubHTTPError

    try:
        yield
    except ClaimsError:
        raise
    except (HTTPError, HfHubHTTPError, OSError, RuntimeError, ValueError) as error:
        first = error.__cause__ if isinstance(error, RuntimeError) and error.__cause__ else error
        if isinstance(first, HfHubHTTPError):
            what, mend = _refused(first)
        elif isinstance(first, TimeoutException):
            what, mend = "the hub did not answer in time", AGAIN
        elif isinstance(first, TransportError):
            what, mend = "the connection to the hub broke, or there is none", AGAIN
        else:
            what, mend = f"the push failed: {first}", AGAIN
        # the error of the library is not chained: it holds the request, and the request holds the token
        raise UsageError(what.replace(token, "***") if token else what, where=repo, mend=mend) from None


def _refused(error: Any) -> tuple[str, str]:
    """What the hub said no to, and how to go on."""
    status = error.response.status_code
    what, mend = REASONS.get(status, (f"the hub answered {status}", AGAIN))
    return (f"{what}: {error.server_message}" if error.server_message else what), mend

