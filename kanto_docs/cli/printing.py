"""Standard output: a reader who has gone away is no fault, and nothing is said twice at the end."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator

import click


def give(text: str) -> None:
    """Print the outcome of a command; when nobody reads on, the rest is let go."""
    try:
        click.echo(text, nl=False)
    except BrokenPipeError:
        hush()


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """End a command without a word when nobody reads on, before click calls that a failure."""
    try:
        yield
    except BrokenPipeError:
        hush()
        raise click.exceptions.Exit(0) from None


def hush() -> None:
    """Let what still waits to be printed go nowhere, so that leaving the program is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.__stdout__.fileno() if sys.__stdout__ else 1)
    os.close(nowhere)
