"""Every page to read, in both languages, is as its golden file has it; what changes them is seen in the commit."""

import pytest

from tests.pages.golden import FOLDER, TRACKERS, golden_texts, show


@pytest.mark.parametrize("tracker", TRACKERS)
def test_each_page_has_the_texts_and_links_of_its_golden_file(monkeypatch, temporary_database, tmp_path, tracker):
    """When this fails as it should, run `python -m tests.pages.golden` and look at what `git diff` shows."""
    monkeypatch.setenv("CYNNYDD_TRACKER", "")  # is restored after what `show` sets
    show(tracker, tmp_path)
    written = golden_texts(tracker)
    assert {file.name for file in FOLDER.glob(f"{tracker}.*")} == set(written)
    for name, text in written.items():
        assert text.splitlines() == (FOLDER / name).read_text(encoding="utf-8").splitlines(), name
