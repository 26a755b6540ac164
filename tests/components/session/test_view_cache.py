import gc
from weakref import ref

import pandas as pd

from analysis.selection.selection import Selection
from components.published.loaded_tracker import LoadedTracker
from components.session.uploaded_workbook import no_bytes
from components.session.view import View
from components.session.view_cache import cached_by_table, cached_by_view
from model.language import Language
from model.status.scale import RED_AMBER_GREEN
from model.tracker.reading import Reading, Source
from model.tracker.tracker import Tracker
from wording.catalogue import translator

READING = Reading(Source("tracker.xlsx", "0" * 64), "canonical", {}, RED_AMBER_GREEN, (), ())


def load():
    return LoadedTracker(READING, Tracker.from_rows({}, RED_AMBER_GREEN), original=no_bytes, sample=False)


LOADED = load()


def view(*, loaded=LOADED, themes=(), language=Language.ENGLISH, query=None):
    return View(loaded, Selection(themes=themes), translator(language), query or {})


def counting():
    """Return a cached function that builds a new list of its arguments on each call, and the list of its calls."""
    calls = []

    @cached_by_view
    def build(view, *arguments, **options):
        calls.append((arguments, options))
        return [*arguments, options]

    return build, calls


def test_the_same_view_and_arguments_give_the_cached_object():
    build, calls = counting()
    first, second = build(view(), 1, size=2), build(view(), 1, size=2)
    assert first is second
    assert calls == [((1,), {"size": 2})]


def test_another_version_selection_language_or_query_is_computed_again():
    build, calls = counting()
    others = [
        view(),
        view(loaded=load()),
        view(themes=("Data",)),
        view(language=Language.WELSH),
        view(query={"theme": ["data"]}),
    ]
    assert len({id(built) for built in [build(each) for each in others]}) == len(others) == len(calls)


def test_other_arguments_and_other_argument_names_are_computed_again():
    build, calls = counting()
    build(view(), 1)
    build(view(), 2)
    build(view(), size=1)
    build(view(), length=1)
    assert calls == [((1,), {}), ((2,), {}), ((), {"size": 1}), ((), {"length": 1})]


def test_a_table_is_compared_by_identity():
    build, calls = counting()
    table = pd.DataFrame({"count": [1]})
    assert build(view(), table) is build(view(), table)
    assert build(view(), table.copy()) is not build(view(), table)
    assert len(calls) == 2


def test_a_row_is_compared_by_identity_so_that_a_blank_in_it_does_no_harm():
    build, calls = counting()
    first, second = pd.DataFrame({"moved_on": [None, None]}).itertuples(index=False)
    assert build(view(), first) is build(view(), first)
    build(view(), second)
    assert len(calls) == 2


def test_two_functions_do_not_share_results():
    build, _ = counting()
    other, _ = counting()
    assert build(view(), 1) is not other(view(), 1)


def test_what_was_shown_of_a_version_is_freed_with_it():
    loaded = load()
    build = cached_by_view(lambda view, loaded, table: [view, len(table)])
    build(view(loaded=loaded), loaded, loaded.tracker.progress)
    gone = ref(loaded)
    del loaded
    gc.collect()
    assert gone() is None


def test_a_table_is_freed_while_a_piece_made_of_it_is_cached():
    build = cached_by_view(lambda view, table: len(table))
    table = pd.DataFrame({"n": [1]})
    assert build(view(), table) == 1
    gone = ref(table)
    del table
    gc.collect()
    assert gone() is None


def test_a_function_of_a_table_is_cached_by_the_table_itself_and_its_arguments():
    calls = []

    @cached_by_table
    def count_rows(table, column, *, minimum=0):
        calls.append(column)
        return int(table[column].gt(minimum).sum())

    table = pd.DataFrame({"a": [0, 1, 2], "b": [0, 0, 1]})
    answers = [
        count_rows(table, "a"),
        count_rows(table, "a"),
        count_rows(table, "b"),
        count_rows(table, "a", minimum=1),
    ]
    assert (answers, calls) == ([2, 2, 1, 1], ["a", "b", "a"])
    assert (count_rows(table.copy(), "a"), calls) == (2, ["a", "b", "a", "a"])


def test_a_month_that_was_shown_is_shown_from_the_cache_after_thirty_others_on_ten_pages():
    computed: list[tuple[str, int]] = []

    def question(tracker, *, as_at, page):
        computed.append(("answer", as_at))
        return pd.DataFrame({"page": [page], "as_at": [as_at]})

    @cached_by_view
    def piece(view, table):
        computed.append(("piece", int(table["as_at"].iloc[0])))
        return table["page"].iloc[0]

    loaded = load()
    for _turn in range(2):
        for month in range(30):
            for page in range(10):
                shown = view(loaded=loaded, query={"as_at": [str(month)]})
                assert piece(shown, shown.answer(question, as_at=month, page=page)) == page
    expected = [[("answer", month), ("piece", month)] * 10 for month in range(30)]
    assert computed == [each for month in expected for each in month]
