"""Hostile texts in every column of a workbook and in every parameter of a URL stay texts on every page."""

import re
from datetime import date

import pytest

from components.session.links import PAGE_PARAMETERS, READING, TRACKER_URLS
from components.session.view import FILTERS, PageRequest, open_view, today
from loaders.pipeline import read_workbook
from model.access import local_actor
from model.returns.round import Answer, Item, ReceivedReturn, Recipient, RequestedUpdate, Round, Scope
from model.terms import Language
from model.tracker.columns import SHEETS, DataType
from model.versions.version import Candidate
from store.rounds.rounds import receive_return, start_round
from tests.pages.uploads import uploaded
from tests.support.editions import NASTY
from tests.support.page_text import descendants, document, lines, nodes_of, open_page, text_of, texts
from tests.support.workbooks.whole_trackers import WHOLE

HOSTILE = (
    *(text.replace("=", " =") for text in NASTY if "\x07" not in text),
    "a_x0007_b_x000d_c",
    "</p></main></style><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>' onmouseover='alert(1)",
    "javascript:alert(1)",
    "//elsewhere.example/?a=b&lt;&amp;c#d",
    "<!-- ]]> <![CDATA[ <?x",
)
# The columns of names that are no codes; other columns of names are left as they are, as are dates and flags.
FREE = {"Review", "Ref", "Body", "Lead role", "Theme", "Lead agency", "Rated by", "With", "By", "Name", "Short name"}
ALLOWED = re.compile(r"(\.\./|\./)?[a-z0-9/._-]*(\?[^\s\"'<>]*)?(#[\w.-]*)?")


def hostile_sheets(shift):
    """Return a whole tracker in which each free text and name is hostile; equal ones stay equal."""
    texts: dict[str, int] = {}

    def hostile(value):
        place = texts.setdefault(value, len(texts))
        return f"{HOSTILE[(place + shift) % len(HOSTILE)]} {place}"

    free = {
        plan.table: {
            column.heading
            for column in plan.columns
            if column.data_type is DataType.TEXT or column.heading in FREE or column.heading.endswith("(Welsh)")
        }
        for plan in SHEETS
    }
    return {
        table: [
            {name: hostile(cell) if cell and name in free[table] else cell for name, cell in row.items()}
            for row in rows
        ]
        for table, rows in WHOLE.items()
    }


def requests(page, language, shift):
    """Return the queries of a page: each recommendation or slide, and hostile values of all its parameters."""
    base = {"lang": [language]}
    first = open_view(PageRequest(page, base, local_actor(""), Language(language)))
    every = {
        name: [HOSTILE[(place + shift) % len(HOSTILE)]]
        for place, name in enumerate((*PAGE_PARAMETERS.get(page, ()), *FILTERS, "version"))
    }
    more = [{"q": [HOSTILE[shift]]}, every]
    if page == "recommendation":
        more += [{"review": [row.review], "ref": [row.ref]} for row in first.tracker.recommendations.itertuples()]
    if page == "present":
        more += [{"slide": [str(number)]} for number in range(2, 8)]
    return [base, *({**each, **base} for each in more)]


@pytest.mark.parametrize(("language", "shift"), [("en", 0), ("cy", 7)])
@pytest.mark.parametrize("page", sorted(READING))
def test_a_page_has_nothing_of_a_workbook_or_an_address_but_texts(shown, page, language, shift):
    shown(**hostile_sheets(shift))
    for query in requests(page, language, shift):
        written = nodes_of(open_page(page, **query).html)
        assert_harmless(written)
    assert any(text in "".join(lines(written)) for text in HOSTILE)


def assert_harmless(nodes):
    """Fail where something runs, is loaded, or leads out of the dashboard."""
    for node in descendants(nodes):
        assert node[0] not in ("script", "img", "iframe", "object", "link", "meta", "base", "r")
        assert (node[0], text_of(node)) != ("b", "bold")
        assert not [name for name in node[1] if name.startswith("on")]
        assert ALLOWED.fullmatch(node[1].get("href") or node[1].get("action") or "")


@pytest.fixture
def published(opened_store, written):
    """Publish two hostile versions, and take in a hostile return of an open round."""
    actor = local_actor(HOSTILE[-2])
    for shift in (7, 0):
        content = written(**hostile_sheets(shift)).read_bytes()
        made = Candidate(read_workbook(content, name="<b>.xlsx"), content)
        opened_store.publish(made, actor=actor, reason=HOSTILE[-3])
    row = opened_store.load(2).rows["recommendations"][0]
    key, who = (str(row["review"]), str(row["ref"])), Recipient(str(row["lead_agency"]), "")
    of_month = Round(date(2026, 10, 1), today(), Scope.ALL, 2)
    start_round(opened_store, of_month, [RequestedUpdate(who, *key)], actor=actor)
    answers = tuple(Answer(*key, item, HOSTILE[-2]) for item in (Item.UPDATE, Item.EVIDENCE, Item.NEW_TARGET))
    receive_return(opened_store, ReceivedReturn(None, who, 2, (key,), answers), actor=actor)


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("page", sorted(TRACKER_URLS))
def test_a_page_with_fields_has_nothing_of_a_workbook_or_a_return_but_texts(written, page):
    app = open_page(page)
    if page == "upload":
        app = uploaded(written(**hostile_sheets(3)).read_bytes(), "<b>.xlsx", app)
    assert_harmless(document(app))
    assert any("alert(1)" in text for text in texts(app))
