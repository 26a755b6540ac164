"""A line of the log as JSON, without the texts that people wrote."""

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path, PurePath
from types import TracebackType

from components.telemetry.context import REQUEST_ID, SESSION_LABEL

FIELDS = "fields"
"""The attribute of a record with further fields of its line."""
_ROOT = Path(__file__).resolve().parents[2]
_OURS = frozenset({"components", "cynnydd", "loaders", "model", "reports", "store", "wording"})
_MOST_FRAMES = 20


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON.

    Of other programs' messages only the words of the programmer are written and not what they insert, and of an error
    its class and where it arose: its own text may quote a workbook, an address or a secret.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        places = {"request": REQUEST_ID.get(), "session": SESSION_LABEL.get()}
        line |= {name: value for name, value in places.items() if value}
        line |= getattr(record, FIELDS, {})
        if record.exc_info and record.exc_info[0] is not None:
            line |= {"error": record.exc_info[0].__name__, "traceback": _frames(record.exc_info[2])}
        return json.dumps(line)


def _message(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] in _OURS:
        return record.getMessage()
    words = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
    return next(iter(words.splitlines()), "")


def _frames(trace: TracebackType | None) -> list[str]:
    """Return where an error arose, the last place last, without the folders of this computer."""
    frames = traceback.extract_tb(trace)[-_MOST_FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(file: str) -> str:
    path = PurePath(file)
    if path.is_relative_to(_ROOT) and ".venv" not in path.parts:
        return path.relative_to(_ROOT).as_posix()
    return "/".join(path.parts[-2:])
