"""Edit: what is changed on the page is a draft, and is published as one version with who and why."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from components.document.read import read
from components.public_edition.content import PublicOptions
from components.public_edition.edition import edition_files
from components.published import displayed_tracker, published_store
from components.session.view import PageRequest
from loaders.canonical import workbook_bytes
from model.access import Actor, Role, local_actor
from model.returns.draft import EDITS, DraftCell, row_name, split_link
from model.terms import Language
from model.versions.version import Action
from store.rounds.rounds import drafts_of_round, save_draft
from tests.support.page_text import document, heading, links, open_page, texts, unescaped
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, recommendation, rows, update

ANN, BEN = local_actor("Ann"), local_actor("Ben")
AGENCIES = {"lead_agency": "The Force", "theme": "Data"}


@pytest.fixture
def store(opened_store):
    listed = [recommendation(ref, title=f"Title {ref}", **AGENCIES) for ref in ("1", "2")]
    promise = {"review": "Stalking", "ref": "1", "activity": "Meet the Force"}
    tables = rows("1", "2", recommendations=listed, progress=[update("1", update="Begun.")], monitoring=[promise])
    opened_store.publish(candidate(tables), **ME)
    return opened_store


def opened(**query):
    return open_page("edit", publisher="Ann", **query)


def field(widgets, label):
    """Return the first widget with a label, or with one that begins so."""
    named = [(unescaped(each.label), each) for each in widgets]
    return next(each for name, each in named if name == label or name.startswith(f"{label},"))


def typed(app, label, text, *, area=False):
    field(app.text_area if area else app.text_input, label).set_value(text)
    return app


def written(app, label, text, *, area=False):
    app = typed(app, label, text, area=area).run()
    assert not app.exception
    return app


def published(app, why="Corrected."):
    app.text_input(key="edit.why").set_value(why)
    app = app.button(key="edit.publish").click().run()
    assert not app.exception
    return app


def unzipped(content):
    with ZipFile(BytesIO(content)) as package:
        return [package.read(name) for name in package.namelist()]


def drafts(store):
    return {each.field: draft.text for each, draft in drafts_of_round(store, EDITS, actor=ANN).items()}


def test_a_changed_title_is_saved_and_published_with_who_and_why(store):
    app = open_page("edit", ref="1").text_input(key="edit.who").set_value("Ann").run()
    app = written(app, "Title", "Another title")
    assert heading(app) == "Edit recommendation 1"
    assert drafts(store) == {"recommendations::title": "Another title"}
    again = opened(ref="1")
    assert field(again.text_input, "Title").value == "Another title"
    app = published(again)
    assert any("Version 2 is published." in text for text in texts(app))
    version = store.version(2)
    assert (version.who, version.reason) == ("Ann", "Corrected.")
    assert [row["title"] for row in store.load(2).rows["recommendations"]] == ["Another title", "Title 2"]
    assert drafts(store) == {}
    change = next(each for each in store.audit(actor=ADMINISTRATOR) if each.action is Action.EDIT)
    assert (change.who, change.version) == ("Ann", 2)
    assert change.details == {
        "review": "Stalking",
        "ref": "1",
        "value": "Another title",
        "field": "title",
        "before": "Title 1",
    }


def test_a_status_an_update_and_its_evidence_are_one_update(store):
    app = opened(ref="2")
    field(app.radio, "Status").set_value("Amber")
    app = typed(app, "Update", "Half is done.", area=True)
    app = typed(app, "Evidence: its title", "Minutes")
    app = typed(app, "Evidence: its address", "https://example.org/minutes")
    published(written(app, "Date", "March 2026"))
    row = store.load(2).rows["progress"][-1]
    assert (row["ref"], row["date"].words, row["kind"], row["status"]) == ("2", "March 2026", "Progress", "Amber")
    assert (row["basis"], row["rated_by"]) == ("Published", "The office")
    assert (row["update"], row["evidence"]) == ("Half is done.", "Minutes https://example.org/minutes")
    shown = dict(links(document(open_page("recommendation", ref="2"))))
    assert shown["Minutes"] == "https://example.org/minutes"
    assert [each.action for each in store.ratings_of("Stalking", "2", version=2, actor=ANN)] == [Action.RATING]


def test_a_published_update_is_corrected_and_keeps_its_place(store):
    app = opened(ref="1")
    app = field(app.selectbox, "Which update").set_value(row_name("progress", store.load(1).rows["progress"][0])).run()
    assert field(app.text_area, "Update").value == "Begun."
    published(written(app, "Update", "Begun in March.", area=True))
    assert [row["update"] for row in store.load(2).rows["progress"]] == ["Begun in March."]


def test_several_targets_and_promises_are_new_rows_and_an_earlier_promise_is_changed(store):
    app = opened(ref="1")
    app = typed(app, "What is promised", "Visit")
    app = typed(app, "With whom", "The Chief Constable")
    app = written(app, "New target date", "March 2027")
    field(app.selectbox, "Which target date").select_index(1)
    app = field(app.selectbox, "Which promise").select_index(1).run()
    app = typed(app, "New target date", "June 2028")
    app = typed(app, "Set in", "May 2027")
    app = written(app, "What is promised", "Write")
    app = field(app.selectbox, "Which promise").select_index(3).run()
    field(app.checkbox, "Fulfilled").check()
    app = typed(app, "With whom", "The Force")
    app = field(app.radio, "The office's decision").set_value("Superseded by").run()
    app = field(app.selectbox, "By which recommendation").select("2").run()
    published(written(app, "Reason of the decision", "One is enough.", area=True))
    found = store.load(2).rows
    assert [(row["ref"], row["target"].words) for row in found["targets"]] == [("1", "March 2027"), ("1", "June 2028")]
    assert [(row["activity"], row["done"], row["with"]) for row in found["monitoring"]] == [
        ("Meet the Force", True, "The Force"),
        ("Visit", None, "The Chief Constable"),
        ("Write", None, None),
    ]
    assert [(row["decision"], row["superseded_by"], row["by"]) for row in found["decisions"]] == [
        ("Superseded by", "2", "The office")
    ]


def test_a_recommendation_of_a_new_review_is_added_with_its_status(store):
    app = opened(new="1")
    assert heading(app) == "Add a recommendation"
    app = typed(app, "Title of the review", "Custody 2026")
    app = written(app, "Short name of the review", "Custody")
    field(app.selectbox, "Review").select("Custody")
    app = typed(app, "Ref", "7")
    app = typed(app, "Recommendation", "Check each cell.", area=True)
    app = field(app.radio, "Status").set_value("Red").run()
    app = published(app)
    assert heading(app) == "Edit recommendation 7"
    found = store.load(2).rows
    assert [row["review"] for row in found["reviews"]] == ["Stalking", "Custody"]
    assert [(row["review"], row["ref"]) for row in found["recommendations"]][-1] == ("Custody", "7")
    assert [(row["review"], row["ref"], row["status"]) for row in found["progress"]][-1] == ("Custody", "7", "Red")


def test_what_is_wrong_stands_at_its_field_and_keeps_it_from_being_published(store):
    app = typed(opened(new="1"), "Ref", "7")
    app = field(app.selectbox, "Review").select("Stalking").run()
    assert "The Recommendation is missing. Fill in the Recommendation." in texts(app)
    app = published(app)
    assert any("Nothing was published." in text for text in texts(app))
    app = written(app, "Evidence: its address", "minutes.pdf")
    assert any("“minutes.pdf” is no address." in text for text in texts(app))
    assert app.button(key="edit.publish").disabled
    assert store.current() == 1


def test_what_was_published_meanwhile_is_shown_and_either_can_stand(store):
    app = written(opened(ref="1"), "Title", "Mine")
    listed = [recommendation("1", title="Theirs", **AGENCIES), recommendation("2", **AGENCIES)]
    store.publish(candidate(rows("1", "2", recommendations=listed)), actor=BEN, reason="Other.")
    app = app.run()
    assert any("Published since by somebody else: “Theirs”" in text for text in texts(app))
    assert app.button(key="edit.publish").disabled
    app = app.button(key="edit.keep.0").click().run()
    published(app)
    assert store.load(3).rows["recommendations"][0]["title"] == "Mine"
    assert store.load(3).rows["recommendations"][1]["title"] is None


def test_an_address_that_is_no_web_address_is_no_link():
    assert split_link("javascript:alert(1)") == ("javascript:alert(1)", "")
    assert split_link("Minutes https://example.org/a?b=1") == ("Minutes", "https://example.org/a?b=1")


def test_a_change_is_taken_back(store):
    app = written(opened(ref="1"), "Title", "Mine")
    app = app.button(key="edit.back.0").click().run()
    assert field(app.text_input, "Title").value == "Title 1"
    assert drafts(store) == {}


def test_nothing_typed_is_markup_or_a_formula(store):
    published(written(opened(ref="1"), "Title", "=1+1 <b>**x**"))
    assert store.load(2).rows["recommendations"][0]["title"] == "=1+1 <b>**x**"


def test_what_another_editor_wrote_is_not_overwritten(store):
    app = opened(ref="1")
    cell = DraftCell(EDITS, "Stalking", "1", "recommendations::title")
    save_draft(store, cell, "Ben's", edit=0, actor=BEN, before="Title 1")
    app = written(app, "Title", "Ann's")
    assert any("You wrote on recommendation 1: Ann's" in text for text in texts(app))
    assert field(app.text_input, "Title").value == "Ben's"


def test_what_is_typed_when_the_database_is_lost_is_shown(store, temporary_database):
    app = opened(ref="1")
    published_store().close()
    store.close()
    file = Path(temporary_database.removeprefix("sqlite:///"))
    file.rename(file.with_suffix(".away"))
    app = written(app, "Title", "Ann's")
    assert heading(app) == "Nothing can be changed now."
    assert "You wrote on recommendation 1: Ann's" in texts(app)


def test_a_change_that_another_editor_has_written_anew_is_not_taken_back(store):
    app = written(opened(ref="1"), "Title", "Ann's")
    cell = DraftCell(EDITS, "Stalking", "1", "recommendations::title")
    save_draft(store, cell, "Ben's", edit=1, actor=BEN, before="Title 1")
    app = app.button(key="edit.back.0").click().run()
    assert any("Ben (not verified) has written this cell since." in text for text in texts(app))
    assert drafts(store) == {"recommendations::title": "Ben's"}
    app.button(key="edit.back.0").click().run()
    assert drafts(store) == {}


def test_what_another_editor_changes_meanwhile_is_published_after_it_was_seen(store):
    app = written(opened(ref="1"), "Title", "Ann's")
    app.text_input(key="edit.why").set_value("Corrected.")
    cell = DraftCell(EDITS, "Stalking", "2", "recommendations::title")
    save_draft(store, cell, "Ben's half", edit=0, actor=BEN, before="Title 2")
    app = app.button(key="edit.publish").click().run()
    assert any("Somebody else has changed more since you saw this page" in text for text in texts(app))
    assert store.current() == 1
    app = app.button(key="edit.publish").click().run()
    assert store.current() == 2
    assert [row["title"] for row in store.load(2).rows["recommendations"]] == ["Ann's", "Ben's half"]


def test_words_over_a_change_that_was_published_meanwhile_are_shown_and_not_saved(store):
    written(opened(ref="1"), "Title", "Ann's title")
    late = opened(ref="1")
    published(opened(ref="1"))
    app = written(late, "Title", "Late title")
    assert any("was published, or taken back, since. Yours was not saved." in text for text in texts(app))
    assert "You wrote on recommendation 1: Late title" in texts(app)
    assert (field(app.text_input, "Title").value, drafts(store)) == ("Ann's title", {})
    written(app, "Title", "Late title")
    assert drafts(store) == {"recommendations::title": "Late title"}


def test_a_recommendation_is_deleted_with_a_reason_after_a_tick_on_the_losses(store):
    app = opened(ref="1")
    shown = [text for text in texts(app) if text.startswith("With it go")]
    assert shown == [
        "With it go its updates (1), promises (1), target dates (0) and decisions (0). Earlier versions stay on record."
    ]
    key = "edit.delete.('Stalking', '1').recommendations."
    app = app.text_input(key=key).set_value("Listed twice.").run()
    app = app.button(key=f"{key}.button").click().run()
    assert any("“Title 1” is deleted, because: Listed twice." in text for text in texts(app))
    assert app.button(key="edit.publish").disabled
    assert any("1 update and 1 monitoring promise" in text for text in texts(app))
    app = published(field(app.checkbox, "That may go").check().run(), "Tidied.")
    found = store.load(2).rows
    assert [row["ref"] for row in found["recommendations"]] == ["2"]
    assert (list(found["progress"]), list(found["monitoring"])) == ([], [])


def test_a_deletion_stops_where_somebody_else_has_published_more_of_it(store):
    app = opened(ref="1")
    row = row_name("progress", store.load(1).rows["progress"][0])
    app = field(app.selectbox, "Which update").set_value(row).run()
    key = f"edit.delete.('Stalking', '1').progress.{row}"
    app = app.text_input(key=key).set_value("Wrong.").run().button(key=f"{key}.button").click().run()
    listed = [recommendation(ref, title=f"Title {ref}", **AGENCIES) for ref in ("1", "2")]
    store.publish(candidate(rows("1", "2", recommendations=listed, progress=[update("1", update="More.")])), **ME)
    app = opened(ref="1")
    assert any("Somebody has published something else about it since." in text for text in texts(app))
    assert app.button(key="edit.publish").disabled


def test_a_note_to_colleagues_is_seen_by_editors_and_is_in_nothing_that_leaves(store):
    app = typed(opened(ref="1"), "Note to colleagues", "Ring the sergeant.", area=True)
    written(app, "Who follows it up", "Ben")
    shown = "\n".join(texts(open_page("recommendation", ref="1")))
    assert ("Ring the sergeant." in shown, "Ben" in shown) == (True, True)
    assert drafts(store) == {}
    viewer = read(PageRequest("recommendation", {"ref": ["1"]}, Actor("", Role.VIEWER), Language.ENGLISH))
    public = edition_files(displayed_tracker(), PublicOptions())
    exported = workbook_bytes(store.load(1).rows, store.load(1).scale)
    leaving = [viewer.html.encode(), *public.values(), *unzipped(exported)]
    assert not [content for content in leaving if b"Ring the sergeant" in content]
