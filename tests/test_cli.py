"""The command line as a user meets it: exit codes, what is printed where, and never a traceback."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from kanto_docs import __version__
from kanto_docs.cli.speaking import COMMANDS
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import ROOT, sample

POSIX: Final = pytest.mark.skipif(os.name != "posix", reason="pipes and devices of Unix")
SMALLEST: Final = str(sample("smallest"))
MISTAKES: Final = str(sample("mistakes"))
HOLES: Final = str(sample("holes"))
FINDING: Final = {
    "code", "name", "severity", "path", "line", "column", "title", "message", "why", "fix", "basis",
    "facts", "see", "reason", "remedy", "waiver", "known",
}  # fmt: skip
PLAN: Final = {
    "file", "programme", "call", "on", "language", "findings", "passed", "unjudged", "questions",
    "budget",
    "group",
}  # fmt: skip
SUMMARY: Final = {
    "plans", "error", "justify", "missing", "note", "passed", "unjudged", "refused",
    "justified", "waived", "known",
}  # fmt: skip
BASIS: Final = {"law", "section", "title", "url", "confidence", "kind"}
SCAFFOLDING: Final = re.compile(
    r"\b(Usage|Options|Commands?|COMMAND|ARGS|OPTIONS|FILE|CODES?|DATE|DIR|NAMES|LINE|DAYS|SECTION"
    r"|Show|exit|default|required|Error|Try|Missing|Invalid|No such)\b"
)


class Ran:
    """A finished run, its output as text."""

    def __init__(self, done: subprocess.CompletedProcess[bytes]) -> None:
        self.code = done.returncode
        self.out = done.stdout.decode("utf-8")
        self.err = done.stderr.decode("utf-8")
        assert "Traceback" not in self.out + self.err, self.err


def kanto(
    *arguments: str | Path,
    given: bytes = b"",
    folder: Path | None = None,
    **environment: str,
) -> Ran:
    """Run the command in a process of its own, in Finnish unless the environment says otherwise."""
    done = subprocess.run(
        [sys.executable, "-m", "kanto_docs", *map(str, arguments)],
        input=given,
        cwd=folder,
        env=surroundings(environment),
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Ran(done)


def surroundings(environment: dict[str, str]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "LANG", "PYTHONIOENCODING", "NO_COLOR", "KANTO_ACCEPT"))
    }
    return kept | {"PYTHONPATH": str(ROOT), "LANG": "fi_FI.UTF-8"} | environment


def shell(script: str, *arguments: str | Path, folder: Path | None = None) -> Ran:
    """Run a line of bash in which "$K" is our command and "$1" the first argument."""
    bash = shutil.which("bash")
    assert bash is not None
    line = f'K() {{ {sys.executable} -m kanto_docs "$@"; }}; {script}'
    done = subprocess.run(
        [bash, "-c", line, "bash", *map(str, arguments)],
        cwd=folder,
        env=surroundings({}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Ran(done)


def report_of(ran: Ran) -> Any:
    return json.loads(ran.out)


# Exit codes


def test_a_plan_in_order_is_0() -> None:
    ran = kanto("check", SMALLEST)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{SMALLEST}: ")


def test_a_plan_with_errors_is_1() -> None:
    ran = kanto("check", MISTAKES)
    assert (ran.code, ran.err) == (1, "")
    assert "virhe" in ran.out


def test_a_draft_with_holes_is_0_until_missing_counts() -> None:
    assert kanto("check", HOLES).code == 0
    assert kanto("check", HOLES, "--fail-on", "missing").code == 1
    assert kanto("check", HOLES, "--fail-on", "note").code == 1


@pytest.mark.parametrize(
    ("level", "code"), [("error", 1), ("justify", 1), ("missing", 1), ("note", 1), ("never", 0)]
)
def test_fail_on_sets_what_counts(level: str, code: int) -> None:
    assert kanto("check", MISTAKES, "--fail-on", level).code == code
    assert kanto("check", SMALLEST, "--fail-on", level).code == 0


UNREADABLE: Final[dict[str, bytes]] = {
    "empty": b"",
    "comment": b"# vain kommentti\n",
    "list": b"- a\n- b\n",
    "text": b"hei\n",
    "zip": b"PK\x03\x04" + bytes(200),
    "binary": bytes(range(256)) * 4,
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "latin-1": "project:\n  name: Kylän kahvila\n".encode("latin-1"),
    "utf-16 without a mark": "project:\n  name: x\n".encode("utf-16-le"),
    "tab": b"project:\n\tname: x\n",
    "two documents": b"format: 1\n---\nformat: 1\n",
    "deep": b"a: " + b"[" * 25_000,
    "dashes": b"- " * 100_000,
    "alias": b"a: &a [1, 2]\nb: *a\n",
    "itself": b"a: &a [*a]\n",
    "merge": b"a:\n  <<: {b: 1}\n",
    "tag": b"a: !!python/object:os.system x\n",
    "control character": b"a: x\x07y\n",
    "unclosed": b'a: "x\nb: 1\n',
}
BOMB: Final = b"\n".join(
    [b"a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]".encode() for n in range(1, 10)]
)


@pytest.mark.parametrize("raw", [*UNREADABLE.values(), BOMB], ids=[*UNREADABLE, "alias bomb"])
def test_a_plan_that_cannot_be_read_is_3(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(raw)
    ran = kanto("check", "plan.yaml", folder=tmp_path)
    assert ran.code == 3
    assert re.match(r"plan\.yaml:\d+:\d+: virhe Y\d\d: ", ran.out)
    assert Words("fi").ui("report.refused") in ran.out


@pytest.mark.parametrize("raw", [*UNREADABLE.values(), BOMB], ids=[*UNREADABLE, "alias bomb"])
def test_an_unreadable_plan_is_still_a_whole_report_in_json(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(raw)
    ran = kanto("check", path, "--format", "json")
    assert (ran.code, ran.err) == (3, "")
    document = report_of(ran)
    assert_contract(document)
    (plan,) = document["plans"]
    assert len(plan["findings"]) == 1
    assert document["summary"]["refused"] == 1
    assert plan["budget"] is None
    assert plan["group"] is None


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    with path.open("wb") as file:
        file.truncate(50 << 20)
    ran = kanto("check", path)
    assert ran.code == 3
    assert "Y02" in ran.out
    assert "50 Mt" in ran.out


def test_a_huge_file_from_standard_input_is_refused() -> None:
    ran = kanto("check", "-", given=b"a" * (3 << 20))
    assert ran.code == 3
    assert ran.out.startswith("-:1:1: virhe Y02")


def test_a_workbook_named_yaml_is_told_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    ran = kanto("check", path)
    assert ran.code == 3
    assert "Excel" in ran.out


@POSIX
def test_a_device_and_a_pipe_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for name in ("/dev/zero", "/dev/null", str(tmp_path / "pipe.yaml")):
        assert kanto("check", name).code == 3


def test_a_missing_file_is_3_and_the_others_are_checked() -> None:
    ran = kanto("check", "ei-ole.yaml", SMALLEST, "--format", "json")
    assert ran.code == 3
    assert report_of(ran)["summary"]["plans"] == 2
    assert report_of(ran)["summary"]["refused"] == 1
    assert report_of(ran)["plans"][1]["passed"]


def test_a_usage_error_is_2_and_says_where_help_is() -> None:
    ran = kanto("check")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == "Ohje: kanto-docs check --help"


# Standard input, folders, several plans


def test_a_dash_reads_standard_input() -> None:
    given = b"format: 1\nproject:\n  name: Kahvila\n"
    ran = kanto("check", "-", "--fail-on", "missing", given=given)
    assert ran.code == 1
    assert re.search(r"^-:\d+:\d+: puuttuu ", ran.out, re.MULTILINE)


def test_standard_input_that_is_empty_is_3() -> None:
    assert kanto("check", "-").code == 3


def test_a_folder_means_the_plans_in_it(tmp_path: Path) -> None:
    for name in ("a/plan.yaml", "b/deep/plan.yml"):
        (tmp_path / name).parent.mkdir(parents=True)
        shutil.copy(SMALLEST, tmp_path / name)
        shutil.copy(sample("smallest").parent / "haku.yaml", (tmp_path / name).parent)
    (tmp_path / "readme.txt").write_text("ei mitään", encoding="utf-8")
    ran = kanto("check", ".", folder=tmp_path)
    assert ran.code == 0
    assert f"a{os.sep}plan.yaml: " in ran.out
    assert f"b{os.sep}deep{os.sep}plan.yml: " in ran.out
    assert len(ran.err.splitlines()) == 2
    assert all("haku.yaml" in line for line in ran.err.splitlines())
    assert "Yhteensä 2 suunnitelmaa" in ran.out


def test_a_folder_without_a_plan_is_3(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("a: 1\n", encoding="utf-8")
    ran = kanto("check", tmp_path)
    assert ran.code == 3
    assert "Y01" in ran.out
    assert "other.yaml" in ran.err


def test_several_plans_end_with_all_of_them() -> None:
    ran = kanto("check", SMALLEST, MISTAKES)
    assert ran.code == 1
    assert "Yhteensä 2 suunnitelmaa" in ran.out
    last = ran.out.splitlines()[-2:]
    assert [line.strip().split(": ")[0] for line in last] == [SMALLEST, MISTAKES]


# JSON


def assert_contract(document: Any) -> None:
    assert list(document) == ["format", "tool", "version", "plans", "summary"]
    assert (document["format"], document["tool"]) == (1, "kanto-docs")
    assert document["version"] == __version__
    assert set(document["summary"]) == SUMMARY
    assert all(isinstance(count, int) for count in document["summary"].values())
    assert document["summary"]["plans"] == len(document["plans"])
    for plan in document["plans"]:
        assert set(plan) == PLAN
        assert plan["language"] in LANGUAGES
        for finding in plan["findings"]:
            assert set(finding) == FINDING
            assert finding["severity"] in {"error", "justify", "missing", "note"}
            assert re.fullmatch(r"[A-Z]\d\d", finding["code"])
            assert re.fullmatch(r"(/[^/]*)*", finding["path"])
            assert finding["line"] >= 1
            assert finding["column"] >= 1
            assert all(finding[name] for name in ("name", "title", "message", "why", "fix"))
            assert all(set(basis) == BASIS for basis in finding["basis"])
            for one in finding["remedy"]:
                assert set(one) == {"path", "value", "text", "also"}
        for one in plan["unjudged"]:
            assert set(one) == {"code", "missing"}
        for one in plan["questions"]:
            assert set(one) == {"code", "text", "why", "paths", "basis", "scale"}


@pytest.mark.parametrize("name", ["smallest", "cafe", "holes", "mistakes"])
def test_json_keeps_its_contract(name: str) -> None:
    ran = kanto("check", sample(name), "--format", "json", "--fail-on", "never")
    assert (ran.code, ran.err) == (0, "")
    document = report_of(ran)
    assert_contract(document)
    assert isinstance(document["plans"][0]["budget"], dict)


def test_money_in_json_is_text_with_two_places() -> None:
    plan = report_of(kanto("check", sample("cafe"), "--format", "json"))["plans"][0]
    budget = dict(plan["budget"])
    years = budget.pop("years")
    amounts = [*budget.values(), *(value for year in years.values() for value in year.values())]
    assert "total" in budget
    assert all(re.fullmatch(r"-?\d+\.\d\d", one) for one in amounts if one is not None)


def test_json_keys_stay_english_and_sentences_follow_the_language() -> None:
    said = {
        language: report_of(kanto("check", MISTAKES, "--format", "json", "--lang", language))
        for language in LANGUAGES
    }
    for language, document in said.items():
        assert document["plans"][0]["language"] == language
        assert document["summary"] == said["fi"]["summary"]
    findings = [document["plans"][0]["findings"] for document in said.values()]
    for finnish, swedish, english in zip(*findings, strict=True):
        assert finnish["code"] == swedish["code"] == english["code"]
        assert len({finnish["title"], swedish["title"], english["title"]}) == 3


# Choices


def test_select_and_ignore_choose_codes() -> None:
    def codes(*arguments: str) -> set[str]:
        ran = kanto("check", MISTAKES, "--format", "json", *arguments)
        return {finding["code"] for finding in report_of(ran)["plans"][0]["findings"]}

    every = codes()
    assert {"Y21", "T01"} <= every
    assert codes("--select", "Y21") == {"Y21"}
    assert codes("--select", "t") == {code for code in every if code.startswith("T")}
    assert codes("--ignore", "T, Y21") == {
        code for code in every if not code.startswith("T") and code != "Y21"
    }
    assert codes("--select", "T", "--ignore", "T01") == codes("--select", "T") - {"T01"}


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_no_rule_has_is_2(option: str) -> None:
    ran = kanto("check", SMALLEST, option, "F,X99")
    assert (ran.code, ran.out) == (2, "")
    assert "X99" in ran.err


def test_plain_output_has_no_frames() -> None:
    ran = kanto("check", MISTAKES, "--plain")
    assert ran.code == 1
    assert not re.search(r"[|^\x1b│─┌✓✗]", ran.out)
    assert re.search(r"^   rivi \d+: ", ran.out, re.MULTILINE)


def test_findings_say_where_they_are() -> None:
    first = kanto("check", MISTAKES).out.splitlines()[:3]
    assert first[0].startswith(f"{MISTAKES}:8:1: virhe Y21: ")
    assert first[1] == "    8 | budjeti: 190000"
    assert first[2] == "      | ^^^^^^^"


@pytest.mark.parametrize(
    ("language", "word"), [("fi", "virhe"), ("sv", "fel"), ("en", "error")], ids=LANGUAGES
)
def test_the_severity_is_said_in_the_language(language: str, word: str) -> None:
    ran = kanto("check", MISTAKES, "--lang", language)
    assert re.search(rf":8:1: {word} Y21: ", ran.out)


def test_the_plan_speaks_its_own_language_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("format: 1\nlanguage: sv\nproject:\n  name: Kafé\n", encoding="utf-8")
    assert " saknas " in kanto("check", path).out
    assert " missing " in kanto("check", path, "--lang", "en").out
    assert " puuttuu " in kanto("check", path, "--lang=fi", LANG="en_GB.UTF-8").out


def test_the_environment_speaks_when_nobody_else_does(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("format: 1\nproject:\n  name: x\n", encoding="utf-8")
    assert " saknas " in kanto("check", path, LANG="sv_FI.UTF-8").out
    assert " puuttuu " in kanto("check", path, LANG="C").out
    assert " missing " in kanto("check", path, LC_ALL="en_US.UTF-8").out


def test_the_day_of_the_law_can_be_chosen_in_both_ways() -> None:
    for day in ("2027-01-31", "31.1.2027"):
        ran = kanto("check", SMALLEST, "--on", day, "--format", "json", "--fail-on", "never")
        assert report_of(ran)["plans"][0]["on"] == "2027-01-31"


# Output files


def test_output_goes_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.json"
    ran = kanto("check", MISTAKES, "--format", "json", "--output", path)
    assert (ran.code, ran.out) == (1, "")
    assert_contract(json.loads(path.read_text(encoding="utf-8")))
    assert [one.name for one in path.parent.iterdir()] == ["report.json"]


def test_an_existing_output_is_5_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("vanha", encoding="utf-8")
    ran = kanto("check", SMALLEST, "--output", path)
    assert (ran.code, ran.out) == (5, "")
    assert str(path) in ran.err
    assert "--force" in ran.err
    assert path.read_text(encoding="utf-8") == "vanha"
    assert kanto("check", SMALLEST, "--output", path, "--force").code == 0
    assert path.read_text(encoding="utf-8").startswith(SMALLEST)


def test_the_output_never_replaces_the_plan(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    shutil.copy(SMALLEST, plan)
    before = plan.read_bytes()
    for name in (plan, tmp_path / "." / "plan.yaml"):
        ran = kanto("check", plan, "--output", name, "--force")
        assert (ran.code, ran.out) == (2, "")
    assert plan.read_bytes() == before


def test_the_output_never_replaces_the_call(tmp_path: Path) -> None:
    call = tmp_path / "haku.yaml"
    shutil.copy(sample("smallest").parent / "haku.yaml", call)
    ran = kanto("check", SMALLEST, "--call", call, "--output", call, "--force")
    assert ran.code == 2


def test_an_output_that_is_a_folder_is_5(tmp_path: Path) -> None:
    ran = kanto("check", SMALLEST, "--output", tmp_path, "--force")
    assert ran.code == 5
    assert str(tmp_path) in ran.err


@POSIX
def test_an_output_that_is_full_is_5() -> None:
    assert kanto("check", SMALLEST, "--output", "/dev/full", "--force").code == 5


# Streams and environments


def test_a_pipe_gets_no_colour() -> None:
    assert "\x1b" not in kanto("check", MISTAKES).out
    assert "\x1b" not in kanto("check", MISTAKES, FORCE_COLOR="1", NO_COLOR="1").out


@POSIX
@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        ((), {}, True),
        (("--no-color",), {}, False),
        (("--plain",), {}, False),
        ((), {"NO_COLOR": "1"}, False),
    ],
    ids=["terminal", "--no-color", "--plain", "NO_COLOR"],
)
def test_a_terminal_gets_colour_unless_told_not_to(
    arguments: Sequence[str], environment: dict[str, str], *, coloured: bool
) -> None:
    import pty

    reading, writing = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "kanto_docs", "check", MISTAKES, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
        env=surroundings(environment),
    )
    os.close(writing)
    said = b""
    with contextlib.suppress(OSError):  # Linux says so when the other end is closed
        while chunk := os.read(reading, 4096):
            said += chunk
    os.close(reading)
    _, wrong = done.communicate(timeout=60)
    assert (done.returncode, wrong) == (1, b"")
    assert (b"\x1b[" in said) is coloured


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii", "latin-1"])
def test_an_old_terminal_gets_utf_8(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text('format: 1\nproject:\n  nmae: "✓ – 😀 şı"\n', encoding="utf-8")
    ran = kanto("check", path, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert ran.code == 1
    assert "✓ – 😀 şı" in ran.out


def test_the_plain_c_locale_is_enough() -> None:
    ran = kanto("check", MISTAKES, LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert ran.code == 1
    assert "ä" in ran.out


@POSIX
def test_a_file_name_outside_utf_8_is_shown_escaped(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/suunnitelm\xe4.yaml"
    try:
        shutil.copy(os.fsencode(SMALLEST), name)
    except OSError:
        pytest.skip("this file system has only UTF-8 names")
    ran = kanto("check", os.fsdecode(name), "--fail-on", "never")
    assert ran.code == 0
    assert r"suunnitelm\udce4.yaml" in ran.out
    machine = kanto("check", os.fsdecode(name), "--fail-on", "never", "--format", "json")
    assert report_of(machine)["plans"][0]["file"] == os.fsdecode(name)
    output = tmp_path / "report.txt"
    assert kanto("check", os.fsdecode(name), "--fail-on", "never", "--output", output).code == 0
    assert r"suunnitelm\udce4.yaml" in output.read_text(encoding="utf-8")


@POSIX
def test_a_broken_pipe_is_quiet_and_keeps_the_finding_code() -> None:
    plans = " ".join(['"$1"'] * 20)  # more than a pipe holds
    ran = shell(f'K check {plans} | head -n 1; exit "${{PIPESTATUS[0]}}"', MISTAKES)
    assert (ran.code, ran.err) == (1, "")
    assert len(ran.out.splitlines()) == 1


@POSIX
@pytest.mark.parametrize("command", ["rules", "--help", "check --help", "explain F01"])
def test_a_reader_who_has_gone_is_no_fault(command: str) -> None:
    ran = shell(f'K {command} | true; exit "${{PIPESTATUS[0]}}"')
    assert (ran.code, ran.err) == (0, "")


@POSIX
@pytest.mark.parametrize(("plan", "code"), [(SMALLEST, 0), (MISTAKES, 1)])
def test_a_closed_standard_output_keeps_the_finding_code(plan: str, code: int) -> None:
    ran = shell('K check "$1" >&-', plan)
    assert (ran.code, ran.err) == (code, "")


@POSIX
@pytest.mark.parametrize("command", ['check "$1"', "rules", "--help", "--version"])
def test_a_full_standard_output_is_5_and_one_line(command: str) -> None:
    ran = shell(f"K {command} >/dev/full", SMALLEST)
    assert ran.code == 5
    assert ran.err.strip() == Words("fi").ui("error.output_stream_full")


@POSIX
def test_a_full_standard_error_changes_no_exit_code() -> None:
    assert shell("K check --ei-ole 2>/dev/full").code == 2
    assert shell("K explain QQQ 2>/dev/full").code == 2


@POSIX
def test_a_closed_standard_input_is_3() -> None:
    assert shell("K check - <&-").code == 3


def test_an_interruption_is_130(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from kanto_docs.cli import check_command, running\n"
        "def stop(*_):\n"
        "    raise KeyboardInterrupt\n"
        "check_command.outcomes = stop\n"
        "sys.exit(running.run(['check', 'plan.yaml', '--output', 'report.txt']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=surroundings({}),
        capture_output=True,
        check=False,
    )
    ran = Ran(done)
    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "Keskeytetty.")
    assert list(tmp_path.iterdir()) == []


BROKEN: Final = (
    "import sys\n"
    "from kanto_docs.cli import check_command, running\n"
    "def fail(*_):\n"
    "    raise {error}\n"
    "check_command.outcomes = fail\n"
    "sys.exit(running.run(['check', 'plan.yaml', *sys.argv[1:]]))\n"
)


def broken(error: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", BROKEN.format(error=error), *arguments],
        cwd=ROOT,
        env=surroundings({}),
        capture_output=True,
        check=False,
    )


def test_a_fault_of_ours_is_70_and_tells_nothing_of_the_plan() -> None:
    for error in ("ValueError('Maija 010190-123A')", "RecursionError", "KeyError('x')"):
        ran = Ran(broken(error))
        assert (ran.code, ran.out) == (70, "")
        assert ran.err.strip() == Words("fi").ui("error.internal", version=__version__)


def test_broken_data_of_ours_is_70_too() -> None:
    ran = Ran(broken("__import__('kanto_docs.errors').errors.DataError('no_card', code='X99')"))
    assert ran.code == 70
    assert ran.err.strip() == Words("fi").ui("error.internal", version=__version__)


def test_a_file_that_fails_is_not_taken_for_standard_output() -> None:
    assert Ran(broken("PermissionError(13, 'x', 'words/fi.yaml')")).code == 70


def test_debug_shows_the_trace() -> None:
    done = broken("ValueError('x')", "--debug")
    assert done.returncode == 1
    assert b"Traceback" in done.stderr


def test_a_missing_package_is_named_with_the_cure() -> None:
    ran = Ran(broken("ModuleNotFoundError('x', name='docx.shared')"))
    assert ran.code == 70
    assert "python-docx" in ran.err
    assert "pip install" in ran.err
    ours = Ran(broken("ModuleNotFoundError('x', name='kanto_docs.gone')"))
    assert ours.err.strip() == Words("fi").ui("error.internal", version=__version__)


# Mistyped commands

MISTYPED: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("chek",), "check?"),
    (("xyzzy",), "xyzzy"),
    (("--wersion",), "--version?"),
    (("check", "--fromat", "json", SMALLEST), "--format?"),
    (("check", SMALLEST, "--format"), "--format"),
    (("check", SMALLEST, "--plain=1"), "--plain"),
    (("check", SMALLEST, "--format", "pdf"), "text, json"),
    (("check", SMALLEST, "--lang", "de"), "fi, sv, en"),
    (("check", SMALLEST, "--fail-on", "bad"), "error, justify, missing, note, never"),
    (("check", SMALLEST, "--on", "31.2.2027"), "31.1.2027"),
    (("rules", "--stale", "-1"), "--stale"),
    (("explain",), "kanto-docs explain --help"),
    (("explain", "F01", "F02"), "kanto-docs explain --help"),
    (("explain", "QQQ"), "QQQ"),
    (("rules", "--programme", "x"), "esr-plus-2021-2027"),
    (("rules", "--call", "x"), "KTK-"),
    (("budget", SMALLEST, "--explain", "xyzzy"), "total"),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("arguments", "hint"), MISTYPED, ids=[" ".join(a) for a, _ in MISTYPED])
def test_a_mistyped_command_is_2_with_a_hint(
    language: str, arguments: tuple[str, ...], hint: str
) -> None:
    ran = kanto(*arguments, LANG=f"{language}_FI.UTF-8")
    assert (ran.code, ran.out) == (2, "")
    assert hint in ran.err
    assert len(ran.err.splitlines()) <= 2
    if language != "en":
        assert not SCAFFOLDING.search(ran.err), ran.err


def test_lang_among_the_arguments_speaks_for_mistakes_too() -> None:
    assert "Alternativet --nej finns inte." in kanto("check", "--lang", "sv", "--nej").err
    assert "There is no option --no." in kanto("check", "--no", "--lang=en").err


def test_no_command_at_all_shows_the_help() -> None:
    ran = kanto()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == kanto("--help").out


# Help


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_whole_and_in_one_language(language: str, command: str) -> None:
    ran = kanto(*command.split(), "--help", LANG=f"{language}_FI.UTF-8")
    assert (ran.code, ran.err) == (0, "")
    words = Words(language)
    assert ran.out.startswith(f"{words.ui('help.usage')} kanto-docs {command}".strip())
    assert words.ui("option.help") in ran.out
    assert words.ui("help.options") in ran.out
    if command:
        assert words.ui("help.example") in ran.out
    else:
        assert all(f"  {name} " in ran.out for name in COMMANDS)
    options = ran.out.partition(f"\n{words.ui('help.options')}:\n")[2]
    for line in options.splitlines():
        assert not re.fullmatch(r"  -\S+( \S+)?", line.rstrip()) or len(line) > 30, line
    if language != "en":
        assert not SCAFFOLDING.search(ran.out), SCAFFOLDING.search(ran.out)


def test_the_short_option_and_the_lang_option_work_in_help() -> None:
    assert kanto("check", "-h").out == kanto("check", "--help").out
    assert kanto("check", "--lang", "sv", "--help").out.startswith("Användning:")


def test_the_version_is_said() -> None:
    ran = kanto("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"kanto-docs {__version__}\n", "")


# The other commands


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_is_explained(language: str) -> None:
    ran = kanto("explain", "f01", "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("F01: ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_are_listed(language: str) -> None:
    ran = kanto("rules", "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    assert re.search(r"^F01  ", ran.out, re.MULTILINE)
    machine = report_of(kanto("rules", "--format", "json", "--lang", language))
    assert {"code", "severity", "title", "basis"} <= set(machine["rules"][0])


def test_rules_can_be_chosen_by_their_law() -> None:
    whole, chosen = kanto("rules").out, kanto("rules", "--law", "867/2021").out
    assert 1 < len(chosen.splitlines()) < len(whole.splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_budget_is_shown(language: str) -> None:
    ran = kanto("budget", sample("cafe"), "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    assert Words(language).ui("budget.total") in ran.out
    assert kanto("budget", sample("cafe"), "--explain", "total").code == 0
    machine = report_of(kanto("budget", sample("cafe"), "--format", "json"))
    assert machine["lines"]["total"]["value"]


def test_an_unreadable_plan_stops_every_command_with_3(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("a: [", encoding="utf-8")
    for command in ("budget", "fill"):
        ran = kanto(command, path)
        assert (ran.code, ran.out) == (3, "")
        assert "Y12" in ran.err
    assert [one.name for one in tmp_path.iterdir()] == ["plan.yaml"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_plan_lacks_things_and_has_no_errors(tmp_path: Path, language: str) -> None:
    ran = kanto("new", "oma.yaml", "--lang", language, folder=tmp_path)
    assert (ran.code, ran.out) == (0, "")
    assert "oma.yaml" in ran.err
    checked = kanto("check", "oma.yaml", "--format", "json", folder=tmp_path)
    assert checked.code == 0
    summary = report_of(checked)["summary"]
    assert (summary["error"], summary["justify"], summary["refused"]) == (0, 0, 0)
    assert summary["missing"] > 0
    assert report_of(checked)["plans"][0]["language"] == language


def test_a_new_plan_never_replaces_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("vanha", encoding="utf-8")
    ran = kanto("new", folder=tmp_path)
    assert ran.code == 5
    assert path.read_text(encoding="utf-8") == "vanha"


TEMPLATES: Final[dict[str, tuple[bytes, dict[str, str]]]] = {
    "text": (b"Hei", {"fi": "pelkkää tekstiä", "sv": "bara text", "en": "only text"}),
    "pdf": (b"%PDF-1.7\n", {"fi": "PDF-tiedosto", "sv": "PDF-fil", "en": "PDF file"}),
    "empty": (b"", {"fi": "tyhjä tiedosto", "sv": "tom fil", "en": "empty file"}),
    "zip": (b"PK\x05\x06" + bytes(18), {"fi": "pakattu kansio", "sv": "packad", "en": "packed"}),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("raw", "said"), TEMPLATES.values(), ids=TEMPLATES)
def test_a_file_that_is_no_template_is_4_and_told_what_it_is(
    tmp_path: Path, language: str, raw: bytes, said: dict[str, str]
) -> None:
    path = tmp_path / "oma.docx"
    path.write_bytes(raw)
    out = tmp_path / "out"
    ran = kanto("fill", SMALLEST, "--template", path, "--out", out, "--lang", language)
    assert (ran.code, ran.out) == (4, "")
    assert said[language] in ran.err
    assert not out.exists()


def test_a_template_that_is_not_there_is_4() -> None:
    ran = kanto("fill", SMALLEST, "--template", "ei-ole.docx")
    assert ran.code == 4
    assert "ei-ole.docx" in ran.err


def test_an_unknown_document_is_2_with_those_there_are() -> None:
    ran = kanto("fill", SMALLEST, "--only", "runo")
    assert (ran.code, ran.out) == (2, "")
    assert "application" in ran.err


def test_run_in_this_process_speaks_as_asked(capsys: pytest.CaptureFixture[str]) -> None:
    from kanto_docs.cli.running import run

    assert run(["check", "--lang", "sv", "--nej"]) == 2
    assert "finns inte" in capsys.readouterr().err
    assert run(["check", "--lang", "en", "--no"]) == 2
    assert "There is no option" in capsys.readouterr().err


def test_standard_output_without_reconfigure_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from kanto_docs.cli.running import run

    said = io.StringIO()
    monkeypatch.setattr(sys, "stdout", said)
    assert run(["check", SMALLEST]) == 0
    assert SMALLEST in said.getvalue()
