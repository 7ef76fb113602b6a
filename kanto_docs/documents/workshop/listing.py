"""Our own templates: which there are, what each is for, a copy for whoever wants one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kanto_docs.documents.catalogue import DOCUMENTS, PAGE, Document, document
from kanto_docs.documents.files import write_whole
from kanto_docs.errors import UsageError
from kanto_docs.formats.json import written
from kanto_docs.words import Words

KINDS: Final = {"docx": "word", "xlsx": "excel"}


def ours() -> Iterable[Document]:
    """The documents that are made from a template."""
    return [one for one in DOCUMENTS.values() if one.ending != PAGE]


def as_text(words: Words) -> str:
    """Each on a line of its own, with its languages and what it is for."""
    lines = [
        words.ui(
            "doc.workshop.list.line",
            name=one.name,
            languages=" ".join(one.languages),
            title=one.title(words),
            purpose=_purpose(one, words),
        )
        for one in ours()
    ]
    example = next(iter(ours())).name
    return "\n".join([*lines, "", words.ui("doc.workshop.list.own", name=example)]) + "\n"


def as_json(words: Words) -> str:
    """The same for machines."""
    rows = [
        {
            "name": one.name,
            "title": one.title(words),
            "purpose": _purpose(one, words),
            "kind": KINDS[one.ending],
            "languages": list(one.languages),
            "file": f"{one.name}.{one.ending}",
        }
        for one in ours()
    ]
    return written({"format": 1, "templates": rows})


def export(name: str, target: Path | None, words: Words, *, replace: bool) -> Path:
    """Write a copy of our template in the language of `words`. Raises UsageError, OutputError."""
    wanted = document(name)
    if wanted.ending == PAGE:
        known = ", ".join(one.name for one in ours())
        raise UsageError("unknown_document", value=name, known=known)
    payload = wanted.template(words.language)
    stem = words.ui("doc.workshop.export.file", document=words.ui(f"doc.file.{name}"))
    path = target or Path(f"{stem}.{wanted.ending}")
    if path.suffix.lower() != f".{wanted.ending}":
        raise UsageError("output_ending", value=str(path), known=f".{wanted.ending}")
    write_whole(path, payload, replace=replace)
    return path


def _purpose(one: Document, words: Words) -> str:
    said = words.ui(f"doc.workshop.purpose.{one.name}")
    return f"{said[:1].upper()}{said[1:]}."


def word_template(name: str, words: Words) -> bytes:
    """Our Word template of a document in the language of `words`. Raises UsageError."""
    wanted = document(name)
    if KINDS.get(wanted.ending) != "word":
        known = ", ".join(one.name for one in ours() if KINDS[one.ending] == "word")
        raise UsageError("unknown_document", value=name, known=known)
    return wanted.template(words.language)
