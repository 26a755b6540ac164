"""Counts of what happened in this process since it started; none says who did it."""

from collections import Counter as Amounts
from contextvars import ContextVar
from secrets import token_hex
from threading import Lock
from time import time

import streamlit as st

STARTED_AT = time()
"""When the counting began, at the start of the server, in seconds since 1970."""
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is answered; "" outside of one."""
SESSION_LABEL: ContextVar[str] = ContextVar("session_label", default="")
"""The label of the session whose page runs; "" outside of one, and in a run that has not asked for it yet."""
_KEY = "session.label"


class Counter:
    """A count that only rises, for each combination of its labels. Several threads may add."""

    def __init__(self, name: str, meaning: str, *labels: str) -> None:
        self.name = name
        self.meaning = meaning
        self.labels = labels
        self._amounts: Amounts[tuple[str, ...]] = Amounts() if labels else Amounts({(): 0})
        self._lock = Lock()

    def add(self, *values: str, amount: float = 1) -> None:
        """Add to the count of these values of the labels."""
        with self._lock:
            self._amounts[values] += amount  # type: ignore[assignment]

    def amounts(self) -> dict[tuple[str, ...], float]:
        """Return each count, by the values of its labels."""
        with self._lock:
            return dict(sorted(self._amounts.items()))


REQUESTS = Counter("cynnydd_requests_total", "Requests that were answered.", "kind", "status")
REQUEST_SECONDS = Counter("cynnydd_request_seconds_total", "Seconds from a request to the end of its answer.", "kind")
WEBSOCKETS_OPENED = Counter("cynnydd_websockets_opened_total", "Websockets that were opened: each is an open page.")
WEBSOCKETS_CLOSED = Counter("cynnydd_websockets_closed_total", "Websockets that were closed.")
RERUNS = Counter("cynnydd_reruns_total", "Runs of a whole page.")
REFUSALS = Counter("cynnydd_refusals_total", "Requests that were refused before a page ran.", "reason")
READINGS = Counter("cynnydd_readings_total", "Workbooks that were uploaded and read.", "outcome")
COUNTERS = (REQUESTS, REQUEST_SECONDS, WEBSOCKETS_OPENED, WEBSOCKETS_CLOSED, RERUNS, REFUSALS, READINGS)


def open_websockets() -> float:
    """Return how many websockets are open: each is an open page."""
    return sum(WEBSOCKETS_OPENED.amounts().values()) - sum(WEBSOCKETS_CLOSED.amounts().values())


def session_label() -> str:
    """Return a short label of this session, for the audit trail and for each line of this run's log from here on."""
    SESSION_LABEL.set(st.session_state.setdefault(_KEY, token_hex(6)))
    return SESSION_LABEL.get()
