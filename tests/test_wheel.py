"""The wheel: built offline, installed into an empty environment, and doing there what it does in a checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
RU = "---\nlanguage: ru\noutlet: Тракт\n---\nПесков заявил, что переговоры продолжаются.\n"
SAYS_WHERE_IT_IS = """
import json
import claims
from claims.contract import contract
from claims.contract.reading import schemas_folder
from claims.languages.pack import languages, load_pack
from claims.sources.registry import Registry, packaged
print(json.dumps({
    "package": claims.__file__,
    "schemas": str(schemas_folder()),
    "registry": str(packaged()),
    "contract": contract().version,
    "tables": sorted(contract().tables),
    "sources": len(Registry.from_file(None).sources),
    "packs": {code: len(load_pack(code).forms) for code in languages()},
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel of this checkout, built with what is installed."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    done = subprocess.run([*command, str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The folder of an environment that holds the wheel; its dependencies lie where they lie here.

    A path that a .pth file adds is not searched for .pth files, so the checkout that is installed
    here for editing does not come along.
    """
    home = tmp_path_factory.mktemp("env")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    pip = [sys.executable, "-m", "pip", "--python", str(home), "install", "--quiet"]
    subprocess.run(
        [
            *pip,
            "--no-index",
            "--no-deps",
            "--no-compile",
            "--disable-pip-version-check",
            str(wheel),
        ],
        check=True,
    )
    (site,) = {p.parent for p in home.rglob("claims") if p.parent.name == "site-packages"}
    here = sysconfig.get_paths()
    (site / "dependencies.pth").write_text(f"{here['purelib']}\n{here['platlib']}\n")
    return home


def run(home: Path, *command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A program of the environment, which hears nothing of the checkout."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    program = str(home / SCRIPTS / command[0])
    return subprocess.run(
        [program, *command[1:]],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    package = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "claims").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    schemas = {
        f"claims/{file.relative_to(ROOT).as_posix()}"
        for file in (ROOT / "schemas").rglob("*")
        if file.is_file()
    }
    assert names == package | schemas | {"claims/data/sources.jsonl"}
    assert not [name for name in names if "test" in name.lower()]


def test_the_wheel_says_what_it_is(wheel):
    with zipfile.ZipFile(wheel) as opened:
        (metadata,) = (name for name in opened.namelist() if name.endswith("/METADATA"))
        lines = opened.read(metadata).decode().splitlines()
        scripts = opened.read(metadata.replace("METADATA", "entry_points.txt")).decode()
    assert "Name: attributed-claims" in lines
    assert "License-Expression: Apache-2.0" in lines
    assert "claims = claims.cli:main" in scripts


def test_everything_it_needs_comes_from_the_wheel(installed, tmp_path):
    done = run(installed, "python", "-c", SAYS_WHERE_IT_IS, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    for thing in ("package", "schemas", "registry"):
        assert Path(said[thing]).is_relative_to(installed), said[thing]
    assert len(said["tables"]) == 8
    assert said["sources"] > 100
    assert {"ar", "en", "ru"} <= said["packs"].keys()
    assert all(said["packs"].values())


def test_the_program_says_how_it_is_used(installed, tmp_path):
    done = run(installed, "claims", "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: claims ")


def test_the_program_builds_a_dataset(installed, tmp_path):
    (tmp_path / "a.md").write_text(RU, encoding="utf-8")
    done = run(installed, "claims", "build", "a.md", "--to", "out", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    code = (
        "import claims, json\n"
        "rows = claims.load('out').rows('claims')\n"
        "print(json.dumps([claims.__file__, *(row.text for row in rows)]))"
    )
    loaded = run(installed, "python", "-c", code, cwd=tmp_path)
    package, *texts = json.loads(loaded.stdout)
    assert Path(package).is_relative_to(installed)
    assert texts == ["переговоры продолжаются"]
