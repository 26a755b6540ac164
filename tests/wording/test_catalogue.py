"""The catalogue: what is extracted, what Welsh there is, and how placeholders and counts are filled."""

import ast
import re
import string
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from wording.__main__ import main
from wording.catalogue import derived, missing
from wording.extraction import KEYWORDS, ROOT, TEMPLATE, WELSH, extract, read_welsh, source_files, template_text, update


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


CATALOGUE = """
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=n!=1;"

msgid "Themes"
msgstr "Themâu"

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


def test_what_has_no_welsh_is_listed_a_message_a_line():
    assert missing(read_po(BytesIO(CATALOGUE.encode()))) == ["Why?", "{n} day | {n} days"]


@pytest.mark.parametrize(("command", "listed"), [("missing", missing), ("derived", derived)])
def test_the_command_lists_them_of_the_catalogue_in_use(capsys, command, listed):
    assert main([command]) == 0
    assert capsys.readouterr().out.splitlines() == listed(read_welsh())


def test_a_sentence_of_welsh_has_one_colon_at_most():
    welsh = [text for message in translated() for text in forms(message.string)]
    sentences = [sentence for text in welsh for sentence in re.split(r"(?<=[.?!])\s+|\n", text)]
    assert [sentence for sentence in sentences if len(re.findall(r":(?=\s|$)", sentence)) > 1] == []


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    return tmp_path / "pages" / "themes.py"


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


def placeholders(text: str) -> set[str]:
    return {field for _text, field, _spec, _conversion in string.Formatter().parse(text) if field is not None}


def translated() -> list[Message]:
    return [message for message in read_welsh() if message.id and any(forms(message.string))]


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Yield every call of a translator in the source: its location, its name and the node."""
    for path in source_files(ROOT):
        if path.name == "catalogue.py":  # its messages are data
            continue
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
                if name in KEYWORDS:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", name, node


def literals(call: ast.Call) -> list[str]:
    return [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]


def test_every_call_of_a_translator_is_found_wherever_it_stands(source):
    source.write_text(
        'title = _("A title of {what}", what=_("a page"))\n'
        'count = _.plural("{n} row", "{n} rows", len(_("within a count")))\n'
        'verb = show(f(translate.within("button", "Open")))\n'
        'long = _("one " "text")\n'
        'view.translator("of a view")\n'
        "f'{_(\"in a string\")}'\n"
        "nothing = _(title)\n"
    )
    found = {(message.context, message.id) for message in extract(source.parent.parent) if message.id}
    assert found == {
        (None, "A title of {what}"),
        (None, "a page"),
        (None, ("{n} row", "{n} rows")),
        (None, "within a count"),
        ("button", "Open"),
        (None, "one text"),
        (None, "of a view"),
        (None, "in a string"),
    }


def test_updating_keeps_translations_with_their_comments_and_guesses_none_nor_the_plural_of_a_message(source, tmp_path):
    template, welsh = tmp_path / "cynnydd.pot", tmp_path / "cy" / "cynnydd.po"
    source.write_text('_("Themes")\n_("Gone")\n_("{n} row")\n')
    update(tmp_path, template=template, welsh=welsh)
    written = welsh.read_text().replace('msgid "Themes"\nmsgstr ""', '# derived\nmsgid "Themes"\nmsgstr "Themâu"')
    welsh.write_text(written.replace('msgid "{n} row"\nmsgstr ""', 'msgid "{n} row"\nmsgstr "{n} rhes"'))
    source.write_text('_("Themes")\n_("Theme")\n_.plural("{n} row", "{n} rows", 2)\n')
    update(tmp_path, template=template, welsh=welsh)
    assert {m.id: (m.string, m.user_comments, m.fuzzy) for m in read_welsh(welsh) if m.id} == {
        "Theme": ("", [], False),
        "Themes": ("Themâu", ["derived"], False),
        ("{n} row", "{n} rows"): (("",) * 6, [], False),
    }
    assert "Gone" not in welsh.read_text()


def test_the_template_holds_the_messages_of_the_source():
    assert TEMPLATE.read_text(encoding="utf-8") == template_text(extract()), "run: python -m wording update"


def test_the_welsh_catalogue_holds_every_message_and_no_other():
    wanted = {(message.context, message.id) for message in read_po(BytesIO(TEMPLATE.read_bytes()))}
    existing = {(message.context, message.id) for message in read_welsh()}
    assert existing == wanted, "run: python -m wording update"


def test_welsh_has_its_six_plural_forms():
    header = '"Plural-Forms: nplurals=6; plural=(n==0)?0:(n==1)?1:(n==2)?2:(n==3)?3:(n==6)?4:5;\\n"'
    assert header in WELSH.read_text(encoding="utf-8").splitlines()


def test_a_welsh_plural_has_all_six_forms_or_none():
    halves = [
        m.id for m in translated() if isinstance(m.id, tuple) and not (len(m.string or ()) == 6 and all(m.string or ()))
    ]
    assert halves == []


def test_a_welsh_message_has_the_placeholders_of_the_english_one():
    """The forms for none and for one may say the count in words, and so leave a placeholder out."""
    wrong = []
    for message in translated():
        wanted = placeholders(forms(message.id)[-1])
        for number, form in enumerate(forms(message.string)):
            in_words = message.pluralizable and number < 2 and placeholders(form) <= wanted | {"n"}
            if placeholders(form) != wanted and not in_words:
                wrong.append((message.id, form))
    assert wrong == []


def test_no_welsh_message_is_marked_fuzzy_for_such_are_not_shown():
    assert [message.id for message in read_welsh() if message.id and message.fuzzy] == []


def test_every_message_is_a_literal_and_every_placeholder_of_it_has_a_value():
    """`translator(...)` is also the function that returns a Translator, so it may be called with a language.

    Where the values are a mapping, the tests of that file check that it has them.
    """
    hidden, wrong = [], []
    for place, name, call in calls():
        hidden += [place] * (name != "translator" and not literals(call))
        counted = {"n"} if name == "plural" else set()
        wanted = set().union(*map(placeholders, literals(call))) | counted
        values = {keyword.arg for keyword in call.keywords} | counted
        wrong += [place] * (None not in values and wanted != values)
    assert hidden == [], "a message in a variable is never found, and so never translated"
    assert wrong == []


CHANGES_WHAT_FOLLOWS = re.compile(
    r"(?:\b(?:am|ar|at|dan|dros|drwy|trwy|gan|heb|hyd|i|o|tan|wrth|a|ac|â|gyda|tua|na|neu|yn|ym|yng|y|yr|ei|ni)|['’][ri])"
    r" \{(?P<place>\w+)\}",
    re.IGNORECASE,
)
NUMBERS_AND_CELLS = {"n", "number", "some", "total", "all", "drawn", "last", "first", "months", "day", "responded"}


def test_no_welsh_value_stands_where_the_word_before_would_change_it():
    wrong = [
        form
        for message in translated()
        for form in forms(message.string)
        for found in CHANGES_WHAT_FOLLOWS.finditer(form)
        if found["place"] not in NUMBERS_AND_CELLS
    ]
    assert wrong == []
