"""The extraction of messages from the source into the template and the Welsh catalogue."""

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from model.tracker.reading import FILE_FAULTS, SEVERITIES, Severity
from wording.catalogue import DOMAIN, LOCALES, messages, read_sentences
from wording.issues import TEXTS

ROOT = Path(__file__).parent.parent
# The folders and files with messages.
SOURCES = ("pages", "components", "reports", "wording", "loaders/__main__.py", "store/commands")

# The calls of a Translator as Babel keywords: which arguments are messages, and which is a context.
KEYWORDS = {"_": None, "translator": None, "plural": (1, 2), "within": ((1, "c"), 2)}

TEMPLATE = LOCALES / f"{DOMAIN}.pot"
WELSH = LOCALES / "cy" / "LC_MESSAGES" / f"{DOMAIN}.po"
ISSUE_CODES = ROOT / "docs" / "issue-codes.md"
_LIST_BEGINS = "<!-- Every code and its sentence, written by `python -m wording update`. -->\n\n"

_PLACEHOLDER = re.compile(r"\{\w+\}")
_PLURALS = "nplurals=6; plural=(n==0)?0:(n==1)?1:(n==2)?2:(n==3)?3:(n==6)?4:5;"
_WELSH_HEADER = f'msgid ""\nmsgstr ""\n"Language: cy\\n"\n"Plural-Forms: {_PLURALS}\\n"\n'
# The headers that are written; Babel's other headers have dates, versions and addresses.
_HEADERS = ("Language:", "Plural-Forms:", "MIME-Version:", "Content-Type:", "Content-Transfer-Encoding:")


def extract(root: Path = ROOT) -> Catalog:
    """Return every message in the source under a root."""
    catalog = Catalog(header_comment="", charset="utf-8", fuzzy=False)
    for path in source_files(root):
        for _line, message, _comments, context in extract_from_file(find_messages, path, keywords=KEYWORDS):
            catalog.add(message, context=context)
    for path in sorted((root / "wording").rglob("*.toml")):
        for message in messages(read_sentences(path)):
            catalog.add(message if len(message) > 1 else message[0])
    return catalog


def update(root: Path = ROOT, *, template: Path = TEMPLATE, welsh: Path = WELSH) -> None:
    """Write the template and update the Welsh catalogue from it; translations stay.

    A message that is no longer in the source is removed. No translation is guessed from a similar message, and one that
    becomes plural, or ceases to be, loses its translation.
    """
    found = extract(root)
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text(template_text(found), encoding="utf-8", newline="\n")
    catalog = read_welsh(welsh)
    catalog.update(found, no_fuzzy_matching=True, update_header_comment=False)
    for message in catalog:
        if message.id and message.fuzzy:
            message.string = ("",) * catalog.num_plurals if message.pluralizable else ""
            message.flags.discard("fuzzy")
    welsh.parent.mkdir(parents=True, exist_ok=True)
    welsh.write_text(template_text(catalog), encoding="utf-8", newline="\n")


def manual_text(written: str) -> str:
    """Return the text of the manual page of issue codes with its list: of issues, by severity, and of refused files."""
    titles = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Information"}
    lists = {title: [code for code in SEVERITIES if SEVERITIES[code] is severity] for severity, title in titles.items()}
    lists |= {"Files that cannot be used": [*FILE_FAULTS]}
    parts = ([f"## {title}", "", *map(_code_line, sorted(lists[title]))] for title in lists)
    return written.partition(_LIST_BEGINS)[0] + _LIST_BEGINS + "\n\n".join(map("\n".join, parts)) + "\n"


def _code_line(code: str) -> str:
    """Return a code with its message in English, with dots for its values: the most general one of variants."""
    found = TEXTS[code]["message"]
    while isinstance(found, Mapping):
        found = found.get("other") or next(variant for name, variant in found.items() if name != "by")
    return f"- `{code}`: {_PLACEHOLDER.sub('…', found if isinstance(found, str) else found[1])}"


def read_welsh(welsh: Path = WELSH) -> Catalog:
    """Return the Welsh catalogue; without a file an empty one with the six plural forms of Welsh."""
    catalog = read_po(BytesIO(welsh.read_bytes() if welsh.exists() else _WELSH_HEADER.encode()), locale="cy")
    catalog.header_comment, catalog.fuzzy = "", False
    return catalog


def find_messages(fileobj: Any, keywords: Collection[str], comment_tags: object, options: object) -> Iterator[Any]:
    """Yield the calls in a Python file whose first arguments are messages, in the form of a Babel extractor.

    Babel's Python extractor misses a message inside the arguments of another, so this one reads the syntax tree.
    """
    for node in ast.walk(ast.parse(fileobj.read())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            literals = (getattr(argument, "value", None) for argument in node.args)
            texts = tuple(text if isinstance(text, str) else None for text in literals)
            if name in keywords and any(texts):
                yield node.lineno, name, texts, []


def source_files(root: Path) -> Iterator[Path]:
    """Yield the source files that may have messages."""
    for source in SOURCES:
        path = root / source
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path] * path.is_file()


def template_text(catalog: Catalog) -> str:
    """Return the text of a template: sorted, and without dates and line numbers, so that it stays stable."""
    written = BytesIO()
    write_po(written, catalog, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    header, _gap, messages = written.getvalue().decode().partition("\n\n")
    headers = [line for line in header.splitlines() if line.startswith("msg") or line[1:].startswith(_HEADERS)]
    return "\n".join(headers) + "\n\n" + messages.rstrip("\n") + "\n"
