"""Read what was sent for a round, each file in a process of its own, also in e-mails and archives; fit it to the round.

What is of another round, review or agency is refused, and named.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import unescape
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile

import olefile

from loaders.cells import clean_cell_text
from loaders.records import make_issue
from loaders.security import DEFAULT_LIMITS, MEBIBYTE, Limits, check_archive, check_size, refuse_damage
from loaders.worker.run import Task, name_paper, run_on_file
from model.returns.round import ReceivedReturn, RequestedUpdate, ReturnError, ReturnFault, ReturnOutcome, Round
from model.terms import Status
from model.tracker.reading import WorkbookError

# The endings of files that may be returns.
RETURN_ENDINGS = (".xlsx", ".ods", ".csv", ".docx")
# The endings of files that may have returns in them.
CONTAINER_ENDINGS = (".zip", ".eml", ".msg")
_INSIDE = (*RETURN_ENDINGS, *CONTAINER_ENDINGS)
# How deep a file may lie: a return in an e-mail in an archive.
_DEEPEST = 3
_MOST_FILES = 200
# The names of an attachment's parts in a .msg file: MS-OXMSG 2.2.2 and 2.4.
_ATTACHMENT, _DATA, _LONG_NAME, _SHORT_NAME = "__attach_version1.0_", "37010102", "3707001F", "3704001F"
# The names of the streams with the words of an e-mail in a .msg file: MS-OXPROPS 2.609 and 2.700.
_BODY, _HTML_BODY = "1000001F", "10130102"


class SentFile(NamedTuple):
    """A file that may be a return: its name, below the name of its e-mail or archive, and the words of the e-mail."""

    name: str
    content: bytes
    message: str = ""


def receive_files(
    files: Iterable[SentFile], of_round: Round, requests: Sequence[RequestedUpdate], *, statuses: Sequence[Status]
) -> Iterator[ReturnOutcome]:
    """Yield what came of each file, and of each file in an e-mail or archive; a refused one keeps nobody else's out."""
    for file in files:
        try:
            inner = [file]
            if file.name.casefold().endswith(CONTAINER_ENDINGS):
                task = Task("loaders.returns.receive:unpack_files", list[SentFile], {"name": file.name})
                inner = run_on_file(task, file.content, limits=Limits.from_environment())
        except WorkbookError as error:
            yield ReturnOutcome(file.name, file.content, error=error)
            continue
        if not inner:
            yield ReturnOutcome(file.name, file.content, error=ReturnError(ReturnFault.NOTHING_ATTACHED))
        for each in inner:
            yield _receive(each, of_round, requests, statuses)


def _receive(
    file: SentFile, of_round: Round, requests: Sequence[RequestedUpdate], statuses: Sequence[Status]
) -> ReturnOutcome:
    """Return what came of a file, which is read in a process of its own."""
    task = Task("loaders.returns.read_return:read_return", tuple[ReceivedReturn, ...], {"statuses": statuses})
    try:
        with name_paper(file.name):
            found = run_on_file(task, file.content, limits=Limits.from_environment())
        matched = match_to_round(found[0], of_round, requests, message=file.message) if found else None
    except (ReturnError, WorkbookError) as error:
        return ReturnOutcome(file.name, file.content, error=error)
    return ReturnOutcome(file.name, file.content, matched, None if matched else ReturnError(ReturnFault.NO_RETURN))


def match_to_round(
    received: ReceivedReturn, of_round: Round, requests: Sequence[RequestedUpdate], *, message: str = ""
) -> ReceivedReturn:
    """Return a return with its recipient, the answers that the round requested of them, and issues for the others.

    The recipient is the one that it names, else the one of whom all its recommendations are requested. `message` has
    the words of the e-mail that brought it, which become an issue: an answer may be among them.

    Raises ReturnError: OTHER_ROUND, OTHER_REVIEW, OTHER_RECOMMENDATIONS, OTHER_AGENCY or UNKNOWN_AGENCY.
    """
    sheet, cell = received.identity_place
    if received.month is not None and received.month != of_round.month:
        months = {"found": f"{received.month:%Y-%m}", "month": f"{of_round.month:%Y-%m}"}
        raise ReturnError(ReturnFault.OTHER_ROUND, **months, sheet=sheet, cell=cell)
    recipients = {(each.review, each.ref): each.recipient for each in requests}
    _refuse_other_tracker(received, recipients.keys())
    of_refs = {recipients[key] for key in received.refs if key in recipients and recipients[key].name}
    recipient = received.recipient or (of_refs.pop() if len(of_refs) == 1 else None)
    if recipient is None:
        raise ReturnError(ReturnFault.UNKNOWN_AGENCY)
    if recipient not in recipients.values():
        raise ReturnError(ReturnFault.OTHER_AGENCY, found=recipient.name, sheet=sheet, cell=cell)
    wanted = {key for key, who in recipients.items() if who == recipient}
    answers = tuple(each for each in received.answers if (each.review, each.ref) in wanted)
    issues = [
        make_issue("return-not-requested", sheet=each.sheet, cell=each.cell, found=each.text, ref=each.ref)
        for each in received.answers
        if (each.review, each.ref) not in wanted
    ]
    if received.version not in (None, of_round.version):
        versions = {"made": str(received.version), "version": str(of_round.version)}
        issues.append(make_issue("return-other-version", severity=None, **versions))
    if message:
        issues.append(make_issue("return-message", found=message))
    return replace(received, recipient=recipient, answers=answers, issues=(*received.issues, *issues))


def _refuse_other_tracker(received: ReceivedReturn, requested: Set[tuple[str, str]]) -> None:
    """Raise ReturnError where the round requests none of its recommendations: it was made from another tracker."""
    if not received.refs or not requested.isdisjoint(received.refs):
        return
    found, (sheet, cell) = dict.fromkeys(review for review, _ref in received.refs), received.first_place
    if found.keys().isdisjoint(review for review, _ref in requested):
        raise ReturnError(ReturnFault.OTHER_REVIEW, found=", ".join(found), sheet=sheet, cell=cell)
    refs = ", ".join(ref for _review, ref in received.refs)
    raise ReturnError(ReturnFault.OTHER_RECOMMENDATIONS, found=refs, sheet=sheet, cell=cell)


def unpack_files(content: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS) -> list[SentFile]:
    """Return the files that may be returns: the file itself, or those in an e-mail or archive.

    A file of another kind inside, such as a picture in a signature, is passed over. Raises WorkbookError where the file
    is damaged, or what it holds is more than allowed.
    """
    files: list[SentFile] = []
    for found in _files(name, content, limits, 0):
        files.append(found)
        if sum(len(file.content) for file in files) > limits.unpacked_bytes:
            raise WorkbookError("file-unpacks-too-large", limit=str(limits.unpacked_bytes // MEBIBYTE))
        if len(files) > _MOST_FILES:
            raise WorkbookError("file-unpacks-too-large", found=str(len(files)), limit=str(_MOST_FILES))
    return files


def _files(name: str, content: bytes, limits: Limits, depth: int, message: str = "") -> Iterator[SentFile]:
    check_size(len(content), limits=limits)
    unpackers = {".zip": _archived, ".eml": _attached, ".msg": _attached_by_outlook}
    unpack = next((each for ending, each in unpackers.items() if name.casefold().endswith(ending)), None)
    if unpack is None:
        yield SentFile(name, content, message)
    elif depth < _DEEPEST:
        with refuse_damage():
            inner, words = unpack(content, limits)
        message = "\n\n".join(filter(None, (message, words)))
        message = clean_cell_text(message, characters=limits.characters)[0] or ""
        for inner_name, inner_content in inner:
            if inner_name.casefold().endswith(_INSIDE):
                yield from _files(f"{name}/{inner_name}", inner_content, limits, depth + 1, message)


def _archived(content: bytes, limits: Limits) -> tuple[list[tuple[str, bytes]], str]:
    """Return the files in an archive; it has no words."""
    found = []
    with ZipFile(BytesIO(content)) as archive:
        for entry in check_archive(archive, limits=limits):
            if entry.filename.casefold().endswith(_INSIDE):
                check_size(entry.file_size, limits=limits)
                found.append((entry.filename, archive.read(entry)))
    return found, ""


def _attached(content: bytes, _limits: Limits) -> tuple[list[tuple[str, bytes]], str]:
    """Return the files attached to an e-mail, and its words with those of e-mails that are forwarded in it."""
    parts = list(message_from_bytes(content, policy=default).walk())
    forwarded = (inner for part in parts if part.get_content_type() == "message/rfc822" for inner in part.get_payload())
    named = (part for part in parts if part.get_filename() and not part.is_multipart())
    files = [(_base_name(str(each.get_filename())), bytes(each.get_payload(decode=True) or b"")) for each in named]
    words = (_body(each) for each in (parts[0], *forwarded) if isinstance(each, EmailMessage))
    return files, "\n\n".join(filter(None, words))


def _body(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if not isinstance(body, EmailMessage):
        return ""
    try:
        text = str(body.get_content())
    except LookupError:  # a charset of no such name
        text = bytes(body.get_payload(decode=True)).decode("utf-8", "replace")
    return _lines(text if body.get_content_subtype() == "plain" else _text_of_html(text))


def _attached_by_outlook(content: bytes, _limits: Limits) -> tuple[list[tuple[str, bytes]], str]:
    """Return the files attached to a message of Outlook, and its words."""
    with olefile.OleFileIO(BytesIO(content)) as message:

        def text(folder: tuple[str, ...], part: str) -> str:
            return _stream(message, folder, part).decode("utf-16-le", "replace")

        folders = {tuple(path[:-1]) for path in message.listdir() if len(path) > 1 and path[-2].startswith(_ATTACHMENT)}
        names = ((each, text(each, _LONG_NAME) or text(each, _SHORT_NAME)) for each in sorted(folders))
        named = [(name, _stream(message, each, _DATA)) for each, name in names]
        words = text((), _BODY) or _text_of_html(_stream(message, (), _HTML_BODY).decode("utf-8", "replace"))
    return [(_base_name(name), data) for name, data in named if name and data], _lines(words)


def _text_of_html(html: str) -> str:
    """Return the text of an e-mail in HTML, a line for each block; nothing of a style or a script is read."""
    read = re.sub(r"(?is)<(style|script|head)\b.*?</\1\s*>|<!--.*?-->", "", html)
    lines = re.sub(r"(?i)(?:\s*</?(?:br|p|div|tr|li|h[1-6])\b[^>]*>)+", "\0", re.sub(r"\s+", " ", read))
    return unescape(re.sub(r"<[^>]*>", "", lines).replace("\0", "\n"))


def _lines(text: str) -> str:
    """Return the lines of a text, with no more than one blank line between two."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map(str.strip, text.splitlines()))).strip("\n\0 ")


def _stream(message: olefile.OleFileIO, folder: tuple[str, ...], part: str) -> bytes:
    path = [*folder, f"__substg1.0_{part}"]
    return bytes(message.openstream(path).read()) if message.exists(path) else b""


def _base_name(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].strip("\0 ")
