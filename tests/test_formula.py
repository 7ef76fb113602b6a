"""One expression, three readings: value, Excel, words."""

from decimal import Decimal

import pytest
from openpyxl.formula import Tokenizer

from kanto_docs.formula import (
    MOST_ARGUMENTS,
    Cents,
    Formula,
    Line,
    Max,
    Min,
    Number,
    Operation,
    Ref,
    Sum,
)

A, B, C = Ref("a"), Ref("b"), Ref("c")
ENV = {"a": Decimal("100.10"), "b": Decimal("0.4"), "c": Decimal(4), "none": None}
LABELS = {"a": "palkkakustannukset 73 224,43 €", "b": "40 %", "c": "kuukaudet 4"}


def spoken(formula: Formula) -> str:
    return formula.words(
        LABELS.__getitem__,
        lambda number: f"luku {number}",
        lambda which, parts: f"{which} näistä: {'; '.join(parts)}",
    )


@pytest.mark.parametrize(
    ("formula", "value", "excel"),
    [
        (A, "100.10", "a"),
        (Number(Decimal(1)) + B, "1.4", "1+b"),
        (Cents(A * B), "40.04", "ROUND(a*b,2)"),
        (A + B * C, "101.70", "a+b*c"),
        ((A + B) * C, "402.00", "(a+b)*c"),
        (A - (B + C), "95.70", "a-(b+c)"),
        (A - B - C, "95.70", "a-b-c"),
        (A - (B - C), "103.70", "a-(b-c)"),
        (A + (B - C), "96.50", "a+b-c"),
        (C / (B * C), "2.5", "c/(b*c)"),
        (C * B / C, "0.4", "c*b/c"),
        (C * (B / C), "0.4", "c*b/c"),
        (A - Sum((B, C)), "95.70", "a-SUM(b,c)"),
        (A - Sum((B,)), "99.70", "a-b"),
        (Sum((A, B)) * C, "402.00", "SUM(a,b)*c"),
        (Sum(()), "0", "0"),
        (A * Number(Decimal(-1)), "-100.10", "a*(-1)"),
        (Min((A, C, B)), "0.4", "MIN(a,c,b)"),
        (Max((A, C, B)), "100.10", "MAX(a,c,b)"),
        (A - Min((Cents(A * B), A - C)), "60.06", "a-MIN(ROUND(a*b,2),a-c)"),
        (Max((A,)) * B, "40.040", "a*b"),
        (Cents(Max((B, Number(Decimal(0))))), "0.40", "ROUND(MAX(b,0),2)"),
    ],
)
def test_value_and_excel_agree(formula: Formula, value: str, excel: str) -> None:
    assert formula.value(ENV) == Decimal(value)
    assert formula.excel() == excel


def test_cents_round_half_up_as_excel_does() -> None:
    assert Cents(Ref("x")).value({"x": Decimal("1.005")}) == Decimal("1.01")
    assert Cents(Ref("x")).value({"x": Decimal("-1.005")}) == Decimal("-1.01")


@pytest.mark.parametrize(
    "formula",
    [Ref("none"), Sum((A, Ref("none"))), Cents(A * Ref("none")), Min((A, Ref("none"), B))],
)
def test_nothing_is_computed_from_what_is_missing(formula: Formula) -> None:
    assert formula.value(ENV) is None


def test_divided_by_zero_there_is_no_value() -> None:
    assert (A / Ref("zero")).value({**ENV, "zero": Decimal(0)}) is None


def test_an_unknown_name_is_a_bug_not_a_gap() -> None:
    with pytest.raises(KeyError):
        Ref("typo").value(ENV)


def test_refs_are_the_names_it_needs() -> None:
    assert Cents((A + Sum((B, C))) / A).refs() == {"a", "b", "c"}
    assert Min((A, Cents(B - C))).refs() == {"a", "b", "c"}
    assert Number(Decimal(1)).refs() == frozenset()


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        (Cents(A * B), "palkkakustannukset 73 224,43 € × 40 %"),
        (A * (Number(Decimal(1)) + B) / C, f"{LABELS['a']} × (luku 1 + 40 %) ÷ kuukaudet 4"),
        (A - Sum((B, C)), f"{LABELS['a']} − (40 % + kuukaudet 4)"),
        (Cents(Sum((A, C)) * B), f"({LABELS['a']} + kuukaudet 4) × 40 %"),
        (Sum((A, C)), f"{LABELS['a']} + kuukaudet 4"),
        (Sum(()), "luku 0"),
        (
            Min((Cents(A * B), A - C)),
            f"min näistä: {LABELS['a']} × 40 %; {LABELS['a']} − kuukaudet 4",
        ),
        (B + Max((B, C)), "40 % + (max näistä: 40 %; kuukaudet 4)"),
        (Operation("-", B, C).reversed(), "kuukaudet 4 − 40 %"),
    ],
)
def test_words_are_spoken_with_the_fewest_parentheses(formula: Formula, words: str) -> None:
    assert spoken(formula) == words


def test_a_long_sum_is_written_in_chunks() -> None:
    names = [f"cost_C{number}" for number in range(1, 2 * MOST_ARGUMENTS + 6)]
    formula = Sum(tuple(Ref(name) for name in names))
    excel = formula.excel()
    tokens = [token.value for token in Tokenizer(f"={excel}").items if token.subtype == "RANGE"]
    assert tokens == names
    assert excel.startswith("SUM(SUM(cost_C1,")
    assert max(part.count(",") for part in excel.split("SUM(")) <= MOST_ARGUMENTS
    assert formula.value(dict.fromkeys(names, Decimal(1))) == len(names)


def test_the_smallest_of_very_many_is_written_in_chunks() -> None:
    names = [f"cost_C{number}" for number in range(MOST_ARGUMENTS + 2)]
    excel = Min(tuple(Ref(name) for name in names)).excel()
    assert excel.startswith("MIN(MIN(cost_C0,")
    assert excel.endswith(f"MIN({names[-2]},{names[-1]}))")


def test_the_same_formula_over_other_lines() -> None:
    formula = Cents((A - Sum((B, C))) * Number(Decimal(1)))
    assert (
        formula.renamed({"a": "a_2027", "c": "c_2027"}).excel()
        == "ROUND((a_2027-SUM(b,c_2027))*1,2)"
    )
    assert formula.renamed({}) == formula
    assert Min((A, C)).renamed({"a": "a_2027"}) == Min((Ref("a_2027"), C))
    assert Min((A, C)) != Max((A, C))


def test_a_line_of_the_law_names_its_number() -> None:
    path = ("law", "prepayment_recovery_share")
    assert Line("prepayment_recovery", "law", path=path).parameter == path[-1]
    assert Line("prepayment_recovery", "plan", path=path).parameter is None


def test_a_hole_has_neither_formula_nor_value() -> None:
    assert Line("monthly_pay_S1", "plan", path=("staff", 0, "monthly_pay")).is_hole
    assert not Line("monthly_pay_S1", "plan", value=Decimal(0)).is_hole
    assert not Line("total", "computed", formula=A).is_hole
