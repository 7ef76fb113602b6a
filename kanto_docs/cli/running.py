"""Runs a command and turns whatever happens into an exit code and one plain sentence."""

from __future__ import annotations

import os
import sys
from typing import Final

import click

from kanto_docs import __version__
from kanto_docs.cli.speaking import Lazy, option, speaker
from kanto_docs.errors import DataError, KantoError

INTERNAL: Final = 70
INTERRUPTED: Final = 130
USAGE: Final = 2
OUTPUT: Final = 5


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kanto-docs", message="%(prog)s %(version)s")
@option("--debug", is_flag=True, expose_value=False, is_eager=True)
def kanto_docs() -> None:
    """All commands."""


def run(arguments: list[str]) -> int:
    """The exit code of running `kanto-docs` with `arguments`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    debug = "--debug" in arguments
    arguments = [one for one in arguments if one != "--debug"]
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    except OSError as error:
        if debug:
            raise
        return _complain("error.output_stream", OUTPUT, problem=error.strerror or "")
    except Exception:  # the last line: no traceback for a user
        if debug:
            raise
        return _complain("error.internal", INTERNAL, version=__version__)
    return code


def _run(arguments: list[str]) -> int:
    try:
        result = kanto_docs.main(arguments, prog_name="kanto-docs", standalone_mode=False)
    except click.UsageError as error:
        return _usage(error)
    except click.Abort:
        return _complain("error.interrupted", INTERRUPTED)
    except KeyboardInterrupt:
        return _complain("error.interrupted", INTERRUPTED)
    except KantoError as error:
        if isinstance(error, DataError):
            raise
        return _complain(f"error.{error.kind}", error.exit_code, **error.facts)
    except click.exceptions.Exit as error:
        return error.exit_code
    return result if isinstance(result, int) else 0


def _usage(error: click.UsageError) -> int:
    words = speaker()
    match error:
        case click.NoSuchOption():
            said = words.ui("usage.no_such_option", option=error.option_name)
        case click.MissingParameter():
            name = error.param.human_readable_name if error.param else ""
            said = words.ui("usage.missing", name=name)
        case click.BadParameter():
            name = error.param.human_readable_name if error.param else ""
            said = words.ui("usage.bad_value", name=name)
            choices = getattr(error.param and error.param.type, "choices", None)
            if choices:
                said += " " + words.ui("usage.choices", choices=", ".join(map(str, choices)))
        case _:
            said = words.ui("usage.other")
    click.echo(said, err=True)
    path = error.ctx.command_path if error.ctx else "kanto-docs"
    click.echo(words.ui("usage.help", command=path), err=True)
    return USAGE


def _complain(key: str, code: int, /, **facts: object) -> int:
    words = speaker()
    if not words.has(key):
        key = "error.internal"
    click.echo(words.ui(key, **facts), err=True)
    return code
