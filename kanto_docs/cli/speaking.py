"""Help in the user's language: commands and options take their texts from words/<language>.yaml."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from functools import cache
from typing import Any, Final

import click

from kanto_docs.cli.printing import quiet
from kanto_docs.patterns import lazy
from kanto_docs.words import LANGUAGES, Words, choose_language

COMMANDS: Final = (
    "check",
    "explain",
    "rules",
    "calls",
    "new",
    "budget",
    "fill",
    "verify",
    "template",
)


_ARGUMENTS: Final[ContextVar[tuple[str, ...]]] = ContextVar("arguments", default=())
_PLACEHOLDER: Final = lazy(r"\b[A-Z]{3,}\b")


class UnknownCommand(click.UsageError):
    """There is no such command; `close` are those with a name like it."""

    def __init__(self, name: str, ctx: click.Context, known: Sequence[str] = COMMANDS) -> None:
        super().__init__(name, ctx)
        self.name = name
        import difflib

        self.close = difflib.get_close_matches(name, known)


def listen(arguments: Sequence[str]) -> None:
    """Remember the arguments: they may name the language that everything is said in."""
    _ARGUMENTS.set(tuple(arguments))


def heard() -> tuple[str, ...]:
    """The arguments of this run."""
    return _ARGUMENTS.get()


def speaker() -> Words:
    """The words for help and usage errors: by `--lang` among the arguments, else the machine."""
    arguments = heard()
    asked = next(
        (arguments[i + 1] for i, one in enumerate(arguments[:-1]) if one == "--lang"),
        next((one.partition("=")[2] for one in arguments if one.startswith("--lang=")), None),
    )
    return _words(choose_language(asked if asked in LANGUAGES else None))


@cache
def _words(language: str) -> Words:
    return Words(language)


def placeholder(text: str) -> str:
    """PLAN, FILE and other words that stand for the user's own, in the user's language."""
    words = speaker()

    def said(match: re.Match[str]) -> str:
        key = f"metavar.{match.group()}"
        return words.ui(key) if words.has(key) else match.group()

    return _PLACEHOLDER.sub(said, text)


class Spoken(click.Option):
    """An option whose help stands in words as `option.<name>` or `option.<command>_<name>`."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help, in the user's language."""
        words = speaker()
        for key in (f"option.{ctx.info_name}_{self.name}", f"option.{self.name}"):
            if words.has(key):
                self.help = words.ui(key)
                break
        record = super().get_help_record(ctx)
        return (placeholder(record[0]), record[1]) if record else None


class Speaking(click.Command):
    """A command whose help text stands in words as `command.<name>`, or under another `key`."""

    def __init__(self, *args: Any, key: str = "", **settings: Any) -> None:  # noqa: ANN401  # click's
        super().__init__(*args, **settings)
        self.key = key or self.name

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        words = speaker()
        self.options_metavar = words.ui("help.metavar")
        pieces = placeholder(" ".join(self.collect_usage_pieces(ctx)))
        formatter.write_usage(ctx.command_path, pieces, prefix=words.ui("help.usage") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does, with an example."""
        words = speaker()
        with formatter.indentation():
            formatter.write_paragraph()
            formatter.write_text(words.ui(f"command.{self.key}.help"))
            formatter.write_paragraph()
            formatter.write_text(words.ui("help.example"))
            with formatter.indentation():
                formatter.write_text(words.ui(f"command.{self.key}.example"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, with click's own `--help` in the same language."""
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        records = [one.get_help_record(ctx) for one in options]
        found = [record for record in records if record is not None]
        words = speaker()
        named = [
            (name, words.ui("option.help") if "--help" in name else text) for name, text in found
        ]
        if named:
            with formatter.section(words.ui("help.options")):
                formatter.write_dl(named)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The command in a few words, for shell completion."""
        return speaker().ui(f"command.{self.key}.short")


class Lazy(Speaking, click.Group):
    """The group: a command's module is imported when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, most used first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kanto_docs.cli.{cmd_name}_command")
        found: click.Command = module.command
        return found

    def make_context(self, *args: Any, **extra: Any) -> click.Context:  # noqa: ANN401  # click's own
        """Read the arguments; a reader who has gone away is no fault."""
        with quiet():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # click's own
        """Run the command; a reader who has gone away is no fault."""
        with quiet():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant. Raises UnknownCommand."""
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise UnknownCommand(args[0], ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands with a line on each."""
        super().format_options(ctx, formatter)
        words = speaker()
        rows = [(name, words.ui(f"command.{name}.short")) for name in COMMANDS]
        with formatter.section(words.ui("help.commands")):
            formatter.write_dl(rows)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the tool is for."""
        with formatter.indentation():
            formatter.write_paragraph()
            formatter.write_text(speaker().ui("help.tool"))


class Group(Speaking, click.Group):
    """A command that also has commands of its own."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant. Raises UnknownCommand."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            raise UnknownCommand(args[0], ctx, tuple(self.commands))
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands with a line on each."""
        super().format_options(ctx, formatter)
        rows = [(name, one.get_short_help_str()) for name, one in self.commands.items()]
        with formatter.section(speaker().ui("help.commands")):
            formatter.write_dl(rows)


def option(*names: str, **settings: Any) -> Callable[[Any], Any]:  # noqa: ANN401  # click's own
    """click.option with its help in words."""
    return click.option(*names, cls=Spoken, **settings)
