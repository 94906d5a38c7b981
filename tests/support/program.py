"""The program run as its users run it, in this process or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from claims.cli import main

EN = "The minister said that the talks would go on for another week."
RU = "Песков заявил, что переговоры продолжаются и что новая встреча состоится осенью."
AR = "قال وزير الخارجية إن المحادثات مستمرة في العاصمة منذ أسبوع، وأضاف أن بلاده متفائلة بنتائجها."


def run(*args: str, **env: str) -> Result:
    """The program in this process; what it did not foresee comes through as an exception."""
    result = CliRunner().invoke(main, args, env=env)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def start(*args: str, **how) -> subprocess.Popen:
    """The program in a process of its own."""
    env = {**os.environ, **how.pop("env", {})}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    return subprocess.Popen(
        [sys.executable, "-m", "claims", *args], env=env, text=True, encoding="utf-8", **pipes
    )


def lines(*rows: object) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def folder(path: Path) -> dict[str, bytes]:
    """The bytes of each file of a folder."""
    return {str(f.relative_to(path)): f.read_bytes() for f in path.rglob("*") if f.is_file()}
