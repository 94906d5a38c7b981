"""The command line: parse, call one door, print. Data on stdout, talk on stderr; exit 0 ok, 1 data, 2 misuse."""

from claims.cli.program import main

__all__ = ["main"]
