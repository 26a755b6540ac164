"""A component that only shows something."""

from streamlit.testing.v1 import AppTest


def page(times, html):
    import streamlit as st  # noqa: PLC0415 - AppTest runs the text of this function by itself
    from components.elements.component import show_component  # noqa: PLC0415

    with st.container(key="around"):
        for _ in range(times):
            show_component("nodes", html, script="export default null", key="piece")


def run(times=1, html="<p></p>"):
    return AppTest.from_function(page, args=(times, html)).run()


def element_of(app):
    return app.main.children[0].children[0].proto


def test_the_browser_gets_the_same_element_as_from_the_platforms_function():
    element = element_of(run())
    assert (element.component_name, element.html_content, element.js_content) == (
        "nodes",
        "<p></p>",
        "export default null",
    )
    assert not element.isolate_styles


def test_its_identity_has_its_key_and_stays_when_its_html_changes():
    first, second = element_of(run()).id, element_of(run(html="<b></b>")).id
    assert first == second
    assert first.endswith("-piece")


def test_a_key_that_is_on_the_page_already_is_an_error(caplog):
    assert len(run(times=2).exception) == 1
    assert "There are multiple elements with the same `key='piece'`." in caplog.text
