"""The quick yes to a Y-tunnus and an account number is never another one than python-stdnum's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban
from stdnum.fi import ytunnus

from kanto_docs.rules.applicant import _is_business_id, _is_finnish_account

DIGITS = "0123456789"


@given(st.text(DIGITS, min_size=7, max_size=7), st.sampled_from(DIGITS))
def test_the_quick_look_at_a_business_id_agrees(begins: str, check: str) -> None:
    number = f"{begins}-{check}"
    right = ytunnus.is_valid(number) and begins.strip("0") != ""
    assert _is_business_id(number) == right


@given(st.text(DIGITS, min_size=14, max_size=14), st.text(DIGITS, min_size=2, max_size=2))
def test_the_quick_look_at_an_account_agrees(account: str, wrong: str) -> None:
    for check in (wrong, iban.calc_check_digits(f"FI00{account}")):
        number = f"FI{check}{account}"
        assert _is_finnish_account(number) == iban.is_valid(number)


@given(st.text(f"{DIGITS}FI- \u0661", max_size=20))
def test_a_quick_yes_is_a_yes(written: str) -> None:
    assert not _is_business_id(written) or ytunnus.is_valid(written)
    assert not _is_finnish_account(written) or iban.is_valid(written)
