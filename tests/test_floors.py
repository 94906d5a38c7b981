"""Imports go down the floors only, and in no circle."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import claims

PACKAGE = Path(claims.__file__).parent
FLOORS = (
    "errors model disk ties",
    "yamlfile plan fetch",
    "ids contract text.normalise text.signs text.quotes text.stops text.sentences text.encoding text.bidi text.letters text.decisive extract.engine validate.report",
    "text.segment text.marks text.locate text.copies languages corpus dataset assignment",
    "sources.grammar sources.words sources.nouns sources.offices",
    "drafts extract.rules sources validate publish annotate track",
    "ingest gold runner publish.standoff validate.checks",
    "extracted exchange publish.release show",
    "repository init publish.hub report",
    "loading upgrade sources.merge annotate.session annotate.widget",
    "whole evaluate rebuild editions",
    "annotate.aligned annotate.measures annotate.agreement annotate.agreement_page annotate.disagreements annotate.disagreements_page annotate.adjudicate annotate.queue",
    "cli __init__",
    "__main__",
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS, 1) for room in rooms.split()}


def name(file: Path) -> str:
    parts = list(file.relative_to(PACKAGE).with_suffix("").parts)
    if parts[-1] == "__init__" and len(parts) > 1:
        parts.pop()
    return ".".join(parts)


MODULES = {name(file): file for file in sorted(PACKAGE.rglob("*.py"))}


def floor(module: str) -> int:
    """The floor of the longest room that the module lies in."""
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        if (room := ".".join(parts[:length])) in FLOOR:
            return FLOOR[room]
    if MODULES[module].name == "__init__.py":
        return 1 if not imported(module) else 99
    raise AssertionError(f"{module} stands on no floor: give it one in this test and say why")


def imported(module: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: a relative import hides where it goes"
            targets = [f"{node.module}.{alias.name}" for alias in node.names]
            found.update(t if t.removeprefix("claims.") in MODULES else node.module for t in targets)
    inside = {f.removeprefix("claims.") for f in found if f and f.startswith("claims.")}
    return {module for module in inside if module in MODULES}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_from_lower_floors_or_from_its_own_room(module):
    for target in imported(module):
        same_room = target.split(".")[0] == module.split(".")[0]
        assert floor(target) < floor(module) or (same_room and floor(target) == floor(module)), target


def test_no_module_imports_itself_by_way_of_others():
    tuple(TopologicalSorter({module: imported(module) - {module} for module in MODULES}).static_order())


def test_extraction_knows_nothing_of_publishing_and_checking():
    for module in MODULES:
        if module.split(".")[0] in ("extract", "languages", "sources", "text"):
            assert not {t for t in imported(module) if t.split(".")[0] in ("publish", "validate")}
