"""Settings of the office on the pages: its logo and its contact."""

from PIL import Image

from tests.support.page_text import all_of, document, lines, nodes, open_page


def test_the_logo_of_the_office_stands_in_the_header_with_its_alternative(tmp_path, monkeypatch):
    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "red").save(logo)
    monkeypatch.setenv("CYNNYDD_OFFICE_LOGO", str(logo))
    (picture,) = all_of(document(open_page()), "img")
    assert picture[1]["src"].startswith("page/logo-")
    assert picture[1]["alt"] == "The logo of the office"


def test_a_logo_that_cannot_be_used_is_named_and_papers_are_offered_without_it_and_with_the_contact(
    tmp_path, monkeypatch
):
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"GIF89a")
    monkeypatch.setenv("CYNNYDD_OFFICE_LOGO", str(logo))
    monkeypatch.setenv("CYNNYDD_OFFICE_CONTACT", "The office, 01267 000000")
    app = open_page("reports", paper="pack", theme="data")
    assert all_of(document(app), "img") == []
    (fault,) = lines(nodes(app, "office.fault"))
    assert fault.startswith(f"The office's logo, {logo}, is neither PNG nor SVG.")
    assert fault.endswith("The papers are made without it.")
    assert "Contact: The office, 01267 000000" in lines(nodes(app, "preview"))
