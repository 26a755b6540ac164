"""The command line of the loaders: its arguments, what it prints, and the files that it writes."""

import argparse
import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from loaders.progress import Progress, ProgressCallback, no_progress
from model.language import Language

Command = Callable[[argparse.Namespace], int]


def parse_arguments(
    arguments: Sequence[str] | None, *, check: Command, convert: Command, template: Command
) -> argparse.Namespace:
    """Return the arguments; `command` is the function of the command, `language` the language of its output."""
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Check, convert and begin workbooks.")
    commands = parser.add_subparsers(required=True)
    check_parser = commands.add_parser("check", help="say what is in a workbook and what is wrong with it")
    check_parser.add_argument("file", type=Path, metavar="FILE")
    output_options = check_parser.add_mutually_exclusive_group()
    output_options.add_argument("--json", action="store_true", help="print one JSON object")
    output_options.add_argument("--all", action="store_true", help="name every place of every issue")
    check_parser.add_argument(
        "--marked", type=Path, metavar="OUT.xlsx", help="write a copy with the cells of issues marked"
    )
    _add_options(check_parser)
    _add_language(check_parser, help="the language of what is said")
    check_parser.set_defaults(command=check)
    convert_parser = commands.add_parser("convert", help="write any readable workbook as a canonical one")
    convert_parser.add_argument("file", type=Path, metavar="FILE")
    convert_parser.add_argument("out", type=Path, metavar="OUT.xlsx")
    _add_options(convert_parser)
    _add_language(convert_parser, help="the language of what is said")
    convert_parser.set_defaults(command=convert)
    template_parser = commands.add_parser("template", help="write a blank workbook with instructions")
    template_parser.add_argument("out", type=Path, metavar="OUT.xlsx")
    _add_language(template_parser, help="the language of the instructions")
    template_parser.set_defaults(command=template)
    return parser.parse_args(arguments)


def _add_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--scale",
        metavar="WORDS",
        help='the statuses, worst first: "Open, In progress, Closed"; a word with a comma in quotation marks: '
        "'\"Done, late\", Open'",
    )
    command.add_argument("--as-at", metavar="MONTH", help="the month that a list without dates is from: 2024-06")
    command.add_argument("--mapping", type=Path, metavar="FILE.json", help="read the workbook by this mapping")
    command.add_argument(
        "--accept-proposals", action="store_true", help="take every answer that the reader proposes, and read again"
    )
    command.add_argument(
        "--save-mapping", type=Path, metavar="FILE.json", help="write the mapping that the workbook was read by"
    )


def _add_language(command: argparse.ArgumentParser, *, help: str) -> None:  # noqa: A002 - argparse's name for it
    codes = [language.value for language in Language]
    command.add_argument("--language", choices=codes, default=Language.ENGLISH.value, help=f"{help}: en or cy")


_LINE_WIDTH = 79
_BROKEN_PIPE_ERRORS = (errno.EPIPE, errno.EINVAL)
"""Error numbers of a pipe whose reader has closed it: the second is that of Windows."""


def print_results(lines: Iterable[str]) -> None:
    """Print lines on standard output; a reader that closes the pipe, such as `head`, is not an error."""
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except OSError as error:
        if error.errno not in _BROKEN_PIPE_ERRORS:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_messages(lines: Iterable[str]) -> None:
    """Print lines on standard error."""
    for line in lines:
        print(line, file=sys.stderr)


@contextmanager
def progress_line(progress_text: Callable[[Progress], str]) -> Iterator[ProgressCallback]:
    """Yield a callback that shows progress on one terminal line, cleared at the end; elsewhere it does nothing."""

    def show(progress: Progress) -> None:
        _rewrite_line(progress_text(progress))

    if not sys.stderr.isatty():
        yield no_progress
        return
    try:
        yield show
    finally:
        _rewrite_line("")


def _rewrite_line(line: str) -> None:
    print(f"\r{line[:_LINE_WIDTH]:<{_LINE_WIDTH}}\r", end="", file=sys.stderr, flush=True)


class OutputError(Exception):
    """A workbook cannot be written to this path: `code` is the reason, `reason` the message of the system."""

    def __init__(self, code: str, file: str, reason: str = "") -> None:
        super().__init__(f"{code}: {file} {reason}".strip())
        self.code, self.file, self.reason = code, file, reason


def check_output(out: Path, *, source: Path | None = None, suffix: str = ".xlsx") -> None:
    """Raise OutputError if a path is not one for a workbook, or is the source itself: before any work is done.

    With the suffix "" the file may have any name.
    """
    if suffix and out.suffix.casefold() != suffix:
        raise OutputError("not-xlsx", out.name)
    if source is not None and source.exists() and out.exists() and out.samefile(source):
        raise OutputError("same-file", out.name)
    if not out.parent.is_dir():
        raise OutputError("not-writable", str(out), os.strerror(errno.ENOENT))


def write_output(out: Path, content: bytes, *, source: Path | None = None, suffix: str = ".xlsx") -> None:
    """Write a workbook. Raises OutputError if the path cannot be written to, or is the source itself."""
    check_output(out, source=source, suffix=suffix)
    try:
        _replace(out, content)
    except OSError as error:
        raise OutputError("not-writable", str(out), error.strerror or "") from error


def _replace(out: Path, content: bytes) -> None:
    """Write to a temporary file and move it to the path, so that a failure leaves the previous file."""
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    temporary = out.with_name(f".{os.getpid()}-{out.name}")
    try:
        temporary.write_bytes(content)
        temporary.replace(out)
    finally:
        temporary.unlink(missing_ok=True)
