"""Judges a table of claims once with one tool, and prints what it took as JSON: `validator.py SIDE FOLDER`.

A process a figure: the tool is warmed up on a few rows, reads the tables, and is timed while it judges them.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from memory import peak

FEW = 1_000


def measure(side: str, folder: Path) -> dict[str, Any]:
    """Seconds of the clock and of the processor, the peak memory in MB, how often each check does not hold, and what is installed."""
    tool = importlib.import_module(f"sides.{side}")
    tool.judge(tool.read(folder, FEW))
    given = tool.read(folder, None)
    worked, began = time.process_time(), time.perf_counter()
    judged = tool.judge(given)
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    return {
        "seconds": seconds, "cpu": cpu, "peak": peak(), "found": {name: n for name, n in tool.found(judged).items() if n},
        "versions": {name: version(name) for name in tool.PACKAGES},
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
