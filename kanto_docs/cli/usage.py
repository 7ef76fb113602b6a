"""What was wrong with the command as it was typed, in the user's language."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import click

from kanto_docs.cli.speaking import UnknownCommand, heard, placeholder, speaker
from kanto_docs.errors import UsageError
from kanto_docs.words import Words


def usage(error: click.UsageError) -> int:
    """Say what was wrong and where to find help."""
    with contextlib.suppress(OSError):
        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            click.echo(error.ctx.get_help(), err=True)
        else:
            words = speaker()
            click.echo(" ".join(_said(error, words)), err=True)
            path = error.ctx.command_path if error.ctx else "kanto-docs"
            click.echo(words.ui("usage.help", command=path), err=True)
    return UsageError.exit_code


def _said(error: click.UsageError, words: Words) -> Iterator[str]:
    match error:
        case UnknownCommand():
            yield words.ui("usage.no_such_command", command=error.name)
            yield from _close(error.close, words)
        case click.NoSuchOption():
            yield words.ui("usage.no_such_option", option=error.option_name)
            yield from _close(error.possibilities, words)
        case click.BadOptionUsage():
            surplus = any(one.startswith(f"{error.option_name}=") for one in heard())
            key = "usage.surplus_value" if surplus else "usage.no_value"
            yield words.ui(key, option=error.option_name)
        case click.MissingParameter():
            yield words.ui("usage.missing", name=_name(error.param))
        case click.BadParameter():
            yield words.ui("usage.bad_value", name=_name(error.param))
            yield from _allowed(error.param, words)
        case _:
            yield words.ui("usage.other")


def _close(names: list[str] | None, words: Words) -> Iterator[str]:
    if names:
        yield words.ui("usage.close", names=", ".join(names))


def _allowed(parameter: click.Parameter | None, words: Words) -> Iterator[str]:
    """What the value could have been."""
    kind = parameter.type if parameter else None
    if isinstance(kind, click.Choice):
        yield words.ui("usage.choices", choices=", ".join(map(str, kind.choices)))
    elif isinstance(kind, click.DateTime):
        yield words.ui("usage.date")
    elif isinstance(kind, click.IntRange):
        yield words.ui("usage.number")
    elif isinstance(kind, click.Path):
        yield words.ui("usage.folder" if kind.dir_okay else "usage.file")


def _name(parameter: click.Parameter | None) -> str:
    """The parameter as it is typed: --format, PLAN."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    if parameter is None:
        return ""
    return placeholder((parameter.metavar or (parameter.name or "").upper()).rstrip("."))
