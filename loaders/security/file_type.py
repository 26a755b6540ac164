"""Detect the type of a file that is no workbook, by its first bytes or its parts, for a helpful message."""

import re
from collections.abc import Collection

_ARCHIVES = (b"PK", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_WEB_PAGE = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<div", b"<style")
_TABLE_RULE = re.compile(
    rb"^[ \t]*+\|?[ \t]*+:?-{3,}+:?[ \t]*+(?:\|[ \t]*+:?-{3,}+:?[ \t]*+)++\|?[ \t]*+\r?$", re.MULTILINE
)
"""The line below the header row of a Markdown table."""
_BEGINNINGS = (
    (re.compile(rb"\{\\rtf"), "rich-text"),
    (re.compile(rb'[{\[]\s*["{\[]'), "json"),
    (re.compile(rb"table\r?\n0,1\r?\n|id;p\w*(?:;\w)*\r?\n(?:p;p|[bo];|[a-z];[xy]\d)"), "exchange"),
)
_SEARCHED_BYTES = 1 << 16
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OPEN_KINDS = ((b"spreadsheet-template", "open-template"), (b"text", "open-text"), (b"presentation", "presentation"))
_FLAT_FILE = (
    b"urn:oasis:names:tc:opendocument:xmlns:office:",
    b'office:mimetype="' + _OPEN_DOCUMENT + b"spreadsheet",
)
"""What identifies an OpenDocument spreadsheet in a single XML file."""
_FOLDERS = (("word/", "document"), ("ppt/", "presentation"), ("index/document.iwa", "numbers"))


def detect_file_type(content: bytes) -> str:
    """Return the type of a file that is no zip or Office package; `text` may be a .csv file.

    One of `pdf`, `html`, `xml-spreadsheet`, `flat-spreadsheet`, `xml`, `rich-text`, `json`, `exchange`, `zip`,
    `markdown`, `text` and `unknown`.
    """
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<?xml", b"<!doctype", *_WEB_PAGE)):
        return _markup_type(content[:_SEARCHED_BYTES].lower())
    if content.startswith(_ARCHIVES):
        return "zip"
    if start.startswith(b"%pdf"):
        return "pdf"
    if b"\0" in content and not content.startswith(_UTF_16):
        return "unknown"
    file_type = next((kind for pattern, kind in _BEGINNINGS if pattern.match(start)), "text")
    return "markdown" if file_type == "text" and _TABLE_RULE.search(content[:_SEARCHED_BYTES]) else file_type


def _markup_type(start: bytes) -> str:
    """Return the type of an XML or HTML text; Excel 2003 saved workbooks as `xml-spreadsheet`."""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start or b'progid="excel.sheet"' in start:
        return "xml-spreadsheet"
    if all(words in start for words in _FLAT_FILE):
        return "flat-spreadsheet"
    return "html" if any(word in start for word in _WEB_PAGE) else "xml"


def detect_zip_document(parts: Collection[str], stated: bytes = b"") -> str:
    """Return the type of a zip package that is no workbook; `zip` if it is no known document.

    Args:
        parts: the names of its parts, in lower case.
        stated: the media type in an OpenDocument package.
    """
    if stated.startswith(_OPEN_DOCUMENT):
        kind = stated.removeprefix(_OPEN_DOCUMENT)
        return next((document for start, document in _OPEN_KINDS if kind.startswith(start)), "unknown")
    return next((kind for start, kind in _FOLDERS if any(part.startswith(start) for part in parts)), "zip")
