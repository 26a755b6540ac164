"""Upload while others publish: what they changed is shown at the button, and ticked before it is published over."""

from contextlib import closing
from io import BytesIO

import pytest
from openpyxl import load_workbook

from components.downloads import tracker_work
from components.published import displayed_tracker, published_store
from loaders import read_workbook
from model.access import local_actor
from model.versions.difference import MergeSide
from model.versions.version import Candidate
from store.store import Store
from tests.pages.uploads import canonical, lines_at, loss_boxes, pressed, published, replacing, ticked, uploaded
from tests.support.page_text import heading, texts
from tests.support.workbooks.canonical import RATED, RECOMMENDATION

SECOND = {**RECOMMENDATION, "Ref": "2", "Title": "Data", "Recommendation": "Share data."}
BOTH = [RECOMMENDATION, SECOND]
JUNE = {**RATED, "Date": "June 2024", "Status": "Green", "Update": "It is funded."}
THEIRS = {**RATED, "Ref": "2", "Date": "June 2024", "Status": "Red", "Update": "Nothing is shared."}


@pytest.fixture
def store(temporary_database, tmp_path):
    """Return the store of this test, whose current version has two recommendations rated in February."""
    content = canonical(tmp_path, recommendations=BOTH)
    with closing(Store.open(temporary_database)) as opened:
        opened.publish_first(
            Candidate(read_workbook(content, name="first.xlsx"), content), actor=local_actor("Ann"), reason="First."
        )
    return published_store()


def publish_theirs(store, path):
    """Publish version 2 as another person: recommendation 2 is Red in June."""
    content = canonical(path, recommendations=BOTH, progress=[RATED, THEIRS])
    store.publish(
        Candidate(read_workbook(content, name="theirs.xlsx"), content), actor=local_actor("Ben"), reason="Data is late."
    )


def seen(app):
    """Return the page after the reader ticked to have seen what others published."""
    (box,) = [each for each in app.checkbox if each.key.startswith("upload.newer.")]
    return box.check().run()


def test_a_press_after_another_persons_shows_their_change_and_publishes_nothing_until_it_is_ticked(store, tmp_path):
    app = replacing(uploaded(canonical(tmp_path, recommendations=BOTH, progress=[JUNE])))
    assert heading(ticked(app)) == "The workbook can be published."
    publish_theirs(store, tmp_path)
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
    assert who.endswith(" by Ben (not verified): Data is late.")
    assert lines_at(app, "upload.newer.changed") == [
        "From February 2024 to June 2024: 1 newly rated, 1 not reported. "
        "1 new update of June 2024; nothing differs in 1 recommendation.",
        "1 newly rated, from February 2024 to June 2024",
        "Recommendation 2: now Red; there was no status before.",
        "1 new update of June 2024",
        "Recommendation 2: Red.",
    ]
    (button,) = [each for each in app.button if each.label == "Publish"]
    assert button.disabled
    button.proto.disabled = False  # the press of a page that was changed in the browser
    button.click().run()
    assert store.current() == 2
    app = ticked(seen(app))
    assert heading(app) == "The workbook can be published."
    assert heading(published(app)) == "Version 3 is published."
    assert store.version(3).compared_with == 2


def test_merging_keeps_what_the_other_person_published(store, tmp_path):
    app = replacing(uploaded(canonical(tmp_path, recommendations=BOTH, progress=[JUNE])))
    publish_theirs(store, tmp_path)
    app = pressed(app.run(), "Merge the workbook into version 2 instead")
    assert not [each for each in app.button if each.label.startswith("Merge")]
    assert heading(published(app)) == "Version 3 is published."
    statuses = displayed_tracker().tracker.progress[["ref", "status"]].to_numpy().tolist()
    assert sorted(statuses) == [["1", "Amber"], ["1", "Green"], ["2", "Red"]]


def download(store, path, **cells):
    """Return the current version as it is downloaded, after cells were changed by their address."""
    content = tracker_work(displayed_tracker(), store.current())()
    book = load_workbook(BytesIO(content))
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
    assert heading(app) == "The workbook cannot be published yet."
    assert lines_at(app, "upload.waits") == ["Step 4: choose what is published in 1 place."]
    (choice,) = [each for each in app.radio if each.key.startswith("upload.conflict.")]
    assert (choice.label, choice.value) == (r"Recommendation 1\: Title", None)
    assert choice.options == [r"Published\: version 2, Ben \(not verified\)", "In the workbook"]
    assert list(choice.proto.captions) == ["Money", "Grants"]
    (button,) = [each for each in app.button if each.label == "Publish"]
    assert button.disabled
    app = pressed(app, "Keep all that is published")
    assert lines_at(app, "upload.difference") == ["Nothing differs: every cell is as it was."]
    (choice,) = [each for each in app.radio if each.key.startswith("upload.conflict.")]
    app = choice.set_value(MergeSide.FILE).run()
    assert heading(app) == "The workbook can be published."
    assert heading(published(app)) == "Version 3 is published."
    assert displayed_tracker().tracker.recommendations["title"].tolist() == ["Grants", "Data"]


def test_a_version_after_the_one_that_was_ticked_has_to_be_ticked_again(store, tmp_path):
    app = uploaded(canonical(tmp_path, recommendations=[*BOTH, {**SECOND, "Ref": "3"}], progress=[RATED, THEIRS]))
    publish_theirs(store, tmp_path)
    app = seen(app.run())
    assert heading(app) == "The workbook can be published."
    store.roll_back(1, actor=local_actor("Cai"), reason="A mistake.")
    app = app.run()
    assert heading(app) == "The workbook can be published."
    assert [line.partition(",")[0] for line in lines_at(app, "upload.newer.who")[1:]] == ["Version 3", "Version 2"]
    assert lines_at(app, "upload.newer.changed") == ["Nothing differs: every cell is as it was."]
    publish_theirs(store, tmp_path)
    assert heading(app.run()) == "The workbook cannot be published yet."
