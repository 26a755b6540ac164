import pytest

from components.session.links import PAGES, href


@pytest.mark.parametrize(
    ("page", "query", "url"),
    [
        ("overview", None, "./"),
        ("overview", {"theme": ["data"]}, "./?theme=data"),
        ("themes", {}, "themes"),
        ("themes", {"theme": ["data", "victims"], "lang": "cy"}, "themes?theme=data&theme=victims&lang=cy"),
        ("recommendation", {"ref": "3.10 & <x>"}, "recommendation?ref=3.10+%26+%3Cx%3E"),
        ("recommendation", {"ref": "môr"}, "recommendation?ref=m%C3%B4r"),
    ],
)
def test_a_url_is_relative_and_its_values_are_quoted(page, query, url):
    assert href(page, query) == url


def test_the_folder_of_pages_exists():
    assert (PAGES / "over_time.py").is_file()
