"""The pages to read as text with their links: `python -m tests.pages.golden` writes the files that the tests compare.

Look at what `git diff` shows of them before it is committed: it is what readers will see.
"""

import os
import re
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from components.session.links import READING
from components.session.view import today
from model.language import Language
from tests.support.page_text import ReadPage, document, lines, open_page, text_of
from tests.support.workbooks.canonical import write_workbook
from tests.support.workbooks.whole_trackers import WHOLE
from wording.catalogue import translator
from wording.format.dates import format_day, format_round

FOLDER = Path(__file__).parent / "golden"
TRACKERS = ("bundled", "two-reviews", "whole")
"""The bundled tracker, published as version 1; the example of two reviews; one with every column filled."""
FEBRUARY = {"as_at": "2024-02"}
QUERIES: dict[str, list[dict[str, str]]] = {
    "overview": [FEBRUARY, {"as_at": "2023-07"}, {"as_at": "today", "theme": "training"}],
    "recommendations": [{"sort": "-status", "theme": "data"}, {"q": "soteria"}, {"only": "improved"}],
    "recommendation": [{"ref": ref, **more} for ref in ("1", "9", "17") for more in ({}, FEBRUARY | {"theme": "data"})],
    "over-time": [FEBRUARY, {"start": "2023-07", "end": "2024-02"}],
    "themes": [{"theme": "data"}, FEBRUARY],
    "agencies": [{"status": "amber"}],
    "monitoring": [
        {"as_at": "2024-06"},
        {"theme": "training", "as_at": "2024-06", "by": "kind"},
        {"by": "with"},
        {"by": "recommendation", "timing": "due", "as_at": "2024-06"},
    ],
    "meeting": [
        {"occasion": "2025-01-detective-superintendent-for-protecting-vulnerable-people"},
        {"theme": "training"},
    ],
    "reports": [{"paper": "pack", "theme": "data", **FEBRUARY}, {"paper": "canonical"}],
    "present": [*({"slide": str(slide)} for slide in range(2, 7))],
}
"""The queries of the bundled tracker in which a page is pinned beside the one without any."""
OTHERS = {
    "recommendation": [{"ref": "3", "review": "custody"}, *({"ref": ref, "review": "stalking"} for ref in ("1", "2"))],
    "present": [{"slide": "2"}, {"slide": "4"}],
}
"""Those of the other trackers, for pages that have several."""


def golden_texts(tracker: str) -> dict[str, str]:
    """Return the text of each page of a tracker by the name of its golden file."""
    found = {}
    for language in Language if tracker == "bundled" else (Language.ENGLISH,):
        for page in sorted(READING):
            base = OTHERS.get(page, [{}]) if tracker != "bundled" else [{}]
            more = QUERIES.get(page, []) if tracker == "bundled" else []
            queries = [*base, *more] if language is Language.ENGLISH else [*base, *more[:1]]
            runs = [f"# {page}?{urlencode(query)}\n\n{page_text(page, language, query)}" for query in queries]
            found[f"{tracker}.{page}.{language.value}.txt"] = "\n\n".join(runs) + "\n"
    return found


def show(tracker: str, folder: Path) -> None:
    """Let the dashboard show a tracker."""
    os.environ.pop("CYNNYDD_TRACKER", None)
    if tracker == "two-reviews":
        os.environ["CYNNYDD_TRACKER"] = "docs/examples/two-reviews.xlsx"
    if tracker == "whole":
        os.environ["CYNNYDD_TRACKER"] = str(write_workbook(folder / "whole.xlsx", **WHOLE))


def page_text(page: str, language: Language, query: dict[str, str]) -> str:
    """Return the lines of a page; what changes from day to day stands as a name in braces."""
    opened = open_page(page, lang=language.value, **query)
    assert isinstance(opened, ReadPage)
    text = "\n".join(line.strip() for line in lines([_with_address(node) for node in document(opened)]))
    _, day = translator(language), today()
    for changing, name in (
        (format_day(day, _), "{today}"),
        (format_round(day, _), "{this month}"),
        (format_round(day, _, short=True), "{this month}"),
    ):
        text = text.replace(changing, name)
    text = re.sub(r"\([^()]* (?:ago|yn ôl)\)", "({ago})", text)
    text = re.sub(r"\b\d+ days? (past its target|late)\b", r"{days} \1", text)
    return re.sub(r"\bversion [0-9a-f]{8}\b", "version {digest}", text)


def _with_address(node):
    """Return a node in which each link stands with its spoken label and its address, and each chart with its text."""
    if isinstance(node, str):
        return node
    tag, attributes, *children = node
    if tag == "a":
        return f"[{attributes.get('aria-label') or text_of(node)}]({attributes['href']}) "
    alt = [f"\n{attributes['aria-label']}\n"] if "figure" in attributes else []
    return [tag, attributes, *alt, *map(_with_address, children)]


def main() -> None:
    """Write the golden files anew."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CYNNYDD_DATABASE_URL"] = f"sqlite:///{folder}/published.db"
        for tracker in TRACKERS:
            show(tracker, Path(folder))
            for name, text in golden_texts(tracker).items():
                (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
