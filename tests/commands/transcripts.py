"""What commands print: each transcript has the commands, and below each what it prints and its exit status.

A command begins with a dollar sign, a line of an error with an exclamation mark. `python -m tests.commands.transcripts`
runs the commands of every transcript and writes anew what they print: look at what `git diff` shows of it.
"""

import json
import os
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from tests.support.papers.papers import as_text
from tests.support.workbooks.canonical import write_workbook
from tests.support.workbooks.from_toml import canonical_sheets, free_sheets, read_toml
from tests.support.workbooks.layouts import book_of

FOLDER = Path(__file__).parent
WORKBOOKS = read_toml(FOLDER / "workbooks.toml")
MAPPED = {
    "sheet": "Plan",
    "header_row": 2,
    "columns": [{"column": "A", "heading": "Commitment", "field": "recommendation"}],
}
CORRECTED = {
    "corrections": [{"sheet": "List", "column": "C", "found": "Grean", "value": "Green"}],
    "statuses_added": ["Blue"],
}
OTHER_FILES: Mapping[str, Callable[[], bytes]] = {
    "letter.xlsx": lambda: b"Dear all",
    "paper.txt": lambda: as_text().encode(),
    "no-review.xlsx": lambda: book_of(
        {"Plan": [["Ref", "Recommendation", "Status", "Update"], [1, "Train every officer.", "Green", "Trained."]]}
    ),
    "plan.xlsx": lambda: book_of({"Plan": [["Our plan"], ["Commitment"], ["Training"], ["Data"]]}),
    "mapping.json": lambda: json.dumps({"format": 1, "sheets": [MAPPED]}).encode(),
    "corrected.json": lambda: json.dumps({"format": 1, "sheets": [], **CORRECTED}).encode(),
    "nonsense.json": lambda: json.dumps({"format": 1, "sheets": [{}]}).encode(),
}
# What differs from run to run, and what is written instead.
CHANGING = {
    r"\d{1,2} \w+ \d{4}, \d\d:\d\d": "{time}",
    r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00": "{time}",
    r"granted on .*| made on .*": "{granted or made}",
    r"\b[0-9a-f]{64}\b|(?<=version |fersiwn )[0-9a-f]{8}\b": "{digest}",
    r"(?<![\w-])[\w-]{43}(?![\w-])": "{token}",
    r'"(read|store)": [\d.]+': r'"\1": {seconds}',
}


def replayed(transcript: str, folder: Path) -> str:
    """Return a transcript with what its commands print now, run in a folder with a database of its own."""
    for name in re.findall(r"[\w-]+\.(?:xlsx|json|txt)\b", transcript):
        if name in WORKBOOKS and not (folder / name).exists():
            _write(folder / name, WORKBOOKS[name])
        elif name in OTHER_FILES:
            (folder / name).write_bytes(OTHER_FILES[name]())
    lines = []
    environment = {"CYNNYDD_DATABASE_URL": f"sqlite:///{folder.as_posix()}/published.db", "LOGNAME": "adviser"}
    with chdir(folder), patch.dict(os.environ, environment):
        for line in transcript.splitlines():
            if line.startswith("# "):
                lines += ["", line]
            elif line.startswith("$ "):
                lines += [line, *_printed(shlex.split(line.removeprefix("$ ")))]
    return "\n".join(lines).strip() + "\n"


def _write(path: Path, stated: Mapping[str, Any]) -> None:
    """Write a canonical workbook, or sheets in a layout of their own."""
    if "sheets" in stated:
        path.write_bytes(book_of(free_sheets(stated["sheets"])))
    else:
        write_workbook(path, **canonical_sheets(**stated))


def _printed(command: list[str]) -> Iterator[str]:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = import_module(f"{command[0]}.__main__").main(command[1:])
        except SystemExit as ended:  # of the parser
            status = ended.code
    for mark, text in (("", out.getvalue()), ("! ", err.getvalue())):
        for line in ["usage"] if text.startswith("usage: ") else text.splitlines():
            yield f"{mark}{_without_what_changes(line)}".rstrip()
    if status:
        yield f"[{status}]"


def _without_what_changes(line: str) -> str:
    for changing, name in CHANGING.items():
        line = re.sub(changing, name, line)
    return line


def main() -> None:
    """Write what the commands of each transcript print."""
    for file in FOLDER.glob("*.txt"):
        with TemporaryDirectory() as folder:
            file.write_text(replayed(file.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
