"""What is seen at a glance of numbers and addresses is what the libraries say of them."""

from __future__ import annotations

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban

from kanto_docs.rules.applicant import (
    _business_id_problem,
    _email_problem,
    _iban_problem,
    _odd_business_id_problem,
    _odd_iban_problem,
)

DIGITS = "0123456789"


@given(st.text(DIGITS, min_size=7, max_size=7))
def test_a_business_id_is_judged_as_python_stdnum_does(begins: str) -> None:
    for check in DIGITS:
        number = f"{begins}-{check}"
        assert _business_id_problem(number) == _odd_business_id_problem(number)


def test_a_business_id_of_zeros_is_none() -> None:
    assert _business_id_problem("0000000-0") == _odd_business_id_problem("0000000-0") == "zeros"


@given(st.text(DIGITS, min_size=14, max_size=14), st.text(DIGITS, min_size=2, max_size=2))
def test_an_account_is_judged_as_python_stdnum_does(account: str, wrong: str) -> None:
    right = f"FI{iban.calc_check_digits(f'FI00{account}')}{account}"
    assert _iban_problem(right) is None
    for number in (right, f"FI{wrong}{account}", f"{right[:4]} {right[4:9]} {right[9:]}"):
        assert _iban_problem(number) == _odd_iban_problem(number)


@given(st.text(f"{DIGITS}FI- \u0661", max_size=20))
def test_what_is_written_oddly_is_for_python_stdnum(written: str) -> None:
    assert _business_id_problem(written) == _odd_business_id_problem(written)
    assert _iban_problem(written) == _odd_iban_problem(written)


@given(st.text('ab@."\u00e4 ', max_size=12))
def test_an_address_without_its_one_at_sign_is_never_an_address(written: str) -> None:
    if written.count("@") != 1:
        assert _email_problem(written) == "at_sign"
        with pytest.raises(EmailNotValidError):
            validate_email(written, check_deliverability=False)
