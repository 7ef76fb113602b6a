"""What one notice says, as the fields of a call file; what cannot be read stays a blank."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kanto_docs.errors import InputError
from kanto_docs.notices.finding import Notice
from kanto_docs.notices.words import name_of, official_code, plain
from kanto_docs.places import Place, find, regions
from kanto_docs.plan.part import LANGUAGES
from kanto_docs.scalars import Misread, date

SITE: Final = "https://eura2021.fi/hakuilmoitukset/"
_PROGRAMMES: Final = {"ESR+": "esr-plus-2021-2027"}
"""Our programme by the code of the fund."""
_WHOLE_COUNTRY: Final = "VALTAKUNNALLINEN"
_ID: Final = re.compile(r"[0-9A-Za-z-]{8,64}")
_IN_WORDS: Final = {
    "cost_models": ("kustannusmallit", "kustannusmalli"),
    "max_grant_share": ("rahoitus",),
    "attachments": ("liitteet",),
    "emphasis": ("kuvaus",),
}
"""Fields that a notice speaks of in running text, and under which keys."""
_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}T")


class Draft(NamedTuple):
    """A call file to be: what was read, and what the notice says where nothing could be read."""

    values: Mapping[str, object]
    seen: Mapping[str, str]


def draft(notice: Notice, codes: Mapping[str, object], code: str, today: dt.date) -> Draft:
    """The call file of one notice. Raises InputError for a fund that we do not know."""
    seen: dict[str, str] = {}
    values: dict[str, object] = {
        "code": code,
        "official_code": official_code(notice) or None,
        "programme": _programme(notice, codes),
        "title": dict(_titles(notice.get("otsikko"))),
        "authority": _authority(notice, codes, seen),
        **_days(notice.get("hakuaika"), seen),
        "regions": _regions(notice, codes, seen),
        "basis": [_basis(notice)],
        "confidence": "secondary",
        "checked_on": today,
    }
    for name, keys in _IN_WORDS.items():
        said = next((text for key in keys if (text := plain(notice.get(key)))), "")
        if said:
            seen[name] = said
    return Draft(values, seen)


def _programme(notice: Notice, codes: Mapping[str, object]) -> str | None:
    fund = plain(notice.get("rahasto"))
    if not fund:
        return None
    if fund not in _PROGRAMMES:
        raise InputError("notice_fund", value=name_of(codes, "rahasto", fund) or fund)
    return _PROGRAMMES[fund]


def _titles(written: object) -> Iterator[tuple[str, str | None]]:
    by_language = written if isinstance(written, Mapping) else {LANGUAGES[0]: written}
    for language in LANGUAGES:
        yield language, plain(by_language.get(language)) or None


def _authority(notice: Notice, codes: Mapping[str, object], seen: dict[str, str]) -> str | None:
    written = plain(notice.get("viranomainen"))
    if not written:
        return None
    name = name_of(codes, "viranomainen", written)
    if name is None and written.isdecimal():
        seen["authority"] = written
        return None
    return name or written


def _days(written: object, seen: dict[str, str]) -> dict[str, dt.date | None]:
    period = written if isinstance(written, Mapping) else {}
    days: dict[str, dt.date | None] = {}
    for name, key in (("opens", "alku"), ("closes", "loppu")):
        said = plain(period.get(key))
        days[name] = _day(said)
        if said and days[name] is None:
            seen[name] = said
    return days


def _day(said: str) -> dt.date | None:
    """A day; of a moment in time the day that it is in Finland."""
    try:
        if not _TIME.match(said):
            return date(said)
        moment = dt.datetime.fromisoformat(said)
        if moment.tzinfo is not None:
            moment = moment.astimezone(ZoneInfo("Europe/Helsinki"))
    except (Misread, ValueError, OverflowError, ZoneInfoNotFoundError):
        return None
    return moment.date()


def _regions(notice: Notice, codes: Mapping[str, object], seen: dict[str, str]) -> list[str] | None:
    """The regions by name; all of them for the whole country; None unless every one is known."""
    written, area = notice.get("maakunnat"), plain(notice.get("alue"))
    area_name = name_of(codes, "alue", area) or area
    said = [plain(one) for one in written] if isinstance(written, list) else []
    if not said:
        if area:
            seen["regions"] = area_name
        return sorted(place.fi for place in regions()) if area == _WHOLE_COUNTRY else None
    places = [_place(one, codes) for one in said]
    if None in places:
        seen["regions"] = ", ".join(name_of(codes, "maakunta", one) or one for one in said)
        return None
    return list(dict.fromkeys(place.fi for place in places if place))


def _place(written: str, codes: Mapping[str, object]) -> Place | None:
    name = name_of(codes, "maakunta", written)
    return find("region", name) if name else find("region", written)


def _basis(notice: Notice) -> dict[str, str | None]:
    code, number = official_code(notice), plain(notice.get("id"))
    url = f"{SITE}hakuilmoitus/{number}/" if _ID.fullmatch(number) else SITE
    title = f"Hakuilmoitus {code} (eura2021.fi)" if code else "Hakuilmoitus (eura2021.fi)"
    return {"law": None, "section": None, "title": title, "url": url, "kind": "page"}
