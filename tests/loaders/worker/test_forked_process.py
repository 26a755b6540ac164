"""Workers are forked from a process that has imported the readers: each ends alone, and the server is replaced."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from loaders.worker import forked_process
from loaders.worker.process import WorkerFailedError, WorkerTimeoutError, prepare_workers, run_worker

pytestmark = pytest.mark.skipif(not forked_process.HAS_FORK, reason="this system cannot fork")

WHO = "import os, sys\ndef main(): print(os.getppid(), os.getpid(), 'loaders.pipeline' in sys.modules)\n"
WAITS = "import os, sys\ndef main(): print(os.getpid(), flush=True); print(len(sys.stdin.read()))\n"
SLEEPS = "import os, time\ndef main():\n    print(os.getpid(), flush=True)\n    time.sleep(60)\n"
OPEN = "import os\ndef main(): print(sorted(int(each) for each in os.listdir('/proc/self/fd')))\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a function that runs a program in a worker and yields its lines."""
    monkeypatch.setattr("loaders.worker.process._ROOT", tmp_path)

    def run(name, body, request=b"", *, seconds=20):
        (tmp_path / f"{name}.py").write_text(body, encoding="utf-8")
        return run_worker(name, request, seconds=seconds, max_bytes=1 << 20)

    return run


MEBIBYTE = 1 << 20
BIG = "def main(): print(len(b'x' * (400 << 20)))\n"
"""A worker that needs 400 MiB."""
ALONE = """
import sys
from pathlib import Path
from loaders.worker import process
process._ROOT = Path(sys.argv[1])
print(*process.run_worker("big", b"", seconds=60, max_bytes=1000))
"""


def numbers(lines):
    return [int(number) for line in lines for number in line.split()[:2]]


def is_running(pid):
    """Return whether a process has not ended; Linux lists one that has until its parent waits for it."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_each_worker_is_a_new_process_of_one_server_that_has_imported_the_readers(run):
    first, second = (next(run("who", WHO)).split() for _ in range(2))
    assert first[0] == second[0]
    assert first[1] != second[1]
    assert first[2] == second[2] == b"True"


def test_two_workers_run_at_the_same_time_and_one_that_is_stopped_leaves_the_other_alone(run):
    with closing(run("sleeps", SLEEPS)) as stopped, closing(run("waits", WAITS, b"four")) as goes_on:
        pid = numbers([next(stopped)])[0]
        assert numbers([next(goes_on)])[0] != pid
        stopped.close()
        assert not is_running(pid)
        assert list(goes_on) == [b"4\n"]


def test_a_worker_has_nothing_open_but_its_input_and_its_output(run):
    with closing(run("sleeps", SLEEPS)) as another:
        next(another)
        if not Path("/proc/self/fd").is_dir():
            pytest.skip("this system does not list what a process has open")
        assert next(run("open", OPEN)) == b"[0, 1, 2, 3]\n"  # 3 lists the folder


def test_a_server_that_was_killed_ends_its_work_as_failed_and_is_replaced(run):
    server = numbers(run("who", WHO))[0]
    with closing(run("sleeps", SLEEPS)) as broken_off:
        next(broken_off)
        os.kill(server, signal.SIGKILL)
        with pytest.raises(WorkerFailedError):
            list(run("killed", "import os\ndef main(): os.kill(os.getpid(), 9)\n"))
    assert numbers(run("who", WHO))[0] != server


def test_where_no_process_can_be_started_the_work_has_failed(run, monkeypatch):
    monkeypatch.setattr("loaders.worker.forked_process._servers", {})
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(WorkerFailedError):
        list(run("who", WHO))


def test_a_late_worker_is_killed_and_the_server_goes_on(run):
    server = numbers(run("who", WHO))[0]
    with pytest.raises(WorkerTimeoutError):
        list(run("sleeps", SLEEPS, seconds=0.3))
    assert numbers(run("who", WHO))[0] == server


def test_a_forked_copy_of_this_process_has_a_server_for_itself(run):
    server = numbers(run("who", WHO))[0]
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(writer, str(numbers(run("who", WHO))[0]).encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(pid, 0)
    with os.fdopen(reader) as answer:
        assert int(answer.read()) not in (0, server)
    assert numbers(run("who", WHO))[0] == server


def test_the_server_ends_with_the_process_that_started_it(run):
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            prepare_workers()
            os.write(writer, str(numbers(run("who", WHO))[0]).encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(pid, 0)
    with os.fdopen(reader) as answer:
        server = int(answer.read())
    late = time.monotonic() + 60
    while is_running(server) and time.monotonic() < late:
        time.sleep(0.05)
    assert not is_running(server)


def test_what_a_worker_used_is_counted_as_used_by_the_process_that_started_it(tmp_path):
    (tmp_path / "big.py").write_text(BIG, encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-c", ALONE, str(tmp_path)])
    _, process.returncode, usage = os.wait4(process.pid, 0)
    assert process.returncode == 0
    assert usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) > 400 * MEBIBYTE
