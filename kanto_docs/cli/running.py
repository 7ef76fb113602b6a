"""Runs a command and turns whatever happens into an exit code and one plain sentence."""

from __future__ import annotations

import contextlib
import errno
import sys
from typing import Final

import click

from kanto_docs import __version__
from kanto_docs.cli.printing import hush
from kanto_docs.cli.speaking import Lazy, Spoken, listen, option, speaker
from kanto_docs.cli.usage import usage
from kanto_docs.errors import DataError, KantoError, OutputError, UsageError
from kanto_docs.words.complaining import complaint

INTERNAL: Final = 70
INTERRUPTED: Final = 130
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SAID_WHOLE: Final = {"not_office", "wrong_kind", "damaged", "too_large"}
"""What is wrong with a template as a file: there is nothing more to tell of it."""
_PACKAGES: Final = {
    "docx": "python-docx",
    "email_validator": "email-validator",
    "stdnum": "python-stdnum",
}
"""Packages that are installed under another name than they are imported."""


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, prog_name="kanto-docs", message="%(prog)s %(version)s", cls=Spoken
)
@option("--debug", is_flag=True, expose_value=False, is_eager=True)
def kanto_docs() -> None:
    """All commands."""


def run(arguments: list[str]) -> int:
    """The exit code of running `kanto-docs` with `arguments`."""
    listen(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    debug = "--debug" in arguments
    arguments = [one for one in arguments if one != "--debug"]
    try:
        code = _run(arguments)
        if sys.stdout is not None:  # it is None when the caller has closed it
            sys.stdout.flush()
    except BrokenPipeError:
        hush()
        return 0
    except Exception as error:  # the last line: no traceback for a user
        if debug:
            raise
        return _broken(error)
    return code


def _run(arguments: list[str]) -> int:
    try:
        result = kanto_docs.main(arguments, prog_name="kanto-docs", standalone_mode=False)
    except click.UsageError as error:
        return usage(error)
    except (click.Abort, KeyboardInterrupt):
        return _complain("interrupted", INTERRUPTED)
    except KantoError as error:
        if isinstance(error, DataError):
            raise
        code = UsageError.exit_code if error.kind == "same_as_input" else error.exit_code
        _complain(error.kind, code, **error.facts)
        _point_to_the_check(error)
        return code
    except click.exceptions.Exit as error:
        return error.exit_code
    return result if isinstance(result, int) else 0


def _broken(error: Exception) -> int:
    """The exit code of what no command foresaw: a full disk behind stdout, a fault of ours."""
    if isinstance(error, OSError) and error.filename is None:
        hush()
        full = error.errno in _FULL
        return _complain("output_stream", OutputError.exit_code, full=full)
    name = (error.name or "").partition(".")[0] if isinstance(error, ImportError) else ""
    if name and name != __package__.partition(".")[0]:
        return _complain("missing_package", INTERNAL, name=_PACKAGES.get(name, name))
    return _complain("internal", INTERNAL, version=__version__)


def _point_to_the_check(error: KantoError) -> None:
    """After an own template was refused: what tells all that is wrong in it."""
    path = error.facts.get("template")
    if path and error.kind not in _SAID_WHOLE:
        with contextlib.suppress(OSError):
            click.echo(speaker().ui("doc.workshop.hint", path=path), err=True)


def _complain(kind: str, code: int, /, **facts: object) -> int:
    words = speaker()
    said = complaint(kind, facts, words)
    if said is None:
        return _complain("internal", INTERNAL, version=__version__)
    with contextlib.suppress(OSError):  # nobody hears; the exit code still says it
        click.echo(said, err=True)
    return code
