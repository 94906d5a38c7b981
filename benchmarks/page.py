"""The result page: the machine it was measured on, and a section for each benchmark, written by the benchmarks."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

PAGE = Path(__file__).with_name("RESULTS.md")
_HEAD = """# Results

Written by `make bench`; each section says on what it was measured. [README.md](README.md) says what is measured and how.
"""


def machine() -> str:
    """The kind of processor, the cores, the system and the Python; nothing that names the machine."""
    cores = os.cpu_count()
    said = f"{_processor()}, {cores} core{'' if cores == 1 else 's'}, {platform.system()} {platform.machine()}"
    return f"{said}, {platform.python_implementation()} {platform.python_version()}"


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    if file.exists():
        found = re.search(
            r"^(?:model name|Model)\s*:\s*(.+)$", file.read_text(encoding="utf-8"), re.MULTILINE
        )
        if found:
            return found[1].strip()
    return platform.processor() or "a processor of unknown kind"


def versions(packages: Iterable[str]) -> str:
    """`name version` of each installed package; one that is not installed is left out."""
    found = []
    for package in packages:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def spread(values: Sequence[float], digits: int = 2) -> str:
    """`median (least to most)` of the rounds."""
    low, middle, high = min(values), median(values), max(values)
    if len(values) == 1:
        return f"{middle:,.{digits}f}"
    return f"{middle:,.{digits}f} ({low:,.{digits}f} to {high:,.{digits}f})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are figures, set to the right."""
    rule = ["---", *["--:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def write_section(title: str, body: str, page: Path = PAGE) -> None:
    """Puts a section into the page in place of the one with its title; the others stay."""
    old = page.read_text(encoding="utf-8") if page.exists() else _HEAD
    head, *sections = re.split(r"^(?=## )", old, flags=re.MULTILINE)
    kept = {part.split("\n", 1)[0]: part.strip() for part in sections}
    kept[f"## {title}"] = f"## {title}\n\n{body.strip()}"
    page.write_text(
        "\n\n".join([head.strip(), *(kept[key] for key in sorted(kept))]) + "\n", encoding="utf-8"
    )
