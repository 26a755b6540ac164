"""Measure a start to the first complete page, beside the platform's own example: `python -m benchmarks.cold_start`.

Both are started by their command, each in turn, and opened in Chromium with an empty cache: `python3 start.py` for the
second time, so that nothing is installed, and `streamlit hello`.
"""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from playwright.sync_api import Browser, Error, sync_playwright

from benchmarks.browser import SWITCHES
from benchmarks.report import table
from benchmarks.server import ROOT, free_port
from start import RUN_REQUIREMENTS, find_browser, fingerprint, python_version, stamp_file, venv_python

COMPLETE = """() => {
  const page = document.querySelector('[data-testid="stApp"]');
  const charts = [...document.querySelectorAll('.chart')];
  return page?.dataset.testScriptState === 'notRunning' && document.querySelector('h1')
    && !document.documentElement.classList.contains('drawing') && !document.querySelector('[data-testid="stSkeleton"]')
    && charts.every((chart) => chart.querySelector('.main-svg'));
}"""
PATIENCE_MILLISECONDS = 120_000
HEAD = ("Command", "First page, s: best", "median", "worst", "Processor of the server, s")


@dataclass(frozen=True, slots=True)
class Start:
    """The seconds from a command to the complete first page, and the processor time of its processes until then."""

    seconds: float
    cpu: float


def commands(port: int) -> Mapping[str, Sequence[str]]:
    """Return the command of the dashboard and that of the platform's example."""
    own = [sys.executable, "start.py", "--no-browser", "--port", str(port)]
    hello = [str(venv_python(ROOT / ".venv")), "-m", "streamlit", "hello", "--server.port", str(port)]
    options = ("--server.headless", "true", "--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false")
    return {"python3 start.py": own, "streamlit hello": [*hello, *options]}


def measured_start(browser: Browser, command: Sequence[str], port: int) -> Start:
    """Start a server by its command, open it as soon as it answers, and end it when its page is complete."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    began = perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while True:
            with suppress(Error):
                page.goto(f"http://127.0.0.1:{port}/", wait_until="commit")
                break
            sleep(0.05)
        page.wait_for_function(COMPLETE, timeout=PATIENCE_MILLISECONDS)
        return Start(perf_counter() - began, _session_cpu(process.pid))
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
        context.close()


def _session_cpu(session: int) -> float:
    """Return the seconds of the processor of the processes of a session; 0 if the system does not report them."""
    fields = [
        stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        for stat in Path("/proc").glob("[0-9]*/stat")
        if stat.exists()
    ]
    ticks = sum(int(each[11]) + int(each[12]) for each in fields if each[3] == str(session))
    return ticks / os.sysconf("SC_CLK_TCK") if fields else 0.0


def main(argv: Sequence[str] | None = None) -> int:
    """Measure the starts in turn, and print the table on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cold_start", description=__doc__)
    parser.add_argument("--starts", type=int, default=5, help="starts of each command")
    parser.add_argument("--quick", action="store_true", help="each command once")
    arguments = parser.parse_args(argv)
    python = venv_python(ROOT / ".venv")
    stamp = stamp_file(ROOT / ".venv", RUN_REQUIREMENTS)
    if not stamp.is_file() or stamp.read_text() != fingerprint(RUN_REQUIREMENTS, python_version(python)):
        sys.exit("Run python3 start.py first: a first start installs packages.")
    found: dict[str, list[Start]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(SWITCHES))
        for _turn in range(1 if arguments.quick else arguments.starts):
            port = free_port()
            for name, command in commands(port).items():
                found.setdefault(name, []).append(measured_start(browser, command, port))
        browser.close()
    sys.stdout.write(table(HEAD, [_row(name, each) for name, each in found.items()]))
    return 0


def _row(name: str, starts: Sequence[Start]) -> tuple[str, ...]:
    seconds = [each.seconds for each in starts]
    times = (min(seconds), median(seconds), max(seconds), min(each.cpu for each in starts))
    return (name, *(f"{value:.2f}" for value in times))


if __name__ == "__main__":
    sys.exit(main())
