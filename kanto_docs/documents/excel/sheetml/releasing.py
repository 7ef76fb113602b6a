"""Formulas that several cells share: a cell is written over only without harm to the others."""

from __future__ import annotations

from typing import Final

from lxml import etree

from kanto_docs.documents.excel.sheetml.addresses import Area, area
from kanto_docs.documents.excel.sheetml.spaces import MAIN

_F: Final = f"{MAIN}f"


def filled_at_once(root: etree._Element) -> list[Area]:
    """The areas that one formula fills: no cell of them can be written over by itself."""
    found = (
        area(one.get("ref", "")) for one in root.iter(_F) if one.get("t") in ("array", "dataTable")
    )
    return [one for one in found if one is not None]


def release(root: etree._Element, cell: etree._Element) -> None:
    """Let the other cells have a formula of their own, if this one holds it for them."""
    formula = cell.find(_F)
    if formula is not None and formula.get("t") == "shared" and formula.get("ref") is not None:
        _share_out(root, cell, formula)


def _share_out(root: etree._Element, cell: etree._Element, formula: etree._Element) -> None:
    from openpyxl.formula.translate import Translator

    said = Translator(f"={formula.text or ''}", origin=cell.get("r", ""))
    for other in list(root.iter(_F)):
        holder = other.getparent()
        if other is formula or holder is None or other.get("si") != formula.get("si"):
            continue
        translated = said.translate_formula(holder.get("r", ""))
        for attribute in ("t", "si", "ref"):
            other.attrib.pop(attribute, "")
        other.text = translated.removeprefix("=")
