"""The zip around an Office file: members are taken out and put in as they are, still compressed.

Python's zipfile would unpack and pack every member anew. What a document is not to change goes from
the template into it bit by bit, and costs next to nothing.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
_IN_UTF_8: Final = 0x800
_VERSION: Final = 20
_BY_UNIX: Final = 3 << 8
_MODE: Final = 0o600 << 16
_LEVEL: Final = 6
_FIRST_YEAR: Final = 1980

Moment = Sequence[int]
"""Year, month, day, hour, minute, second."""


class Member(NamedTuple):
    """One member of a zip, as it is stored."""

    stored: bytes
    method: int
    checksum: int
    size: int

    def content(self) -> bytes:
        """What the member holds."""
        if self.method == zipfile.ZIP_STORED:
            return self.stored
        return zlib.decompress(self.stored, -zlib.MAX_WBITS)


def member(content: bytes) -> Member:
    """A new member that holds `content`."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    stored = packer.compress(content) + packer.flush()
    return Member(stored, zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content))


def members(payload: bytes) -> dict[str, Member]:
    """The members of a zip by name; the guard has looked at it before."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return {
            one.filename: Member(_stored(payload, one), one.compress_type, one.CRC, one.file_size)
            for one in archive.infolist()
            if not one.is_dir()
        }


def archive(parts: Mapping[str, Member], moment: Moment) -> bytes:
    """The members as a zip, in the order given, all of the same moment: the same bytes twice."""
    year, month, day, hour, minute, second = moment
    date = (year - _FIRST_YEAR) << 9 | month << 5 | day
    time = hour << 11 | minute << 5 | second // 2
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, one in parts.items():
        said = name.encode()
        flags = 0 if name.isascii() else _IN_UTF_8
        facts = (flags, one.method, time, date, one.checksum, len(one.stored), one.size, len(said))
        local = _LOCAL.pack(b"PK\3\4", _VERSION, *facts, 0) + said
        directory += (
            _CENTRAL.pack(b"PK\1\2", _BY_UNIX | _VERSION, _VERSION, *facts, 0, 0, 0, 0, _MODE, at),
            said,
        )
        pieces += (local, one.stored)
        at += len(local) + len(one.stored)
    listed = b"".join(directory)
    count = len(parts)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listed), at, 0)
    return b"".join((*pieces, listed, end))


def _stored(payload: bytes, one: zipfile.ZipInfo) -> bytes:
    lengths = one.header_offset + _LOCAL.size - 4
    name, extra = struct.unpack_from("<2H", payload, lengths)
    start = one.header_offset + _LOCAL.size + name + extra
    return payload[start : start + one.compress_size]
