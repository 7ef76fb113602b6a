"""Whatever somebody writes: no rule raises, and every rule can speak and can be silent."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from kanto_docs.finding import Report
from kanto_docs.formats import json, text
from kanto_docs.source import read_file
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import SAMPLES, check_data, sample
from tests.plans import altered, whole

DATA = [read_file(sample(name)).data for name in SAMPLES]
OFTEN = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def reads_well(report: Report) -> None:
    """Every format in every language says the report without holes."""
    for language in LANGUAGES:
        words = Words(language)
        assert text.render([report], words)
        assert json.render([report], {report.file: words})


@OFTEN
@given(whole())
def test_no_plan_made_from_the_schema_makes_a_rule_raise(data: object) -> None:
    reads_well(check_data(data).report)


@OFTEN
@given(altered(DATA))
def test_no_sample_with_changed_parts_makes_a_rule_raise(data: object) -> None:
    reads_well(check_data(data, sample("smallest").parent).report)


@OFTEN
@given(altered(DATA))
def test_every_rule_is_judged_or_says_why_not(data: object) -> None:
    report = check_data(data, sample("smallest").parent).report
    judged = {*report.passed, *(one.code for one in report.unjudged)}
    spoke = {finding.code for finding in report.findings}
    assert not judged & spoke - {"Y45"}
