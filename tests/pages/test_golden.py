"""Every page, and every part that a case shows, is as its golden file has it; a change is seen in the commit.

When one fails as it should, run `python -m tests.pages.golden` and look at what `git diff` shows.
"""

import pytest

from tests.pages.cases import CASES
from tests.pages.golden import FOLDER, TRACKERS, case_texts, golden_files, golden_text, show, upload_texts


@pytest.fixture(autouse=True)
def _restored(monkeypatch, temporary_database):
    monkeypatch.setenv("CYNNYDD_TRACKER", "")  # is restored after what the tests set


@pytest.mark.parametrize("tracker", TRACKERS)
def test_each_page_has_the_texts_and_links_of_its_golden_file(tmp_path, tracker):
    show(tracker, tmp_path)
    files = golden_files(tracker)
    assert {file.name for file in FOLDER.glob(f"{tracker}.*")} == set(files)
    for name, addresses in files.items():
        expected = (FOLDER / name).read_text(encoding="utf-8")
        assert golden_text(name, addresses).splitlines() == expected.splitlines(), name


@pytest.mark.parametrize("topic", CASES)
def test_each_part_of_a_case_has_the_texts_of_its_golden_file(tmp_path, topic):
    expected = (FOLDER / f"cases.{topic}.txt").read_text(encoding="utf-8")
    assert case_texts(topic, tmp_path).splitlines() == expected.splitlines()


def test_upload_shows_of_each_file_what_its_golden_file_has(tmp_path):
    assert upload_texts(tmp_path).splitlines() == (FOLDER / "uploads.txt").read_text(encoding="utf-8").splitlines()
