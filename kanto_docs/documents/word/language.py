"""The language of a document: hyphenation, spelling and screen readers go by it.

A template may say which variety of the document's language it is in; another language, such as the
English of a program's empty page, gives way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from kanto_docs.documents.parts import Parts
from kanto_docs.documents.word.wordml import RUN, made, put, w

_STYLES: Final = ("docDefaults", "latentStyles", "style")
_DEFAULTS: Final = ("rPrDefault", "pPrDefault")
_AFTER_LANGUAGE: Final = {
    w(name)
    for name in (
        *("clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures"),
        *("forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "shapeDefaults"),
        *("doNotEmbedSmartTags", "decimalSymbol", "listSeparator"),
    )
}
_SCHEMA_LIBRARY: Final = "{http://schemas.openxmlformats.org/schemaLibrary/2006/main}schemaLibrary"


def set_language(parts: Parts, main: str, language: str) -> None:
    """Say the language in the styles and the settings where they do not say it."""
    for styles in parts.related(main, "styles"):
        if styles in parts and not _says(parts.read(styles), language):
            _set_in_styles(parts.edit(styles), language)
    for settings in parts.related(main, "settings"):
        if settings not in parts:
            continue
        said = parts.read(settings).find(w("themeFontLang"))
        if said is None:
            root = parts.edit(settings)
            later = (
                n
                for n, one in enumerate(root)
                if one.tag in _AFTER_LANGUAGE or one.tag == _SCHEMA_LIBRARY
            )
            root.insert(next(later, len(root)), made("themeFontLang", val=language))
        elif not _is_same(said, language):
            next(parts.edit(settings).iter(w("themeFontLang"))).set(w("val"), language)


def _is_same(said: etree._Element | None, language: str) -> bool:
    return said is not None and said.get(w("val"), "")[:2].lower() == language[:2].lower()


def _says(styles: etree._Element, language: str) -> bool:
    """Whether the defaults or the plain paragraph's style name the language."""
    looks = (styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"), *_usual(styles))
    said = [one for look in looks if look is not None for one in look.iterchildren(w("lang"))]
    return bool(said) and _is_same(said[-1], language)


def _usual(styles: etree._Element) -> Iterator[etree._Element]:
    """The look of the style that paragraphs have when they name none."""
    for style in styles.iterchildren(w("style")):
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
            yield from style.iterchildren(w("rPr"))


def _set_in_styles(styles: etree._Element, language: str) -> None:
    above = styles
    for name, order in (("docDefaults", _STYLES), ("rPrDefault", _DEFAULTS), ("rPr", ("rPr",))):
        inner = above.find(w(name))
        above = put(above, made(name), order) if inner is None else inner
    for look in _usual(styles):
        for lang in list(look.iterchildren(w("lang"))):
            look.remove(lang)
    old = above.find(w("lang"))
    new = made("lang", val=language)
    if old is not None:
        new.attrib.update({name: value for name, value in old.attrib.items() if name != w("val")})
    put(above, new, RUN)
