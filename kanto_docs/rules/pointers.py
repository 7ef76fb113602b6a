"""Reading plan data by pointer, `/staff/*/share`: the places it names and what stands there."""

from __future__ import annotations

from collections.abc import Iterator

from kanto_docs.source import Path


def given(value: object) -> bool:
    """Whether somebody has said something: false and 0 are something, "" and [] are not."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, (list, dict)):
        return any(map(given, value.values() if isinstance(value, dict) else value))
    return value is not None


def expand(data: object, pointer: str) -> Iterator[tuple[Path, object]]:
    """Every place that `pointer` names, `*` for each list item, with what stands there."""
    yield from _expand(data, _steps(pointer), ())


def within(pointer: str, path: Path) -> str:
    """`pointer` in the same items of lists that `path` lies in."""
    steps = _steps(pointer)
    for at, (step, here) in enumerate(zip(steps, path, strict=False)):
        if step != here and not (step == "*" and isinstance(here, int)):
            break
        steps[at] = str(here)
    return "/".join(steps)


def _expand(data: object, steps: list[str], here: Path) -> Iterator[tuple[Path, object]]:
    if not steps:
        yield here, data
        return
    step, rest = steps[0], steps[1:]
    if step == "*":
        for number, item in enumerate(data if isinstance(data, list) else ()):
            yield from _expand(item, rest, (*here, number))
    elif isinstance(data, list) and step.isdecimal():
        yield from _expand(data[int(step)], rest, (*here, int(step)))
    else:
        inner = data.get(step) if isinstance(data, dict) else None
        yield from _expand(inner, rest, (*here, step))


def _steps(pointer: str) -> list[str]:
    return pointer.strip("/").split("/")
