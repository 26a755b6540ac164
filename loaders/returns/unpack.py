"""The files in what an agency sent: an e-mail with attachments, an archive of files, or one file by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from zipfile import ZipFile

import olefile

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


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that may be a return, with its name below that of what it came in."""

    name: str
    content: bytes


def unpack_files(name: str, content: bytes, *, limits: Limits = DEFAULT_LIMITS) -> list[SentFile]:
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


def _files(name: str, content: bytes, limits: Limits, depth: int) -> Iterator[SentFile]:
    check_size(len(content), limits=limits)
    ending = _ending(name)
    if ending not in CONTAINER_ENDINGS:
        yield SentFile(name, content)
        return
    if depth == _DEEPEST:
        return
    try:
        inner = list({".zip": _archived, ".eml": _attached, ".msg": _attached_by_outlook}[ending](content, limits))
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage
    for inner_name, inner_content in inner:
        if _ending(inner_name) in (*RETURN_ENDINGS, *CONTAINER_ENDINGS):
            yield from _files(f"{name}/{inner_name}", inner_content, limits, depth + 1)


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


def _stream(message: olefile.OleFileIO, folder: tuple[str, ...], part: str) -> bytes:
    path = [*folder, f"__substg1.0_{part}"]
    return bytes(message.openstream(path).read()) if message.exists(path) else b""


def _base_name(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].strip("\0 ")


def _ending(name: str) -> str:
    _stem, dot, ending = name.rpartition(".")
    return f"{dot}{ending}".casefold()
