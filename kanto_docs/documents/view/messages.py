"""Communication duties (viestintävelvollisuudet, (EU) 2021/1060 art. 50) and what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from kanto_docs.budget.models import LISTED
from kanto_docs.cards import card
from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Names, Rows, is_missing
from kanto_docs.documents.view.parts import names_of_plan
from kanto_docs.documents.view.sharing import with_shared
from kanto_docs.finding import Basis
from kanto_docs.law.values import bases, texts
from kanto_docs.plan.content import Communication
from kanto_docs.rules.communication import plaque_needed
from kanto_docs.words import Words
from kanto_docs.words.saying import law_in_short

_PART: Final = "doc.risk-plan"
