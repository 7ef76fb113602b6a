"""How the guard reads one part of an Office file: a stream, stopped at the first problem.

Nothing is kept but what is asked for, a DTD stops the reading before any of its entities exist,
and the limits are far above every real template and far below what stops a machine.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final, NoReturn
from xml.parsers import expat

ELEMENT_LIMIT: Final = 2_000_000
DEPTH_LIMIT: Final = 200
TYPES: Final = "[Content_Types].xml"
_SHOWN = 80
_ENCODINGS = {"utf-8", "utf-16", "us-ascii", "ascii"}

Attributes = Mapping[str, str]
Readers = Mapping[str, Callable[[Attributes], None]]


@dataclass(frozen=True)
class Problem:
    """One thing that makes a file unfit as a template; the command line puts it into words."""

    kind: str
    facts: Mapping[str, object]


class Stopped(Exception):
    """The reading of a part ends at its first problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Link:
    """One relationship of a part."""

    found_in: str
    type: str
    target: str
    external: bool

    def path(self) -> str:
        """Return the member it points to; it begins with .. when it climbs out of the package."""
        target = self.target.partition("#")[0]
        folder = posixpath.dirname(posixpath.dirname(self.found_in))
        start = "" if target.startswith("/") else folder
        return posixpath.normpath(posixpath.join(start, target.lstrip("/")))


@dataclass
class Seen:
    """What the parts told so far, for the questions that concern the whole package."""

    elements: int = 0
    area: int = 0
    highest_style: int = -1
    cell_styles: int = 0
    types: dict[str, str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    def type_of(self, name: str) -> str:
        """Return the content type of a part; "*.xml" and such hold the defaults by ending."""
        return self.types.get(name, self.types.get(f"*.{name.rpartition('.')[2].lower()}", ""))

    def main_type(self) -> str:
        """Return the content type of the part that the package itself calls the document."""
        for link in self.links:
            if link.found_in.lower() == "_rels/.rels" and link.type == "officeDocument":
                return self.type_of(link.path())
        return ""


def shown(text: str) -> str:
    """Cut a name from the file to what can safely be put on a screen."""
    return "".join(
        letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text[:_SHOWN]
    )


class Part:
    """Reads one member of the package; a picture passes through unread.

    Asked for here are the content types and the relationships; what Word's and Excel's own parts
    are asked stands in `word` and `sheet`.
    """

    spaces: ClassVar[frozenset[str]] = frozenset()
    """The namespaces of the elements that `readers` is about."""

    def __init__(self, name: str, seen: Seen) -> None:
        self.name = name
        self.seen = seen
        self._parser: expat.XMLParserType | None = None
        self._begun = False
        self._depth = 0
        self._collected: list[str] | None = None
        self._of_package = self._package_readers()
        self._readers = self.readers()

    def readers(self) -> Readers:
        """Return what to do at which element."""
        return {}

    def judge(self, text: str) -> None:
        """Judge a text that was collected."""

    def feed(self, chunk: bytes) -> None:
        """Read on; raises Stopped at a problem and ExpatError where the XML is broken."""
        if not self._begun:
            self._begun = True
            if self._is_xml(chunk):
                self._parser = self._new_parser()
        if self._parser is not None:
            self._parser.Parse(chunk, False)  # noqa: FBT003 (the parser takes no keywords)

    def close(self) -> None:
        """Say that the part has come to its end."""
        if self._parser is not None:
            self._parser.Parse(b"", True)  # noqa: FBT003 (the same)
        elif not self._begun and self.name.lower().endswith((".xml", ".rels")):
            self.stop("malformed")

    def stop(self, kind: str, **facts: object) -> NoReturn:
        """End the reading of this part with a problem."""
        raise Stopped(Problem(kind, {"part": shown(self.name), **facts}))

    def collect(self, _: Attributes) -> None:
        """Keep the text of the element that begins here for `judge`."""
        self._collected = []

    def _is_xml(self, chunk: bytes) -> bool:
        return (
            self.name.lower().endswith((".xml", ".rels", ".vml"))
            or self.seen.type_of(self.name).lower().endswith("xml")
            or chunk.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")
        )

    def _new_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self._text
        return parser

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            self.stop("malformed", encoding=shown(encoding))

    def _doctype(self, *_: object) -> None:
        self.stop("doctype")

    def _start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        self.seen.elements += 1
        if self.seen.elements > ELEMENT_LIMIT:
            self.stop("too_complex", measure="elements", limit=ELEMENT_LIMIT)
        if self._depth > DEPTH_LIMIT:
            self.stop("too_complex", measure="depth", limit=DEPTH_LIMIT)
        space, _, name = tag.rpartition(" ")
        readers = self._readers if space in self.spaces else self._of_package
        if name in readers:
            readers[name]({key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def end(self, _tag: str) -> None:
        """Leave an element."""
        self._depth -= 1
        if self._collected is not None:
            text, self._collected = "".join(self._collected), None
            self.judge(text)

    def _text(self, text: str) -> None:
        if self._collected is not None:
            self._collected.append(text)

    def _package_readers(self) -> Readers:
        if self.name == TYPES:
            return {"Default": self._default, "Override": self._override}
        if self.name.lower().endswith(".rels"):
            return {"Relationship": self._relationship}
        return {}

    def _default(self, attributes: Attributes) -> None:
        ending = attributes.get("Extension", "").lower()
        self.seen.types[f"*.{ending}"] = attributes.get("ContentType", "")

    def _override(self, attributes: Attributes) -> None:
        name = attributes.get("PartName", "").removeprefix("/")
        self.seen.types[name] = attributes.get("ContentType", "")

    def _relationship(self, attributes: Attributes) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        external = attributes.get("TargetMode", "").lower() == "external"
        self.seen.links.append(Link(self.name, kind, attributes.get("Target", ""), external))
