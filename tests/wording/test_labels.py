"""The labels of codes: each member of an enumeration has one, and no code has one for nothing."""

import tomllib

import pytest

from model.access import Role
from model.issue import Severity
from model.returns.draft import RatingProgress
from model.returns.round import Scope
from model.terms import Contradiction, Flag, MonitoringKind, Movement, ShownPart, StallSign, TargetTiming, Timing
from model.versions.version import Action
from tests.support.source import ROOT
from wording.differences.changes import ChangeKind
from wording.sentences import label

LABELS = tomllib.loads((ROOT / "wording" / "labels.toml").read_text(encoding="utf-8"))
UNLABELLED = {"shown-part": {*Movement, ShownPart.CLOSED}}
"""Codes whose words depend on a context, or are those of another table."""


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
        path.read_text("utf-8") for name in ("components", "wording") for path in ROOT.glob(f"{name}/**/*.py")
    )
    assert [table for table in LABELS if f'("{table}"' not in source] == []
