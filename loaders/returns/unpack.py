"""The files in what an agency sent: an e-mail with attachments, an archive of files, or one file by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from io import BytesIO
from itertools import chain
from zipfile import ZipFile

import olefile

from loaders.cells.clean_text import clean_cell_text
from loaders.security.limits import DEFAULT_LIMITS, MEBIBYTE, Limits
from loaders.security.package import check_size
from loaders.security.parse_errors import PARSE_ERRORS
from loaders.security.zip_content import unpack_part
from loaders.security.zip_directory import check_entries
from model.issues.issue import WorkbookError

RETURN_ENDINGS = (".xlsx", ".ods", ".csv", ".docx")
"""The endings of files that may be returns."""
CONTAINER_ENDINGS = (".zip", ".eml", ".msg")
"""The endings of files that may have returns in them."""
_DEEPEST = 3
"""How deep a file may lie: a return in an e-mail in an archive."""
_MOST_FILES = 200
_ATTACHMENT, _DATA, _LONG_NAME, _SHORT_NAME = "__attach_version1.0_", "37010102", "3707001F", "3704001F"
"""The names of an attachment's parts in a .msg file: MS-OXMSG 2.2.2 and 2.4."""
_BODY, _HTML_BODY = "1000001F", "10130102"
"""The names of the streams with the words of an e-mail in a .msg file: MS-OXPROPS 2.609 and 2.700."""
_BLOCKS, _UNREAD = {"br", "p", "div", "tr", "li", "h1", "h2", "h3"}, {"style", "script", "head"}
"""Elements that begin a line of an e-mail in HTML, and those of which nothing is read."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that may be a return, with its name below that of what it came in, and the words of that e-mail."""

    name: str
    content: bytes
    message: str = ""


def unpack_files(content: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS) -> list[SentFile]:
    """Return the files that may be returns: the file itself, or those in an e-mail or archive.

    A file of another kind inside, such as a picture in a signature, is passed over. Raises WorkbookError where the file
    is damaged, or what it holds is more than allowed.
    """
    files: list[SentFile] = []
    size = 0
    for found in _files(name, content, limits, 0):
        size += len(found.content)
        if size > limits.unpacked_bytes:
            raise WorkbookError("file-unpacks-too-large", limit=str(limits.unpacked_bytes // MEBIBYTE))
        files.append(found)
        if len(files) > _MOST_FILES:
            raise WorkbookError("file-too-many-parts", found=str(len(files)), limit=str(_MOST_FILES))
    return files


def _files(name: str, content: bytes, limits: Limits, depth: int, message: str = "") -> Iterator[SentFile]:
    check_size(len(content), limits=limits)
    ending = _ending(name)
    if ending not in CONTAINER_ENDINGS:
        yield SentFile(name, content, message)
        return
    if depth == _DEEPEST:
        return
    try:
        inner = list({".zip": _archived, ".eml": _attached, ".msg": _attached_by_outlook}[ending](content, limits))
        words = {".eml": _words, ".msg": _words_of_outlook}.get(ending, lambda _content: "")(content)
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage
    message = "\n\n".join(filter(None, (message, words)))
    message = clean_cell_text(message, characters=limits.characters)[0] or ""
    for inner_name, inner_content in inner:
        if _ending(inner_name) in (*RETURN_ENDINGS, *CONTAINER_ENDINGS):
            yield from _files(f"{name}/{inner_name}", inner_content, limits, depth + 1, message)


def _archived(content: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    with ZipFile(BytesIO(content)) as archive:
        entries = check_entries(content, archive, limits=limits)
    for entry in entries:
        if _ending(entry.name) in (*RETURN_ENDINGS, *CONTAINER_ENDINGS):
            yield entry.name, unpack_part(content, entry, limits=limits)


def _attached(content: bytes, _limits: Limits) -> Iterator[tuple[str, bytes]]:
    message = message_from_bytes(content, policy=default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_filename() and not part.is_multipart():
            payload = part.get_payload(decode=True)
            yield _base_name(str(part.get_filename())), payload if isinstance(payload, bytes) else b""


def _attached_by_outlook(content: bytes, _limits: Limits) -> Iterator[tuple[str, bytes]]:
    with olefile.OleFileIO(BytesIO(content)) as message:
        folders = {tuple(path[:-1]) for path in message.listdir() if len(path) > 1 and path[-2].startswith(_ATTACHMENT)}
        for folder in sorted(folders):
            names = [
                _stream(message, folder, part).decode("utf-16-le", "replace") for part in (_LONG_NAME, _SHORT_NAME)
            ]
            data = _stream(message, folder, _DATA)
            if data and any(names):
                yield _base_name(names[0] or names[1]), data


def _words(content: bytes) -> str:
    """Return the words of an e-mail, and of those that are forwarded in it."""
    message = message_from_bytes(content, policy=default)
    forwarded = (part.get_payload() for part in message.walk() if part.get_content_type() == "message/rfc822")
    listed = chain([message], *(each for each in forwarded if isinstance(each, list)))
    return "\n\n".join(filter(None, (_body(each) for each in listed if isinstance(each, EmailMessage))))


def _body(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if not isinstance(body, EmailMessage):
        return ""
    payload, charset = body.get_payload(decode=True), body.get_content_charset("utf-8")
    text = _decoded(payload if isinstance(payload, bytes) else b"", charset)
    return _lines(text if body.get_content_subtype() == "plain" else _text_of_html(text))


def _decoded(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset, "replace")
    except LookupError:  # a charset of no such name
        return content.decode("utf-8", "replace")


def _words_of_outlook(content: bytes) -> str:
    with olefile.OleFileIO(BytesIO(content)) as message:
        plain = _stream(message, (), _BODY).decode("utf-16-le", "replace")
        return _lines(plain or _text_of_html(_stream(message, (), _HTML_BODY).decode("utf-8", "replace")))


class _HtmlText(HTMLParser):
    """Collects the text of an e-mail in HTML, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block, and read nothing of a style or a script."""
        self._skipped += tag in _UNREAD
        self.parts.append("\n" if tag in _BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        """Read again after a style or a script."""
        self._skipped -= tag in _UNREAD and self._skipped > 0

    def handle_data(self, data: str) -> None:
        """Add a text; its line breaks are no breaks of lines."""
        self.parts.append("" if self._skipped else " ".join(re.split(r"\s+", data)))


def _text_of_html(html: str) -> str:
    parser = _HtmlText()
    parser.feed(html)
    return "".join(parser.parts)


def _lines(text: str) -> str:
    """Return the lines of a text, with no more than one blank line between two."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n\0 ")


def _stream(message: olefile.OleFileIO, folder: tuple[str, ...], part: str) -> bytes:
    path = [*folder, f"__substg1.0_{part}"]
    return bytes(message.openstream(path).read()) if message.exists(path) else b""


def _base_name(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].strip("\0 ")


def _ending(name: str) -> str:
    _stem, dot, ending = name.rpartition(".")
    return f"{dot}{ending}".casefold()
