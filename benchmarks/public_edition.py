"""Measure the public edition: `python -m benchmarks.public_edition`.

Making it: seconds of the processor in each of the processes of the languages, which run side by side, beside those of
the panel report as Word in both languages.
Reading it, at `/public/` of the dashboard: what a browser fetches for a page, as sent and so compressed; when its
heading is there on a line of 10 Mbit/s and 40 ms; requests in a second of the server's processor, beside those of a
bare server with answers as long.
"""

import asyncio
import gc
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from hashlib import sha256
from http.client import HTTPConnection
from os import times
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time, sleep
from typing import Any

from playwright.sync_api import sync_playwright

from analysis.selection import Selection
from benchmarks.report import table
from benchmarks.server import ROOT, Server, dashboard, free_port, running
from benchmarks.trackers.large_tracker import Size, generate_rows
from components.public_edition.content import PublicOptions, person_names
from components.public_edition.edition import edition_files
from components.published import loaded_from
from loaders.client import read_candidate
from model.access import local_actor
from model.terms import RED_AMBER_GREEN, Language
from model.tracker.reading import Reading, Source
from model.tracker.tracker import Tracker
from model.versions.version import Action
from reports.document import Edition
from reports.registry import FORMATS, PaperType
from store.store import Store

SIZES = (Size(60, 8), Size(500, 8))
MADE = ("Recommendations", "Files", "Seconds", "Floor, seconds", "Times its floor", "All, MB")
PAGES = ("", "recommendations/", "1/", "cy/round/2026-07/")
READ = (
    "Page of 60 recommendations",
    "KB",
    "Requests",
    "Heading, s",
    "Requests a second",
    "Floor",
    "Share of its floor",
)
WORKBOOK = ROOT / "docs" / "examples" / "ordinary-year.xlsx"
LINE = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
READERS, EACH, OK = 16, 200, 200
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
# The bare server: an answer as long as its path says.
FLOOR = """
import sys, uvicorn
from starlette.responses import Response
async def app(scope, receive, send):
    await Response(bytes(int(scope["path"].strip("/"))))(scope, receive, send)
uvicorn.run(app, port=int(sys.argv[1]), log_level="critical", lifespan="off")
"""


def main() -> None:
    """Print how long two made-up trackers take, and how the pages of the example of an ordinary year are read."""
    gc.disable()  # as in `python -m reports site`
    print(table(MADE, map(_made, SIZES)))
    print(table(READ, _read()))


def _made(size: Size) -> tuple[str, ...]:
    tracker = Tracker.from_rows(generate_rows(size), RED_AMBER_GREEN)
    reading = Reading(Source("made-up.xlsx", sha256(b"").hexdigest()), "canonical", {}, tracker.scale, (), ())
    loaded = loaded_from(reading, tracker)
    before = times().children_user
    with ProcessPoolExecutor(len(Language)) as pool:
        files = edition_files(loaded, PublicOptions(day=date(2026, 1, 1)), run=pool.map)
    seconds, start = (times().children_user - before) / len(Language), process_time()
    for language in Language:
        FORMATS[PaperType.PANEL][".docx"].write(Edition(tracker, Selection(), language, "made-up.xlsx"))
    floor = process_time() - start
    megabytes = sum(map(len, files.values())) / 1e6
    numbers = f"{seconds:.1f}", f"{floor:.1f}", f"{seconds / floor:.1f}", f"{megabytes:.1f}"
    return f"{size.recommendations}", f"{len(files):,}", *numbers


def _read() -> Iterator[tuple[str, ...]]:
    port = free_port()
    with _website() as served, running([sys.executable, "-c", FLOOR, str(port)], port) as bare:
        for page, visit in zip(PAGES, _visits(served.port), strict=True):
            rate, length = _rate(served, f"/public/{page}")
            floor, _length = _rate(bare, f"/{length}")
            yield f"/{page}", *visit, f"{rate:,.0f}", f"{floor:,.0f}", f"{rate / floor:.2f}"


def _visits(port: int) -> list[tuple[str, ...]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*CHROMIUM])
        return [_visited(browser, f"http://127.0.0.1:{port}/public/{page}") for page in PAGES]


@contextmanager
def _website() -> Iterator[Server]:
    """Serve the dashboard with the website, whose names were accepted, until the block ends."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder, 'published.db').as_posix()}"
        candidate = read_candidate(WORKBOOK)
        tracker, actor = Tracker.from_rows(candidate.reading.rows, candidate.reading.scale), local_actor("Benchmark")
        names = {"names": " ".join(each.digest for each in person_names(tracker))}
        with closing(Store.open(url)) as store:
            number = store.publish(candidate, actor=actor, reason="Benchmark").version.number
            store.record(Action.PUBLIC, actor=actor, version=number, details=names)
        with dashboard({"CYNNYDD_PUBLIC": "on", "CYNNYDD_DATABASE_URL": url}) as server:
            while _status(server.port) != OK:  # it is made meanwhile
                sleep(1)
            yield server


def _status(port: int) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", "/public/")
        return connection.getresponse().status


def _visited(browser: Any, address: str) -> tuple[str, ...]:
    """Return the KB and the requests of a first visit, and when the heading was painted, in seconds."""
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    line, sizes = page.context.new_cdp_session(page), list[int]()
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(address, wait_until="networkidle")
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000")
    page.context.close()
    return f"{sum(sizes) / 1000:.0f}", f"{len(sizes)}", f"{painted:.2f}"


def _rate(server: Server, path: str) -> tuple[float, int]:
    """Return the answers in a second of the server's processor, and how long one is."""
    start = server.cpu
    length = asyncio.run(_readers(server.port, path))
    return READERS * EACH / (server.cpu - start), length


async def _readers(port: int, path: str) -> int:
    return max(await asyncio.gather(*(_reader(port, path) for _each in range(READERS))))


async def _reader(port: int, path: str) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    length = 0
    for _each in range(EACH):
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(f"{path} gets {head[:40]!r}")
        length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
        await reader.readexactly(length)
    writer.close()
    return length


if __name__ == "__main__":
    main()
