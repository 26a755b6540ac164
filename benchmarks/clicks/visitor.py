"""A visitor in a browser whose clicks are measured."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from streamlit.proto.BackMsg_pb2 import BackMsg

RECORDER = (Path(__file__).parent / "recorder.js").read_text(encoding="utf-8")
COMPLETE_PAGE = """() => document.querySelector('h1') && !document.documentElement.classList.contains('drawing')
  && document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'"""
QUIET_MILLISECONDS = 300
PATIENCE_MILLISECONDS = 60_000


@dataclass(frozen=True, slots=True)
class Click:
    """What a click took.

    Attributes:
        heading: milliseconds until another heading was on the screen.
        complete: milliseconds until the page was complete.
        processor: milliseconds of the processor that the page's own thread in the browser worked.
        received: bytes of the messages, before compression.
        frames: the number of frames that brought them.
        runs: how often the script ran.
        pieces: our pieces that were drawn for it, by their keys.
    """

    heading: float
    complete: float
    processor: float
    received: int
    frames: int
    runs: int
    pieces: tuple[str, ...]


class Visitor:
    """A page in a browser context of its own, with what its socket carried."""

    def __init__(self, browser: Browser, address: str) -> None:
        context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        self.page = context.new_page()
        self._address = address
        self._received: list[int] = []
        self._runs = 0
        self._session = context.new_cdp_session(self.page)
        self.page.add_init_script(RECORDER)
        self._session.send("Network.enable")
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._session.on("Network.webSocketFrameReceived", self._receive)
        self._session.on("Network.webSocketFrameSent", self._send)

    def open(self, path: str) -> None:
        """Open a page by its address, and wait until it is complete and nothing follows."""
        self.page.goto(f"{self._address}/{path}")
        self.page.wait_for_function(COMPLETE_PAGE)
        self.page.wait_for_timeout(QUIET_MILLISECONDS)

    def click(self, act: Callable[[Page], None]) -> Click:
        """Do what a reader does, and return what it took until the page was complete and nothing followed."""
        self.page.wait_for_timeout(QUIET_MILLISECONDS)
        self._received.clear()
        self._runs = 0
        before = self._processor()
        self.page.evaluate("recordClick()")
        act(self.page)
        self.page.wait_for_function("window.clicked.complete", polling=100)
        self.page.wait_for_timeout(QUIET_MILLISECONDS)
        found: dict[str, Any] = self.page.evaluate("window.clicked")
        return Click(
            heading=found["heading"] - found["start"],
            complete=found["complete"] - found["start"],
            processor=self._processor() - before,
            received=sum(self._received),
            frames=len(self._received),
            runs=self._runs,
            pieces=tuple(found["pieces"]),
        )

    def _processor(self) -> float:
        """Return the milliseconds of the processor that the page's thread has used."""
        metrics = {each["name"]: each["value"] for each in self._session.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"]) * 1000

    def _receive(self, event: dict[str, Any]) -> None:
        self._received.append(len(_payload(event)))

    def _send(self, event: dict[str, Any]) -> None:
        self._runs += BackMsg.FromString(_payload(event)).WhichOneof("type") == "rerun_script"


def _payload(event: dict[str, Any]) -> bytes:
    return base64.b64decode(event["response"]["payloadData"])
