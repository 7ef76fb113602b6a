"""A hostile template runs nothing, reads nothing, reaches nothing, does not hang, and says why."""

from __future__ import annotations

import io
import socket
import time
from pathlib import Path
from typing import Final

import docx
import pytest

from kanto_docs.documents.word import sandbox
from kanto_docs.errors import TemplateError
from kanto_docs.words import LANGUAGES, Words
from kanto_docs.words.complaining import complaint
from tests.filling_word import refused, rendered, template_of
from tests.test_word_templates import with_footnote
from tests.tying import parts_of, with_parts

SECONDS: Final = 5

LOOP: Final = "{% for a in actions %}"
END: Final = "{% endfor %}"
HOSTILE: Final = {
    "code": ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "template_forbidden"),
    "globals": ("{{ cycler.__init__.__globals__.os.system('x') }}", "template_forbidden"),
    "a chain": ("{{ applicant.__class__.__init__.__globals__ }}", "unknown_name"),
    "the loop": (f"{LOOP}{{{{ loop.__class__ }}}}{END}", "unknown_name"),
    "the context": ("{{ self._TemplateReference__context }}", "unknown_name"),
    "a file": ("{% include '/etc/passwd' %}", "template_forbidden"),
    "another file": ("{{ get_flashed_messages.__globals__ }}", "unknown_name"),
    "the network": ("{{ url_for('http://example.org') }}", "template_forbidden"),
    "a billion rounds": ("{% for a in range(1000000000) %}{% endfor %}", "template_forbidden"),
    "rounds of nothing": (LOOP * 12 + END * 12, "too_many_rounds"),
    "rounds of choices": (LOOP * 12 + "{% if a %}{% endif %}" + END * 12, "too_many_rounds"),
    "rounds of text": (LOOP * 12 + "x" * 900 + END * 12, "too_much"),
    "deep loops": (LOOP * 30 + END * 30, "too_nested"),
    "deep choices": ("{% if actions %}" * 900 + "{% endif %}" * 900, "too_nested"),
    "deep brackets": ("{{ " + "(" * 900 + "actions" + ")" * 900 + " }}", "too_nested"),
    "not and not": ("{{ " + "not " * 5000 + "actions }}", "too_nested"),
    "many tags": ("{{ project.name }}" * 20_001, "too_many_tags"),
}


@pytest.mark.parametrize(("code", "kind"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_template_is_refused_soon_and_says_why(
    code: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = template_of("Alku.", code)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(socket, "socket", reached)
    start = time.monotonic()
    error = refused(template)
    assert time.monotonic() - start < SECONDS
    assert error.kind == kind
    assert list(tmp_path.iterdir()) == []
    for language in LANGUAGES:
        assert complaint(error.kind, error.facts, Words(language))


def reached(*_: object, **__: object) -> None:
    raise AssertionError("the network was reached")


def in_header(code: str) -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = code
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def in_footer(code: str) -> bytes:
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = code
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def in_footnote(code: str) -> bytes:
    return with_footnote(template_of("x"), code)


PARTS: Final = {"header": in_header, "footer": in_footer, "footnotes": in_footnote}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("code", ["{{ applicant.__class__ }}", LOOP * 12 + END * 12])
def test_headers_footers_and_notes_are_held_to_the_same(code: str, part: str) -> None:
    error = refused(PARTS[part](code))
    assert error.kind in {"unknown_name", "too_many_rounds"}
    assert part.removesuffix("s") in str(error.facts["part"])
    assert "part" not in refused(template_of(code)).facts


def test_time_is_limited_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", -1.0)
    assert refused(template_of(f"{LOOP}{{{{ a.title }}}}{END}")).kind == "too_slow"


def test_what_one_filling_used_up_is_not_held_against_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sandbox, "ROUNDS_LIMIT", 5)
    template = template_of("{% for s in staff %}{{ s.role }}{% endfor %}")
    assert len({rendered(template).payload for _ in range(10)}) == 1


def test_the_state_of_a_filling_has_no_name_in_a_template() -> None:
    for code in ("{{ filling }}", "{{ ' filling' }}", "{{  filling.place }}"):
        with pytest.raises(TemplateError):
            rendered(template_of(code))


def test_strict_open_xml_is_told() -> None:
    document = docx.Document()
    saved = io.BytesIO()
    document.save(saved)

    old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    new = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = parts_of(saved.getvalue())["word/document.xml"].replace(old, new)
    assert (
        refused(with_parts(saved.getvalue(), {"word/document.xml": body})).kind == "strict_format"
    )
