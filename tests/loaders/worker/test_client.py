"""; ; ."""

import subprocess
import sys
import threading
import time
from calendar import month_name
from dataclasses import replace
from pathlib import Path

import pytest

from loaders import read_workbook
from loaders.mapping.as_read import mapping_as_read
from loaders.mapping.sheet_mapping import NO_MAPPING
from loaders.options import ReadOptions
from loaders.pipeline import read_with_tables
from loaders.progress import Progress
from loaders.reading_summary import summarise
from loaders.security.limits import DEFAULT_LIMITS, SETTINGS, Limits
from loaders.worker import client
from loaders.worker.check import CheckedWorkbook, check_in_worker
from loaders.worker.client import paper_named_in_refusals, read_in_worker
from loaders.worker.process import WorkerFailedError, WorkerTimeoutError, run_worker
from loaders.worker.server import PROGRESS_SECONDS
from model.issues.issue import WorkbookError
from model.tracker.reading import Reading
from tests.support.workbooks.canonical import PROMISE, RATED, write_workbook

ROOT = Path(__file__).parents[3]
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the limits of Windows are those of a job")


@pytest.fixture
def good(tmp_path):
    return write_workbook(tmp_path / "good.xlsx", monitoring=[PROMISE])


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    updates = [
        {**RATED, "Date": f"{day} {month} {year}", "Kind": kind}
        for year in range(1995, 2024)
        for month in month_name[1:]
        for day in range(1, 29)
        for kind in ("Response", "Progress")
    ]
    return write_workbook(tmp_path_factory.mktemp("large") / "large.xlsx", progress=updates)


def lines(module, request=b"", *, seconds=20, max_bytes=1 << 20):
    return list(run_worker(module, request, seconds=seconds, max_bytes=max_bytes))


def run_instead(monkeypatch, tmp_path, body):
    """Run another program than the reader in the worker process."""
    (tmp_path / "stand_in.py").write_text(f"import os, sys, time\ndef main():\n    {body}\n", encoding="utf-8")
    monkeypatch.setattr("loaders.worker.process._ROOT", tmp_path)
    monkeypatch.setattr("loaders.worker.client._WORKER_MODULE", "stand_in")


def refusal(file, limits=DEFAULT_LIMITS):
    with pytest.raises(WorkbookError) as refused:
        read_in_worker(file, limits=limits)
    return refused.value.code, refused.value.details


def test_a_workbook_is_understood_as_in_this_process(good):
    assert read_in_worker(good) == read_workbook(good)
    content = good.read_bytes()
    assert read_in_worker(content, name="sent.xlsx") == read_workbook(content, name="sent.xlsx")


def test_the_options_and_the_limits_reach_the_process(good):
    options = ReadOptions(scale=("Open", "Closed"), as_at="2024-06")
    assert read_in_worker(good, options=options) == read_workbook(good, options=options)
    assert refusal(good, Limits(sheets=2)) == ("too-many-sheets", {"found": "6", "limit": "2"})


@pytest.mark.parametrize(
    ("file", "code"),
    [(b"", "file-empty"), (b"%PDF-1.7", "paper-damaged"), (b"PK\x03\x04", "file-damaged")],
)
def test_a_refusal_comes_back_with_its_code(file, code):
    assert refusal(file)[0] == code


def test_a_file_that_is_missing_or_too_large_is_refused_before_a_process_is_started(tmp_path, monkeypatch):
    monkeypatch.setattr(client, "run_worker", None)
    assert refusal(tmp_path / "gone.xlsx") == ("file-missing", {"file": "gone.xlsx"})
    assert refusal(b"x" * 100, Limits(file_bytes=10))[0] == "file-too-large"


def test_it_works_from_any_folder_and_in_a_thread(good, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "json.py").write_text("raise SystemExit(9)", encoding="utf-8")
    found = []
    reader = threading.Thread(target=lambda: found.append(read_in_worker(good)))
    reader.start()
    reader.join()
    assert found == [read_workbook(good)]


def test_the_process_imports_no_pandas_and_the_caller_no_reader(good):
    code = (
        "import sys; from pathlib import Path; from loaders.worker.client import read_in_worker;"
        f"read_in_worker(Path({str(good)!r})); print(sorted({{'pandas', 'openpyxl', 'numpy'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    code = "import sys, loaders.worker.server, loaders.pipeline; print({'pandas', 'babel'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize(
    "body",
    [
        "os._exit(3)",
        "os.abort()",
        "raise SystemExit(1)",
        "pass",
        "print('garbage')",
        "print('[]')",
        "print('{}')",
        "print('{\"reading\": {}}')",
        'print(\'{"refused": ["no-such-code", {}]}\')',
        'print(\'{"refused": ["file-empty", {"found": 1}]}\')',
        "print('[' * 100_000)",
        'print(\'{"progress": ["cells", "Progress", 5]}\')',
        "sys.stdout.write('x' * 40_000_000)",
    ],
)
def test_a_process_that_dies_or_writes_garbage_is_a_refusal_and_no_more(monkeypatch, tmp_path, good, body):
    run_instead(monkeypatch, tmp_path, body)
    assert refusal(good, replace(DEFAULT_LIMITS, memory_bytes=30 << 20)) == ("reading-broke-off", {})


def test_a_process_that_hangs_is_ended_in_time(monkeypatch, tmp_path, good):
    run_instead(monkeypatch, tmp_path, "sys.stdin.close(); time.sleep(60)")
    monkeypatch.setattr(Limits, "clock_seconds", lambda *_: 0.5)
    before = time.monotonic()
    assert refusal(good) == ("reading-too-slow", {"limit": "4"})
    assert time.monotonic() - before < 50


def test_a_process_that_reads_nothing_is_ended_though_the_file_is_large(monkeypatch, tmp_path):
    run_instead(monkeypatch, tmp_path, "time.sleep(60)")
    monkeypatch.setattr(Limits, "clock_seconds", lambda *_: 0.5)
    assert refusal(b"x" * 5_000_000)[0] == "reading-too-slow"


@ON_POSIX
def test_a_process_that_works_too_long_is_ended_by_its_processor_limit(monkeypatch, tmp_path, good):
    limit = "from loaders.worker.resource_limits import limit_process; limit_process(memory=1 << 30, seconds=1)"
    run_instead(monkeypatch, tmp_path, f"sys.path.insert(0, {str(ROOT)!r}); {limit}\n    while True: pass")
    assert refusal(good)[0] == "reading-too-slow"


@ON_POSIX
def test_a_process_that_needs_too_much_memory_is_a_refusal(large):
    limits = replace(DEFAULT_LIMITS, memory_bytes=36 << 20)
    assert refusal(large, limits) == ("reading-too-much-memory", {"limit": "36"})


@ON_POSIX
def test_the_limited_process_writes_no_file_and_opens_few(tmp_path):
    (tmp_path / "limited.py").write_text(
        "import sys, resource\n"
        "def main():\n"
        f"    sys.path.insert(0, {str(ROOT)!r})\n"
        "    from loaders.worker.resource_limits import limit_process\n"
        "    limit_process(memory=1 << 30, seconds=7)\n"
        "    for name in ('AS', 'CPU', 'FSIZE', 'CORE', 'NOFILE'):\n"
        "        print(name, *resource.getrlimit(getattr(resource, 'RLIMIT_' + name)))\n",
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("loaders.worker.process._ROOT", tmp_path)
        output = b"".join(lines("limited")).decode().split("\n")
    assert output == ["AS 1073741824 1073741824", "CPU 7 8", "FSIZE 0 0", "CORE 0 0", "NOFILE 64 64", ""]


def test_nothing_of_the_callers_settings_reaches_the_process(tmp_path, monkeypatch):
    (tmp_path / "environment.py").write_text("import os\ndef main(): print(sorted(os.environ))\n", encoding="utf-8")
    monkeypatch.setattr("loaders.worker.process._ROOT", tmp_path)
    monkeypatch.setenv("CYNNYDD_SECRET_OF_THIS_TEST", "x")
    monkeypatch.setenv("PYTHONSTARTUP", "x")
    output = b"".join(lines("environment")).decode()
    assert "PATH" in output
    assert "SECRET" not in output
    assert "PYTHON" not in output


def test_a_process_is_ended_when_its_lines_are_no_longer_wanted(tmp_path, monkeypatch):
    (tmp_path / "endless.py").write_text(
        "import os, time\ndef main():\n    print(os.getpid(), flush=True)\n    time.sleep(60)\n", encoding="utf-8"
    )
    monkeypatch.setattr("loaders.worker.process._ROOT", tmp_path)
    output = run_worker("endless", b"", seconds=30, max_bytes=1000)
    assert int(next(output)) > 0
    before = time.monotonic()
    output.close()
    assert time.monotonic() - before < 50


def test_a_failed_process_and_a_late_one_have_different_errors(tmp_path, monkeypatch):
    (tmp_path / "ends.py").write_text("import sys\ndef main(): sys.exit(int(sys.stdin.read()))\n", encoding="utf-8")
    monkeypatch.setattr("loaders.worker.process._ROOT", tmp_path)
    assert lines("ends", b"0") == []
    with pytest.raises(WorkerFailedError):
        lines("ends", b"1")
    (tmp_path / "sleeps.py").write_text("import time\ndef main(): time.sleep(60)\n", encoding="utf-8")
    with pytest.raises(WorkerTimeoutError):
        lines("sleeps", seconds=0.3)


def test_the_progress_of_long_work_is_reported(large):
    reported: list[Progress] = []
    read_workbook(large, progress=reported.append)
    assert [progress.stage for progress in reported[-2:]] == ["tables", "checks"]
    updates = [progress.percent for progress in reported if progress.sheet == "Progress"]
    assert updates == sorted(updates)
    assert updates[0] < 100
    assert updates[-1] == 100


def test_the_process_reports_its_progress_now_and_then(large):
    reported, begun = list[Progress](), time.monotonic()
    read_in_worker(large, progress=reported.append)
    assert 0 < len(reported) <= (time.monotonic() - begun) / PROGRESS_SECONDS
    assert {progress.stage for progress in reported} <= {"cells", "tables", "checks"}


def test_each_limit_is_a_setting_and_nonsense_changes_nothing(monkeypatch):
    assert Limits.from_environment() == DEFAULT_LIMITS
    for value, setting in enumerate(SETTINGS.values(), start=2):
        monkeypatch.setenv(setting, str(value))
    sizes = {"file_bytes": 2, "unpacked_bytes": 8, "part_bytes": 9, "memory_bytes": 11}
    chosen = {field: value for value, field in enumerate(SETTINGS, start=2)}
    assert Limits.from_environment() == Limits(**{**chosen, **{name: most << 20 for name, most in sizes.items()}})
    for nonsense in ("", "0", "-5", "many", "1.5", "٣", "9" * 30):
        for setting in SETTINGS.values():
            monkeypatch.setenv(setting, nonsense)
        assert Limits.from_environment() == DEFAULT_LIMITS


def test_a_larger_file_may_take_longer():
    assert [DEFAULT_LIMITS.processor_seconds(size) for size in (0, 1 << 20, 10 << 20)] == [4, 9, 54]
    assert DEFAULT_LIMITS.clock_seconds(0) == 13


@pytest.mark.parametrize(("name", "paper"), [("a.pdf", True), ("A.DOCX", True), ("a.txt", True), ("a.xlsx", False)])
def test_a_refusal_of_a_file_with_the_name_of_a_paper_is_about_a_paper(name, paper):
    with pytest.raises(WorkbookError) as refusal, paper_named_in_refusals(name):
        raise WorkbookError("reading-too-slow", limit="10")
    assert refusal.value.details == {"limit": "10"} | ({"paper": name} if paper else {})


def test_the_refusal_of_a_paper_that_is_too_large_names_the_paper(tmp_path):
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7" + bytes(9))
    with pytest.raises(WorkbookError) as refusal:
        read_in_worker(tmp_path / "report.pdf", limits=Limits(file_bytes=8))
    assert refusal.value.code == "file-too-large"
    assert refusal.value.details["paper"] == "report.pdf"


def without_rows(read):
    reading = read.reading
    fields = {name: getattr(reading, name) for name in Reading.__dataclass_fields__ if name != "rows"}
    return CheckedWorkbook(
        Reading(**fields, rows={}), summarise(reading), mapping_as_read(reading, read.ranges, NO_MAPPING)
    )


def test_a_check_answers_as_reading_does_and_counts_the_rows(tmp_path):
    file = write_workbook(tmp_path / "tracker.xlsx", monitoring=[PROMISE])
    options = ReadOptions(scale=("Open", "Closed"), as_at="2024-06")
    assert check_in_worker(file, options=options) == without_rows(read_with_tables(file, options=options))


def test_a_check_refuses_what_reading_refuses(tmp_path):
    file = write_workbook(tmp_path / "tracker.xlsx")
    with pytest.raises(WorkbookError, match="too-many-sheets"):
        check_in_worker(file, limits=Limits(sheets=2))
