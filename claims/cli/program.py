"""The program `claims`: its commands, and how an error, a closed pipe or Ctrl-C ends one of them."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import click

from claims import __version__
from claims.cli.annotate import annotate
from claims.cli.annotators import adjudicate, agree, assign
from claims.cli.articles import build, extract, show
from claims.cli.checks import checks
from claims.cli.contracts import contract
from claims.cli.datasets import diff, init, publish, push, upgrade
from claims.cli.engines import evaluate, explain
from claims.cli.exchange import export, import_
from claims.cli.languages import languages
from claims.cli.rebuild import rebuild
from claims.cli.report import report
from claims.cli.sources import sources
from claims.cli.track import thread, track
from claims.cli.validate import validate
from claims.errors import ClaimsError, InvalidCorpus

STDOUT = 1
INTERRUPTED = 130  # as a shell says it: 128 and the number of SIGINT


class Program(click.Group):
    """A group whose commands end in a message and an exit code, never in a traceback of what was foreseen."""

    def invoke(self, ctx: click.Context) -> Any:
        """What the command returns, all of its output written."""
        _write_utf8()
        try:
            try:
                done = super().invoke(ctx)
            except SystemExit:
                _flush()
                raise
            _flush()
            return done
        except ClaimsError as error:
            if isinstance(error, InvalidCorpus):
                click.echo(error.report.text(), err=True)  # type: ignore[attr-defined]
            click.echo(f"error: {error}", err=True)
            raise SystemExit(error.exit_code) from None
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            raise SystemExit(INTERRUPTED) from None
        except BrokenPipeError:
            _let_go_of_stdout()
            raise SystemExit(0) from None
        except OSError as error:
            _let_go_of_stdout()
            where = f"{error.filename}: " if error.filename else ""
            click.echo(f"error: {where}{error.strerror or error}", err=True)
            raise SystemExit(1) from None


def _write_utf8() -> None:
    """Nothing; what is written is UTF-8 whatever the locale says, and a strange file name stops nothing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _flush() -> None:
    if sys.stdout is not None:  # a program may be started without one
        sys.stdout.flush()


def _let_go_of_stdout() -> None:
    """Nothing; what stdout does not take goes nowhere, so that the interpreter does not try it again."""
    try:
        _flush()
    except OSError:
        if sys.stdout is sys.__stdout__:
            os.dup2(os.open(os.devnull, os.O_WRONLY), STDOUT)


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="claims")
def main() -> None:
    """News articles in, a validated dataset of attributed claims out.

    \b
    Example: claims build data/articles --to out
    """


for command in (build, extract, show, explain, evaluate, export, import_, init, validate, checks, publish, rebuild, push, diff, report, upgrade, track, thread, annotate, assign, agree, adjudicate, contract, languages, sources):
    main.add_command(command)
