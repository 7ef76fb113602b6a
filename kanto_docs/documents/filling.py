"""From a checked plan to files on disk: their names, how they are written, and what was done.

Every document is made before the first is written; each is written whole or not at all, and a file
that is already there stays as it is unless its replacement was asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from kanto_docs.checking import Checked
from kanto_docs.documents.catalogue import PAGE, Document, document
from kanto_docs.documents.files import refuse_inputs, slug, write_whole
from kanto_docs.documents.filled import Filled
from kanto_docs.documents.gaps import Gap
from kanto_docs.documents.making import make, proven
from kanto_docs.errors import OutputError
from kanto_docs.prose.identity import masked
from kanto_docs.words import Words

BUDGET_ENDINGS: Final = (".xlsx", ".ods")
"""What the budget workbook alone may be written as."""
FOLDER: Final = "asiakirjat"


class Written(NamedTuple):
    """A file that was made."""

    name: str
    path: Path
    sha256: str
    gaps: tuple[Gap, ...] = ()
    removed: tuple[str, ...] = ()
    untouched: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    compared: int = 0
    """Figures and days that were read back from the file and held against the plan."""


class Outcome(NamedTuple):
    """What `fill` did: files made, files left as they were, documents this plan has no use for."""

    written: tuple[Written, ...]
    kept: tuple[tuple[str, Path], ...]
    skipped: tuple[tuple[str, str], ...] = ()
    """Each with the reason, as a key of words."""
    failed: OutputError | None = None
    """Why there are no PDF files, when they were asked for and could not be made."""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Every gap that stands in the documents, each once."""
        found = {gap.path: gap for one in self.written for gap in one.gaps}
        return tuple(found.values())


class Wishes(NamedTuple):
    """How the documents are wanted."""

    template: Path | None = None
    comments: bool = False
    """Whether what the check found stands in them at its places."""
    pdf: bool = False
    replace: bool = False


USUAL: Final = Wishes()


def fill_documents(
    checked: Checked,
    words: Words,
    out: Path,
    documents: Sequence[Document],
    wishes: Wishes = USUAL,
    inputs: Iterable[Path] = (),
) -> Outcome:
    """Make the documents and write them into `out`. Raises TemplateError, OutputError.

    A document that does not tie out with its own plan is never written: it raises DataError.
    """
    reasons = {one.name: one.reason(checked) for one in documents}
    made: dict[Path, tuple[Document, Filled, int]] = {}
    template = wishes.template
    for one in documents:
        if reasons[one.name] is None:
            filled = make(one.name, checked, words, template, comments=wishes.comments)
            compared = proven(one.name, filled.payload, checked, words, template)
            made[out / file_name(one, checked, words)] = one, filled, compared
    sources = (*inputs, *((template,) if template else ()))
    written: list[Written] = []
    kept: list[tuple[str, Path]] = []
    for path, (one, filled, compared) in made.items():
        if _put(path, filled.payload, sources, replace=wishes.replace):
            digest = hashlib.sha256(filled.payload).hexdigest()
            written.append(Written(one.name, path, digest, *filled[1:], compared))
        else:
            kept.append((one.name, path))
    skipped = tuple((name, reason) for name, reason in reasons.items() if reason is not None)
    outcome = Outcome(tuple(written), tuple(kept), skipped)
    if not wishes.pdf:
        return outcome
    papers = {path: filled.payload for path, (one, filled, _) in made.items() if one.ending != PAGE}
    return _with_pdfs(outcome, papers, replace=wishes.replace)


def _put(path: Path, payload: bytes, sources: Iterable[Path], *, replace: bool) -> bool:
    """Write the file; False when one is already there that is not to be replaced."""
    refuse_inputs(path, sources)
    try:
        write_whole(path, payload, replace=replace)
    except OutputError as error:
        if error.kind != "exists":
            raise
        return False
    return True


def file_name(one: Document, checked: Checked, words: Words) -> str:
    """`kylan-kahvila-hakemusluonnos.docx`: the project and the document in its language."""
    project = checked.plan.project
    said = (project.acronym or project.name) if project else None
    kind = words.ui(f"doc.file.{one.name}")
    title = slug(masked(said.text(words.language)) if said else "", words.ui("doc.project"))
    return f"{title}-{slug(kind, one.name)}.{one.ending}"


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

        payload = converted(payload, document("budget").ending, "ods")
        proof_of_ods(payload, checked, words).hold()
    write_whole(path, payload, replace=replace)


def _with_pdfs(outcome: Outcome, made: Mapping[Path, bytes], *, replace: bool) -> Outcome:
    """The same with a PDF beside every document; those that cannot be made are told."""
    from kanto_docs.documents.libreoffice import pdfs

    try:
        done = pdfs({path.name: payload for path, payload in made.items()})
    except OutputError as error:
        return outcome._replace(failed=error)
    written, kept = list(outcome.written), list(outcome.kept)
    names = {one.path: one.name for one in written} | {path: name for name, path in kept}
    for path in made:
        target, payload = path.with_suffix(".pdf"), done[path.name]
        if _put(target, payload, (), replace=replace):
            digest = hashlib.sha256(payload).hexdigest()
            written.append(Written(names[path], target, digest))
        else:
            kept.append((names[path], target))
    return outcome._replace(written=tuple(written), kept=tuple(kept))
