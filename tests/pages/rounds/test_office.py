"""Who said what in a round: the office rates, decides and writes, and an inspectorate has only published its review."""

import csv
import io
import json
import re
import zipfile
from datetime import date

import pandas as pd
from pypdf import PdfReader
from streamlit.util import calc_hash

from analysis.returns import requested
from components.document.file_answer import feed_of
from components.published import displayed_tracker
from components.session.view import today
from model.access import local_actor
from model.returns.round import Answer, Item, ReceivedReturn, Round, Scope
from model.terms import Language
from reports.__main__ import main as write_paper
from store.__main__ import main as store_command
from store.rounds.rounds import receive_return, start_round
from tests.pages.uploads import published
from tests.support.page_text import by_label, lines, nodes, open_page, texts
from tests.support.published_trackers import ME, candidate, month, update

EDITOR, PUBLISHER = "Eleri Editor", "Pwyll Publisher"
OFFICE = {
    "CYNNYDD_OFFICE": "Office of the Commissioner",
    "CYNNYDD_OFFICE_SHORT": "OC",
    "CYNNYDD_OFFICE_WELSH": "Swyddfa'r Comisiynydd",
}
REVIEWS = [
    {"review": "Custody", "title": "Custody inspection", "body": "HMICFRS"},
    {"review": "Stalking", "title": "Deep dive", "body": "Office of the Commissioner"},
]
PAPERS = ("panel.docx", "panel.pdf", "workbook.xlsx", "open-data.zip")


def start(store):
    """Start a round on the current version, which the first agency answers completely."""
    tracker = displayed_tracker().tracker
    requests = requested(tracker, as_at=pd.Timestamp(2026, 10, 1), scope=Scope.ALL)
    start_round(store, Round(date(2026, 10, 1), today(), Scope.ALL, 1), requests, actor=local_actor("Ann"))
    keys = tuple((each.review, each.ref) for each in requests if each.recipient == requests[0].recipient)
    answers = tuple(Answer(*key, Item.UPDATE, "Half is done.") for key in keys)
    receive_return(store, ReceivedReturn(None, requests[0].recipient, 1, keys, answers), actor=local_actor("Ann"))


def rate(item, *, who=EDITOR, status="Amber"):
    """Rate a recommendation of the round on its page, write why, and decide to keep it open; return the page."""
    app = open_page("rating", publisher=who, item=item)
    by_label(app.radio, "The office's status").set_value(status)
    by_label(app.text_area, "Why").set_value("No evidence yet.")
    app = by_label(app.radio, "The office's decision").set_value("Kept open").run()
    return by_label(app.text_area, "Reason of the decision").set_value("Not audited.").run()


def publish_round():
    """Take the round to Upload, and publish it there under another name than that of who rated."""
    app = open_page("rating").button(key="rating.publish").click().run()
    app._page_hash = calc_hash("upload")
    app = published(app.run(), who=PUBLISHER)
    assert not app.exception
    assert "Everyone sees it on their next click. See the position" in texts(app)


def texts_of(content):
    """Return all text of a file and of the files in it: its words, without markup, and its properties."""
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        return "\n".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(texts_of(archive.read(name)) for name in archive.namelist())
    return re.sub("<[^>]*>", "", content.decode(errors="replace"))


def written_papers(folder, language):
    """Return all text of each paper in a language."""
    found = {}
    for name in PAPERS:
        paper, path = name.split(".")[0], folder / f"{language}-{name}"
        assert write_paper([paper, str(path), "--language", language]) == 0
        found[name] = texts_of(path.read_bytes())
    return found


def rows_of_feed(name):
    return list(csv.DictReader(io.StringIO(feed_bytes_of(name, Language.ENGLISH).decode("utf-8-sig"))))


def feed_bytes_of(name, language):
    return feed_of(name, displayed_tracker(), language)


def test_the_office_rates_decides_and_writes_on_the_review_of_an_inspectorate(
    opened_store, monkeypatch, tmp_path, capsys
):
    for name, value in OFFICE.items():
        monkeypatch.setenv(name, value)
    listed = {"ref": "1", "recommendation": "Do it.", "lead_agency": "The Force"}
    recommendations = [{"review": row["review"], **listed} for row in REVIEWS]
    progress = [update("1", review=row["review"], at=month(2026, 6)) for row in REVIEWS]
    opened_store.publish(
        candidate({"reviews": REVIEWS, "recommendations": recommendations, "progress": progress}), **ME
    )
    start(opened_store)
    named = "What the office rates, decides and writes is published under its name: Office of the Commissioner."
    assert named in " ".join(texts(open_page("round")))
    assert named in texts(rate("1"))
    rate("2")
    publish_round()

    for review in ("Custody", "Stalking"):
        shown = texts(open_page("recommendation", ref="1", review=review))
        assert "Progress · Amber · rated by: Office of the Commissioner" in shown
        assert "OC: No evidence yet." in shown
        assert "Kept open, October 2026, by: Office of the Commissioner Not audited." in shown
        welsh = texts(open_page("recommendation", ref="1", review=review, lang="cy"))
        assert "Cynnydd · Ambr · graddiwyd gan: Swyddfa'r Comisiynydd" in welsh
        assert not any("HMICFRS" in text for text in (*shown, *welsh))

    feeds = {name: rows_of_feed(f"{name}.csv") for name in ("progress", "decisions")}
    rated = [(row["rated_by"], row["basis"]) for row in feeds["progress"] if row["status"] == "Amber"]
    assert rated == [("Office of the Commissioner", "Published")] * 2
    assert [row["by"] for row in feeds["decisions"]] == ["Office of the Commissioner"] * 2
    package = json.loads(feed_bytes_of("datapackage.json", Language.WELSH))
    assert package["contributors"] == [{"title": "Swyddfa'r Comisiynydd", "role": "publisher"}]

    assert store_command(["round", "returns", str(tmp_path / "returns.zip")]) == 0
    returns = texts_of((tmp_path / "returns.zip").read_bytes())
    assert [name for name in (EDITOR, PUBLISHER, "HMICFRS", ME["actor"].name) if name in returns] == []
    assert "Office of the Commissioner" in returns
    for language, body, by in (("en", "Body", "Office of the Commissioner"), ("cy", "Corff", "Swyddfa'r Comisiynydd")):
        papers = written_papers(tmp_path, language)
        assert [name for name, text in papers.items() if EDITOR in text or PUBLISHER in text] == []
        for name in ("panel.docx", "panel.pdf"):
            assert by in papers[name]
            assert papers[name].count(f"{body}: HMICFRS") == 1
        inspectorate = {name: text.count("HMICFRS") for name, text in papers.items() if "HMICFRS" in text}
        assert inspectorate == {"panel.docx": 1, "panel.pdf": 1, "open-data.zip": 1}

    by_whom = lines(nodes(open_page("recommendation", ref="1", review="Custody"), "who-rated"))
    pattern = r"(Kept open|Amber): Eleri Editor \(not verified\), \d+ \w+ \d{4}, \d\d:\d\d, published in version 2"
    assert [match[1] for match in map(re.compile(pattern).fullmatch, by_whom) if match] == ["Kept open", "Amber"]
    assert lines(nodes(open_page("rating", item="1"), "who-rated")) == by_whom
    assert store_command(["audit"]) == 0
    trail = [line for line in capsys.readouterr().out.splitlines() if EDITOR in line]
    expected = [
        "decision on closure · version 2 · Recommendation 1 (Stalking): Kept open",
        "rating · version 2 · Recommendation 1 (Stalking): Amber",
        "decision on closure · version 2 · Recommendation 1 (Custody): Kept open",
        "rating · version 2 · Recommendation 1 (Custody): Amber",
    ]
    assert [line.split(" · Eleri Editor (not verified) · ")[1] for line in trail] == expected
    assert " ".join(lines(nodes(open_page("access"), "audit"))).count("Eleri Editor (not verified)") == 4
