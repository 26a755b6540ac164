"""A function runs in a process of its own: what it answers, what it may not do, and how it ends."""

import os
import subprocess
import sys
import time
from calendar import month_name
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.client import preview_in_worker, read_candidate
from loaders.options import ReadOptions
from loaders.pipeline import read_workbook
from loaders.progress import Progress
from loaders.security import DEFAULT_LIMITS, MEBIBYTE, SETTINGS, Limits
from loaders.worker.child import PROGRESS_SECONDS
from loaders.worker.run import ProcessLimits, Task, WorkerError, run_function, run_on_file
from model.tracker.reading import WorkbookError
from tests.support.workbooks.canonical import PROMISE, RATED, write_workbook

ROOT = Path(__file__).parents[3]
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the limits of Windows are those of a job")
LIMITS = ProcessLimits(memory=1 << 30, seconds=7, clock=30, answer=1 << 20)


@pytest.fixture
def good(tmp_path):
    return write_workbook(tmp_path / "good.xlsx", monitoring=[PROMISE])


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    updates = [
        {**RATED, "Date": f"{day} {month} {year}", "Kind": kind}
        for year in range(2010, 2024)
        for month in month_name[1:]
        for day in range(1, 29)
        for kind in ("Response", "Progress")
    ]
    return write_workbook(tmp_path_factory.mktemp("large") / "large.xlsx", progress=updates)


def task(name, kind=str):
    return Task(f"tests.support.worker_functions:{name}", kind, {})


def run(name, content=b"", kind=str, **options):
    return run_function(task(name, kind), content, limits=LIMITS, **options)


def refusal(file):
    with pytest.raises(WorkbookError) as refused:
        if isinstance(file, bytes):
            preview_in_worker(file, name="")
        else:
            read_candidate(file)
    return refused.value.code, refused.value.details


def test_a_workbook_is_read_as_in_this_process_with_its_options_and_limits(good, monkeypatch):
    assert read_candidate(good).reading == read_workbook(good)
    options = ReadOptions(scale=("Open", "Closed"), as_at="2024-06")
    expected = read_workbook(good, name="sent.xlsx", options=options)
    assert preview_in_worker(good.read_bytes(), name="sent.xlsx", options=options).reading == expected
    monkeypatch.setenv("CYNNYDD_MAX_SHEETS", "2")
    assert refusal(good) == ("too-many-sheets", {"found": "6", "limit": "2"})


def test_a_file_that_is_missing_or_too_large_is_refused_before_a_process_is_started(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert refusal(tmp_path / "gone.xlsx") == ("file-missing", {"file": "gone.xlsx"})
    assert refusal(b"x" * 100) == ("reading-broke-off", {})
    monkeypatch.setenv("CYNNYDD_MAX_FILE_MB", "1")
    assert refusal(bytes(MEBIBYTE + 1))[0] == "file-too-large"


def test_the_refusal_of_a_paper_names_the_paper(tmp_path, monkeypatch):
    monkeypatch.setenv("CYNNYDD_MAX_FILE_MB", "1")
    for size in (9, MEBIBYTE):
        (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7" + bytes(size))
        assert refusal(tmp_path / "report.pdf")[1]["paper"] == "report.pdf"


def test_the_process_imports_no_pandas_and_the_caller_no_reader(good):
    code = (
        "import sys; from pathlib import Path; from loaders.client import read_candidate;"
        f"read_candidate(Path({str(good)!r})); print(sorted({{'pandas', 'openpyxl', 'numpy'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    code = "import sys, loaders.worker.child, loaders.pipeline; print({'pandas', 'babel'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"garbage",
        b'{"answer": {}}',
        b'{"refused": ["no-such-code", {}]}',
        b'{"refused": ["file-empty", {"found": 1}]}',
        b"[" * 100_000,
        b'{"progress": {"stage": "cells", "sheet": "Progress", "percent": 5}}',
        b'{"progress": {"stage": 5}}',
        b"x" * (2 << 20),
    ],
)
def test_a_process_that_writes_no_valid_answer_has_failed_and_no_more(written):
    with pytest.raises(WorkerError):
        run("write", written)


def test_a_process_that_dies_has_failed_and_a_file_is_refused():
    with pytest.raises(WorkerError, match="exit status 3"):
        run("end", b"3")
    with pytest.raises(WorkbookError, match="reading-broke-off"):
        run_on_file(replace(task("end"), arguments={}), b"3", limits=DEFAULT_LIMITS)


def test_an_error_of_the_program_comes_with_its_place_and_without_its_text():
    with pytest.raises(WorkerError) as failed:
        run("fail", b"Jane Doe")
    assert failed.value.details["error"] == "KeyError"
    assert "tests/support/worker_functions.py:" in failed.value.details["traceback"]
    assert "Jane Doe" not in str(failed.value.details)


def test_a_late_process_is_ended_also_if_it_reads_nothing():
    before = time.monotonic()
    late = replace(LIMITS, clock=0.5)
    with pytest.raises(WorkerError, match="too-slow"):
        run_function(task("sleep"), b"x" * 5_000_000, limits=late)
    assert time.monotonic() - before < 50


def test_a_process_is_ended_when_its_answer_is_no_longer_wanted():
    found = []

    def leave(progress):
        found.append(int(progress.stage))
        raise InterruptedError

    with pytest.raises(InterruptedError):
        run("sleep", progress=leave)
    with suppress(ProcessLookupError):
        os.kill(found[0], 0)
        raise AssertionError("it runs")


@ON_POSIX
def test_a_process_that_works_too_long_is_ended_by_its_processor_limit():
    with pytest.raises(WorkerError, match="too-slow"):
        run_function(task("work"), b"x", limits=replace(LIMITS, seconds=1))


@ON_POSIX
def test_a_process_that_needs_too_much_memory_is_a_refusal(large, monkeypatch):
    monkeypatch.setenv("CYNNYDD_MAX_MEMORY_MB", "48")
    assert refusal(large) == ("reading-too-much-memory", {"limit": "48"})


@ON_POSIX
def test_the_limited_process_writes_no_file_and_opens_few():
    gibibyte = 1 << 30
    assert run("limits", b"AS CPU FSIZE CORE NOFILE", dict[str, list[int]]) == {
        "AS": [gibibyte, gibibyte],
        "CPU": [7, 8],
        "FSIZE": [0, 0],
        "CORE": [0, 0],
        "NOFILE": [64, 64],
    }


def test_nothing_of_the_callers_settings_reaches_the_process(monkeypatch):
    monkeypatch.setenv("CYNNYDD_SECRET_OF_THIS_TEST", "x")
    monkeypatch.setenv("PYTHONSTARTUP", "x")
    names = run("surroundings", b"", list[str])
    assert "PATH" in names
    assert not [name for name in names if "SECRET" in name or "PYTHON" in name]


def test_the_progress_of_long_work_is_reported_now_and_then(large, monkeypatch):
    monkeypatch.setenv("CYNNYDD_MAX_SECONDS", "60")
    reported, begun = list[Progress](), time.monotonic()
    preview_in_worker(large.read_bytes(), name="", progress=reported.append)
    assert 0 < len(reported) <= (time.monotonic() - begun) / PROGRESS_SECONDS
    assert {progress.stage for progress in reported} <= {"cells", "tables", "checks"}


def test_each_limit_is_a_setting_and_nonsense_changes_nothing(monkeypatch):
    assert Limits.from_environment() == DEFAULT_LIMITS
    for value, setting in enumerate(SETTINGS.values(), start=2):
        monkeypatch.setenv(setting, str(value))
    sizes = {"file_bytes": 2, "unpacked_bytes": 8, "memory_bytes": 9}
    chosen = {field: value for value, field in enumerate(SETTINGS, start=2)}
    assert Limits.from_environment() == Limits(**{**chosen, **{name: most << 20 for name, most in sizes.items()}})
    for nonsense in ("", "0", "-5", "many", "1.5", "٣", "9" * 30):
        for setting in SETTINGS.values():
            monkeypatch.setenv(setting, nonsense)
        assert Limits.from_environment() == DEFAULT_LIMITS
