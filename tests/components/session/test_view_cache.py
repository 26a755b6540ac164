import pandas as pd

from analysis.selection.selection import Selection
from components.session.loaded_tracker import LoadedTracker
from components.session.view import View
from components.session.view_cache import MAX_PIECES, cached_by_view, cached_piece
from model.language import Language
from model.status.colours import Appearance
from model.status.scale import RED_AMBER_GREEN
from model.tracker.reading import Reading, Source
from model.tracker.tracker import Tracker
from wording.catalogue import translator

READING = Reading(Source("tracker.xlsx", "0" * 64), "canonical", {}, RED_AMBER_GREEN, (), ())


def load():
    return LoadedTracker(READING, Tracker.from_rows({}, RED_AMBER_GREEN), original=bytes, sample=False)


LOADED = load()


def view(*, loaded=LOADED, themes=(), language=Language.ENGLISH, appearance=Appearance.LIGHT, query=None):
    return View(loaded, Selection(themes=themes), translator(language), appearance, query or {})


def counting():
    """Return a function that makes a new list of its arguments on each call, kept, and the calls it got."""
    calls = []

    @cached_by_view
    def make(view, *arguments, **options):
        calls.append((arguments, options))
        return [*arguments, options]

    return make, calls


def test_the_same_view_and_arguments_give_the_same_object_made_once():
    make, calls = counting()
    first, second = make(view(), 1, size=2), make(view(), 1, size=2)
    assert first is second
    assert calls == [((1,), {"size": 2})]


def test_another_version_selection_language_appearance_or_address_is_made_anew():
    make, calls = counting()
    others = [
        view(),
        view(loaded=load()),
        view(themes=("Data",)),
        view(language=Language.WELSH),
        view(appearance=Appearance.DARK),
        view(query={"theme": ["data"]}),
    ]
    assert len({id(made) for made in [make(each) for each in others]}) == len(others) == len(calls)


def test_other_arguments_and_other_names_of_them_are_made_anew():
    make, calls = counting()
    make(view(), 1)
    make(view(), 2)
    make(view(), size=1)
    make(view(), length=1)
    assert calls == [((1,), {}), ((2,), {}), ((), {"size": 1}), ((), {"length": 1})]


def test_a_table_is_told_by_which_object_it_is():
    make, calls = counting()
    table = pd.DataFrame({"count": [1]})
    assert make(view(), table) is make(view(), table)
    assert make(view(), table.copy()) is not make(view(), table)
    assert len(calls) == 2


def test_a_row_is_told_by_which_object_it_is_so_that_a_blank_in_it_does_no_harm():
    make, calls = counting()
    first, second = pd.DataFrame({"moved_on": [None, None]}).itertuples(index=False)
    assert make(view(), first) is make(view(), first)
    make(view(), second)
    assert len(calls) == 2


def test_two_functions_are_kept_apart():
    make, _ = counting()
    other, _ = counting()
    assert make(view(), 1) is not other(view(), 1)


def test_no_more_than_the_limit_is_kept_and_the_longest_unused_goes_first():
    make, calls = counting()
    for number in range(MAX_PIECES + 1):
        make(view(), number)
    make(view(), MAX_PIECES)
    assert len(calls) == MAX_PIECES + 1
    make(view(), 0)
    assert len(calls) == MAX_PIECES + 2


class Shout:
    def __init__(self, heard):
        self.heard = heard

    def show(self):
        self.heard.append("shown")


def test_a_piece_is_made_once_and_shown_at_each_call():
    heard: list[str] = []
    made: list[str] = []

    @cached_piece
    def piece(view):
        made.append("made")
        return Shout(heard)

    piece(view())
    piece(view())
    assert (made, heard) == (["made"], ["shown", "shown"])


def test_nothing_is_shown_where_there_is_no_piece():
    @cached_piece
    def piece(view):
        return None

    assert piece(view()) is None
