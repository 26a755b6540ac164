"""Versions, the audit trail and losses in words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from model.language import Language
from model.tracker.reading import Source
from model.versions.difference import (
    EmptiedCells,
    Losses,
    LostRecommendation,
    LostRound,
    LostRow,
    LostUpdate,
    RecommendationId,
)
from model.versions.version import Action, AuditEntry, Mode, Version
from tests.support.differences import FEBRUARY, JUNE, NINE, TEN
from wording.answers.versions import publication_reason, version_notes
from wording.catalogue import translator
from wording.command_line.version_report import audit_lines, version_detail_lines, version_lines
from wording.differences.losses import loss_lines, loss_message
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


PROMISE = LostRow(NINE, "Meet the Superintendent.")
ROUND = LostRound("Stalking", FEBRUARY, responses=16)


def lines(losses, _):
    return [line.text for line in loss_lines(losses, _)]


def test_each_kind_is_a_line_with_its_number_in_either_language(english, welsh):
    gone = (LostRecommendation(NINE, updates=3, promises=2),)
    found = Losses(recommendations=gone, rounds=(ROUND,), promises=(PROMISE,) * 22)
    assert lines(found, english) == [
        "Recommendation 9, with 3 updates and 2 monitoring promises",
        "The February 2024 round (16 responses)",
        "22 monitoring promises",
    ]
    assert lines(found, welsh) == [
        "Argymhelliad 9 (3 diweddariad, 2 addewid monitro)",
        "Rownd mis Chwefror 2024 (16 ymateb)",
        "22 addewid monitro",
    ]


def test_several_recommendations_and_rounds_are_named_in_one_line_each(english):
    found = Losses(
        recommendations=(LostRecommendation(NINE), LostRecommendation(TEN, updates=1)),
        rounds=(ROUND, LostRound("Stalking", JUNE, responses=1, updates=2)),
    )
    assert lines(found, english) == [
        "2 recommendations (9, 10), with 1 update",
        "2 rounds: February 2024 (16 responses), June 2024 (1 response, 2 updates)",
    ]


def test_reviews_are_named_where_there_are_several(english):
    found = Losses(
        recommendations=(LostRecommendation(NINE), LostRecommendation(RecommendationId("Custody", "1"))),
        rounds=(ROUND,),
        updates=(LostUpdate(NINE, "Progress", JUNE),),
        several_reviews=True,
    )
    assert lines(found, english) == [
        "2 recommendations (Stalking: 9; Custody: 1)",
        "The February 2024 round (Stalking, 16 responses)",
        "1 update: recommendation 9 (Stalking), update of June 2024",
    ]


def test_updates_and_statuses_are_named_as_far_as_a_line_has_room(english):
    found = Losses(updates=(LostUpdate(NINE, "Response", None),) * 7, statuses=(LostUpdate(TEN, "Progress", JUNE),))
    response = "recommendation 9, response without a date"
    assert lines(found, english) == [
        f"7 updates: {'; '.join([response] * 5)} and 2 more",
        "The status of 1 update that stays: recommendation 10, update of June 2024",
    ]


def test_cells_names_reviews_and_statuses_of_the_scale_are_named(english):
    found = Losses(
        reviews=("Custody",),
        promises=(PROMISE,),
        cells=(
            EmptiedCells("Recommendations", "title_cy", 18),
            EmptiedCells("Recommendations", "theme", 2),
            EmptiedCells("Key", "meaning", 3),
        ),
        scale=("Amber", "Red"),
        names=tuple(f"N{n}" for n in range(22)),
    )
    assert lines(found, english) == [
        "1 review: “Custody”",
        "1 monitoring promise: recommendation 9, “Meet the Superintendent.”",
        "23 filled cells that would be empty (Recommendations: Title (Welsh) 18, Theme 2; Key: Meaning 3)",
        "2 statuses of the scale: Amber, Red",
        "22 names of the sheet Names: N0, N1, N2, N3, N4 and 17 more",
    ]


def test_the_message_of_a_command_names_the_losses_and_the_options(english):
    found = Losses(rounds=(ROUND,))
    assert list(loss_message(found, english, may_merge=True)) == [
        "Nothing was published, because publishing would lose what is published now:",
        "  The February 2024 round (16 responses)",
        "Add --accept-losses to publish without it; or --mode merge, to add the workbook to what is published.",
    ]
    assert list(loss_message(found, english, may_merge=False))[-1] == "Add --accept-losses to publish without it."


def test_targets_and_decisions_are_lost_by_number_and_a_single_one_by_name(english):
    target, decision = LostRow(NINE, "May 2024"), LostRow(NINE, "Closed")
    assert lines(Losses(targets=(target,), decisions=(decision,)), english) == [
        "1 target of the sheet Targets: recommendation 9, “May 2024”",
        "1 decision on closure: recommendation 9, Closed",
    ]
    assert lines(Losses(targets=(target,) * 3, decisions=(decision,) * 2), english) == [
        "3 targets of the sheet Targets",
        "2 decisions on closure",
    ]
