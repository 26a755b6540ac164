"""Writing the website into a folder: whole or not at all, with earlier editions below `v/`."""

import json

import pytest

from components.public_edition.edition import MANIFEST
from components.public_edition.folder import write_edition
from loaders.command_line import OutputError


def edition(number, text="page"):
    return {"index.html": text.encode(), "9/index.html": b"9", MANIFEST: json.dumps({"version": number}).encode()}


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_an_edition_is_written_and_the_one_before_stays_under_its_version(tmp_path):
    folder = tmp_path / "site"
    for number in (1, 2, 2, 3):
        write_edition(edition(number, f"version {number}"), folder)
    found = tree(folder)
    assert found["index.html"] == "version 3"
    assert (found["v/1/index.html"], found["v/2/index.html"]) == ("version 1", "version 2")
    assert not any(name.startswith(("v/3", "v/2/v")) for name in found)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda folder: (folder.mkdir(), (folder / "letter.txt").write_text("mine")), "not-ours"),
        (lambda folder: (folder.mkdir(), (folder / MANIFEST).write_text("no json")), "not-ours"),
        (lambda folder: folder.write_text("a file"), "a-file"),
    ],
)
def test_a_folder_with_other_files_is_refused_and_stays(tmp_path, make, code):
    folder = tmp_path / "site"
    make(folder)
    before = tree(tmp_path)
    with pytest.raises(OutputError) as error:
        write_edition(edition(1), folder)
    assert error.value.code == code
    assert tree(tmp_path) == before


def test_nothing_is_left_and_the_edition_before_stays_where_a_file_cannot_be_written(tmp_path):
    folder = tmp_path / "site"
    write_edition(edition(1), folder)
    before = tree(tmp_path)
    with pytest.raises(OutputError):
        write_edition({**edition(2), "9/index.html/impossible": b""}, folder)
    assert tree(tmp_path) == before
