"""What publishing an upload would lose: named in numbers above the button, and ticked before it works."""

from contextlib import closing

import pytest

from components.published import displayed_tracker, published_store
from loaders import read_workbook
from model.access import local_actor
from model.versions.version import Candidate, Mode
from store.store import Store
from tests.pages.uploads import canonical, lines_at, loss_boxes, published, replacing, ticked, uploaded, warnings_read
from tests.support.page_text import has_part, heading, open_page
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION

SECOND = {**RECOMMENDATION, "Ref": "2", "Title": "Data", "Recommendation": "Share data."}
BOTH = [RECOMMENDATION, SECOND]
JUNE = {**RATED, "Date": "June 2024", "Status": "Green", "Update": "It is funded."}
SECOND_JUNE = {**JUNE, "Ref": "2"}


@pytest.fixture
def store(temporary_database, tmp_path):
    """Return the store of this test: two recommendations, two rounds, and two monitoring promises."""
    promises = [PROMISE, {**PROMISE, "Ref": "2"}]
    content = canonical(tmp_path, recommendations=BOTH, progress=[RATED, JUNE, SECOND_JUNE], monitoring=promises)
    with closing(Store.open(temporary_database)) as opened:
        opened.publish_first(
            Candidate(read_workbook(content, name="first.xlsx"), content), actor=local_actor("Ann"), reason="First."
        )
    return published_store()


def labels(app):
    return [each.label.replace("\\", "") for each in loss_boxes(app)]


def publish_button(app):
    (button,) = [each for each in app.button if each.label in ("Publish", "Cyhoeddi")]
    return button


def test_each_kind_of_loss_is_ticked_before_the_button_works(store, tmp_path):
    app = replacing(uploaded(canonical(tmp_path, progress=[JUNE])))
    assert labels(app) == [
        "Recommendation 2, with 1 update and 1 monitoring promise",
        "The February 2024 round (1 update)",
        "2 monitoring promises",
    ]
    assert publish_button(app).disabled
    assert lines_at(app, "upload.publish.waiting") == ["Publishing waits for 3 ticks above."]
    for box in loss_boxes(app)[:2]:
        box.check()
    app = app.run()
    assert publish_button(app).disabled
    assert lines_at(app, "upload.publish.waiting") == ["Publishing waits for 1 tick above."]
    app = ticked(app)
    assert not has_part(app, "upload.publish.waiting")
    assert heading(published(app)) == "Version 2 is published."
    assert displayed_tracker().tracker.recommendations["ref"].tolist() == ["1"]
    assert store.current() == 2


def test_the_losses_are_named_in_welsh_too(store, tmp_path):
    app = replacing(uploaded(canonical(tmp_path, progress=[JUNE]), app=open_page("upload", lang="cy")))
    assert labels(app) == [
        "Argymhelliad 2 (1 diweddariad, 1 addewid monitro)",
        "Rownd mis Chwefror 2024 (1 diweddariad)",
        "2 addewid monitro",
    ]
    assert lines_at(app, "upload.losses")[0] == "Yr hyn a gollid"
    assert publish_button(app).disabled
    assert store.current() == 1


def test_where_nothing_would_be_lost_there_is_nothing_to_tick(store, tmp_path):
    reworded = [RECOMMENDATION, {**SECOND, "Recommendation": "Share more data."}]
    monitoring = [PROMISE, {**PROMISE, "Ref": "2"}]
    app = uploaded(
        canonical(tmp_path, recommendations=reworded, progress=[RATED, JUNE, SECOND_JUNE], monitoring=monitoring)
    )
    assert (labels(app), publish_button(app).disabled) == ([], False)
    assert heading(published(app)) == "Version 2 is published."
    assert store.current() == 2


def test_a_merge_is_proposed_and_has_nothing_to_tick_and_replacing_names_its_losses_first(store, tmp_path):
    app = uploaded(canonical(tmp_path, progress=[JUNE]))
    assert (app.radio[0].value, labels(app)) == (Mode.MERGE, [])
    assert app.radio[0].proto.captions[1].startswith(r"It loses\: Recommendation 2, with 1 update and 1 monitoring")
    app = replacing(app)
    assert lines_at(app, "upload.losses")[-1] == "Merged, in step 4, the workbook would lose nothing."
    app = app.radio[0].set_value(Mode.MERGE).run()
    assert (labels(app), publish_button(app).disabled) == ([], False)
    assert store.current() == 1


def test_a_tick_does_not_count_for_a_version_that_was_published_since(store, tmp_path):
    content = canonical(tmp_path, recommendations=BOTH, progress=[RATED, JUNE, SECOND_JUNE])
    first = ticked(replacing(uploaded(content)))
    other = canonical(tmp_path, recommendations=BOTH, monitoring=[PROMISE])
    published(ticked(replacing(uploaded(other))), who="Ben")
    first = first.run()
    assert labels(first) == ["1 monitoring promise: recommendation 1, “Meet the lead.”"]
    assert publish_button(first).disabled
    assert store.current() == 2


def test_a_press_of_the_button_publishes_nothing_while_a_loss_is_not_ticked(store, tmp_path):
    app = uploaded(canonical(tmp_path, progress=[JUNE]))
    button = publish_button(app)
    button.proto.disabled = False  # the press of a page that was changed in the browser
    app = button.click().run()
    assert app.session_state["candidate.upload"].publication is None
    assert store.current() == 1


def test_a_recommendation_without_its_row_is_one_warning_and_the_workbook_can_replace_what_is_published(
    store, tmp_path
):
    content = canonical(tmp_path, progress=[RATED, JUNE, SECOND_JUNE, {**SECOND_JUNE, "Date": "May 2024"}])
    app = uploaded(content)
    issue = next(iter(app.session_state["candidate.upload"].workbook.reading.issues))
    assert (issue.code, issue.cell) == ("ref-unknown", "B4")
    found = lines_at(app, "upload.issues")
    start = found.index("2 rows are about recommendation 2, which has no row of its own (review: Stalking).")
    assert found[start + 1 : start + 5] == [
        "Where",
        "Progress B4",
        "What to do",
        "Add its row, or correct the ref. If the workbook replaces what is published, this recommendation is lost; if "
        "it is merged, it stays.",
    ]
    app = replacing(warnings_read(app))
    assert labels(app)[0] == "Recommendation 2, with 1 update and 1 monitoring promise"
    assert heading(published(ticked(app))) == "Version 2 is published."
    assert displayed_tracker().tracker.progress["ref"].tolist() == ["1", "1"]
    assert store.version(2).mode is Mode.REPLACE
