"""Files are written whole or not at all, whatever happens on the way."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import resource
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kanto_docs.documents import files
from kanto_docs.documents.files import (
    Terminated,
    interruptible,
    refuse_inputs,
    slug,
    write_whole,
)
from kanto_docs.errors import OutputError

OLD = b"the old file, good and whole"
NEW = b"the new file" * 1000
DISK_CALLS = ("open", "write", "fsync", "close", "link", "replace", "unlink", "chmod", "mkdir")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "hanke-hakemus.docx"
    path.write_bytes(OLD)
    return path


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".kanto-")]


def refusal(path: Path, *, replace: bool = False) -> OutputError:
    with pytest.raises(OutputError) as caught:
        write_whole(path, NEW, replace=replace)
    assert caught.value.kind in files.KINDS
    return caught.value


@contextlib.contextmanager
def failing(number: int, fault: BaseException) -> Iterator[list[str]]:
    """Let the `number`-th call that touches the disk raise the fault; yield the calls made."""
    calls: list[str] = []

    def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            calls.append(name)
            if len(calls) == number:
                raise fault
            return real(*args, **kwargs)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in DISK_CALLS:
            patch.setattr(os, name, counted(name, getattr(os, name)))
        yield calls


FAULTS = [
    pytest.param(lambda: OSError(errno.ENOSPC, "full"), id="full disk"),
    pytest.param(lambda: OSError(errno.EIO, "broken"), id="broken disk"),
    pytest.param(KeyboardInterrupt, id="Ctrl-C"),
    pytest.param(Terminated, id="SIGTERM"),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_replaced_file_is_old_or_new_whichever_call_fails(
    target: Path, fault: Callable[[], BaseException]
) -> None:
    number = 1
    while True:
        target.write_bytes(OLD)
        happened: BaseException | None = None
        with failing(number, fault()) as calls:
            try:
                write_whole(target, NEW, replace=True)
            except (OutputError, KeyboardInterrupt, Terminated) as error:
                happened = error
        assert not left_over(target.parent), calls
        if isinstance(happened, OutputError):
            assert target.read_bytes() == OLD, calls
        elif happened is None:
            assert target.read_bytes() == NEW, calls
        else:
            assert target.read_bytes() in {OLD, NEW}, calls
        if len(calls) < number:
            break
        number += 1
    assert calls[:2] == ["mkdir", "open"]
    assert calls.index("write") < calls.index("fsync") < calls.index("replace")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_new_file_is_absent_or_whole_whichever_call_fails(
    tmp_path: Path, fault: Callable[[], BaseException]
) -> None:
    target = tmp_path / "uusi.docx"
    number = 1
    while True:
        with (
            failing(number, fault()) as calls,
            contextlib.suppress(OutputError, KeyboardInterrupt, Terminated),
        ):
            write_whole(target, NEW)
        assert not left_over(tmp_path), calls
        assert not target.exists() or target.read_bytes() == NEW, calls
        if len(calls) < number:
            break
        target.unlink(missing_ok=True)
        number += 1
    assert "link" in calls


def test_a_write_that_takes_only_a_part_is_continued(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda number, rest: real(number, rest[:7]))
    write_whole(tmp_path / "a.docx", NEW)
    assert (tmp_path / "a.docx").read_bytes() == NEW


def test_an_existing_file_is_kept_and_named(target: Path) -> None:
    error = refusal(target)
    assert (error.kind, error.facts["path"], error.exit_code) == ("exists", str(target), 5)
    assert target.read_bytes() == OLD


def test_force_replaces_the_whole_file(target: Path) -> None:
    write_whole(target, NEW, replace=True)
    assert target.read_bytes() == NEW
    assert not left_over(target.parent)


def test_of_many_writers_at_once_exactly_one_makes_the_new_file(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    payloads = [bytes([number]) * 100_000 for number in range(8)]

    def kind_of(payload: bytes) -> str:
        try:
            write_whole(target, payload)
        except OutputError as error:
            return error.kind
        return "written"

    with ThreadPoolExecutor(8) as pool:
        kinds = list(pool.map(kind_of, payloads))
    assert sorted(kinds) == ["exists"] * 7 + ["written"]
    assert target.read_bytes() == payloads[kinds.index("written")]
    assert not left_over(tmp_path)


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "ä ö" / "x.docx", NEW)
    assert (tmp_path / "a" / "ä ö" / "x.docx").read_bytes() == NEW


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.docx").mkdir()
    assert refusal(tmp_path / "x.docx", replace=True).kind == "is_folder"
    assert refusal(tmp_path).kind == "is_folder"


def test_a_file_in_the_place_of_the_folder_is_named(target: Path) -> None:
    assert refusal(target / "x.docx").kind == "folder_unwritable"
    assert refusal(target / "asiakirjat" / "x.docx").kind == "folder_unwritable"


def test_a_link_stays_and_its_target_is_replaced(target: Path) -> None:
    link = target.with_name("linkki.docx")
    link.symlink_to(target.name)
    assert refusal(link).kind == "exists"
    write_whole(link, NEW, replace=True)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


def test_links_to_nothing_and_in_a_circle_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "to-nothing").symlink_to("later.docx")
    write_whole(tmp_path / "to-nothing", NEW)
    assert (tmp_path / "later.docx").read_bytes() == NEW
    (tmp_path / "circle").symlink_to("circle")
    assert refusal(tmp_path / "circle", replace=True).kind == "not_a_file"


def test_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "full").symlink_to("/dev/full")
    assert refusal(tmp_path / "full", replace=True).kind == "not_a_file"
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe", replace=True).kind == "not_a_file"
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_read_only_file_is_not_replaced_even_by_root(target: Path) -> None:
    target.chmod(0o444)
    assert refusal(target, replace=True).kind == "read_only"
    assert target.read_bytes() == OLD


@pytest.mark.parametrize("name", ["a\0b.docx", "a\ud800.docx", "ä" * 130 + ".docx", "a" * 300])
def test_an_impossible_name_is_an_error_of_ours(tmp_path: Path, name: str) -> None:
    expected = "too_long" if len(name) > 100 else "other"
    assert refusal(tmp_path / name).kind == expected
    assert not list(tmp_path.iterdir())


@contextlib.contextmanager
def ordinary_user() -> Iterator[None]:
    """Take root's powers away for a while: root may write into a read-only folder."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="kanto-test-"))  # tmp_path is closed to other users
    try:
        folder.chmod(0o555)
        with ordinary_user():
            assert os.access(folder, os.R_OK | os.X_OK, effective_ids=True)
            assert refusal(folder / "x.docx").kind == "folder_unwritable"
            assert refusal(folder / "asiakirjat" / "x.docx").kind == "folder_unwritable"
        assert not list(folder.iterdir())
    finally:
        folder.rmdir()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "none", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("mounting is not permitted here; the file-size limit is tested below")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_the_old_file(small_disk: Path) -> None:
    target = small_disk / "x.docx"
    target.write_bytes(OLD)
    with pytest.raises(OutputError) as caught:
        write_whole(target, bytes(300_000), replace=True)
    assert caught.value.kind == "disk_full"
    assert target.read_bytes() == OLD
    assert not left_over(small_disk)


def test_a_file_size_limit_keeps_the_old_file(target: Path) -> None:
    earlier = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, earlier[1]))
    try:
        error = refusal(target, replace=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, earlier)
    assert (error.kind, error.facts["reason"]) == ("disk_full", "EFBIG")
    assert target.read_bytes() == OLD
    assert not left_over(target.parent)


def test_a_new_file_can_be_read_by_those_whom_the_umask_allows(tmp_path: Path) -> None:
    earlier = os.umask(0o027)
    try:
        write_whole(tmp_path / "a.docx", NEW)
    finally:
        os.umask(earlier)
    assert (tmp_path / "a.docx").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_a_replaced_file_keeps_its_permissions(target: Path, mode: int) -> None:
    target.chmod(mode)
    write_whole(target, NEW, replace=True)
    assert target.stat().st_mode & 0o777 == mode


def test_only_our_own_leftovers_of_more_than_a_day_are_swept(tmp_path: Path) -> None:
    old, young = ".kanto-0123456789abcdef.tmp", ".kanto-fedcba9876543210.tmp"
    others = [
        "kanto-0123456789abcdef.tmp",
        ".kanto-suunnitelma.tmp",
        ".kanto-0123456789abcdef.tmp2",
    ]
    for name in [old, young, *others]:
        (tmp_path / name).write_bytes(b"x")
        if name != young:
            os.utime(tmp_path / name, (time.time() - 90_000,) * 2)
    write_whole(tmp_path / "a.docx", NEW)
    assert {path.name for path in tmp_path.iterdir()} == {"a.docx", young, *others}


def test_a_disk_without_hard_links_still_gets_new_files_and_keeps_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no hard links on this disk")

    monkeypatch.setattr(os, "link", no_links)
    write_whole(tmp_path / "a.docx", NEW)
    with pytest.raises(FileExistsError):
        files._move_new(tmp_path / "a.docx", tmp_path / "a.docx")
    assert refusal(tmp_path / "a.docx").kind == "exists"
    assert (tmp_path / "a.docx").read_bytes() == NEW
    assert not left_over(tmp_path)


def locked(failures: int) -> Callable[..., None]:
    """`os.replace` as Windows has it while Word holds the file open."""
    real = os.replace
    left = [failures]

    def replace(source: Path, goal: Path) -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise PermissionError(errno.EACCES, "used by another process")
        real(source, goal)

    return replace


def test_a_short_lock_on_windows_is_waited_for(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "WINDOWS", True)
    monkeypatch.setattr(os, "replace", locked(2))
    write_whole(target, NEW, replace=True)
    assert target.read_bytes() == NEW


def test_a_file_open_in_word_is_left_and_the_new_one_kept_beside_it(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.with_name("hanke-hakemus-2.docx").write_bytes(b"somebody's own")
    monkeypatch.setattr(files, "PATIENCE", 0.0)
    monkeypatch.setattr(files, "WINDOWS", True)
    monkeypatch.setattr(os, "replace", locked(1_000))
    monkeypatch.setattr(os, "rename", os.link)  # like Windows, it never overwrites
    error = refusal(target, replace=True)
    assert error.kind == "open_elsewhere"
    assert error.facts["kept"] == str(target.with_name("hanke-hakemus-3.docx"))
    assert target.read_bytes() == OLD
    assert target.with_name("hanke-hakemus-2.docx").read_bytes() == b"somebody's own"
    assert target.with_name("hanke-hakemus-3.docx").read_bytes() == NEW
    assert not left_over(target.parent)


def test_an_output_that_is_also_an_input_is_refused(target: Path) -> None:
    link = target.with_name("linkki.docx")
    link.symlink_to(target)
    for path in (target, link, target.parent / "." / target.name):
        with pytest.raises(OutputError) as caught:
            refuse_inputs(path, [target.with_name("plan.yaml"), target])
        assert caught.value.kind == "same_as_input"
    refuse_inputs(target.with_name("new.docx"), [target])


WRITER = """
import sys
from pathlib import Path
from kanto_docs.documents.files import interruptible, write_whole
with interruptible():
    print("ready", flush=True)
    while True:
        for letter in (b"a", b"b"):
            write_whole(Path(sys.argv[1]), letter * 4_000_000, replace=True)
"""
WHOLE = {hashlib.sha256(letter * 4_000_000).digest() for letter in (b"a", b"b")}


def stopped_in_the_middle(target: Path, number: int) -> int:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(target)], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        while not (left_over(target.parent) and target.stat().st_size > len(OLD)):
            pass
        writer.send_signal(number)
        return writer.wait(10)


@pytest.mark.parametrize("_", range(3))
def test_kill_in_the_middle_of_writing_leaves_a_whole_file(target: Path, _: int) -> None:
    assert stopped_in_the_middle(target, signal.SIGKILL) == -signal.SIGKILL
    assert hashlib.sha256(target.read_bytes()).digest() in WHOLE


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_polite_end_leaves_a_whole_file_and_nothing_else(target: Path, number: int) -> None:
    assert stopped_in_the_middle(target, number) == 143
    assert hashlib.sha256(target.read_bytes()).digest() in WHOLE
    assert not left_over(target.parent)


def test_earlier_signal_handlers_come_back_and_nohup_is_respected() -> None:
    earlier = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    term = signal.getsignal(signal.SIGTERM)
    try:
        with interruptible():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            with pytest.raises(Terminated):
                signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is term
    finally:
        signal.signal(signal.SIGHUP, earlier)


def test_other_threads_leave_the_signals_alone() -> None:
    def inside() -> bool:
        with interruptible():
            return signal.getsignal(signal.SIGTERM) is signal.SIG_DFL

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(inside).result()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Työtä & toivoa 2027", "työtä-toivoa-2027"),
        ("../../x", "x"),
        ("/etc/x", "etc-x"),
        ("C:\\Windows\\x", "c-windows-x"),
        ("CON", "kanto-con"),
        ("nul", "kanto-nul"),
        ("Com¹", "kanto-com1"),
        ("console", "console"),
        ("a:b", "a-b"),
        ("hanke?", "hanke"),
        ("-rf", "rf"),
        ("rivi\nvaihto", "rivi-vaihto"),
        ("", "suunnitelma"),
        ("...", "suunnitelma"),
        ("مشروع", "suunnitelma"),
        ("hanke. ", "hanke"),
        ("Välitä" + "\u202e" + "xcod.", "välitä-xcod"),
        ("a\u0308iti", "äiti"),
        ("Åbo Ö", "åbo-ö"),
        ("Café Sámi Đŋ ß", "cafe-sami-dn-ss"),
        ("x\ud800y\0z", "x-y-z"),
        ("l" * 300, "l" * 100),
        ("ä" * 130, "ä" * 50),
        ("a" + "ä" * 130, "a" + "ä" * 49),
        ("a" * 99 + " b", "a" * 99),
    ],
)
def test_a_project_name_becomes_a_safe_file_name(text: str, expected: str) -> None:
    assert slug(text, "Suunnitelma") == expected


def test_a_slug_is_never_empty_even_without_a_usable_fallback() -> None:
    assert slug("", "") == "kanto"
    assert slug("?", "NUL") == "kanto-nul"
