"""What would be if: the same as editing the plan by hand, and a target that is hit to the cent."""

from __future__ import annotations

import copy
import random
from decimal import Decimal
from typing import Any, Final

import pytest

from kanto_docs.budget import compute
from kanto_docs.checking import Checked, check_source
from kanto_docs.choosing import NO_OPTIONS
from kanto_docs.errors import UsageError
from kanto_docs.finding import Change
from kanto_docs.reading import read_plan
from kanto_docs.scenarios.asking import Answer, Question, answer
from kanto_docs.scenarios.chains import fields_of, resting_on
from kanto_docs.scenarios.changes import Unfit, changes_of, value_of
from kanto_docs.scenarios.comparing import Column, Comparison, about_model, compare
from kanto_docs.scenarios.differences import apart, tried
from kanto_docs.scenarios.grids import Grid, grid_of, roundest
from kanto_docs.scenarios.naming import named, path_of
from kanto_docs.scenarios.solving import Solution, solve
from kanto_docs.scenarios.targets import target_of
from kanto_docs.source import read, read_file
from tests.conftest import BUDGETED, SAMPLES, changed, check_data, checked_sample, folder_of, sample
from tests.random_plans import gone_wrong

D = Decimal
CAFE: Final = read_file(sample("cafe")).data


def asked(
    name: str, *what_if: str, solve: str | None = None, by: str | None = None, side: bool = False
) -> Answer:
    """The answer to a question about a sample."""
    question = Question(what_if, solve, by, side)
    return answer(checked_sample(name), question, folder_of(sample(name)))


def pointer_of(path: tuple[str | int, ...]) -> str:
    return "".join(f"/{step}" for step in path)


# Fields and values as they are typed

PATHS: Final = (
    ("staff[0].share", ("staff", 0, "share")),
    ("staff[S2].share", ("staff", 1, "share")),
    ("staff[s2].share", ("staff", 1, "share")),
    ("staff.1.share", ("staff", 1, "share")),
    ("/staff/1/share", ("staff", 1, "share")),
    ("/staff/S2/share", ("staff", 1, "share")),
    ("funding.grant_share", ("funding", "grant_share")),
    ("funding.sources[F2].by_year.2027", ("funding", "sources", 1, "by_year", "2027")),
    ("indicators.outputs[EECO02].target", ("indicators", "outputs", 0, "target")),
    ("costs[-]", ("costs", "-")),
    ("reasons.F01", ("reasons", "F01")),
)


@pytest.mark.parametrize(("written", "path"), PATHS)
def test_a_field_is_named_as_people_type_it(written: str, path: tuple[str | int, ...]) -> None:
    if "EECO02" in written:
        written = f"indicators.outputs[{first_indicator()}].target"
    assert path_of(written, CAFE) == path


def first_indicator() -> str:
    data: Any = CAFE
    return str(data["indicators"]["outputs"][0]["code"])


def test_an_item_is_told_by_its_own_name_where_it_has_one() -> None:
    assert named(("staff", 1, "share"), CAFE) == "staff[S2].share"
    assert named(("partners", 0, "name"), CAFE) == "partners[0].name"
    assert named(("costs", "-"), CAFE) == "costs[-]"
    twins = {"staff": [{"id": "S1"}, {"id": "S1"}]}
    assert named(("staff", 1, "share"), twins) == "staff[1].share"


@pytest.mark.parametrize(("written", "known"), [("staff[9].share", "S1, S2, S3"),
                                                ("staff[S9].share", "S1, S2, S3"),
                                                ("staff.share", "S1, S2, S3"),
                                                ("costs[0].amount", "")])  # fmt: skip
def test_an_item_that_is_not_there_names_those_that_are(written: str, known: str) -> None:
    with pytest.raises(UsageError) as refused:
        path_of(written, CAFE)
    assert (refused.value.kind, refused.value.facts["known"]) == ("what_if_item", known)


@pytest.mark.parametrize(
    "written", ["", ".", "staff[", "staff[]", "staff..share", "staff]0[", "[0]"]
)
def test_what_is_no_path_is_refused(written: str) -> None:
    with pytest.raises(UsageError) as refused:
        path_of(written, CAFE)
    assert refused.value.kind == "what_if_form"


VALUES: Final[tuple[tuple[str, object], ...]] = (
    ("60", 60),
    (" 60 ", 60),
    ("60.5", D("60.5")),
    ("60,5 %", "60,5 %"),
    ("9 000,50 €", "9 000,50 €"),
    ("null", None),
    ("", None),
    ("kyllä", "kyllä"),
    ("1.1.2027", "1.1.2027"),
    ("[]", []),
    ("{category: travel, amount: 900}", {"category": "travel", "amount": 900}),
    ('"null"', "null"),
    ("ei: lainkaan", "ei: lainkaan"),
)


@pytest.mark.parametrize(("written", "value"), VALUES)
def test_a_value_is_typed_as_in_the_plan(written: str, value: object) -> None:
    found = value_of(written)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("written", ["[", "{a: &b 1, c: *b}", '"auki'])
def test_a_value_that_cannot_be_read_is_refused(written: str) -> None:
    with pytest.raises(UsageError) as refused:
        value_of(written)
    assert refused.value.kind == "what_if_value"


UNFIT: Final = (
    ("staff[0].shre=60", "Y21"),
    ("staff[0].shre=", "Y21"),
    ("budjetti.x=1", "Y21"),
    ("staff[0].share=paljon", "Y26"),
    ("staff[0].share=-5", "Y26"),
    ("staff[0].monthly_pay=1.234,50", "Y39"),
    ("staff[0].monthly_pay=12,345", "Y25"),
    ("cost_model=flat_rate_8", "Y22"),
    ("schedule.start=31.2.2027", "Y24"),
    ("staff=5", "Y23"),
    ("cost_model.x=5", "Y23"),
    ("costs[-]={catgory: travel}", "Y21"),
)


@pytest.mark.parametrize(("typed", "code"), UNFIT)
def test_what_the_plan_may_not_hold_is_refused_as_the_check_would(typed: str, code: str) -> None:
    with pytest.raises(Unfit) as refused:
        changes_of([typed], checked_sample("cafe"))
    assert (refused.value.finding.code, refused.value.typed) == (code, typed)


def test_a_fault_that_stands_in_the_plan_is_no_reason_to_refuse_a_change() -> None:
    checked = check_data(changed(CAFE, {"/staff/1/share": "paljon", "/nimi": "x"}))
    (one,) = changes_of(["staff[0].share=50"], checked)
    assert one.change == Change(("staff", 0, "share"), 50)


def test_each_change_is_read_in_the_plan_that_the_earlier_ones_left() -> None:
    found = asked("cafe", "costs[-]={id: C9, category: travel, amount: 1}", "costs[C9].amount=900")
    assert [one.change.path for one in found.changes] == [("costs", "-"), ("costs", 0, "amount")]
    assert found.after.budget["travel"] == 900


def test_taking_away_what_is_not_there_changes_nothing() -> None:
    found = asked("smallest", "funding.prepayment.share=")
    assert found.after.source.data == found.before.source.data


# What if


def edited(name: str, old: str, new: str) -> Checked:
    """A sample whose text was edited by hand."""
    text = sample(name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    return check_source(
        read(text.replace(old, new).encode(), f"samples/{name}/plan.yaml"), folder_of(sample(name))
    )


EDITS: Final = (
    ("cafe", "    share: 60\n", "    share: 15,5 %\n", "staff[S1].share=15,5 %"),
    ("cafe", "grant_share: 80\n", "grant_share: 75\n", "funding.grant_share=75"),
    ("cafe", "cost_model: flat_rate_40\n", "cost_model: flat_rate_7\n", "cost_model=flat_rate_7"),
    ("cafe", "    amount: 1600\n", "    amount: 1 600,50 €\n", "income[0].amount=1 600,50 €"),
    ("mistakes", "cost_model: flat_rate_40\n", "", "cost_model=null"),
    ("holes", "cost_model: flat_rate_40\n", "cost_model: lump_sum\n", "cost_model=lump_sum"),
)


@pytest.mark.parametrize(("name", "old", "new", "typed"), EDITS)
def test_a_change_does_what_editing_the_file_does(
    name: str, old: str, new: str, typed: str
) -> None:
    found, by_hand = asked(name, typed).after, edited(name, old, new)
    assert found.plan == by_hand.plan
    assert found.budget == by_hand.budget
    assert found.report.budget == by_hand.report.budget
    ours, theirs = ([(one.code, one.path, one.facts) for one in side.report.findings]
                    for side in (found, by_hand))  # fmt: skip
    assert sorted(ours, key=repr) == sorted(theirs, key=repr)


@pytest.mark.parametrize("seed", range(25))
def test_the_lines_told_are_those_that_differ(seed: int) -> None:
    before = checked_sample("cafe")
    after = check_data(gone_wrong(CAFE, seed), sample("cafe").parent)
    found = apart(before, after)
    told = {one.line.name: one for one in (*found.lines, *found.years, *found.inputs)}
    for name in {*before.budget.lines, *after.budget.lines}:
        one, other = before.budget.get(name), after.budget.get(name)
        assert one == other or name in told, name
        if name in told:
            assert (told[name].before, told[name].after) == (one, other)
            if one is not None and other is not None:
                assert told[name].difference == other - one
    assert {"total", "grant", "own", "gap"} <= set(told)


def test_findings_come_and_go() -> None:
    found = asked("cafe", "staff[0].share=15", "staff[0].share_reason=").apart
    assert found is not None
    assert ("S02", ("staff", 0, "share")) in [(one.code, one.path) for one in found.appeared]
    back = apart(asked("cafe", "staff[0].share=15").after, checked_sample("cafe"))
    assert "S02" in [one.code for one in back.gone]
    assert "S02" not in [one.code for one in back.appeared]


def test_a_reason_makes_a_finding_go() -> None:
    found = asked("cafe", "staff[0].share=15", "staff[0].share_reason=Osaaminen on harvinaista.")
    assert found.apart is not None
    assert "S02" not in [one.code for one in found.apart.appeared]


def test_an_item_taken_away_does_not_bring_the_findings_of_those_behind_it() -> None:
    before = checked_sample("mistakes")
    found = asked("mistakes", "costs[0]=").apart
    assert found is not None
    held = {(one.code, repr(sorted(one.facts.items()))) for one in before.report.findings}
    fresh = [one for one in found.appeared if (one.code, repr(sorted(one.facts.items()))) in held]
    assert fresh == []
    assert "C03" in [one.code for one in found.gone]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_plan_that_is_only_asked_about_stays_as_it_is(name: str) -> None:
    checked = checked_sample(name)
    data, text = copy.deepcopy(checked.source.data), sample(name).read_bytes()
    question = Question(("schedule.end=30.6.2028", "costs[-]={category: other}"), compare=True)
    answer(checked, question, folder_of(sample(name)))
    assert checked.source.data == data
    assert sample(name).read_bytes() == text


# Solve


def found_of(name: str, target: str, by: str, *what_if: str) -> Solution:
    solution = asked(name, *what_if, solve=target, by=by).solution
    assert solution is not None
    return solution


def test_the_own_share_of_the_smallest_plan_by_hand() -> None:
    """Net total 64 787,86 € − grant 51 830,29 € − municipal 10 000,00 € = 2 957,57 €."""
    found = found_of(
        "smallest", "gap=0", "funding.sources[0].amount", "funding.sources[0].amount=0"
    )
    assert (found.outcome, found.value) == ("found", D("2957.57"))


def test_a_total_by_hand() -> None:
    """3 000,00 € × 12 × 100 % = 36 000,00 €; × 1,2644 = 45 518,40 €; × 1,4 = 63 725,76 €."""
    found = found_of("smallest", "total=63 725,76 €", "staff[0].monthly_pay")
    assert (found.outcome, found.value) == ("found", 3000)
    assert (found.lowest, found.highest) == (3000, 3000)


def test_where_no_value_hits_the_two_around_it_are_told() -> None:
    """One cent of monthly pay is 12 cents of pay a year, 15 with side costs, 21 or 22 in all."""
    found = found_of("smallest", "total=63725.80", "staff[0].monthly_pay")
    assert (found.outcome, found.value) == ("none", None)
    assert found.below is not None
    assert found.above is not None
    assert (found.below.value, found.below.gives) == (3000, D("63725.76"))
    assert found.above.value == D("3000.01")
    assert found.above.gives > D("63725.80")


def test_a_line_that_does_not_depend_on_the_field_says_on_what_it_does() -> None:
    found = found_of("cafe", "own=20000", "staff[0].share")
    assert found.outcome == "independent"
    assert [named(path, CAFE) for path in found.depends_on] == ["funding.sources[F1].amount"]


def test_a_target_out_of_reach_has_one_neighbour() -> None:
    low = found_of("cafe", "total=10", "staff[S1].share")
    assert (low.outcome, low.below) == ("none", None)
    assert low.above is not None
    assert low.above.value == 0
    high = found_of("cafe", "total=10000000", "staff[S1].share")
    assert (high.outcome, high.above) == ("none", None)
    assert high.below is not None
    assert high.below.value == 100


def test_a_line_that_lacks_something_else_cannot_be_solved() -> None:
    found = found_of("holes", "total=100000", "staff[0].share")
    assert (found.outcome, found.missing) == ("unknown", ("staff.1.monthly_pay",))


def test_a_hole_can_be_what_is_solved() -> None:
    found = asked("holes", solve="total=100000", by="staff[1].monthly_pay")
    assert found.solution is not None
    assert found.solution.outcome in ("found", "none")
    assert found.solution.below is not None or found.after.budget["total"] == 100000


def test_what_if_comes_first() -> None:
    found = asked("cafe", "funding.grant_share=70", solve="gap=0", by="funding.sources[F1].amount")
    assert found.after.budget["gap"] == 0
    assert [one.typed for one in found.changes] == ["funding.grant_share=70", ""]
    assert found.before.budget["gap"] == 0


def test_several_values_that_hit_are_a_range_and_the_fewest_decimals_win() -> None:
    """1 € × 12 × share: every share from 62,50 % to 62,54 % … gives the same cents."""
    found = found_of("smallest", "pay_S1=7,50", "staff[0].share", "staff[0].monthly_pay=1")
    assert (found.lowest, found.highest) == (D("62.46"), D("62.54"))
    assert found.value == D("62.5")


def test_a_percentage_of_a_line_is_a_target_too() -> None:
    found = found_of("cafe", "grant_share=62,5 %", "funding.grant_share")
    assert (found.outcome, found.value, found.wanted) == ("found", D("62.5"), D("0.625"))


BAD: Final = (
    ("own", "staff[0].share", "solve_form"),
    ("=5", "staff[0].share", "solve_form"),
    ("xyzzy=5", "staff[0].share", "unknown_line"),
    ("own=paljon", "staff[0].share", "solve_value"),
    ("own=1.234,50", "staff[0].share", "solve_value"),
    ("own=5", None, "solve_without_by"),
    ("own=5", "applicant.name", "solve_field"),
    ("own=5", "staff[0].start", "solve_field"),
    ("own=5", "staff[0]", "solve_field"),
    ("own=5", "nothing.here", "solve_field"),
    (None, "staff[0].share", "by_without_solve"),
)


@pytest.mark.parametrize(("target", "by", "kind"), BAD)
def test_a_target_or_field_that_makes_no_sense_is_refused(
    target: str | None, by: str | None, kind: str
) -> None:
    with pytest.raises(UsageError) as refused:
        asked("cafe", solve=target, by=by)
    assert refused.value.kind == kind


TARGETS: Final = ("total", "grant", "gap", "funding_total", "net_total", "total_2027", "grant_2028")


@pytest.mark.parametrize("seed", range(60))
def test_a_solution_hits_to_the_cent_and_neighbours_straddle(seed: int) -> None:
    chance = random.Random(seed)
    data = gone_wrong(CAFE, seed) if seed % 3 else CAFE
    checked = check_data(data, sample("cafe").parent)
    name = chance.choice([one for one in TARGETS if one in checked.budget.lines])
    fields = [path for path in fields_of(checked.budget, name) if grid_of(path)]
    if not fields:  # a confirmed amount, or nothing known
        return
    path = chance.choice(fields)
    grid = grid_of(path)
    assert grid is not None

    def line(value: object) -> Decimal | None:
        after = changed(data, {pointer_of(path): value})
        return compute(read_plan(after), checked.law).get(name)

    somewhere = line(grid.written(chance.randint(1, min(grid.last, 400_000))))
    if somewhere is None:
        return
    wanted = somewhere + chance.choice((D(0), D(0), D("0.01"), D("-0.01")))
    by = named(path, data)
    found = solve(checked, target_of(f"{name}={wanted}", checked.budget), by)
    if found.outcome == "found":
        assert found.value is not None
        assert found.lowest is not None
        assert found.highest is not None
        assert found.lowest <= found.value <= found.highest
        for value in (found.value, found.lowest, found.highest):
            assert line(value) == wanted, (by, value)
        if found.even:
            for beyond in (found.lowest - grid.step, found.highest + grid.step):
                if 0 <= beyond <= grid.value(grid.last):
                    assert line(beyond) != wanted
    elif found.outcome == "none":
        assert wanted != somewhere or not found.even
        sides = [one for one in (found.below, found.above) if one is not None]
        assert sides
        for one in sides:
            assert line(one.value) == one.gives
        if found.below and found.above:
            assert found.below.gives < wanted < found.above.gives
            assert abs(found.above.value - found.below.value) == grid.step
    else:
        assert found.outcome == "independent"


def test_the_grid_of_a_field_is_what_may_be_typed_there() -> None:
    share, pay = grid_of(("staff", 0, "share")), grid_of(("staff", 0, "monthly_pay"))
    assert share is not None
    assert pay is not None
    assert (share.step, share.value(share.last)) == (D("0.01"), D(100))
    assert (pay.step, pay.kind) == (D("0.01"), "money")
    assert grid_of(("indicators", "persons")) == Grid("count", D(1), 10**12 - 1)
    assert grid_of(("staff", 0, "role")) is None
    assert grid_of(("schedule", "start")) is None


@pytest.mark.parametrize(("first", "last", "near", "best"), [
    (6246, 6254, 0, 6250), (6246, 6254, 6248, 6248), (5990, 6012, 0, 6000), (5712, 5712, 1, 5712),
    (100, 900, 0, 100), (100, 900, 2000, 900), (250, 960, 512, 512), (0, 50, 3000, 0),
    (0, 5000, 9999, 5000),
])  # fmt: skip
def test_of_many_values_people_would_write_the_one_with_fewest_decimals(
    first: int, last: int, near: int, best: int
) -> None:
    assert roundest(Grid("percent", D("0.01"), 10_000), first, last, near) == best


# Compare


def sides(name: str, *what_if: str) -> Comparison:
    found = asked(name, *what_if, side=True).comparison
    assert found is not None
    return found


def column(found: Comparison, model: str) -> Column:
    return next(one for one in found.columns if one.model == model)


@pytest.mark.parametrize("name", BUDGETED)
def test_the_column_of_the_plans_own_model_is_the_plan(name: str) -> None:
    checked, found = checked_sample(name), sides(name)
    assert found.columns[0].own
    assert found.columns[0].budget == checked.budget
    assert [one.model for one in found.columns if one.own] == [checked.plan.cost_model]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_other_column_is_the_plan_with_another_model(name: str) -> None:
    data = read_file(sample(name)).data
    for one in sides(name).columns:
        set_: dict[str, object] = {"/cost_model": one.model}
        if one.pay_model is not None:
            set_["/pay_model"] = one.pay_model
        by_hand = check_data(changed(data, set_), sample(name).parent)
        assert one.budget == by_hand.budget


@pytest.mark.parametrize("name", SAMPLES)
def test_no_typed_figure_is_lost_under_any_model(name: str) -> None:
    """Every cost and all pay either make up the total or are told to stand outside it."""
    for one in sides(name).columns:
        chain = resting_on(one.budget, "total")
        told = set(one.uncounted) | set(chain)
        for key in one.budget.costs:
            assert f"cost_{key}" in told, (one.model, key)
        assert not one.budget.people or "staff_costs" in told
        assert not set(one.uncounted) & set(chain)
        known = [value for value in one.uncounted.values() if value is not None]
        if len(known) == len(one.uncounted):
            assert one.uncounted_sum == sum(known)
        for line, value in one.uncounted.items():
            assert value == one.budget[line] or one.budget[line] is None
        assert one.checked.plan.costs == checked_sample(name).plan.costs


def test_the_cafe_under_flat_rate_7_by_hand() -> None:
    """105 615,13 € × 7 % = 7 393,06 €; total 113 008,19 €; − income 1 600,00 € = 111 408,19 €.

    Grant 80 % = 89 126,55 €; 22 281,64 € is needed besides it, and the plan has 29 252,24 €.
    """
    one = column(sides("cafe"), "flat_rate_7")
    budget = one.budget
    assert budget["flat_costs"] == D("7393.06")
    assert budget["total"] == D("113008.19")
    assert budget["grant"] == D("89126.55")
    assert (one.needed, one.covered) == (D("22281.64"), D("29252.24"))
    assert budget["gap"] == D("-6970.60")
    assert [finding.code for finding in one.findings] == ["C17", "F05"]
    assert one.itemised == ("staff_costs",)
    assert one.law == ("flat_rate_7",)


def test_a_lump_sum_is_calculated_by_the_hour_or_says_what_is_missing() -> None:
    """43 000 € × 1,2644 ÷ 1 720 = 31,61 € an hour; × 1 720 = 54 369,20 €; × 1,07 = 58 175,04 €."""
    one = column(sides("smallest"), "lump_sum")
    assert one.pay_model == "unit_cost"
    assert one.budget["total"] is None
    assert one.budget.missing("total") == ("staff.0.annual_gross", "staff.0.hours")
    assert "C23" in one.unjudged
    filled = column(
        sides("smallest", "staff[0].annual_gross=43000", "staff[0].hours={2027: 1720}"), "lump_sum"
    )
    assert filled.budget["total"] == D("58175.04")
    assert "C24" not in [finding.code for finding in filled.findings]


def test_a_lump_sum_over_its_ceiling_says_so() -> None:
    found = sides("smallest", "staff[0].annual_gross=200000", "staff[0].hours={2027: 1720}")
    assert "C23" in [one.code for one in column(found, "lump_sum").findings]


def test_the_plans_own_lump_sum_keeps_its_pay_model() -> None:
    one = sides("smallest", "cost_model=lump_sum").columns[0]
    assert (one.model, one.own, one.pay_model) == ("lump_sum", True, None)
    assert "C24" in [finding.code for finding in one.findings]


def test_a_standard_lump_sum_leaves_out_pay_and_costs_and_asks_for_its_kind() -> None:
    one = column(sides("mistakes"), "standard_lump_sum")
    assert one.budget["total"] == 50000
    assert one.itemised == ()
    assert next(iter(one.uncounted)) == "staff_costs"
    assert one.uncounted_sum == D("138174.40") + 8650
    assert "C30" in [finding.code for finding in one.findings]


def test_a_trip_by_unit_costs_is_worth_the_same_outside_the_calculation() -> None:
    """Only flat rate 7 and the lump sum turn days of travel into euros (866/2021 13 §)."""
    trip = "costs[-]={id: C9, category: travel, travel_days: 10, travel_zone: domestic_staff}"
    found = sides("cafe", trip)
    worth = column(found, "flat_rate_7").budget["cost_C9"]
    assert worth is not None
    assert found.columns[0].uncounted == {"cost_C9": worth}
    assert found.columns[0].uncounted_sum == worth


def test_a_call_that_does_not_allow_a_model_is_heeded(tmp_path: Any) -> None:
    call = (sample("cafe").parent / "haku.yaml").read_text(encoding="utf-8")
    old = "cost_models: [flat_rate_40, flat_rate_7, standard_lump_sum, lump_sum]"
    assert old in call
    (tmp_path / "haku.yaml").write_text(
        call.replace(old, "cost_models: [flat_rate_7]"), encoding="utf-8"
    )
    options = NO_OPTIONS._replace(folder=tmp_path)
    checked = check_source(read_file(sample("cafe")), options)
    found = compare(checked, options)
    assert [(one.model, one.own, one.allowed) for one in found.columns] == [
        ("flat_rate_40", True, False),
        ("flat_rate_7", False, True),
    ]
    assert found.refused == ("lump_sum", "standard_lump_sum")
    assert found.call_tells
    assert "C04" in [one.code for one in found.columns[0].findings]


def test_a_call_that_is_silent_shows_all_models_of_the_programme() -> None:
    checked = check_data(changed(CAFE, unset=["/call", "/cost_model"]))
    found = compare(checked, NO_OPTIONS)
    assert not found.call_tells
    assert found.refused == ()
    assert tuple(one.model for one in found.columns) == checked.law.programme.cost_models
    assert not any(one.own for one in found.columns)


def test_a_grant_in_euros_stays_under_every_model() -> None:
    found = sides("mistakes")
    assert found.grant_typed
    assert {one.budget["grant"] for one in found.columns} == {D(180000)}
    assert not sides("cafe").grant_typed


def test_rules_about_the_model_are_known_by_what_they_read() -> None:
    assert all(map(about_model, ("C03", "C04", "C17", "C23", "C24", "C30")))
    assert not any(map(about_model, ("F01", "S01", "T01", "X12")))


def test_a_tried_plan_has_its_findings_at_the_lines_of_the_file() -> None:
    checked = checked_sample("cafe")
    after = tried(checked, [Change(("staff", 0, "share"), 5)], folder_of(sample("cafe")))
    found = next(one for one in after.report.findings if one.code == "S01")
    assert checked.source.lines[found.position.line - 1].strip() == "share: 60"


# Fields of new items, fields that plans do not have


def test_a_field_of_a_new_item_is_named_by_its_place() -> None:
    people = read_plan(CAFE).staff or ()
    assert path_of("costs[-].amount", CAFE) == ("costs", 0, "amount")
    assert path_of("staff[-].share", CAFE) == ("staff", len(people), "share")
    assert path_of("costs[-]", CAFE) == ("costs", "-")
    found: Any = asked("cafe", "staff[-].share=50").after.source.data
    assert found["staff"][-1] == {"share": 50}
    assert len(found["staff"]) == len(people) + 1


@pytest.mark.parametrize("by", ["staff[S1].hours.20x7", "staff[S1].hours.27"])
def test_no_value_is_searched_for_a_field_that_plans_do_not_have(by: str) -> None:
    with pytest.raises(Unfit) as unfit:
        asked("trainers", solve="total=100000", by=by)
    assert (unfit.value.typed, unfit.value.finding.code) == (by, "Y21")


def test_one_minus_is_a_sign_and_two_are_none() -> None:
    budget = checked_sample("cafe").budget
    assert target_of("gap=−5", budget).wanted == target_of("gap=- 5", budget).wanted == D(-5)
    with pytest.raises(UsageError):
        target_of("gap=--5", budget)
