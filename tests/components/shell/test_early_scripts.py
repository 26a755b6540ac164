"""Which scripts of the platform a document names early."""

from pathlib import Path

from components.shell.early_scripts import early_links, early_scripts
from streamlit import file_util

SCRIPTS = {
    "BidiComponent.a1.js": 'import{a}from"./react.b2.js";import"./shared.c3.js";const v=()=>import(`./Video.d4.js`)',
    "shared.c3.js": "import {b} from './deep.e5.js'",
    "deep.e5.js": 'import{a}from"./shared.c3.js"',
    "react.b2.js": "",
    "Video.d4.js": "",
}
DOCUMENT = '<head><link rel="modulepreload" href="./static/js/react.b2.js"></head>'


def folder_of_scripts(folder):
    for name, text in SCRIPTS.items():
        (folder / name).write_text(text)
    return folder


def test_elements_and_what_they_import_are_named_but_not_what_the_document_has_or_what_may_be_needed_later(tmp_path):
    found = early_scripts(DOCUMENT, folder_of_scripts(tmp_path))
    assert found == ("BidiComponent.a1.js", "shared.c3.js", "deep.e5.js")


def test_a_platform_without_these_elements_gets_no_links(tmp_path):
    assert early_links(early_scripts(DOCUMENT, tmp_path)) == ""


def test_the_installed_platform_has_the_elements_and_all_that_they_import():
    """When this fails, an update of the platform has named an element otherwise."""
    document = Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")
    found = early_scripts(document)
    assert {"BidiComponent", "DownloadButton", "Html", "serialization"} <= {name.partition(".")[0] for name in found}
    assert all(Path(file_util.get_static_dir(), "static", "js", name).is_file() for name in found)


def test_a_link_is_requested_as_the_platform_requests_the_script():
    links = early_links(["Html.f6.js"])
    assert links.strip() == '<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/Html.f6.js">'
