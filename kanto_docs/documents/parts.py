"""The parts of an Office package: those of the template, and what was changed of them.

A template is read once and kept, for filling many times; a part is parsed when it is first looked
at and copied when it is first changed. All others keep their very bytes, compressed as they are.
"""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping
from copy import deepcopy
from typing import ClassVar, Final, NamedTuple

from lxml import etree

from kanto_docs.documents.archive import Member, archive, member, members
from kanto_docs.documents.package import RELATIONSHIPS, TYPES, packing_moment, relationships_of
from kanto_docs.documents.xml import as_bytes, strict
from kanto_docs.errors import TemplateError

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = f"{{{_PACKAGE}/content-types}}"
_LINK: Final = f"{{{_PACKAGE}/relationships}}"
_NO_LINKS: Final = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
_SHOWN: Final = 120


class Relation(NamedTuple):
    """One relationship of a part: the part it leads to, None when it leads outside."""

    key: str
    kind: str
    """The last step of the relationship's type: worksheet, header, comments."""
    part: str | None


class Template:
    """A package that is only read; it may be kept and filled again."""

    unreadable: ClassVar[str] = "damaged"
    """The kind of error when a part cannot be read."""

    def __init__(self, payload: bytes) -> None:
        self.members: Mapping[str, Member] = members(payload)
        self._trees: dict[str, etree._Element] = {}

    def tree(self, name: str) -> etree._Element:
        """A part, parsed; not to be changed. Raises TemplateError where it cannot be read."""
        if name not in self._trees:
            try:
                self._trees[name] = self.parsed(self.members[name].content())
            except (KeyError, etree.XMLSyntaxError) as error:
                raise TemplateError(self.unreadable, reason=str(error)[:_SHOWN]) from error
        return self._trees[name]

    def parsed(self, content: bytes) -> etree._Element:
        """One part read."""
        return strict(content)


class Parts:
    """The parts of one document in the making."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self._edited: dict[str, etree._Element] = {}
        self._added: dict[str, bytes] = {}
        self._dropped: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name not in self._dropped and (
            name in self._edited or name in self._added or name in self.template.members
        )

    def names(self) -> list[str]:
        """The names of all parts."""
        known = dict.fromkeys((*self.template.members, *self._added, *self._edited))
        return [name for name in known if name not in self._dropped]

    def content(self, name: str) -> bytes:
        """A part as it is now, byte for byte."""
        if name in self._edited:
            return as_bytes(self._edited[name])
        given = self._added.get(name)
        return self.template.members[name].content() if given is None else given

    def read(self, name: str) -> etree._Element:
        """A part as it is now, to be looked at."""
        if name in self._edited:
            return self._edited[name]
        if name in self._added:
            return self.edit(name)
        return self.template.tree(name)

    def pristine(self, name: str) -> etree._Element:
        """A part as the template has it, to be looked at."""
        return self.template.tree(name)

    def edit(self, name: str) -> etree._Element:
        """A part to be changed: what is done to it stands in the document."""
        if name not in self._edited:
            given = self._added.pop(name, None)
            tree = deepcopy(self.template.tree(name)) if given is None else strict(given)
            self._edited[name] = tree
        return self._edited[name]

    def put(self, name: str, content: bytes, content_type: str | None = None) -> None:
        """Put a part in, or another in its place."""
        self._edited.pop(name, None)
        self._dropped.discard(name)
        self._added[name] = content
        if content_type is not None:
            self._declare(name, content_type)

    def drop(self, dropped: Iterable[str]) -> None:
        """Leave parts out, with all that the package says of them."""
        gone = {name for name in dropped if name in self}
        gone |= {relationships_of(name) for name in gone if relationships_of(name) in self}
        if not gone:
            return
        self._dropped |= gone
        _take_out(self.edit(TYPES), lambda one: one.get("PartName", "").lstrip("/") in gone)
        for name in [name for name in self.names() if name.endswith(".rels")]:
            if any(_target(name, one) in gone for one in self.read(name)):
                _take_out(self.edit(name), functools.partial(_leads_into, name, gone))

    def content_type(self, name: str) -> str:
        """What the package says a part is."""
        ending = name.rpartition(".")[2].lower()
        said = ""
        for one in self.read(TYPES):
            if one.get("PartName") == f"/{name}":
                return one.get("ContentType", "")
            if one.get("Extension", "").lower() == ending:
                said = one.get("ContentType", "")
        return said

    def relations(self, name: str) -> list[Relation]:
        """Where a part leads; the package itself has the name of nothing."""
        links = relationships_of(name) if name else RELATIONSHIPS
        if links not in self:
            return []
        return [
            Relation(one.get("Id", ""), one.get("Type", "").rpartition("/")[2], _target(links, one))
            for one in self.read(links).iterchildren(f"{_LINK}Relationship")
        ]

    def related(self, name: str, kind: str) -> list[str]:
        """The parts that a part leads to by one kind of relationship."""
        return [one.part for one in self.relations(name) if one.kind == kind and one.part]

    def reachable(self) -> set[str]:
        """The parts that the package leads to, step by step."""
        found: set[str] = set()
        waiting = [""]
        while waiting:
            for one in self.relations(waiting.pop()):
                if one.part and one.part in self and one.part not in found:
                    found.add(one.part)
                    waiting.append(one.part)
        return found

    def relate(self, name: str, kind: str, target: str) -> str:
        """Lead from a part to another by a full type; return the key of the relationship."""
        return self._relate(name, kind, posixpath.relpath(target, posixpath.dirname(name) or "."))

    def relate_outside(self, name: str, kind: str, address: str) -> str:
        """Lead from a part to an address in the web; return the key of the relationship."""
        return self._relate(name, kind, address, TargetMode="External")

    def free(self, pattern: str) -> str:
        """The first name that no part has: `xl/comments{}.xml` with a number."""
        taken = {name.casefold() for name in self.names()}
        numbered = (pattern.format(n) for n in range(1, len(taken) + 2))
        return next(name for name in numbered if name.casefold() not in taken)

    def payload(self) -> bytes:
        """The package, in a fixed order and with a fixed date."""
        made = {name: member(as_bytes(tree)) for name, tree in self._edited.items()}
        made |= {name: member(content) for name, content in self._added.items()}
        whole = {**self.template.members, **made}
        first = [name for name in (TYPES, RELATIONSHIPS) if name in whole]
        order = [*first, *sorted(whole.keys() - self._dropped - set(first))]
        return archive({name: whole[name] for name in order}, packing_moment())

    def _relate(self, name: str, kind: str, target: str, **more: str) -> str:
        links = relationships_of(name) if name else RELATIONSHIPS
        if links not in self:
            self.put(links, _NO_LINKS)
        root = self.edit(links)
        used = {one.get("Id") for one in root}
        key = next(key for key in (f"rId{n}" for n in range(1, len(used) + 2)) if key not in used)
        made = etree.SubElement(root, f"{_LINK}Relationship")
        for attribute, said in {"Id": key, "Type": kind, "Target": target, **more}.items():
            made.set(attribute, said)
        return key

    def _declare(self, name: str, content_type: str) -> None:
        if self.content_type(name) == content_type:
            return
        root = self.edit(TYPES)
        _take_out(root, lambda one: one.get("PartName") == f"/{name}")
        made = etree.SubElement(root, f"{_TYPE}Override")
        made.attrib.update({"PartName": f"/{name}", "ContentType": content_type})


def _target(links: str, entry: etree._Element) -> str | None:
    if entry.get("TargetMode") == "External":
        return None
    folder = posixpath.dirname(posixpath.dirname(links))
    target = entry.get("Target", "").partition("#")[0]
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _leads_into(links: str, gone: Collection[str], entry: etree._Element) -> bool:
    return _target(links, entry) in gone


def _take_out(root: etree._Element, gone: Callable[[etree._Element], bool]) -> None:
    for one in [one for one in root if gone(one)]:
        root.remove(one)
