"""What publishing would lose, and what others publish meanwhile: named at the button, and ticked before it works."""

from io import BytesIO

from openpyxl import load_workbook

from components.downloads import tracker_work
from components.published import displayed_tracker
from loaders.canonical import workbook_bytes
from loaders.pipeline import read_workbook
from model.terms import RED_AMBER_GREEN
from model.versions.difference import MergeSide
from model.versions.version import Mode
from tests.pages.cases import JUNE
from tests.pages.conftest import BOTH
from tests.pages.uploads import (
    canonical,
    chosen_mode,
    field,
    lines_at,
    loss_boxes,
    pressed,
    published,
    replacing,
    ticked,
    uploaded,
)
from tests.support.page_text import has_part, heading, texts, unescaped
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION

SECOND_JUNE = {**JUNE, "Ref": "2"}
THEIRS = {**SECOND_JUNE, "Status": "Red", "Update": "Nothing is shared."}
FULL = {"recommendations": BOTH, "progress": [RATED, JUNE, SECOND_JUNE]}
PROMISES = [PROMISE, {**PROMISE, "Ref": "2"}]


def labels(app):
    return [unescaped(each.label) for each in loss_boxes(app)]


def publish_button(app):
    (button,) = [each for each in app.button if each.label in ("Publish", "Cyhoeddi")]
    return button


def forced(app):
    """Return the page after a press of a button that does not work, as a page that was changed can send it."""
    button = publish_button(app)
    assert button.disabled
    button.proto.disabled = False
    return button.click().run()


def seen(app):
    """Return the page after the reader ticked to have seen what others published."""
    (box,) = [each for each in app.checkbox if each.key.startswith("upload.newer.")]
    return box.check().run()


def test_each_kind_of_loss_is_ticked_before_the_button_works(store, publish, tmp_path):
    publish(**FULL, monitoring=PROMISES)
    app = uploaded(canonical(tmp_path, progress=[JUNE]))
    assert (app.radio[0].value, labels(app)) == (Mode.MERGE, [])
    assert app.radio[0].proto.captions[1].startswith(r"It loses\: 1 recommendation \(2\), with 1 update and")
    app = replacing(app)
    assert lines_at(app, "upload.losses")[-1] == "Merged, in step 4, the workbook would lose nothing."
    assert labels(app) == [
        "1 recommendation (2), with 1 update and 1 monitoring promise",
        "1 round: February 2024 (1 update)",
        "2 monitoring promises",
    ]
    assert lines_at(app, "upload.publish.waits") == ["Step 5: tick the 3 lines that say what would be lost."]
    app = forced(app)
    assert store.current() == 2
    for box in loss_boxes(app)[:2]:
        box.check()
    app = app.run()
    assert publish_button(app).disabled
    assert lines_at(app, "upload.publish.waits") == ["Step 5: tick the 1 line that says what would be lost."]
    app = ticked(app)
    assert not has_part(app, "upload.publish.waits")
    assert heading(published(app)) == "Version 3 is published."
    assert displayed_tracker().tracker.recommendations["ref"].tolist() == ["1"]


def test_a_tick_does_not_count_for_a_version_that_was_published_since(store, publish, tmp_path):
    publish(**FULL, monitoring=PROMISES)
    first = ticked(replacing(uploaded(canonical(tmp_path, **FULL))))
    publish("Ben", recommendations=BOTH, monitoring=[PROMISE])
    first = first.run()
    assert labels(first) == ["1 monitoring promise: recommendation 1, “Meet the lead.”"]
    assert publish_button(first).disabled
    assert store.current() == 3


# Others publish meanwhile


def test_a_press_after_another_persons_shows_their_change_and_publishes_nothing_until_it_is_ticked(
    store, publish, tmp_path
):
    app = replacing(uploaded(canonical(tmp_path, recommendations=BOTH, progress=[JUNE])))
    assert heading(ticked(app)) == "The workbook can be published."
    publish("Ben", recommendations=BOTH, progress=[RATED, THEIRS])
    app = published(app)
    assert (store.current(), heading(app)) == (2, "The workbook cannot be published yet.")
    assert [line for line in texts(app) if line.startswith("Ben (not verified) has published")] == [
        "Ben (not verified) has published version 2 since. Nothing was published now. What it changed is shown below. "
        "Look at it before you publish."
    ]
    assert lines_at(app, "upload.waits") == [
        "Step 5: Ben (not verified) has published version 2 meanwhile.",
        "Step 5: look at what has changed since you first compared the workbook, and tick that you have seen it.",
        "Step 5: tick the 2 lines that say what would be lost.",
    ]
    (who,) = lines_at(app, "upload.newer.who")[1:]
    assert who.startswith("Version 2, published on ")
    assert who.endswith(" by Ben (not verified): June.")
    assert "Recommendation 2: now Red; there was no status before." in lines_at(app, "upload.newer.changed")
    forced(app)
    assert store.current() == 2
    app = ticked(seen(app))
    assert heading(app) == "The workbook can be published."
    assert heading(published(app)) == "Version 3 is published."
    assert store.version(3).compared_with == 2


def test_merging_keeps_what_the_other_person_published(store, publish, tmp_path):
    app = replacing(uploaded(canonical(tmp_path, recommendations=BOTH, progress=[JUNE])))
    publish("Ben", recommendations=BOTH, progress=[RATED, THEIRS])
    app = chosen_mode(app.run(), Mode.MERGE)
    assert heading(published(app)) == "Version 3 is published."
    statuses = displayed_tracker().tracker.progress[["ref", "status"]].to_numpy().tolist()
    assert sorted(statuses) == [["1", "Amber"], ["1", "Green"], ["2", "Red"]]


def test_a_mode_and_a_column_that_are_chosen_just_before_the_press_count_for_it(store, tmp_path):
    app = ticked(replacing(uploaded(canonical(tmp_path, progress=[JUNE]))))
    field(app, "Your name").set_value("Ann")
    field(app, "Why you publish it").set_value("June.")
    app.radio[0].set_value(Mode.MERGE)
    assert heading(pressed(app, "Publish")) == "Version 2 is published."
    assert displayed_tracker().tracker.recommendations["ref"].tolist() == ["1", "2"]
    app = ticked(replacing(uploaded(canonical(tmp_path, progress=[JUNE]), app=app)))
    field(app, "Why you publish it").set_value("Less.")
    field(app, "B “Title”").set_value("")
    app = pressed(app, "Publish")
    assert (heading(app), store.current()) == ("The workbook cannot be published until its errors are corrected.", 2)


def download(store, path, **cells):
    """Return the current version as it is downloaded, after cells were changed by their address."""
    book = load_workbook(BytesIO(tracker_work(displayed_tracker(), store.current())()))
    for place, text in cells.items():
        sheet, _, cell = place.partition("_")
        book[sheet][cell] = text
    book.save(path / "changed.xlsx")
    return (path / "changed.xlsx").read_bytes()


def test_two_editors_with_one_row_each_from_the_same_download_both_publish(store, tmp_path):
    texts_of = {"C": "June 2024", "D": "Progress", "E": "Green", "F": "OPCC", "G": "Published", "H": "It is done."}
    row = {f"Progress_{column}3": text for column, text in {"A": "Stalking", **texts_of}.items()}
    files = [download(store, tmp_path, **row, Progress_B3=ref) for ref in "12"]
    for number, content in enumerate(files, start=2):
        app = uploaded(content)
        assert loss_boxes(app) == []
        assert heading(published(app)) == f"Version {number} is published."
    updates = displayed_tracker().tracker.progress[["ref", "date_words"]].to_numpy().tolist()
    assert sorted(updates) == [["1", "February 2024"], ["1", "June 2024"], ["2", "June 2024"]]


def test_a_cell_that_both_changed_is_chosen_before_the_button_works(store, tmp_path):
    files = [download(store, tmp_path, Recommendations_C2=title) for title in ("Money", "Grants")]
    published(uploaded(files[0]), who="Ben")
    app = uploaded(files[1])
    assert lines_at(app, "upload.waits") == ["Step 4: choose what is published in 1 place."]
    (choice,) = [each for each in app.radio if each.key.startswith("upload.conflict.")]
    assert (unescaped(choice.label), choice.value) == ("Recommendation 1: Title", None)
    assert list(map(unescaped, choice.options)) == ["Published: version 2, Ben (not verified)", "In the workbook"]
    assert list(choice.proto.captions) == ["Money", "Grants"]
    assert publish_button(app).disabled
    app = pressed(app, "Keep all that is published")
    assert lines_at(app, "upload.difference") == ["Nothing differs: every cell is as it was."]
    (choice,) = [each for each in app.radio if each.key.startswith("upload.conflict.")]
    app = choice.set_value(MergeSide.FILE).run()
    assert heading(published(app)) == "Version 3 is published."
    assert displayed_tracker().tracker.recommendations["title"].tolist() == ["Grants", "Data"]


# The workbook of a round


def of_round(tmp_path, ref="1", **recommendation):
    """Return the workbook of a round of a tracker with this recommendation."""
    listed = [{**RECOMMENDATION, "Ref": ref, **recommendation}]
    updates = [{**RATED, "Ref": ref, "Date": "October 2026"}]
    reading = read_workbook(canonical(tmp_path, recommendations=listed, progress=updates))
    return workbook_bytes(reading.rows, RED_AMBER_GREEN, of_round=True)


def test_the_workbook_of_a_round_is_merged_where_it_is_of_this_tracker_and_refused_elsewhere(store, tmp_path):
    app = uploaded(of_round(tmp_path), "cynnydd-round-2026-10.xlsx")
    assert list(app.session_state["candidate.upload"].comparison.changes) == [Mode.MERGE]
    for other, sentence in (
        ({"ref": "7"}, "The workbook of a round has recommendation 7 of “Stalking”, which is not published here."),
        (
            {"Recommendation": "Find short funding."},
            "The workbook of a round has another text of recommendation 1 of “Stalking” than here.",
        ),
    ):
        app = uploaded(of_round(tmp_path, **other), "cynnydd-round-2026-10.xlsx")
        assert lines_at(app, "upload.issues")[:2] == ["Error: 1 place", sentence]
        assert not [each for each in app.button if each.label == "Publish" and not each.disabled]
    assert store.current() == 1
