"""The base of our small value types: frozen, compared by content, and free to define.

To type checkers they are frozen dataclasses. Unlike those they generate no code when they are
defined: two dozen dataclasses would take longer to define than a plan takes to check.
"""

from inspect import get_annotations
from typing import ClassVar, NoReturn, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class Frozen:
    """A value; what is not given has the class's default."""

    _names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = tuple(name for name in get_annotations(cls) if name[0] != "_")
        cls._names = (*cls._names, *own)

    def __init__(self, *values: object, **named: object) -> None:
        self.__dict__.update(zip(self._names, values, strict=False))
        self.__dict__.update(named)

    def with_(self, **changed: object) -> Self:
        """The same value with some of its fields changed; TypeError for a field it has not."""
        if strange := changed.keys() - set(self._names):
            message = f"{type(self).__name__} has no {', '.join(sorted(strange))}"
            raise TypeError(message)
        kept = {name: self.__dict__[name] for name in self._names if name in self.__dict__}
        return type(self)(**(kept | changed))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        message = f"frozen: {type(self).__name__}.{name} = {type(value).__name__}"
        raise AttributeError(message)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Frozen) and self._content() == other._content()

    def __hash__(self) -> int:
        return hash(self._content())

    def _content(self) -> tuple[object, ...]:
        return type(self), *(getattr(self, name) for name in self._names)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.__dict__!r})"
