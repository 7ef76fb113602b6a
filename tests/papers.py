"""The documents of the samples: which there are, and each made once."""

from __future__ import annotations

import functools
from typing import Final, NamedTuple

from kanto_docs.checking import Checked
from kanto_docs.documents.catalogue import DOCUMENTS, PAGE
from kanto_docs.documents.filled import Filled
from kanto_docs.documents.making import make
from kanto_docs.words import Words
from tests.conftest import SAMPLES, checked_sample


class Paper(NamedTuple):
    """One document of one sample in one language."""

    sample: str
    name: str
    language: str

    @property
    def ending(self) -> str:
        """The kind of file it is."""
        return DOCUMENTS[self.name].ending

    @property
    def checked(self) -> Checked:
        """The plan it is made of."""
        return checked(self.sample)

    @property
    def filled(self) -> Filled:
        """The document with its gaps."""
        return filled(self)

    @property
    def payload(self) -> bytes:
        """The file."""
        return filled(self).payload

    @property
    def file(self) -> str:
        """A file name of its own."""
        return f"{self.sample}-{self.language}-{self.name}.{self.ending}"


@functools.cache
def checked(sample: str) -> Checked:
    return checked_sample(sample)


@functools.cache
def filled(paper: Paper) -> Filled:
    return make(paper.name, checked(paper.sample), Words(paper.language))


ALL: Final = tuple(
    Paper(sample, one.name, language)
    for sample in SAMPLES
    for one in DOCUMENTS.values()
    if one.reason(checked(sample)) is None
    for language in one.languages
)
"""Every document of every sample that has something to say in it."""
OFFICE: Final = tuple(one for one in ALL if one.ending != PAGE)
"""Those for Word and Excel."""
WORD: Final = tuple(one for one in ALL if one.ending == "docx")
FINNISH: Final = tuple(one for one in OFFICE if one.language == "fi")


def named(paper: Paper) -> str:
    """What a test of it is called."""
    return "-".join(paper)
