"""Which pages are run in advance, and in which order."""

from itertools import islice

from components.published.loaded_tracker import loaded_from
from components.warming.addresses import MOST_NAMES, PAGES, Address, with_filter, without_filter
from model.status.colours import Appearance
from model.status.scale import RED_AMBER_GREEN
from model.tracker.tracker import Tracker
from tests.support.published_trackers import candidate, recommendation, rows


def loaded(*recommendations):
    tables = rows(*(each["ref"] for each in recommendations), recommendations=recommendations)
    reading = candidate(tables).reading
    return loaded_from(reading, Tracker.from_rows(tables, RED_AMBER_GREEN), original=lambda _actor: b"")


def test_each_page_comes_first_without_a_filter_in_both_languages_and_colours():
    addresses = list(without_filter())
    assert [(address.page, address.query) for address in addresses[: len(PAGES)]] == [(page, "") for page in PAGES]
    assert len(addresses) == len(set(addresses)) == len(PAGES) * 4
    assert addresses[-1] == Address("monitoring", "lang=cy", Appearance.DARK)


def test_then_with_each_name_of_each_filter_in_both_languages():
    tracker = loaded(recommendation("1", theme="Data and systems", lead_agency="Dyfed-Powys Police"))
    queries = [address.query for address in with_filter(tracker) if address.page == "themes"]
    assert queries[:4] == [
        "theme=data-and-systems",
        "lang=cy&theme=data-and-systems",
        "lead=dyfed-powys-police",
        "lang=cy&lead=dyfed-powys-police",
    ]
    assert "status=red" in queries
    assert len(queries) == len(set(queries))
    assert all(address.appearance is Appearance.LIGHT for address in with_filter(tracker))


def test_a_filter_with_many_names_has_the_first_of_them():
    many = loaded(*(recommendation(str(number), theme=f"Theme {number:02}") for number in range(1, 41)))
    first = islice(with_filter(many), MOST_NAMES * 2 * len(PAGES))
    assert {address.query.split("=")[-1] for address in first} == {f"theme-{n:02}" for n in range(1, MOST_NAMES + 1)}
