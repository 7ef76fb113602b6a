"""The page: plain HTML in one file, with its style and its script inside and nothing from outside.

The plan's texts come in escaped, by a template that escapes whatever it places. The page allows
itself only its own style and script, by their hashes; without the script it loses only the buttons.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from kanto_docs.checking import Checked
from kanto_docs.documents.filled import Filled
from kanto_docs.documents.paste.form import form_of
from kanto_docs.documents.paste.placing import Layout
from kanto_docs.documents.paste.typing_in import clean
from kanto_docs.words import Words


def paste_page(checked: Checked, words: Words) -> Filled:
    """Tekstit hakulomakkeelle: the page of one plan in the language of `words`, as UTF-8."""
    layout = Layout(form_of(checked.law.programme.code), checked, words)
    parts = tuple(layout.parts())
    style, script = _asset("page.css"), _asset("page.js")
    project, applicant = checked.plan.project, checked.plan.applicant
    name = project.name.text(words.language) if project and project.name else ""
    owner = (applicant.name if applicant else None) or ""
    rows = sum(len(entry.rows) for part in parts for entry in part.entries)
    page = _template().render(
        language=words.language,
        say=words.ui,
        name=clean(name),
        owner=clean(owner),
        call=_call(checked, words),
        parts=parts,
        none_sure=not any(part.sure for part in parts),
        rows=rows,
        gaps=len(layout.gaps),
        key=_key(checked.law.programme.code, words.language, name, owner),
        style=Markup(style),  # noqa: S704  # our own files
        script=Markup(script),  # noqa: S704  # our own files
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return Filled(page.encode(errors="replace"), layout.gaps)


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_asset("page.html"))


def _call(checked: Checked, words: Words) -> str:
    call = checked.law.call
    title = call.raw.get("title") if call is not None else None
    return str(title.get(words.language) or "") if isinstance(title, dict) else ""


def _key(*said: str) -> str:
    """Under what a browser keeps the ticks: nothing of the plan can be read from it."""
    return hashlib.sha256("\0".join(said).encode(errors="replace")).hexdigest()[:16]


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@cache
def _asset(name: str) -> str:
    return (files("kanto_docs.documents.paste") / name).read_text(encoding="utf-8")
