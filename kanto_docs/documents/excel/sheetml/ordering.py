"""The order that the elements of a sheet and of a workbook must stand in."""

from __future__ import annotations

from typing import Final

from lxml import etree

from kanto_docs.documents.excel.sheetml.spaces import MAIN

SHEET: Final = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    *("drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects"),
    *("controls", "webPublishItems", "tableParts", "extLst"),
)
BOOK: Final = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize"),
    *("customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"),
    *("fileRecoveryPr", "webPublishObjects", "extLst"),
)


def placed(root: etree._Element, name: str, order: tuple[str, ...]) -> etree._Element:
    """The element of that name below `root`, made in its place when there is none.

    What stands between is left where it is, also what only newer programs know.
    """
    found = root.find(f"{MAIN}{name}")
    if found is None:
        later = {f"{MAIN}{one}" for one in order[order.index(name) + 1 :]}
        before = next((one for one in root if one.tag in later), None)
        found = etree.Element(f"{MAIN}{name}")
        if before is None:
            root.append(found)
        else:
            before.addprevious(found)
    return found
