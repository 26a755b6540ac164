from types import SimpleNamespace

import pytest

from model.status.scale import RED_AMBER_GREEN
from wording.answers.update_flags import flag_sentence


@pytest.mark.parametrize(
    ("flag", "expected"),
    [
        ("repeats", "Makes a point again that was made in an earlier round."),
        ("update-as-of", "Points back to an earlier update: nothing new is reported."),
        ("no-change", "Says that nothing has changed."),
        ("contradiction", "The words and the status (Amber) say different things."),
    ],
)
def test_each_flag_of_an_update_is_a_sentence(english, flag, expected):
    assert flag_sentence(flag, SimpleNamespace(mark="Amber"), RED_AMBER_GREEN, english) == expected
