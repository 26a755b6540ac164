from streamlit.testing.v1 import AppTest

from tests.support.page_text import section_headings


def show_a_hostile_heading():
    from components.text.page_header import show_section_heading  # noqa: PLC0415 - AppTest runs the source alone

    show_section_heading('<img src=x onerror="alert(1)"> & *R&D*')


def test_the_heading_of_a_section_is_text_never_markup():
    app = AppTest.from_function(show_a_hostile_heading).run()
    assert section_headings(app) == ['<img src=x onerror="alert(1)"> & *R&D*']
    (element,) = app.html
    assert "<img" not in element.value
