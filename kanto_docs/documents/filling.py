"""From a checked plan to files on disk: which documents there are, their names, and what was done.

Every document is made before the first is written; each is written whole or not at all, and a file
that is already there stays as it is unless its replacement was asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from kanto_docs import data
from kanto_docs.checking import Checked
from kanto_docs.documents.files import refuse_inputs, slug, write_whole
from kanto_docs.documents.filled import Filled, Properties
from kanto_docs.documents.gaps import Gap
from kanto_docs.errors import OutputError, TemplateError, UsageError
from kanto_docs.prose.identity import masked
from kanto_docs.words import LANGUAGES, Words

ENDINGS: Final[Mapping[str, str]] = {"application": "docx", "budget": "xlsx"}
"""The documents and what kind of file each is."""
BUDGET_ENDINGS: Final = (".xlsx", ".ods")
"""What the budget workbook alone may be written as."""
FOLDER: Final = "asiakirjat"
MAX_TEMPLATE_BYTES: Final = 20 << 20


class Written(NamedTuple):
    """A file that was made."""

    name: str
    path: Path
    sha256: str
    gaps: tuple[Gap, ...]
    removed: tuple[str, ...]
    untouched: tuple[str, ...]
    values: tuple[str, ...]
    compared: int
    """Figures and days that were read back from the file and held against the plan."""


class Outcome(NamedTuple):
    """What `fill` did: files made, files left as they were."""

    written: tuple[Written, ...]
    kept: tuple[tuple[str, Path], ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Every gap that stands in the documents, each once."""
        found = {gap.path: gap for one in self.written for gap in one.gaps}
        return tuple(found.values())


def fill_documents(
    checked: Checked,
    words: Words,
    out: Path,
    names: Sequence[str],
    *,
    template: Path | None = None,
    replace: bool = False,
    inputs: Iterable[Path] = (),
) -> Outcome:
    """Make the named documents and write them into `out`. Raises TemplateError, OutputError.

    A document that does not tie out with its own plan is never written: it raises DataError.
    """
    made = {name: make(name, checked, words, template) for name in names}
    compared = {
        name: proven(name, one.payload, checked, words, template) for name, one in made.items()
    }
    sources = (*inputs, *((template,) if template else ()))
    written: list[Written] = []
    kept: list[tuple[str, Path]] = []
    for name, document in made.items():
        path = out / file_name(name, checked, words)
        refuse_inputs(path, sources)
        try:
            write_whole(path, document.payload, replace=replace)
        except OutputError as error:
            if error.kind != "exists":
                raise
            kept.append((name, path))
            continue
        digest = hashlib.sha256(document.payload).hexdigest()
        written.append(Written(name, path, digest, *document[1:], compared[name]))
    return Outcome(tuple(written), tuple(kept))


def make(name: str, checked: Checked, words: Words, template: Path | None = None) -> Filled:
    """One document as bytes."""
    source = _own(template) if template else _ours(name, ENDINGS[name], words)
    try:
        if name == "budget":
            return _budget(source, checked, words)
        return _application(source, checked, words)
    except TemplateError as error:
        if template:
            error.facts["template"] = str(template)
        raise


def proven(
    name: str, payload: bytes, checked: Checked, words: Words, template: Path | None = None
) -> int:
    """How many figures of the finished document agree with the plan. Raises DataError at any other.

    Täsmäytys: the file is read anew, by other means than it was written.
    """
    from kanto_docs.documents.tying.proof import proof_of_excel, proof_of_word

    if name == "budget":
        return proof_of_excel(payload, checked, words).hold()
    source = _own(template) if template else _ours(name, ENDINGS[name], words)
    return proof_of_word(payload, source, checked, words).hold()


def file_name(name: str, checked: Checked, words: Words) -> str:
    """`kylan-kahvila-hakemusluonnos.docx`: the project and the document in its language."""
    project = checked.plan.project
    said = (project.acronym or project.name) if project else None
    kind = words.ui(f"document.{name}")
    title = slug(masked(said.text(words.language)) if said else "", words.ui("document.project"))
    return f"{title}-{slug(kind, name)}.{ENDINGS[name]}"


def chosen(only: str | None) -> tuple[str, ...]:
    """The documents that were asked for; without asking, all. Raises UsageError."""
    if only is None:
        return tuple(ENDINGS)
    names = tuple(dict.fromkeys(name.strip() for name in only.split(",") if name.strip()))
    for name in names:
        if name not in ENDINGS:
            raise UsageError("unknown_document", value=name, known=", ".join(ENDINGS))
    return names


def languages(name: str) -> tuple[str, ...]:
    """The languages there is a template of the document in."""
    folder = data.folder("templates")
    return tuple(one for one in LANGUAGES if (folder / one / f"{name}.{ENDINGS[name]}").is_file())


def write_budget(
    checked: Checked, words: Words, path: Path, *, replace: bool, inputs: Iterable[Path] = ()
) -> None:
    """The budget workbook alone, where the user wants it; an .ods is made by LibreOffice.

    Raises OutputError, and DataError when it does not tie out with the plan.
    """
    refuse_inputs(path, inputs)
    payload = make("budget", checked, words).payload
    proven("budget", payload, checked, words)
    if path.suffix.lower() == BUDGET_ENDINGS[1]:
        from kanto_docs.documents.libreoffice import converted
        from kanto_docs.documents.tying.ods import proof_of_ods

        payload = converted(payload, ENDINGS["budget"], "ods")
        proof_of_ods(payload, checked, words).hold()
    write_whole(path, payload, replace=replace)


def _ours(name: str, ending: str, words: Words) -> bytes:
    known = languages(name)
    if words.language not in known:
        raise UsageError("no_template", language=words.language, known=", ".join(known))
    folder = data.folder("templates") / words.language
    return (folder / f"{name}.{ending}").read_bytes()


def _own(path: Path) -> bytes:
    """A template from outside: a regular file of sensible size."""
    try:
        if not path.is_file():
            raise TemplateError("template_absent", path=str(path))
        if path.stat().st_size > MAX_TEMPLATE_BYTES:
            raise TemplateError("template_too_large", path=str(path), limit=MAX_TEMPLATE_BYTES)
        return path.read_bytes()
    except (OSError, ValueError):
        raise TemplateError("template_unreadable", path=str(path)) from None


def _application(template: bytes, checked: Checked, words: Words) -> Filled:
    from kanto_docs.documents.view import view
    from kanto_docs.documents.word.rendering import render_application

    names = view(checked.plan, checked.budget, words, checked.law)
    return render_application(template, names, _about(checked, words, "application"))


def _budget(template: bytes, checked: Checked, words: Words) -> Filled:
    from kanto_docs.documents.excel.rendering import render_budget

    about = _about(checked, words, "budget")
    plan, budget, law = checked.plan, checked.budget, checked.law
    return render_budget(template, plan, budget, law, words, about, checked.group)


def _about(checked: Checked, words: Words, name: str) -> Properties:
    """What the document says about itself."""
    project = checked.plan.project
    said = project.name.text(words.language) if project and project.name else ""
    kind = words.ui(f"document.{name}_title")
    locale = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}[words.language]
    return Properties(said or kind, kind, locale)
