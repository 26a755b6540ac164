import gettext

import pytest

from model.language import Language
from wording.catalogue import Translator


class Shouting(gettext.NullTranslations):
    """Translations in upper case that leave the placeholders as they are."""

    def gettext(self, message: str) -> str:
        return message.replace("Filter", "FILTER")

    def pgettext(self, context: str, message: str) -> str:
        return f"{context.upper()}: {message}"


def test_english_is_the_message_itself(english):
    assert english("Nothing was reported.") == "Nothing was reported."


def test_a_message_is_looked_up_before_its_placeholders_are_filled():
    shouting = Translator(Language.WELSH, Shouting())
    assert shouting("Filter: {chosen}", chosen="Filter") == "FILTER: Filter"
    assert shouting.within("button", "Open {name}", name="it") == "BUTTON: Open it"


@pytest.mark.parametrize(("n", "expected"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1234, "1,234 rows")])
def test_a_plural_takes_the_form_of_its_count_and_shows_it(english, n, expected):
    assert english.plural("{n} row", "{n} rows", n) == expected


def test_braces_in_a_value_are_text_like_any_other(english):
    assert english("Filter: {chosen}", chosen="{n} {") == "Filter: {n} {"
    assert english.plural("{n} of {what}", "{n} of {what}", 2, what="{n}") == "2 of {n}"


@pytest.mark.parametrize(
    "ask",
    [
        lambda _: _("Filter: {chosen}"),
        lambda _: _("Filter: {chosen}", other=1),
        lambda _: _.plural("{n} of {total}", "{n} of {total}", 2),
        lambda _: _.within("button", "Open {name}"),
    ],
)
def test_a_placeholder_without_its_value_is_an_error_and_never_shown(english, ask):
    with pytest.raises(KeyError):
        ask(english)


def test_welsh_counts_take_the_six_forms_of_welsh(welsh):
    days = [welsh.plural("{n} day", "{n} days", n) for n in (1, 2, 3, 6, 7)]
    assert days == ["1 diwrnod", "2 ddiwrnod", "3 diwrnod", "6 diwrnod", "7 diwrnod"]
