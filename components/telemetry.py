"""Each request as a line of the log, and as counters for monitors."""

import json
import logging
import sys
import threading
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path, PurePath
from secrets import token_hex
from time import monotonic

import streamlit as st
from prometheus_client import CollectorRegistry, Counter, Gauge, ProcessCollector, disable_created_metrics
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The id of the request that is answered; "" outside of one.
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
# The label of the session whose page runs; "" outside of one, and in a run that has not asked for it yet.
SESSION_LABEL: ContextVar[str] = ContextVar("session_label", default="")
_KEY = "session.label"


disable_created_metrics()  # type: ignore[no-untyped-call]
# The numbers of this process.
METRICS = CollectorRegistry()
ProcessCollector(registry=METRICS)
REQUESTS = Counter("cynnydd_requests", "Requests that were answered.", ["kind", "status"], registry=METRICS)
_SECONDS = "Seconds from a request to the end of its answer."
REQUEST_SECONDS = Counter("cynnydd_request_seconds", _SECONDS, ["kind"], registry=METRICS)
SESSIONS = Gauge("cynnydd_sessions", "Sessions of pages that are open.", registry=METRICS)
RERUNS = Counter("cynnydd_reruns", "Runs of a whole page.", registry=METRICS)
REFUSALS = Counter("cynnydd_refusals", "Requests that were refused before a page ran.", ["reason"], registry=METRICS)
READINGS = Counter("cynnydd_readings", "Workbooks that were uploaded and read.", ["outcome"], registry=METRICS)


def session_label() -> str:
    """Return a short label of this session, for the audit trail and for each line of this run's log from here on."""
    SESSION_LABEL.set(st.session_state.setdefault(_KEY, token_hex(6)))
    return SESSION_LABEL.get()


# The attribute of a record with further fields of its line.
FIELDS = "fields"
_ROOT = Path(__file__).resolve().parents[1]
_OURS = frozenset({"components", "cynnydd", "loaders", "model", "reports", "store", "wording"})
# The logger of warnings in code: of each its class is written.
_WARNINGS = "py.warnings"


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON.

    Of other programs' messages only the words of the programmer are written and not what they insert, and of an error
    its class and where it arose: its own text may quote a workbook, an address or a secret.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"time": moment, "level": record.levelname.lower(), "logger": record.name}
        line["message"] = _message(record)
        places = {"request": REQUEST_ID.get(), "session": SESSION_LABEL.get()}
        line |= {name: value for name, value in places.items() if value} | getattr(record, FIELDS, {})
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])[-20:]
            line |= {"error": record.exc_info[0].__name__, "traceback": [_place(frame) for frame in frames]}
        return json.dumps(line)


def _message(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] in _OURS:
        return record.getMessage()
    if record.name == _WARNINGS:
        return record.getMessage().partition(": ")[2].partition(":")[0]
    words = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
    return next(iter(words.splitlines()), "")


def _place(frame: traceback.FrameSummary) -> str:
    """Return where an error passed, without the folders of this computer."""
    path = PurePath(frame.filename)
    is_ours = path.is_relative_to(_ROOT) and ".venv" not in path.parts
    short = path.relative_to(_ROOT).as_posix() if is_ours else "/".join(path.parts[-2:])
    return f"{short}:{frame.lineno} {frame.name}"


ID_HEADER = "X-Request-ID"
_LOGGER = logging.getLogger("cynnydd.requests")
_SWITCHED = 101
# The kinds of paths, each with the parts that they have; a path with none is a page, whatever it is called.
_KINDS = (
    ("download", "/read/files/"),
    ("static", "/static/", "/component/", "/elements/", "/chart-library/", "/favicon"),
    ("upload", "/_stcore/upload_file/"),
    ("health", "/_stcore/health", "/livez", "/readyz"),
    ("metrics", "/_stcore/metrics", "/metrics"),
    ("platform", "/_stcore/"),
    ("feed", "/feeds/"),
    ("sign-in", "/auth/", "/oauth2callback", "/sign-in", "/sign-out"),
)
METHODS = frozenset({"GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH"})
# Kinds that a page or a machine asks for many times: only what goes wrong with them is logged.
OFTEN = frozenset({"static", "health", "metrics"})
_LINES = JsonFormatter()


class RequestMiddleware:
    """Give each request an id, which its answer has in a header, count it, and log it when its answer has ended.

    The line has no path, no address and nothing that a visitor wrote: the kind of the request, its status and its
    seconds. A websocket has its line when it closes.
    """

    def __init__(self, app: ASGIApp, *, log_lines: bool = True) -> None:
        """Count the requests to an application; without `log_lines` the log stays as the platform writes it."""
        self.app = app
        self._log_lines = log_lines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an event."""
        if scope["type"] == "lifespan":
            if self._log_lines:
                log_as_json()
            await self.app(scope, receive, send)
            return
        identifier, began, status = token_hex(8), monotonic(), 0

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                status = message["status"]
                MutableHeaders(scope=message)[ID_HEADER] = identifier
            elif message["type"] == "websocket.accept":
                status = _SWITCHED
                SESSIONS.inc()
            await send(message)

        before = REQUEST_ID.set(identifier)
        try:
            await self.app(scope, receive, send_noted)
        finally:
            self._note(scope, status, monotonic() - began)
            REQUEST_ID.reset(before)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        """Count and log a request; 0 is the status of one without an answer."""
        is_websocket = scope["type"] == "websocket"
        kind = "websocket" if is_websocket else kind_of(scope["path"])
        status = status or (403 if is_websocket else 500)
        REQUESTS.labels(kind, str(status)).inc()
        if status == _SWITCHED:
            SESSIONS.dec()
        else:
            REQUEST_SECONDS.labels(kind).inc(seconds)
        if self._log_lines and (kind not in OFTEN or status >= 400):
            method = method if (method := scope.get("method", "GET")) in METHODS else "other"
            fields = {"method": method, "kind": kind, "status": status, "seconds": round(seconds, 3)}
            _LOGGER.info("answered", extra={FIELDS: fields})


def kind_of(path: str) -> str:
    """Return the kind of a path."""
    return next((kind for kind, *parts in _KINDS if any(part in path for part in parts)), "page")


def log_as_json() -> None:
    """Let each logger that there is, and each that comes later, write lines of JSON.

    The platform gives a handler of its own to each logger that it makes, at any time.
    """
    logging.setLoggerClass(_JsonLogger)
    if not logging.root.handlers:
        logging.root.addHandler(logging.StreamHandler(sys.stderr))
    for logger in (logging.root, *logging.Logger.manager.loggerDict.values()):
        for handler in getattr(logger, "handlers", ()):
            handler.setFormatter(_LINES)
    logging.getLogger("cynnydd").setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
    threading.excepthook = lambda found: _log_error("A thread ended with an error.", found.exc_value)
    sys.unraisablehook = lambda found: _log_error("An error reached nobody.", found.exc_value)
    sys.excepthook = lambda _class, error, _trace: _log_error("The server ended with an error.", error)


class _JsonLogger(logging.Logger):
    """A logger whose handlers write lines of JSON."""

    def addHandler(self, hdlr: logging.Handler) -> None:  # noqa: N802 - its name in the library
        hdlr.setFormatter(_LINES)
        super().addHandler(hdlr)


def _log_error(message: str, error: BaseException | None) -> None:
    logging.getLogger("cynnydd.errors").error(message, exc_info=error)
