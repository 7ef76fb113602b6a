"""The group sheet (ryhmähanke): the members side by side, and live sums over them.

The figures of the member whose workbook this is follow its own cells; those of the others follow
the sheet that each of them has here, a budget of its own with names that hold on that sheet alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kanto_docs.documents.excel.cells import write_text
from kanto_docs.documents.excel.homes import right_of
from kanto_docs.documents.excel.member_sheets import PATTERN, write_member
from kanto_docs.documents.excel.sheetml import addresses
from kanto_docs.documents.excel.sheetml.addresses import Area
from kanto_docs.documents.excel.sheetml.sheet import Cell
from kanto_docs.documents.excel.writing import Amount, Content, Writer
from kanto_docs.formula import Line, Ref
from kanto_docs.groups import Group
from kanto_docs.groups.group import SHARED
from kanto_docs.words import Words

FIELDS: Final = ("label", "sum", "member")
"""The columns of the group sheet: what a line is called, its sum, and the first member."""


def write_members(writer: Writer, group: Group | None, words: Words) -> None:
    """A row for each line that is summed, a column and a sheet for each other member.

    Without a group nothing is written. The template's sheet for a member stays behind, hidden.
    """
    columns = writer.homes.below("group")
    for field in columns:
        if field not in FIELDS:
            writer.homes.refuse(f"group.{field}", [f"group.{one}" for one in FIELDS])
    if group is not None and columns:
        _write(writer, group, words)
    writer.homes.forget_sheet_of(PATTERN)


def _write(writer: Writer, group: Group, words: Words) -> None:
    places = {field: writer.homes.need(f"group.{field}") for field in FIELDS}
    writer.accounts.admit(_lines(writer, group))
    for place, member in enumerate(group.members):
        role = words.value(("partners", "role"), member.role) if member.role else ""
        for name, said in (("heading", member.shown), ("role", role)):
            if (first := writer.homes.get(f"members.{name}")) is not None:
                write_text(right_of(first, place), said)
        column = right_of(places["member"], place)
        widths = column.sheet.column_dimensions
        widths[column.column_letter].width = widths[places["member"].column_letter].width
        writer.homes.add(f"group.{member.number}", column)
    shares = (f"share_of_{name}" for name in SHARED)
    rows = [
        *(_row(group, name, words.ui(f"budget.{name}")) for name in group.names()),
        *(_row(group, name, words.ui(f"workbook.{name}")) for name in shares),
    ]
    writer.rows("group", rows, units=True)
    for member in group.others:
        if (sheet := write_member(writer, member, words)) is not None:
            for name in group.names():
                _follow(writer, member.line(name), sheet.home_of(name))


def _follow(writer: Writer, name: str, there: Cell | None) -> None:
    """Let the line show what stands in a cell of another sheet."""
    here = writer.home_of(name)
    if here is not None and there is not None:
        cell = Area(there.column, there.row, there.column, there.row).absolute()
        address = f"{addresses.quoted_title(there.sheet.title)}!{cell}"
        writer.formula(here, address, writer.accounts.shown(name))


def _lines(writer: Writer, group: Group) -> Iterator[Line]:
    """The group's lines of the whole period; the member's own follow the cells of its budget."""
    own = {group.own.line(name): name for name in group.names()}
    for line in group.lines.values():
        if line.year is not None:
            continue
        name, path, base, item = line.name, line.path, line.base, line.item
        if own.get(name) in writer.accounts.budget.lines:
            ref = Ref(own[name])
            yield Line(name, "computed", formula=ref, path=path, base=base, item=item)
        else:
            yield line


def _row(group: Group, name: str, label: str) -> Mapping[str, Content]:
    """What each member has of a line, and their sum; shares have none."""
    members = {str(member.number): Amount(member.line(name)) for member in group.members}
    whole = f"group_{name}"
    return {"label": label, **({"sum": Amount(whole)} if whole in group.lines else {}), **members}
