"""The process that makes one file and ends: the request is on standard input, the answer on standard output."""

import gc
import json
import sys
import traceback
from base64 import b64encode
from pathlib import Path

from components.making.request import read_limits, read_work
from loaders.worker.resource_limits import limit_process
from reports.content.errors import PaperError

MADE, FAILED = b"made ", b"failed "
"""The beginning of the answer's line: the file in base64, or what went wrong in JSON."""

PAPER, MEMORY, ERROR = "paper", "memory", "error"
"""What went wrong: the paper says so itself, it needed too much memory, or there is an error in the program."""

_ROOT = Path(__file__).resolve().parents[2]
_MOST_FRAMES = 20


def main() -> None:
    """Answer the request on the standard input."""
    gc.disable()  # a process that ends soon: garbage collection only costs time
    source = sys.stdin.buffer
    first = read_limits(source)
    limit_process(memory=first["memory"], seconds=first["seconds"])
    try:
        _write_line(MADE, b64encode(read_work(source, first)()))
    except PaperError as error:
        _write_failure(PAPER, reason=str(error))
    except MemoryError:
        _write_failure(MEMORY)
    except Exception as error:  # noqa: BLE001 - the server logs it
        _write_failure(ERROR, error=type(error).__name__, traceback=_frames(error))


def _write_failure(what: str, **details: object) -> None:
    _write_line(FAILED, json.dumps({"what": what, **details}).encode())


def _write_line(beginning: bytes, content: bytes) -> None:
    sys.stdout.buffer.writelines((beginning, content, b"\n"))
    sys.stdout.buffer.flush()


def _frames(error: Exception) -> list[str]:
    """Return where an error arose, without its text, which may quote a workbook."""
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    return [f"{_short(Path(frame.filename))}:{frame.lineno} {frame.name}" for frame in frames]


def _short(file: Path) -> str:
    is_ours = file.is_relative_to(_ROOT) and ".venv" not in file.parts
    return file.relative_to(_ROOT).as_posix() if is_ours else "/".join(file.parts[-2:])
