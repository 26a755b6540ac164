"""Streamlit's mount of a page: its HTML arrives as it is, and each answer is another one for the browser."""

from streamlit.testing.v1 import AppTest

HTML = '<div data-page="themes">Ôl-ofal & more</div>'


def script(html):
    from components.document.pieces import mount_page, mount_piece  # noqa: PLC0415 - the script is run apart

    mount_page(html, on_go=print)
    mount_piece("<p>between</p>", "between", on_go=print)


def test_each_answer_has_the_html_behind_another_number():
    app = AppTest.from_function(script, args=(HTML,)).run()
    answers = []
    for _answer in range(2):
        page, piece = (each.proto.bytes.decode() for each in app.run().get("bidi_component"))
        number, html = page.split("-->", maxsplit=1)
        answers.append(number)
        assert html == HTML
        assert piece.endswith("-->" + "<p>between</p>")
    assert answers[0] != answers[1]
