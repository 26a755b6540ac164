"""The sentences of made-up cases are those of the golden file; a change is seen in the commit.

When it fails as it should, run `python -m tests.wording.golden` and look at what `git diff` shows.
"""

from tests.wording.golden import FILE, golden_text


def test_each_case_has_the_sentences_of_the_golden_file():
    assert golden_text().splitlines() == FILE.read_text(encoding="utf-8").splitlines()
