import re
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from wording.__main__ import main
from wording.extraction import read_welsh
from wording.translations import derived, missing

CATALOGUE = """
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=n!=1;"

msgid "Themes"
msgstr "Themâu"

# derived
msgid "Round"
msgstr "Rownd"

msgid "Why?"
msgstr ""

# derived
msgid "{n} row"
msgid_plural "{n} rows"
msgstr[0] "{n} rhes"
msgstr[1] "{n} o resi"

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] ""
msgstr[1] ""
"""


@pytest.fixture
def catalogue() -> Catalog:
    return read_po(BytesIO(CATALOGUE.encode()))


def test_what_has_no_welsh_is_listed_a_message_a_line(catalogue):
    assert missing(catalogue) == ["Why?", "{n} day | {n} days"]


def test_what_was_built_by_rule_is_listed_with_its_welsh(catalogue):
    assert derived(catalogue) == ["Round = Rownd", "{n} row | {n} rows = {n} rhes | {n} o resi"]


@pytest.mark.parametrize(("command", "listed"), [("missing", missing), ("derived", derived)])
def test_the_command_lists_them_of_the_catalogue_in_use(capsys, command, listed):
    assert main([command]) == 0
    assert capsys.readouterr().out.splitlines() == listed(read_welsh())


def test_a_sentence_of_welsh_has_one_colon_at_most():
    welsh = [text for message in read_welsh() if message.id for text in texts_of(message)]
    sentences = [sentence for text in welsh for sentence in re.split(r"(?<=[.?!])\s+|\n", text)]
    assert [sentence for sentence in sentences if len(re.findall(r":(?=\s|$)", sentence)) > 1] == []


def texts_of(message):
    """Return the Welsh of a message, of which each count may have a form."""
    return message.string if isinstance(message.string, tuple) else (message.string,)
