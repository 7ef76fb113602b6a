"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
from typing import Final

import click

from kanto_docs.cli.speaking import option
from kanto_docs.words import LANGUAGES


def _day(
    _ctx: click.Context, _option: click.Parameter, value: dt.datetime | None
) -> dt.date | None:
    return value.date() if value else None


_DAYS: Final = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])
_MACHINE: Final = click.Choice(("text", "json"))

call = option("--call", metavar="CODE|FILE")
on = option("--on", type=_DAYS, callback=_day, metavar="DATE")
lang = option("--lang", type=click.Choice(LANGUAGES))
force = option("--force", is_flag=True)
format_ = option("--format", "format_", type=_MACHINE, default="text")
programme = option("--programme", metavar="CODE")
