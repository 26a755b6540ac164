"""What holds for a code: the address where it was followed, else what was kept."""

import pytest
from streamlit.testing.v1 import AppTest


def script():
    import streamlit as st  # noqa: PLC0415 - AppTest runs the text of this function by itself

    from components.session import url_state  # noqa: PLC0415

    page = st.session_state.get("page", "themes")
    url_state.enter_page(page, allowed={"themes": ("theme", "sort"), "about": ("theme",)}[page])
    values = url_state.current("theme")
    url_state.set("theme", values)
    st.session_state["holds"] = values
    if page == "themes":
        url_state.set("sort", url_state.current("sort"))
    st.multiselect(
        "Theme",
        ["data", "victims"],
        key=url_state.bind_widget("theme", [value for value in values if value in ("data", "victims")]),
        on_change=lambda: url_state.remember("theme", list(st.session_state["address.theme.widget"])),
    )


@pytest.fixture
def app():
    return AppTest.from_function(script)


def holds(app):
    return app.session_state["holds"]


def in_address(app):
    return dict(app.query_params)


def test_a_first_visit_reads_the_address(app):
    app.query_params["theme"] = "data"
    assert holds(app.run()) == ["data"]


def test_what_is_chosen_by_hand_is_written_into_the_address(app):
    app.run().multiselect[0].set_value(["data", "victims"]).run()
    assert holds(app) == ["data", "victims"]
    assert in_address(app) == {"theme": ["data", "victims"]}


def test_what_was_kept_goes_along_to_a_page_whose_address_does_not_have_it(app):
    app.query_params["theme"] = "data"
    app.run()
    app.session_state["page"] = "about"
    app.query_params.clear()
    app.run()
    assert holds(app) == ["data"]
    assert in_address(app) == {"theme": "data"}


def test_an_address_that_was_followed_wins_over_what_was_kept(app):
    app.query_params["theme"] = "data"
    app.run()
    app.query_params["theme"] = "victims"
    assert holds(app.run()) == ["victims"]


def test_an_address_that_was_emptied_by_going_back_empties_the_choice(app):
    app.run().multiselect[0].set_value(["data"]).run()
    app.query_params.clear()
    assert holds(app.run()) == []


def test_coming_back_to_an_address_with_another_pages_codes_keeps_the_pages_own(app):
    app.query_params["sort"] = "title"
    app.run()
    app.query_params.clear()
    app.query_params["ref"] = "9"
    app.run()
    assert in_address(app) == {"sort": "title"}


def test_what_is_not_the_pages_own_is_dropped_from_its_address(app):
    app.query_params["ref"] = "9"
    assert in_address(app.run()) == {}
