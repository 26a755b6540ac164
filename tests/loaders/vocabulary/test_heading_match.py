import pytest

from loaders.vocabulary.heading_aliases import STRONG_ALIASES, WEAK_ALIASES, ColumnMeaning
from loaders.vocabulary.heading_match import match_heading
from model.text import label_key


def meaning_and_round(heading):
    match = match_heading(heading)
    return match.meaning, match.round


@pytest.mark.parametrize(
    ("meaning", "headings"),
    [
        (
            ColumnMeaning.REF,
            ["Rec No", "Rec.", "No.", "#", "\u00a0No.", "Recommendation Number", "Register ref", "S. No.", "Cyfeirnod"],
        ),
        (ColumnMeaning.REF, ["Issue number:", "Risk #", "POA&M ID", "Sl no.", "SL", "ID\u200b", "WBS", "riskid"]),
        (
            ColumnMeaning.LEAD_AGENCY,
            [
                "Owner",
                "Responsible",
                "Responsibility",
                "Lead",
                "Agency",
                "Risk Owner ",
                "Lead\norganisation",
                "riskowner",
            ],
        ),
        (
            ColumnMeaning.STATUS,
            ["RAG", "RAG rating", "BRAG", "Status", "Statws", "Status (Open/Closed)", "Open or Closed?"],
        ),
        (
            ColumnMeaning.UPDATE,
            ["Progress", "Progress update", "Progress (Month Year)", "Cynnydd", "Comments/ Resolution", "3. Update"],
        ),
        (
            ColumnMeaning.RECOMMENDATION,
            ["Recommendation(s)", "Description of Risk (there is a risk that….)", "Argymhelliad"],
        ),
        (
            ColumnMeaning.TARGET,
            ["Target Date", "TargetDate", "DueDate", "due_date", "Deadline", "By when?", "Dyddiad targed"],
        ),
        (ColumnMeaning.TARGET, ["End date", "Finish", "Original due date", "Revised target date"]),
        (ColumnMeaning.LEAD_AGENCY, ["By whom", "Actionee"]),
        (ColumnMeaning.BACKGROUND, ["Existing controls", "Current controls"]),
        (ColumnMeaning.UPDATE, ["Action taken", "Actions to date", "Summary of progress"]),
        (ColumnMeaning.RATING, ["Probability", "Impact", "RAG impact", "Risk score", "RACI", "Severity rating"]),
        (ColumnMeaning.NOTE, ["Date Raised", "Review Date", "Start"]),
        (ColumnMeaning.COMPLETED, ["Date closed", "Fixed Date", "Date completed", "Actual completion date"]),
        (
            ColumnMeaning.STATUS,
            ["Implemented? Y/N", "Complete (Yes/No/Partial)", "Compliance", "Fixed (Y/N)", "Closed?"],
        ),
        (None, ["Funding source", "", "Xyz", "Work is going on and nobody knows how it will end " * 4]),
    ],
)
def test_what_people_write_above_a_column_has_a_meaning(meaning, headings):
    assert [meaning_and_round(heading) for heading in headings] == [(meaning, None)] * len(headings)


@pytest.mark.parametrize(
    ("heading", "meaning", "words"),
    [
        ("Progress Feb 24", ColumnMeaning.UPDATE, "Feb 24"),
        ("Update June 2024", ColumnMeaning.UPDATE, "June 2024"),
        ("DPP response July 2023", ColumnMeaning.RESPONSE, "July 2023"),
        ("RAG Feb 24", ColumnMeaning.STATUS, "Feb 24"),
        ("Feb-24 RAG", ColumnMeaning.STATUS, "Feb-24"),
        ("Feb-24", None, "Feb-24"),
        ("Position as at 14 June 2024", ColumnMeaning.UPDATE, "14 June 2024"),
        ("Q1 2024/25: update from DPP", ColumnMeaning.UPDATE, "Q1 2024/25"),
        ("Status 2016", ColumnMeaning.STATUS, "2016"),
        ("Statws Chwef 24", ColumnMeaning.STATUS, "Chwef 24"),
        ("Risk register as at June 2024", None, None),
    ],
)
def test_a_heading_that_names_a_round_is_its_meaning_and_its_round(heading, meaning, words):
    assert meaning_and_round(heading) == (meaning, words)


def test_a_heading_match_has_its_evidence_and_score():
    headings = ["Recommendation", "Argymhelliad", "Rec no", "Owning Agnecy"]
    assert [(one.evidence, one.score) for one in map(match_heading, headings)] == [
        ("heading", 100),
        ("welsh-heading", 100),
        ("alias", 100),
        ("fuzzy", 92),
    ]


def test_what_is_less_than_sure_names_its_candidates():
    assert match_heading("Leed agancy").candidates == (ColumnMeaning.LEAD_AGENCY,)
    assert match_heading("Recommendation 1").candidates == (ColumnMeaning.RECOMMENDATION, ColumnMeaning.REF)
    assert not match_heading("Owning Agnecy").uncertain


def test_no_alias_has_two_meanings_and_each_is_folded():
    assert STRONG_ALIASES.keys() & WEAK_ALIASES.keys() == set()
    assert [alias for alias in (*STRONG_ALIASES, *WEAK_ALIASES) if label_key(alias) != alias] == []


@pytest.mark.parametrize(
    ("heading", "meaning", "month"),
    [
        ("May", None, "May"),
        ("Feb.", None, "Feb"),
        ("RAG Feb", ColumnMeaning.STATUS, "Feb"),
        ("Progress (Meh)", ColumnMeaning.UPDATE, "Meh"),
        ("Owner May", None, None),
    ],
)
def test_a_short_month_alone_or_after_a_word_for_progress_is_one(heading, meaning, month):
    assert meaning_and_round(heading) == (meaning, month)


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Previous RAG (Feb 2024)", ColumnMeaning.STATUS),
        ("Latest RAG (Feb 2024)", ColumnMeaning.STATUS),
        ("Previous update Feb 2024", ColumnMeaning.UPDATE),
        ("Initial response (Feb 2024)", ColumnMeaning.RESPONSE),
    ],
)
def test_a_word_for_which_round_is_ignored_where_the_round_is_named(heading, meaning):
    assert (match_heading(heading).meaning, match_heading(heading).round) == (meaning, "Feb 2024")


def test_an_earlier_status_without_its_round_is_none():
    assert match_heading("Previous RAG").meaning is ColumnMeaning.RATING


@pytest.mark.parametrize("heading", ["project_id", "Project id", "Responsible no"])
def test_a_heading_for_an_id_is_no_misspelt_owner(heading):
    assert match_heading(heading).meaning is None
