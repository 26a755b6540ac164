"""Every number of recommendations or promises on a page can be pressed, and its list has exactly so many rows."""

import re
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest

from analysis.attention import CountedPart, in_part
from analysis.promises import promises
from analysis.selection import Selection
from components.published import load_workbook
from components.session.view import filter_options, today, today_before
from tests.support.page_text import all_of, document, follow, heading, open_page, text_of
from tests.support.workbooks.canonical import DECISION, KEY, PROMISE, RECOMMENDATION, TARGET, UPDATE

PAGES = ("overview", "themes", "agencies", "over-time", "monitoring", "recommendations")
MONTHS = ("July 2023", "February 2024", "June 2024", "November 2024")
AGENCIES = ("Police", "Courts", "Probation", None)
SCALES = (
    KEY,
    [
        {"Status": word, "Meaning": f"{word}.", "Complete": "Yes" if word in ("Done", "Done and checked") else "No"}
        for word in ("Not begun", "Begun", "Half done", "Done", "Done and checked")
    ],
)
NO_LIST = re.compile(
    r"\b\d+ (?:months?|days?|rounds?|years?|decisions? |times?)\b"  # no recommendations are counted
    r"|\b\d+\.\d a month\b"
    r"|\b\d+ (?:more than|fewer than) in\b"  # a difference of two numbers
    r"|\b\d+ (?:monitoring )?promises? (?:was|were) made after\b"  # left out of every list as at the month
    r"|Page \d+ of \d+ \(.*?\)"
    r"|\b\d{1,2} (?=January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|\b(?:19|20)\d\d\b"
    r"|[Tt]he next \d+ fall due"
    r"|\b0 of \d+\b|\b0\b|\d+%"  # nothing to list, and shares
    r"| and \d+ more\.$"  # of themes or agencies
    r"|version \w+$"
    r"|: \d+ recommendations?$"  # of a meeting, whose marks stand below
)
NO_LIST_COLUMNS = ("Slips", "Days late")
EXEMPT = ("a", "summary", "button", "h1")
NUMBER = re.compile(r"\d+")


def drawn(seed):
    """Return the sheets of a tracker of two reviews, full of what cuts across its statuses."""
    random = Random(seed)  # noqa: S311 - nothing is secret
    scale = random.choice(SCALES)
    words = [row["Status"] for row in scale]
    listed = [("Stalking", str(n)) for n in range(1, 8)] + [
        ("Custody", str(n)) for n in range(1, random.choice((1, 6)))
    ]
    keys = [{"Review": review, "Ref": ref} for review, ref in listed]
    others = random.sample(("Police", "Courts", "Council"), 2)
    return {
        "reviews": [
            {"Review": "Stalking", "Title": "Stalking", "Published": "1 July 2023", "Response days": "56"},
            {"Review": "Custody", "Title": "Custody", "Published": "May 2024"},
        ],
        "recommendations": [
            {
                **RECOMMENDATION,
                **key,
                "Title": "Funding",
                "Theme": random.choice(("Data", "Training", None)),
                "Lead agency": random.choice(AGENCIES),
                "Supporting agencies": random.choice((None, "; ".join(others), others[0])),
                "Target date": random.choice((None, "March 2024", "January 2031")),
            }
            for key in keys
        ],
        "progress": [
            {
                **UPDATE,
                **key,
                "Date": month,
                "Kind": random.choice(("Progress", "Progress", "Response")),
                "Status": random.choice((*words, None)),
                "Basis": random.choice(("Published", "Inferred")),
                "Update": random.choice(("Work goes on.", f"Reported in {month}.", "No progress.")),
                "Agency status": random.choice((None, *words)),
                "Proposed closure": random.choice((None, "Yes")),
            }
            for key in keys
            for month in MONTHS
            if random.random() < 0.7
        ],
        "monitoring": [
            {**PROMISE, **random.choice(keys), "Due": due, "Done": random.choice(("Yes", "No"))}
            for due in random.choices(("May 2024", "July 2024", "January 2031", "to be arranged"), k=6)
        ],
        "targets": [{**TARGET, **key} for key in random.sample(keys, 3)],
        "decisions": [
            {**DECISION, **key, "Decision": random.choice(("Closed", "Kept open", "No longer applicable"))}
            for key in random.sample(keys, 4)
        ],
        "key": scale,
    }


def rows_behind(loaded, page, href):
    """Return how many rows the list at an address has: of recommendations, or of promises on Monitoring."""
    address = urlsplit(href)
    options, query = filter_options(loaded.tracker), parse_qs(address.query)
    name = address.path or page

    def chosen(field):
        return tuple(options[field][slug] for slug in query.get(field, ()))

    month = query.get("as_at", ["today" if name == "monitoring" else next(reversed(options["as_at"]))])[0]
    is_judged_today = query.get("only") == ["late"] and "at" not in query and month == next(reversed(options["as_at"]))
    month = f"{today():%Y-%m}" if month == "today" or is_judged_today else month
    selection = Selection(
        chosen("review"), chosen("theme"), chosen("lead"), chosen("agency"), chosen("support"), chosen("status"),
        as_at=month,
    )  # fmt: skip
    as_at = selection.month(loaded.tracker)
    day = today_before(as_at)
    tracker = selection.apply(loaded.tracker)
    if name == "monitoring":
        timings = promises(tracker, as_at=as_at, today=day)["timing"]
        return int(timings.isin(query.get("timing", list(timings))).sum())
    assert name in ("recommendations", "overview"), href
    since, at = (Selection(as_at=query[code][0]).month(tracker) if code in query else None for code in ("since", "at"))
    was, now = (options["status"][query[code][0]] if code in query else "" for code in ("was", "now"))
    part = CountedPart(query.get("only", [""])[0], was, now, since, at)
    return len(in_part(tracker, part=part, as_at=as_at, today=day))


def counted_links(app):
    """Return (number, text, href) of every link that shows a number of recommendations or promises."""
    found = []
    for link in all_of(document(app), "a"):
        text, classes = NO_LIST.sub(" ", text_of(link)), link[1].get("class", "").split()
        numbers = re.findall(r"\((\d+)\)$", text) or re.findall(r"\d+" if classes != ["toggle"] else r"^\d+", text)
        if numbers and not {"count", "piece", "toggle"}.isdisjoint(classes) and not link[1].get("aria-current"):
            found.append((int(numbers[0]), text, link[1]["href"]))
    return found


def unlinked_numbers(listed):
    """Return the texts with a number outside a link, the heading, and what opens a list on the page itself."""
    found = []
    for node in listed:
        if isinstance(node, str):
            found += [node] if NUMBER.search(NO_LIST.sub(" ", node)) else []
        elif node[0] == "table":
            headings = [text_of(each).strip(" |") for each in all_of([node], "th") if each[1].get("scope") == "col"]
            for row in all_of([node], "tr"):
                cells = zip(headings, row[2:], strict=False)
                found += unlinked_numbers([cell for name, cell in cells if name not in NO_LIST_COLUMNS])
        elif node[1].get("role") == "status":  # says to a screen reader what stands beside it
            continue
        elif node[0] not in EXEMPT and {"ref", "paper", "banner"}.isdisjoint(node[1].get("class", "").split()):
            found += unlinked_numbers(node[2:])
    return found


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.nightly) for seed in range(1, 8))])
def test_every_number_opens_a_list_of_exactly_so_many_rows(shown, seed):
    random = Random(seed)  # noqa: S311 - nothing is secret
    loaded = load_workbook(shown(**drawn(seed)))
    options = filter_options(loaded.tracker)
    filters = [
        {},
        {"theme": "data"},
        {"lead": next(iter(options["lead"]))},
        {"agency": next(iter(options["agency"]))},
        {"status": next(iter(options["status"])), "as_at": "2024-06"},
        {"status": next(iter(options["status"])), "as_at": "2024-02"},
        {"as_at": "2024-06"},
        {"review": "stalking", "as_at": "today"},
    ]
    followed = []
    for page in PAGES:
        app = open_page(page, **random.choice(filters))
        if heading(app).startswith("No recommendation"):
            continue
        links = counted_links(app)
        wrong = [(page, *link) for link in links if rows_behind(loaded, page, link[2]) != link[0]]
        assert wrong == []
        assert [(page, text) for text in unlinked_numbers(document(app))] == []
        followed += [link for link in links if link[2].startswith("recommendations?")]
    for number, _text, href in random.sample(followed, 2):
        assert heading(follow(app, href)).split()[0] == str(number)
