"""The current values of a query parameter: those of the URL if the reader followed it, else the remembered ones."""

import pytest
from streamlit.testing.v1 import AppTest


def script():
    import streamlit as st  # noqa: PLC0415 - AppTest runs the text of this function by itself

    from components.session import url_state  # noqa: PLC0415

    page = st.session_state.get("page", "themes")
    url_state.enter_page(page, allowed={"themes": ("theme", "sort"), "about": ("theme",)}[page])
    values = url_state.current("theme")
    url_state.set("theme", values)
    st.session_state["current"] = values
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


def current(app):
    return app.session_state["current"]


def in_url(app):
    return dict(app.query_params)


def test_a_first_visit_reads_the_url(app):
    app.query_params["theme"] = "data"
    assert current(app.run()) == ["data"]


def test_a_choice_is_written_into_the_url(app):
    app.run().multiselect[0].set_value(["data", "victims"]).run()
    assert current(app) == ["data", "victims"]
    assert in_url(app) == {"theme": ["data", "victims"]}


def test_a_choice_is_not_undone_by_a_browser_that_has_not_read_the_url_of_the_choice_before(app):
    app.run().multiselect[0].set_value(["data"]).run()
    app.query_params.clear()
    app.multiselect[0].set_value(["data", "victims"]).run()
    assert (current(app), in_url(app)) == (["data", "victims"], {"theme": ["data", "victims"]})
    app.query_params["theme"] = "data"
    assert current(app.run()) == ["data"]


def test_a_remembered_value_is_used_on_a_page_whose_url_does_not_have_it(app):
    app.query_params["theme"] = "data"
    app.run()
    app.session_state["page"] = "about"
    app.query_params.clear()
    app.run()
    assert current(app) == ["data"]
    assert in_url(app) == {"theme": "data"}


def test_a_followed_url_wins_over_the_remembered_value(app):
    app.query_params["theme"] = "data"
    app.run()
    app.query_params["theme"] = "victims"
    assert current(app.run()) == ["victims"]


def test_going_back_to_a_url_without_parameters_clears_the_choice(app):
    app.run().multiselect[0].set_value(["data"]).run()
    app.query_params.clear()
    assert current(app.run()) == []


def test_going_back_to_a_url_with_parameters_of_another_page_keeps_those_of_this_page(app):
    app.query_params["sort"] = "title"
    app.run()
    app.query_params.clear()
    app.query_params["ref"] = "9"
    app.run()
    assert in_url(app) == {"sort": "title"}


def test_a_parameter_that_the_page_does_not_use_is_removed_from_the_url(app):
    app.query_params["ref"] = "9"
    assert in_url(app.run()) == {}
