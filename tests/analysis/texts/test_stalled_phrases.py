import pytest

from analysis.texts.stalled_phrases import stalled_phrase
from tests.support.trackers import month


@pytest.mark.parametrize(
    ("words", "code", "phrase"),
    [
        ("No progress: Update as of July 2023.", "update-as-of", "Update as of July 2023"),
        ("Update as at the meeting.", "update-as-of", "Update as at the"),
        ("The position is as of February 2024.", "update-as-of", "as of February 2024"),
        ("Diweddariad fel ar Chwefror 2024", "update-as-of", "Diweddariad fel ar Chwefror 2024"),
        ("Y sefyllfa fel yr oedd ym mis Chwefror 2024", "update-as-of", "fel yr oedd ym mis Chwefror 2024"),
        ("The interim process remains in place.", "no-change", "interim process remains in place"),
        ("The pilot remains in place.", "no-change", "remains in place"),
        ("No further update.", "no-change", "No further update"),
        ("There is no change to the position.", "no-change", "no change"),
        ("Heb newid", "no-change", "Heb newid"),
    ],
)
def test_an_update_may_state_that_nothing_has_happened(words, code, phrase):
    assert stalled_phrase(words, reported=month("June 2024")) == (code, phrase)


@pytest.mark.parametrize(
    "words",
    [
        "As of June 2024, 300 officers are trained.",
        "As of July 2024 the post is funded.",
        "No change is needed to the form.",
        "The change remains to be made.",
        "Updates as often as possible.",
        "",
    ],
)
def test_news_is_not_a_standstill(words):
    assert stalled_phrase(words, reported=month("June 2024")) is None
