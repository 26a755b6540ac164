"""Trial: a round on the sample with made-up answers, of which nothing is stored."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from components.session.view import today
from components.trial.returns import trial_returns_work
from components.trial.trial_round import trial_state
from loaders.returns.fit_round import fit_to_round
from loaders.returns.read_return import read_return
from model.actor import local_actor
from model.language import Language
from model.returns.items import Item
from model.returns.received import ReturnError, ReturnFault
from store.rounds.drafts import drafts_of_round
from store.rounds.rounds import all_rounds
from store.store import Store
from tests.support.page_text import (
    by_label,
    every_link,
    heading,
    lines,
    nodes,
    open_page,
    section_headings,
    table_lines,
)
from tests.support.returns import fill_in
from wording.catalogue import translator


def test_a_trial_is_marked_and_has_returns_answers_and_ratings(temporary_database):
    app = open_page("trial")
    assert not app.exception
    assert heading(app) == "Trial: a round on made-up answers"
    assert lines(nodes(app, "trial.mark"))[0] == "This is a trial. Nothing on this page is stored or published."
    assert section_headings(app) == [
        "Returns",
        "Collect what came back",
        "What was answered, beside what was said last",
        "Proposed target date",
        "Closure",
        "Monitoring promises",
        "All recommendations of the round",
    ]
    assert table_lines(nodes(app, "round.recipients"))[2:] == [
        "His Majesty's Courts and Tribunals Service | not yet answered, overdue | 0 of 1 | "
        "Senior Legal Manager | English | ",
        "Dyfed-Powys Police | partly answered, overdue | 14 of 16 | "
        "Detective Superintendent for Protecting Vulnerable People | English | ",
        "Office of the Police and Crime Commissioner | answered | 1 of 1 | "
        "Director of Commissioning and Partnerships | English | ",
    ]
    assert "Update: Made up: the post is advertised again, because nobody was appointed." in lines(
        nodes(app, "rating.answer")
    )
    left = [line.split(" | ")[-2] for line in table_lines(nodes(app, "rating.table"))[2:]]
    assert [left.count(each) for each in dict.fromkeys(left)] == [9, 2, 2, 3, 2]


def test_a_recommendation_of_the_trial_leads_to_its_answers_there(temporary_database):
    targets = {target for _text, target in every_link(open_page("trial")) if "item=" in target}
    assert len(targets) == 18
    assert all(target.startswith("trial?item=") for target in targets)
    app = open_page("trial", item="3")
    assert lines(nodes(app, "rating.answer"))[0].startswith("Recommendation 3: ")
    assert "Contradicts: A date that is still to come is named: “until April 2099”." in lines(
        nodes(app, "rating.answer")
    )


def test_a_return_of_the_trial_fits_no_round_that_is_published():
    """It names another review than the sample, so that a round of the same month, agency and refs refuses it."""
    day = date(2026, 11, 28)
    state, of_round = trial_state(translator(Language.ENGLISH), day)
    archive = ZipFile(BytesIO(trial_returns_work(state, of_round, day)()))
    name = next(name for name in archive.namelist() if name.endswith(".xlsx"))
    received = read_return(archive.read(name), statuses=state.current.tracker.scale.statuses)
    published = [replace(each, review=each.review.removeprefix("Trial: ")) for each in state.requests]
    with pytest.raises(ReturnError) as raised:
        fit_to_round(received, of_round, published)
    assert raised.value.code is ReturnFault.OTHER_REVIEW


def test_a_return_of_the_trial_is_taken_into_it_and_into_no_store(temporary_database):
    archive = ZipFile(BytesIO(trial_returns_work(*trial_state(translator(Language.ENGLISH), today()), today())()))
    name = next(name for name in archive.namelist() if "courts" in name and name.endswith(".xlsx"))
    content = fill_in(archive.read(name), {("5", Item.UPDATE): "The course is planned."})
    app = open_page("trial", item="5")
    app.get("file_uploader")[0].set_value([("courts.xlsx", content, ""), ("notes.csv", b"a,b", "")]).run()
    app = app.button(key="trial.collect").click().run()
    assert not app.exception
    assert lines(nodes(app, "round.outcomes")) == [
        "courts.xlsx: 1 answer from His Majesty's Courts and Tribunals Service, Senior Legal Manager.",
        "notes.csv: Not taken in. It is no return. If it is a tracker, choose it by itself on the page Upload.",
    ]
    assert any(
        "Courts and Tribunals Service | answered" in line for line in table_lines(nodes(app, "round.recipients"))
    )
    assert "Update: The course is planned." in lines(nodes(app, "rating.answer"))
    with closing(Store.open(temporary_database)) as store:
        assert all_rounds(store, actor=local_actor("A. Adviser")) == ()


def rating_of_5(app):
    """Return what is left to do about recommendation 5."""
    (line,) = [line for line in table_lines(nodes(app, "rating.table")) if line.startswith("5 ")]
    return line.split(" | ")[-2]


def test_a_recommendation_of_the_trial_is_rated_in_this_visit_alone(temporary_database):
    app = open_page("trial", item="5")
    app = by_label(app.radio, "The office's status").set_value("Amber").run()
    app = by_label(app.text_area, "Why").set_value("The course is planned.").run()
    assert not app.exception
    assert re.fullmatch(r"Rated Written at \d\d:\d\d; it stays in this visit\.", rating_of_5(app))
    assert by_label(app.text_area, "Why").value == "The course is planned."
    again = open_page("trial", item="5")
    assert (rating_of_5(again), by_label(again.text_area, "Why").value) == ("No answer yet", "")
    with closing(Store.open(temporary_database)) as store:
        assert drafts_of_round(store, 0, actor=local_actor("A. Adviser")) == {}


def test_nothing_of_a_trial_is_stored(temporary_database):
    open_page("trial")
    with closing(Store.open(temporary_database)) as store:
        assert all_rounds(store, actor=local_actor("A. Adviser")) == ()


def test_the_page_round_leads_to_the_trial_also_where_no_round_can_be_started(shown):
    link = ("Try a round on made-up answers", "trial")
    assert link in every_link(open_page("round"))
    shown()
    assert link in every_link(open_page("round"))
