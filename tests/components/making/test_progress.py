"""A page says the place of a file, that it is being made, and why there is none, in either language."""

import pytest

from components.document.file_answer import failure_text, progress_text
from components.making.jobs import Stage
from components.making.process import MakingError, MakingFault
from model.language import Language
from model.store_error import StoreError, StoreErrorCode
from wording.catalogue import translator

ENGLISH, WELSH = translator(Language.ENGLISH), translator(Language.WELSH)


@pytest.mark.parametrize(
    ("stage", "before", "text"),
    [
        (
            Stage.WAITING,
            1,
            "1 other is before you. Your file is made when it is your turn; you need not press anything.",
        ),
        (
            Stage.WAITING,
            2,
            "2 others are before you. Your file is made when it is your turn; you need not press anything.",
        ),
        (Stage.BEING_MADE, 0, "Your file is being made. Its download starts by itself."),
    ],
)
def test_where_a_file_is(stage, before, text):
    assert progress_text(stage, before, ENGLISH) == text
    assert progress_text(stage, before, WELSH) != text


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (
            MakingError(MakingFault.TOO_SLOW, limit=10),
            "Your file took longer than 10 minutes, so it was stopped. "
            "Choose fewer recommendations by the filter, and press again.",
        ),
        (
            MakingError(MakingFault.TOO_MUCH_MEMORY, limit=2048),
            "Your file needed more than 2048 MB of memory, so it was stopped. "
            "Choose fewer recommendations by the filter, and press again.",
        ),
        (
            MakingError(MakingFault.BROKE_OFF),
            "Your file was not finished: making it broke off. Press again. If it breaks off again, tell whoever runs "
            "the dashboard, who finds the cause in its log.",
        ),
        (
            MakingError(MakingFault.QUEUE_FULL, limit=40),
            "So many files are being made now that yours cannot wait with them. Press again in a few minutes.",
        ),
        (
            MakingError(MakingFault.PAPER, reason="a figure has no alternative text."),
            "The paper cannot be made: a figure has no alternative text.",
        ),
        (
            KeyError("whatever it is"),
            "Your file was not finished: making it broke off. Press again. If it breaks off again, tell whoever runs "
            "the dashboard, who finds the cause in its log.",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_why_there_is_no_file_and_what_to_do(error, text):
    assert failure_text(error, ENGLISH) == text
    assert failure_text(error, WELSH) != text


def test_what_the_store_refuses_is_in_the_words_of_the_store():
    assert failure_text(StoreError(StoreErrorCode.UNREACHABLE), ENGLISH).startswith("The database cannot be reached.")
