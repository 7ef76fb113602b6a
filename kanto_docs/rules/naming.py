"""What a finding calls an item of a list."""


def called(number: int, *names: str | None) -> str:
    """The first name that is given, else the item's place in its list, counted from 1."""
    return next((name for name in names if name), str(number + 1))
