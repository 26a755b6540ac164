"""Every paper says what its golden file has; a change is seen in the commit.

When one fails as it should, run `python -m tests.reports.golden` and look at what `git diff` shows.
"""

from tests.reports.golden import FOLDER, golden_texts


def test_each_paper_has_the_texts_of_its_golden_file():
    written = golden_texts()
    assert {file.name for file in FOLDER.iterdir()} == set(written)
    for name, text in written.items():
        assert text.splitlines() == (FOLDER / name).read_text(encoding="utf-8").splitlines(), name
