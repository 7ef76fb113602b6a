"""Where kanto-docs writes files: each one whole or not at all, and never over what was to be kept.

A new file is written beside its place under a name of our own, forced to the disk and then moved
into place in one step. Whatever happens on the way, the earlier file stays as it was.
Not tried on Windows or macOS: there the waiting for a file that is open in Word is written after
the systems' documentation and tested with made-up errors.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import signal
import stat
import threading
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from kanto_docs.errors import OutputError

KINDS: Final = (
    "exists",
    "folder_unwritable",
    "disk_full",
    "is_folder",
    "not_a_file",
    "read_only",
    "open_elsewhere",
    "same_as_input",
    "too_long",
    "other",
)
"""Every kind of OutputError that this module raises."""

WINDOWS: Final = os.name == "nt"
PATIENCE: Final = 2.0
"""Seconds to wait for a virus scanner or a preview pane to let go of a file on Windows."""

_SLUG_BYTES = 100
_OTHER_NAMES = 99
_STALE_SECONDS = 24 * 60 * 60
_OURS = re.compile(r"\.kanto-[0-9a-f]{16}\.tmp")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_NORDIC = str.maketrans({"æ": "ä", "ø": "ö", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ł": "l"})
_NO_HARD_LINKS = {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_LONG_NAME_ON_WINDOWS = 206
_KIND_OF_ERRNO = {
    errno.EEXIST: "exists",
    errno.EISDIR: "is_folder",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EACCES: "folder_unwritable",
    errno.EPERM: "folder_unwritable",
    errno.EROFS: "folder_unwritable",
    errno.ENOTDIR: "folder_unwritable",
    errno.ENAMETOOLONG: "too_long",
}


def slug(text: str, fallback: str) -> str:
    """Return the beginning of a file name that is safe on every system (tiedostonimen alku)."""
    name = _letters(text) or _letters(fallback) or "kanto"
    return f"kanto-{name}" if _RESERVED.fullmatch(name) else name


def _letters(text: str) -> str:
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_NORDIC)
    plain = "".join(
        letter if letter in "åäö" else unicodedata.normalize("NFKD", letter) for letter in lowered
    )
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    joined = "-".join(re.findall("[a-z0-9åäö]+", bare))
    return joined.encode()[:_SLUG_BYTES].decode(errors="ignore").strip("-")


def _numbered(name: str) -> Iterator[str]:
    bare = Path(name)
    number = 2
    while True:
        yield f"{bare.stem}-{number}{bare.suffix}"
        number += 1


def refuse_inputs(path: Path, inputs: Iterable[Path]) -> None:
    """Raise when the output would land on a file that is being read."""
    for source in inputs:
        if _same_file(path, source):
            raise OutputError("same_as_input", path=str(path), input=str(source))


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def write_whole(path: Path, payload: bytes, *, replace: bool = False) -> None:
    """Put the bytes at `path` in one step; an earlier file is replaced only when that was asked."""
    try:
        target = Path(os.path.realpath(path))
        mode = _mode_to_keep(target, replace=replace)
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target.parent)
        temp = target.with_name(f".kanto-{secrets.token_hex(8)}.tmp")
        try:
            _fill(temp, payload, mode)
            _publish(temp, target, replace=replace)
        except BaseException:
            with contextlib.suppress(OSError):
                temp.unlink()
            raise
        _settle(target.parent)
    except OSError as error:
        raise _told(error, path) from error
    except ValueError as error:  # a NUL or half a surrogate pair in the name
        raise OutputError("other", path=str(path), reason="EINVAL") from error


def _mode_to_keep(target: Path, *, replace: bool) -> int | None:
    """Return the permissions of the file that will be replaced, None when there is none."""
    try:
        old = target.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        kind = "is_folder"
    elif not stat.S_ISREG(old.st_mode):
        kind = "not_a_file"
    elif not replace:
        kind = "exists"
    elif not old.st_mode & 0o222 or not os.access(target, os.W_OK):
        kind = "read_only"
    else:
        return old.st_mode & 0o777
    raise OutputError(kind, path=str(target))


def _sweep(folder: Path) -> None:
    """Remove what a killed run of ours left behind more than a day ago."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                if age > _STALE_SECONDS:
                    Path(entry).unlink()


def _fill(temp: Path, payload: bytes, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    number = os.open(temp, flags, 0o666 if mode is None else 0o600)
    try:
        if mode is not None:
            temp.chmod(mode)
        rest = memoryview(payload)
        while rest:
            rest = rest[os.write(number, rest) :]
        os.fsync(number)
    finally:
        os.close(number)


def _publish(temp: Path, target: Path, *, replace: bool) -> None:
    move = _move_over if replace else _move_new
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return move(temp, target)
        except PermissionError:
            if not WINDOWS:
                raise
            if time.monotonic() >= deadline:
                break
        time.sleep(0.1)
    raise OutputError("open_elsewhere", path=str(target), kept=_keep(temp, target))


def _move_over(temp: Path, target: Path) -> None:
    temp.replace(target)


def _move_new(temp: Path, target: Path) -> None:
    """Move in one step, or raise FileExistsError if somebody made a file of that name meanwhile."""
    if WINDOWS:
        temp.rename(target)  # never overwrites on Windows
        return
    try:
        os.link(temp, target)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        _move_into_reserved_place(temp, target)
    else:
        temp.unlink()


def _move_into_reserved_place(temp: Path, target: Path) -> None:
    """For memory sticks, which have no hard links: an empty file holds the place meanwhile."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        temp.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink()
        raise


def _keep(temp: Path, target: Path) -> str | None:
    """Keep the new file under the first free number beside its place and return its path."""
    for name, _ in zip(_numbered(target.name), range(_OTHER_NAMES), strict=False):
        other = target.with_name(name)
        try:
            _move_new(temp, other)
        except FileExistsError:
            continue
        except OSError:
            return None
        return str(other)
    return None


def _settle(folder: Path) -> None:
    """Force the new name to the disk too; systems that cannot do that to a folder go without."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _told(error: OSError, path: Path) -> OutputError:
    if getattr(error, "winerror", None) == _LONG_NAME_ON_WINDOWS:
        return OutputError("too_long", path=str(path))
    number = error.errno or 0
    reason = errno.errorcode.get(number, str(number))
    return OutputError(_KIND_OF_ERRNO.get(number, "other"), path=str(path), reason=reason)


class Terminated(SystemExit):
    """The system asked the program to end: clean-up runs, then it exits with 143."""

    def __init__(self) -> None:
        super().__init__(143)


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Turn SIGTERM and a closed terminal into an exception, so that no half file stays behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    earlier: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}

    def end(_number: int, _frame: FrameType | None) -> NoReturn:
        for number in earlier:
            signal.signal(number, signal.SIG_IGN)  # a second signal must not cut the clean-up short
        raise Terminated

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup stays
            earlier[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in earlier.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
