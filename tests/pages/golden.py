"""The pages as text with their links: `python -m tests.pages.golden` writes the files that the tests compare.

A page is added to a file by a line with its address after a number sign. Look at what `git diff` shows of the files
before it is committed: it is what people will see.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd

from components.published import published_store
from components.session.links import READING, TRACKER_URLS
from components.session.view import today
from loaders.pipeline import read_workbook
from model.access import local_actor
from model.terms import Language
from model.versions.version import Candidate
from tests.pages.cases import BOTH, CASES, UPLOADS
from tests.pages.uploads import canonical, uploaded
from tests.support.page_text import (
    ReadPage,
    document,
    has_part,
    heading,
    lines,
    nodes,
    nodes_of,
    open_page,
    text_of,
    unescaped,
)
from tests.support.workbooks.canonical import write_workbook
from tests.support.workbooks.whole_trackers import WHOLE
from wording.catalogue import Translator, translator
from wording.formatting import format_day, format_round

FOLDER = Path(__file__).parent / "golden"
# The bundled tracker, published as version 1; the example of two reviews; one with every column filled.
TRACKERS = ("bundled", "two-reviews", "whole")
MOST_OPTIONS = 8
# The address of a page, above its text.
HEADING = re.compile(r"^# ([a-z-]+\?.*)$", re.MULTILINE)


def golden_files(tracker: str) -> dict[str, list[str]]:
    """Return the addresses of each golden file of a tracker by its name: those that it has, and at least its page."""
    is_bundled, found = tracker == "bundled", {}
    for language in Language if is_bundled else (Language.ENGLISH,):
        for page in sorted(READING | TRACKER_URLS if is_bundled else READING):
            file = FOLDER / f"{tracker}.{page}.{language.value}.txt"
            text = file.read_text(encoding="utf-8") if file.exists() else ""
            found[file.name] = HEADING.findall(text) or [f"{page}?"]
    return found


def golden_text(name: str, addresses: list[str]) -> str:
    """Return the text of the pages of a golden file."""
    language = Language(name.split(".")[-2])
    return "\n\n".join(f"# {address}\n\n{page_text(address, language)}" for address in addresses) + "\n"


def case_texts(topic: str, folder: Path) -> str:
    """Return the parts of pages that the cases of a topic show, each of its own tracker."""
    found = []
    for name, (tracker, addresses) in CASES[topic].items():
        file = folder / "tracker.xlsx"
        file.unlink(missing_ok=True)
        if isinstance(tracker, bytes):
            file.write_bytes(tracker)
        else:
            write_workbook(file, **tracker)
        os.environ["CYNNYDD_TRACKER"] = str(file)
        views = [f"{address}\n\n{_parts_text(address)}" for address in addresses]
        found.append("\n\n".join([f"# {name}", *views]))
    return "\n\n".join(found) + "\n"


def upload_texts(folder: Path) -> str:
    """Return the page Upload after each of its files was chosen, where two recommendations are published."""
    os.environ.pop("CYNNYDD_TRACKER", None)
    first = write_workbook(folder / "first.xlsx", recommendations=BOTH).read_bytes()
    published_store().publish(
        Candidate(read_workbook(first, name="first.xlsx"), first), actor=local_actor("Ann"), reason="First."
    )
    found = []
    for name, (tracker, file) in UPLOADS.items():
        content = tracker if isinstance(tracker, bytes) else canonical(folder, **tracker)
        text = _without_days("\n".join(field_lines(uploaded(content, file))))
        found.append(f"# {name}\n\n{text[text.index('<title>') :]}")
    return "\n\n".join(found) + "\n"


def _parts_text(address: str) -> str:
    """Return the title and the parts of a page that an address names by their ids, with commas between them."""
    url = urlsplit(address)
    opened = open_page(url.path, **parse_qs(url.query))
    parts = [nodes(opened, key) if has_part(opened, key) else [f"(no {key})\n"] for key in url.fragment.split(",")]
    shown = [_with_address(node) for part in parts for node in part]
    title = opened.title if isinstance(opened, ReadPage) else ""
    return _without_days("\n".join([title, heading(opened), *lines(shown)]))


def show(tracker: str, folder: Path) -> None:
    """Let the dashboard show a tracker."""
    os.environ.pop("CYNNYDD_TRACKER", None)
    if tracker == "two-reviews":
        os.environ["CYNNYDD_TRACKER"] = "docs/examples/two-reviews.xlsx"
    if tracker == "whole":
        os.environ["CYNNYDD_TRACKER"] = str(write_workbook(folder / "whole.xlsx", **WHOLE))


def page_text(address: str, language: Language) -> str:
    """Return the lines of a page; what changes from day to day stands as a name in braces."""
    url = urlsplit(address)
    opened = open_page(url.path, lang=language.value, **parse_qs(url.query))
    if isinstance(opened, ReadPage):
        listed = [opened.title, *lines([_with_address(node) for node in document(opened)])]
    else:
        listed = list(field_lines(opened))
    return _without_days("\n".join(line.strip() for line in listed))


def field_lines(app) -> Iterator[str]:
    """Yield the lines of a page with fields in their order: a field with its label, its value and its options."""
    for element in app.main:
        html = element.proto.bytes.decode().partition("-->")[2] if element.type == "bidi_component" else ""
        html = element.value if element.type == "html" else html
        yield from lines([_with_address(node) for node in nodes_of(html)])
        if not html and hasattr(element, "label"):
            options = [str(option) for option in getattr(element, "options", [])]
            listed = " / ".join(options) if len(options) <= MOST_OPTIONS else f"{len(options)} options"
            shown = [element.label, str(getattr(element, "value", "")), listed]
            yield unescaped(f"<{element.type}> {' | '.join(shown)}")
        elif not html and isinstance(value := getattr(element, "value", None), str):
            yield unescaped(f"<{element.type}> {value}")


def _without_days(text: str) -> str:
    """Return a text with names in braces for what changes from day to day, but not in examples of dates."""
    text = re.sub(r"((?:such as|megis)(?: 3)?) (?:March|Mawrth) 2027", r"\1 {example}", text)
    for language in Language:
        for changing, name in _changing(today(), translator(language)).items():
            text = text.replace(changing, name)
    text = re.sub(r"\([^()]* (?:ago|yn ôl)\)", "({ago})", text)
    text = re.sub(r"\b\d+ days? (past its target|late)\b", r"{days} \1", text)
    text = re.sub(r"\b\d\d:\d\d(?!\d)", "{time}", text)
    text = re.sub(r"\b(file|uploaded)=[\w-]{22}", r"\1={token}", text)
    return re.sub(r"\b(version|fersiwn) [0-9a-f]{8}\b", r"\1 {digest}", text)


def _changing(day: date, _: Translator) -> dict[str, str]:
    """Return the name in braces of each day and month that depends on the day of the visit."""
    months = [pd.Timestamp(day.replace(day=1)) + pd.DateOffset(months=number) for number in range(-1, 4)]
    return {
        **{each.isoformat(): "{today}" for each in (day, day.replace(day=1))},  # the second is the value of a month
        format_day(day, _): "{today}",
        f"{format_day(day, _, short=True)} {day.year}": "{today}",
        format_day(day + timedelta(weeks=3), _): "{in three weeks}",
        format_round(day, _, short=True): "{this month}",
        **{format_round(month, _): f"{{month {number:+}}}" for number, month in enumerate(months, start=-1)},
        format_round(day, _): "{this month}",
    }


def _with_address(node):
    """Return a node in which links have their addresses, charts their texts, and others their language and width."""
    if isinstance(node, str):
        return node
    tag, attributes, *children = node
    if tag == "a":
        return f"[{attributes.get('aria-label') or text_of(node)}]({attributes['href']}) "
    before = [f"\n{attributes['aria-label']}\n"] if "figure" in attributes else []
    before += [f"({name} {attributes[name]}) " for name in ("lang", "colspan", "rowspan") if name in attributes]
    return [tag, attributes, *before, *map(_with_address, children)]


def main() -> None:
    """Write the golden files anew."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CYNNYDD_DATABASE_URL"] = f"sqlite:///{folder}/published.db"
        for tracker in TRACKERS:
            show(tracker, Path(folder))
            for name, addresses in golden_files(tracker).items():
                (FOLDER / name).write_text(golden_text(name, addresses), encoding="utf-8")
        for topic in CASES:
            (FOLDER / f"cases.{topic}.txt").write_text(case_texts(topic, Path(folder)), encoding="utf-8")
        os.environ["CYNNYDD_DATABASE_URL"] = f"sqlite:///{folder}/uploads.db"
        (FOLDER / "uploads.txt").write_text(upload_texts(Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
