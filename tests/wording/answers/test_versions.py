from dataclasses import replace
from datetime import UTC, datetime

import pytest

from model.language import Language
from model.tracker.reading import Source
from model.versions.version import Action, AuditEntry, Mode, Version
from wording.answers.versions import (
    publication_reason,
    version_notes,
)
from wording.catalogue import translator
from wording.command_line.version_report import audit_lines, version_detail_lines, version_lines
from wording.format.names import marked_name

ENGLISH, WELSH = translator(Language.ENGLISH), translator(Language.WELSH)
AT = datetime(2026, 11, 25, 14, 5, tzinfo=UTC)
VERSION = Version(2, AT, "Siân", "June round", Source("june.xlsx", "ab" * 32), 18, 50, "cd" * 32, compared_with=1)


def test_a_name_has_a_note_how_well_it_is_known_and_a_missing_one_has_words():
    assert marked_name("Siân", ENGLISH, verified=False) == "Siân (not verified)"
    assert marked_name("Siân", ENGLISH, verified=True) == "Siân (signed in)"
    assert marked_name("", ENGLISH, verified=False) == "no name given"


def test_the_reason_of_the_sample_is_in_the_language_of_the_reader_and_that_of_a_person_in_theirs():
    assert publication_reason("The bundled sample tracker.", WELSH) == "Y traciwr enghreifftiol sydd wedi'i gynnwys."
    assert publication_reason("June round", WELSH) == "June round"


@pytest.mark.parametrize(
    ("version", "notes"),
    [
        (VERSION, []),
        (replace(VERSION, mode=Mode.MERGE), ["Merged into the version before."]),
        (replace(VERSION, mode=Mode.MERGE, brings_back=1), ["Brings back version 1."]),
    ],
)
def test_a_version_that_brings_back_another_or_was_merged_has_a_note(version, notes):
    assert list(version_notes(version, ENGLISH)) == notes


def test_versions_are_listed_with_the_current_one_marked():
    first = replace(VERSION, number=1, who="A", reason="First", recommendations=1, updates=1, compared_with=None)
    assert list(version_lines([VERSION, first], 2, ENGLISH)) == [
        "Version 2 (current), published on 25 November 2026, 14:05 by Siân (not verified)",
        "  June round",
        "  june.xlsx · 18 recommendations, 50 updates",
        "Version 1, published on 25 November 2026, 14:05 by A (not verified)",
        "  First",
        "  june.xlsx · 1 recommendation, 1 update",
    ]
    assert list(version_lines([], None, ENGLISH)) == ["Nothing is published yet."]
    assert list(version_detail_lines(VERSION, 2, ENGLISH))[3:] == [
        f"  SHA-256 of the file: {'ab' * 32}",
        f"  Digest of the tracker: {'cd' * 32}",
        "  Compared with version 1",
    ]


def test_the_audit_trail_has_a_line_for_each_entry():
    entries = [
        AuditEntry(AT, "", Action.REFUSAL, None, "ref-unknown", {"file": "bad.xlsx"}),
        AuditEntry(AT, "Siân", Action.PUBLISH, 2, "June round", {"file": "june.xlsx"}),
        AuditEntry(AT, "Siân", Action.ROLL_BACK, 3, "A mistake"),
        AuditEntry(
            AT, "Cai", Action.NOT_ALLOWED, None, "publish", {"limit": "1 hour"}, True, "viewer", "ab12", "192.0.2.7"
        ),
    ]
    assert list(audit_lines(entries, ENGLISH)) == [
        "25 November 2026, 14:05 · no name given · refusal · what was wrong: ref-unknown · bad.xlsx",
        "25 November 2026, 14:05 · Siân (not verified) · publish · version 2 · June round · june.xlsx",
        "25 November 2026, 14:05 · Siân (not verified) · roll back · version 3 · A mistake",
        "25 November 2026, 14:05 · Cai (signed in) · refused: not allowed · tried: publish · further ones within an "
        "hour are not recorded · viewer · 192.0.2.7 · session ab12",
    ]
