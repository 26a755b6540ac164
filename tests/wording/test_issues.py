"""The sentences of issues, errors and labels: each code has them, in plain words, and a remedy can be done."""

import re
import tomllib

import pytest

from components.guard.middleware import Reason
from model.access import Role
from model.returns.draft import RatingProgress
from model.returns.round import ReturnFault, Scope
from model.terms import (
    Contradiction,
    Flag,
    Language,
    MonitoringKind,
    Movement,
    ShownPart,
    StallSign,
    TargetTiming,
    Timing,
)
from model.tracker.reading import FILE_FAULTS, SEVERITIES, Issue, Severity, WorkbookError
from model.versions.difference import ChangeKind, MergeRefusal
from model.versions.version import Action, StoreError, StoreErrorCode
from tests.support.source import ROOT
from wording.catalogue import label, messages, translator
from wording.extraction import ISSUE_CODES, manual_text, read_welsh
from wording.issues import TEXTS, message, remedy
from wording.names import TEXTS as ERROR_TEXTS
from wording.names import fault_message, store_fault

ENGLISH, WELSH = translator(Language.ENGLISH), translator(Language.WELSH)
ANSWERED = ("scale-proposed", "snapshot-undated", "snapshot-dated", "no-table")
DELETES = re.compile(
    r"\b(?:delete|remove(?! (?:the password|its pictures))|tynnwch|dilëwch|gwaredwch)\b", re.IGNORECASE
)


def test_every_code_has_a_message_and_a_remedy_and_no_other_has():
    assert set(TEXTS) == {*SEVERITIES, *FILE_FAULTS}
    assert all(text["message"] and text["remedy"] for text in TEXTS.values())


def test_every_code_is_raised_somewhere():
    files = (path for folder in ("loaders", "model/returns", "store") for path in sorted((ROOT / folder).rglob("*.py")))
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert [code for code in (*SEVERITIES, *FILE_FAULTS) if f'"{code}"' not in source] == []


def test_a_message_names_what_was_found_and_the_remedy_what_to_do():
    issue = Issue("status-unknown", Severity.ERROR, "Progress", "E7", "Mostly green", {"expected": "Red, Amber, Green"})
    assert message(issue, ENGLISH) == "“Mostly green” is not a status of this workbook’s scale: Red, Amber, Green."
    assert remedy(issue, ENGLISH) == "Use a status of the Key, or add this one to the Key."


def test_the_manual_lists_every_code_with_its_severity_and_sentence():
    written = ISSUE_CODES.read_text(encoding="utf-8")
    warnings = written.partition("## Warnings")[2].partition("## Information")[0]
    assert "- `table-not-read`: There is another table here, with these headings, which was not read: …." in warnings
    assert written == manual_text(written), "run: python -m wording update"


@pytest.mark.parametrize("code", ANSWERED)
def test_only_a_command_has_a_remedy_with_an_option(code):
    details = dict.fromkeys(("added", "order", "expected", "missing"), "x")
    issue = Issue(code, Severity.ERROR, "T", "A1", "x", details)
    assert "--" not in remedy(issue, ENGLISH) + remedy(issue, ENGLISH, on="upload")
    assert remedy(issue, ENGLISH, on="command") != remedy(issue, ENGLISH)


def test_no_page_names_an_option_and_no_remedy_deletes_data():
    named = [(name, text) for code in TEXTS.values() for name, text in code.items() if name != "count"]
    sentences = [(name, sentence) for name, text in named for (sentence, *_) in messages({"": text})]
    assert not [text for name, text in sentences if "--" in text and name != "command_remedy"]
    assert not [text for name, text in sentences if "remedy" in name and DELETES.search(text)]


@pytest.mark.parametrize(
    ("kind", "named", "instead"),
    [("html", "a web page under another name", "Open it in Excel"), ("pdf", "a PDF", "Ask for the workbook")],
)
def test_a_refusal_names_the_file_type_and_the_way_to_a_workbook(kind, named, instead):
    refused, odd = (WorkbookError("file-not-workbook", looks_like=each) for each in (kind, "odd"))
    assert message(refused, ENGLISH).startswith(f"The file is {named}, not ")
    assert remedy(refused, ENGLISH).startswith(instead)
    assert message(odd, ENGLISH) == "The file is not an Excel workbook."


@pytest.mark.parametrize("language", Language)
def test_no_sentence_of_a_paper_speaks_of_excel_or_of_a_workbook(language):
    names = ("paper_message", "paper_remedy")
    sentences = [
        translator(language)(message, limit=1, part="x")
        for text in TEXTS.values()
        for (message,) in messages({name: text[name] for name in names if name in text})
    ]
    assert sentences
    assert not [text for text in sentences if "Excel" in text or "workbook" in text or "llyfr" in text]


INTERNAL = re.compile(
    r"\b(canonical|records?|likeness|only like|kept as evidence|read as completed|candidates?|fuzzy|parsed?|tokens?"
    r"|normalised|mapping|fields?|layouts?|items?|null|instance|issue code)\b",
    re.IGNORECASE,
)
INTERNAL_WELSH = re.compile(r"\b(canonaidd|cofnod|cofnodion|tebygrwydd|fel tystiolaeth|cynllun|eitem|eitemau|maes)\b")
PLACEHOLDER = re.compile(r"\{\w+\}|--\w+ [\w.]+")


def english_sentences():
    """Return every English sentence of the texts of issues."""
    for each in messages(TEXTS):
        yield from each


def internal_words(sentences, words=INTERNAL):
    return [sentence for sentence in sentences if words.search(PLACEHOLDER.sub("", sentence))]


def test_no_message_or_remedy_has_a_word_of_the_program():
    assert internal_words(english_sentences()) == []


def test_no_welsh_message_or_remedy_has_one():
    sentences = set(english_sentences())
    strings = [
        string
        for message in read_welsh()
        if message.id and (message.id if isinstance(message.id, str) else message.id[0]) in sentences
        for string in (message.string if isinstance(message.string, tuple) else (message.string,))
    ]
    assert len(strings) > len(sentences) / 2
    assert internal_words(strings, INTERNAL_WELSH) == []


@pytest.mark.parametrize(
    "sentence",
    ["It was read as Theme, which it is only like.", "Each was kept as evidence.", "Use the canonical sheets."],
)
def test_a_word_of_the_program_is_found(sentence):
    assert internal_words([sentence, "Write the status in words: {field}."]) == [sentence]


def test_every_fault_has_a_message_and_a_remedy():
    assert set(ERROR_TEXTS["store"]) == set(StoreErrorCode)
    assert set(ERROR_TEXTS["return"]) == set(ReturnFault)
    assert set(ERROR_TEXTS["merge"]) == set(MergeRefusal)


@pytest.mark.parametrize("code", StoreErrorCode)
def test_both_are_sentences_in_either_language_also_where_a_detail_is_missing(code, english, welsh):
    texts = [fault_message(StoreError(code), _, name=name) for _ in (english, welsh) for name in ("message", "remedy")]
    assert len(set(texts)) == 4
    assert [text[-1] for text in texts] == ["."] * 4


def test_an_unknown_version_names_the_latest_or_that_there_is_none(english):
    assert [
        store_fault(StoreError(StoreErrorCode.UNKNOWN_VERSION, version="9", latest=at), english) for at in ("4", "")
    ] == [
        "There is no version 9. Give the number of one that there is; the latest is 4.",
        "There is no version 9. No version has been published yet.",
    ]


LABELS = tomllib.loads((ROOT / "wording" / "labels.toml").read_text(encoding="utf-8"))
# Codes whose words depend on a context, or are those of another table.
UNLABELLED = {"shown-part": {*Movement, ShownPart.CLOSED}}


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("action", Action),
        ("change", ChangeKind),
        ("flag", Flag),
        ("monitoring-kind", MonitoringKind),
        ("movement", Movement),
        ("movement-count", Movement),
        ("movement-sentence", Movement),
        ("question-of-contradiction", Contradiction),
        ("rating-progress", RatingProgress),
        ("refusal", Reason),
        ("role", Role),
        ("role-purpose", Role),
        ("scope", Scope),
        ("severity", Severity),
        ("severity-word", Severity),
        ("shown-part", ShownPart),
        ("stall-sign", StallSign),
        ("target-timing", TargetTiming),
        ("timing", Timing),
        ("timing-heading", Timing),
    ],
)
def test_each_member_of_an_enumeration_has_a_label(table, codes):
    assert {*LABELS[table]} == {code.value for code in codes} - UNLABELLED.get(table, set())


def test_a_code_without_a_label_is_an_error_unless_there_is_a_default(english):
    assert label("change-count", "new", english, n=2) == "2 new recommendations"
    assert label("role", "owner", english, default="") == ""
    with pytest.raises(KeyError):
        label("role", "owner", english)


def test_each_table_of_labels_is_used():
    source = "\n".join(
        path.read_text("utf-8")
        for name in ("components", "reports", "wording")
        for path in ROOT.glob(f"{name}/**/*.py")
    )
    assert [table for table in LABELS if f'("{table}"' not in source] == []
