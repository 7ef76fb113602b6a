"""One document of a plan as bytes, and the proof that it says what the plan says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kanto_docs.checking import Checked
from kanto_docs.documents.catalogue import PAGE, Document, document
from kanto_docs.documents.comments import Comment, comments_of
from kanto_docs.documents.filled import Filled, Properties
from kanto_docs.documents.own_templates import own_template
from kanto_docs.errors import TemplateError
from kanto_docs.words import Words


def make(
    name: str,
    checked: Checked,
    words: Words,
    template: Path | None = None,
    *,
    comments: bool = False,
) -> Filled:
    """One document as bytes."""
    wanted = document(name)
    if wanted.ending == PAGE:
        return _page(checked, words)
    source = own_template(template) if template else wanted.template(words.language)
    about = _about(wanted, checked, words)
    told = comments_of(checked, words) if comments and wanted.unasked else ()
    try:
        if name == "budget":
            return _budget(source, checked, words, about, told)
        return _word(source, checked, words, about, told)
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

    wanted = document(name)
    if wanted.ending == PAGE:
        return 0
    if name == "budget":
        return proof_of_excel(payload, checked, words).hold()
    source = own_template(template) if template else wanted.template(words.language)
    return proof_of_word(payload, source, checked, words).hold()


def _word(
    template: bytes,
    checked: Checked,
    words: Words,
    about: Properties,
    comments: Sequence[Comment],
) -> Filled:
    from kanto_docs.documents.view import view
    from kanto_docs.documents.word.rendering import render_word
    from kanto_docs.documents.word.template import names_used

    return render_word(template, view(checked, words, names_used(template)), about, comments)


def _budget(
    template: bytes,
    checked: Checked,
    words: Words,
    about: Properties,
    comments: Sequence[Comment],
) -> Filled:
    from kanto_docs.documents.excel.rendering import render_budget

    plan, budget, law = checked.plan, checked.budget, checked.law
    return render_budget(template, plan, budget, law, words, about, checked.group, comments)


def _page(checked: Checked, words: Words) -> Filled:
    from kanto_docs.documents.paste import paste_page

    return paste_page(checked, words)


def _about(one: Document, checked: Checked, words: Words) -> Properties:
    """What the document says about itself."""
    project = checked.plan.project
    said = project.name.text(words.language) if project and project.name else ""
    kind = one.title(words)
    return Properties(said or kind, kind, words.locale.replace("_", "-"))
