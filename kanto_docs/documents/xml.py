"""The XML of Office files: read strictly, so that nothing of a document is lost silently."""

from __future__ import annotations

from lxml import etree


def strict(part: bytes) -> etree._Element:
    """Parse a part, without forgiving anything and without fetching anything."""
    return etree.fromstring(
        part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    )


def as_bytes(root: etree._Element) -> bytes:
    """Write a part down."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
