"""The documents there are: the name of each, its kind of file, its templates, when it has a use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple, cast

from kanto_docs import data
from kanto_docs.checking import Checked
from kanto_docs.errors import UsageError
from kanto_docs.words import LANGUAGES, Words

PAGE: Final = "html"
"""The kind of file that is written without a template."""


class Document(NamedTuple):
    """One document."""

    name: str
    """What `--only` calls it; its template has the same name."""
    ending: str = "docx"
    unasked: bool = False
    """Whether it is made when no document is asked for by name; these can hold comments too."""
    lacking: str | None = None
    """`module:function` below documents.view: why a plan has nothing for it, as a key of words, or
    None when it has. Without it every plan has."""

    def reason(self, checked: Checked) -> str | None:
        """The key of the words that say why this plan has nothing for the document."""
        if self.lacking is None:
            return None
        module, _, function = self.lacking.partition(":")
        room = import_module(f"kanto_docs.documents.view.{module}")
        return cast("Callable[[Checked], str | None]", getattr(room, function))(checked)

    def title(self, words: Words) -> str:
        """What the document is called."""
        return words.ui(f"doc.title.{self.name}")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is made in."""
        if self.ending == PAGE:
            return LANGUAGES
        return tuple(one for one in LANGUAGES if self._template(one).is_file())

    def template(self, language: str) -> bytes:
        """Our template. Raises UsageError for a language it is not made in."""
        found = self._template(language)
        if not found.is_file():
            known = ", ".join(self.languages)
            raise UsageError("no_template", language=language, known=known)
        return found.read_bytes()

    def _template(self, language: str) -> Path:
        """Its file: in the language's folder, or in `shared` where the layout needs no words."""
        folder = data.folder("templates")
        own = folder / language / f"{self.name}.{self.ending}"
        return own if own.is_file() else folder / "shared" / f"{self.name}.{self.ending}"


_ALL: Final = (
    Document("application", unasked=True),
    Document("budget", "xlsx", unasked=True),
    Document("description"),
    Document("summary"),
    Document("guidance"),
    Document("group-agreement", lacking="agreement:lacking"),
    Document("letter-of-intent", lacking="letters:lacking"),
    Document("job-descriptions", lacking="jobs:lacking"),
    Document("risk-plan", lacking="risk_map:lacking"),
    Document("agenda", lacking="meeting:lacking"),
    Document("de-minimis", lacking="aid:lacking"),
    Document("attachments"),
    Document("poster", lacking="poster:lacking"),
    Document("paste", PAGE),
)

DOCUMENTS: Final[Mapping[str, Document]] = {one.name: one for one in _ALL}
"""Every document by its name, in the order in which people need them."""


def document(name: str) -> Document:
    """The document of this name. Raises UsageError with the names there are."""
    if name not in DOCUMENTS:
        raise UsageError("unknown_document", value=name, known=", ".join(DOCUMENTS))
    return DOCUMENTS[name]


def chosen(only: str | None, *, every: bool = False) -> tuple[Document, ...]:
    """The documents that were asked for; all, or those that are made unasked. Raises UsageError."""
    if only is not None:
        names = dict.fromkeys(name.strip() for name in only.split(",") if name.strip())
        if not names:
            raise UsageError("no_document", known=", ".join(DOCUMENTS))
        return tuple(map(document, names))
    return tuple(one for one in DOCUMENTS.values() if every or one.unasked)
