"""What stands in a cell's XML: texts, numbers, formulas with their values; read and written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Context, Decimal, InvalidOperation
from typing import Final

from lxml import etree

from kanto_docs.documents.excel.sheetml.spaces import MAIN

Value = Decimal | str | None
"""A number, a text, or nothing; a text that begins with = is a formula."""

_DIGITS: Final = Context(prec=17)
"""What a spreadsheet's number holds."""
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_C, _F, _V, _IS, _T, _R = (f"{MAIN}{name}" for name in ("c", "f", "v", "is", "t", "r"))


def digits(number: Decimal) -> str:
    """A number as it is stored: 0.07, not 0.07000000000000001."""
    return format(_DIGITS.create_decimal(number), "f")


def value_of(cell: etree._Element, strings: Sequence[str]) -> Value:
    """What the cell holds: its formula with an equals sign, else its text or number."""
    formula = cell.find(_F)
    if formula is not None:
        return f"={formula.text or ''}"
    return result_of(cell, strings)


def result_of(cell: etree._Element, strings: Sequence[str]) -> Value:
    """What the cell shows: of a formula, the value stored beside it."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inside = cell.find(_IS)
        return None if inside is None else said_in(inside)
    text = cell.findtext(_V)
    if not text:
        return "" if kind == "str" and text is not None else None
    if kind == "s":
        return strings[int(text)]
    if kind in ("str", "e", "d"):
        return _unescaped(text)
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def put_text(cell: etree._Element, text: str) -> None:
    """Write a text that is nothing but text."""
    _empty(cell)
    cell.set("t", "inlineStr")
    said = etree.SubElement(etree.SubElement(cell, _IS), _T)
    said.text = _ESCAPE_LIKE.sub("_x005F_", text)
    if text != text.strip() or "\n" in text or "  " in text:
        said.set(_SPACE, "preserve")


def put_number(cell: etree._Element, number: Decimal) -> None:
    """Write a number."""
    _empty(cell)
    etree.SubElement(cell, _V).text = digits(number)


def put_formula(cell: etree._Element, formula: str, value: Value) -> None:
    """Write a formula, given without its equals sign, and what it comes to."""
    _empty(cell)
    etree.SubElement(cell, _F).text = formula
    put_result(cell, value)


def put_result(cell: etree._Element, value: Value) -> None:
    """Write what a formula comes to; without a value the program that opens the file finds it."""
    for old in cell.findall(_V):
        cell.remove(old)
    cell.attrib.pop("t", "")
    if value is None:
        return
    if isinstance(value, Decimal):
        text = digits(value)
    else:
        cell.set("t", "str")
        text = _ESCAPE_LIKE.sub("_x005F_", value)
    etree.SubElement(cell, _V).text = text


def put_nothing(cell: etree._Element) -> None:
    """Leave the cell without anything but its look."""
    _empty(cell)


def said_in(item: etree._Element) -> str:
    """The text of a string item, without the readings that East Asian texts have beside them."""
    pieces = [one.findtext(_T) or "" for one in item.findall(_R)] or [item.findtext(_T) or ""]
    return _unescaped("".join(pieces))


def _empty(cell: etree._Element) -> None:
    for child in list(cell):
        if child.tag in (_F, _V, _IS):
            cell.remove(child)
    for attribute in ("t", "cm", "vm", "ph"):
        cell.attrib.pop(attribute, "")


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
