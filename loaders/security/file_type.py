"""What a file that is no workbook looks like, by its first bytes or its parts, for a message that helps."""

import re
from collections.abc import Collection

_ARCHIVES = (b"PK", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_WEB_PAGE = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<div", b"<style")
_RULE = re.compile(rb"^[ \t]*+\|?[ \t]*+:?-{3,}+:?[ \t]*+(?:\|[ \t]*+:?-{3,}+:?[ \t]*+)++\|?[ \t]*+\r?$", re.MULTILINE)
"""The line under the headings of a table in Markdown."""
_BEGINNINGS = (
    (re.compile(rb"\{\\rtf"), "rich-text"),
    (re.compile(rb'[{\[]\s*["{\[]'), "json"),
    (re.compile(rb"table\r?\n0,1\r?\n|id;p\w*(?:;\w)*\r?\n(?:p;p|[bo];|[a-z];[xy]\d)"), "exchange"),
)
_WITHIN = 1 << 16
_STREAMS = (("WordDocument", "document"), ("PowerPoint Document", "presentation"))
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OPEN_KINDS = ((b"spreadsheet-template", "open-template"), (b"text", "open-text"), (b"presentation", "presentation"))
_FLAT = (b"urn:oasis:names:tc:opendocument:xmlns:office:", b'office:mimetype="' + _OPEN_DOCUMENT + b"spreadsheet")
"""What an OpenDocument spreadsheet has that is one XML file."""
_FOLDERS = (("word/", "document"), ("ppt/", "presentation"), ("index/document.iwa", "numbers"))


def looks_like(content: bytes) -> str:
    """Return what bytes that are no package look like; `text` may be a .csv file.

    One of `pdf`, `html`, `xml-spreadsheet`, `flat-spreadsheet`, `xml`, `rich-text`, `json`, `exchange`, `zip`,
    `markdown`, `text` and `unknown`.
    """
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<?xml", b"<!doctype", *_WEB_PAGE)):
        return _markup(content[:_WITHIN].lower())
    if content.startswith(_ARCHIVES):
        return "zip"
    if start.startswith(b"%pdf"):
        return "pdf"
    if b"\0" in content and not content.startswith(_UTF_16):
        return "unknown"
    begins = next((kind for pattern, kind in _BEGINNINGS if pattern.match(start)), "text")
    return "markdown" if begins == "text" and _RULE.search(content[:_WITHIN]) else begins


def _markup(start: bytes) -> str:
    """Return what text in angle brackets is: one kind of it is how Excel saved workbooks as XML in 2003."""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start or b'progid="excel.sheet"' in start:
        return "xml-spreadsheet"
    if all(words in start for words in _FLAT):
        return "flat-spreadsheet"
    return "html" if any(word in start for word in _WEB_PAGE) else "xml"


def old_document(content: bytes) -> str | None:
    """Return which other document a file in the format of Office before 2007 is; None where it may be a workbook."""
    return next((kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in content), None)


def packed_document(parts: Collection[str], stated: bytes = b"") -> str:
    """Return which other document the parts of a package, in small letters, make: `zip` where it is any archive.

    Args:
        parts: the names of its parts.
        stated: the type that an OpenDocument package says it is.
    """
    if stated.startswith(_OPEN_DOCUMENT):
        kind = stated.removeprefix(_OPEN_DOCUMENT)
        return next((named for start, named in _OPEN_KINDS if kind.startswith(start)), "unknown")
    return next((kind for start, kind in _FOLDERS if any(part.startswith(start) for part in parts)), "zip")
