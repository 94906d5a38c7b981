"""What starts with the program: a fresh interpreter says which modules it had to load, no clock is asked."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from claims.cli import main

LIGHT = {"claims", "click"}  # all that may be loaded beside the standard library
HEAVY = {
    "ahocorasick_rs", "charset_normalizer", "datasets", "huggingface_hub", "numpy", "pandas", "pandera",
    "polars", "py3langid", "pyarrow", "rapidfuzz", "rich", "trafilatura", "yaml",
}  # fmt: skip
LOADED = """
import json, sys
before = set(sys.modules)
{code}
print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)
"""
SHOWN = """
from claims.cli import main
try:
    main({args!r}, prog_name="claims")
except SystemExit as end:
    assert end.code == 0
"""


def loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter loads for this code."""
    command = [sys.executable, "-c", LOADED.format(code=code)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return set(json.loads(done.stderr))


def packages(modules: set[str]) -> set[str]:
    """The top-level packages outside the standard library."""
    return {module.split(".")[0] for module in modules} - sys.stdlib_module_names


def test_the_measure_sees_what_is_heavy():
    assert {"claims", "yaml"} <= packages(
        loaded("from claims.contract import contract; contract()")
    )
    assert "rich" in packages(loaded("import rich.console"))


def test_importing_claims_loads_itself_alone():
    assert {m for m in loaded("import claims") if m.startswith("claims")} == {"claims"}
    assert packages(loaded("import claims")) == {"claims"}


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["build", "--help"]])
def test_help_loads_nothing_heavy(args):
    modules = loaded(SHOWN.format(args=args))
    assert packages(modules) == LIGHT
    assert not HEAVY & {module.split(".")[0] for module in modules}
    rooms = {module.split(".")[1] for module in modules if module.startswith("claims.")}
    assert rooms == {"cli", "errors"}


def test_no_command_loads_more_for_its_help_than_the_program_for_its_own():
    each = "\n".join(SHOWN.format(args=[name, "--help"]) for name in main.commands)
    assert packages(loaded(each)) == LIGHT


def test_a_public_name_brings_its_home_when_it_is_asked_for():
    modules = loaded("import claims; claims.Article; assert 'Article' in dir(claims)")
    assert {m for m in modules if m.startswith("claims")} == {"claims", "claims.model"}


def test_a_name_that_is_not_public_is_told():
    with pytest.raises(AttributeError, match="module 'claims' has no attribute 'Artikel'"):
        __import__("claims").Artikel  # noqa: B018
