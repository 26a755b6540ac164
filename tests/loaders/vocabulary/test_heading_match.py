import pytest

from loaders.vocabulary.heading_aliases import STRONG, WEAK, Meaning
from loaders.vocabulary.heading_match import understand
from model.text import fold


def meant(heading):
    one = understand(heading)
    return one.meaning, one.round


@pytest.mark.parametrize(
    ("meaning", "headings"),
    [
        (
            Meaning.REF,
            ["Rec No", "Rec.", "No.", "#", "\u00a0No.", "Recommendation Number", "Register ref", "S. No.", "Cyfeirnod"],
        ),
        (Meaning.REF, ["Issue number:", "Risk #", "POA&M ID", "Sl no.", "ID\u200b", "WBS"]),
        (
            Meaning.LEAD_AGENCY,
            ["Owner", "Responsible", "Responsibility", "Lead", "Agency", "Risk Owner ", "Lead\norganisation"],
        ),
        (Meaning.STATUS, ["RAG", "RAG rating", "BRAG", "Status", "Statws", "Status (Open/Closed)", "Open or Closed?"]),
        (
            Meaning.UPDATE,
            ["Progress", "Progress update", "Progress (Month Year)", "Cynnydd", "Comments/ Resolution", "3. Update"],
        ),
        (Meaning.RECOMMENDATION, ["Recommendation(s)", "Description of Risk (there is a risk that….)", "Argymhelliad"]),
        (Meaning.TARGET, ["Target Date", "TargetDate", "Deadline", "By when?", "Target_Resolution", "Dyddiad targed"]),
        (Meaning.TARGET, ["End date", "Finish", "Original due date", "Revised target date"]),
        (Meaning.LEAD_AGENCY, ["By whom"]),
        (Meaning.UPDATE, ["Action taken", "Actions to date", "Summary of progress"]),
        (Meaning.RATING, ["Probability", "Impact", "RAG impact", "Risk score", "RACI", "Severity rating"]),
        (Meaning.NOTE, ["Date Raised", "Review Date", "Start"]),
        (Meaning.COMPLETED, ["Date closed", "Fixed Date", "Date completed", "Actual completion date"]),
        (Meaning.STATUS, ["Implemented? Y/N", "Complete (Yes/No/Partial)", "Compliance", "Fixed (Y/N)", "Closed?"]),
        (None, ["Funding source", "", "Xyz", "Work is going on and nobody knows how it will end " * 4]),
    ],
)
def test_what_people_write_above_a_column_has_a_meaning(meaning, headings):
    assert [meant(heading) for heading in headings] == [(meaning, None)] * len(headings)


@pytest.mark.parametrize(
    ("heading", "meaning", "words"),
    [
        ("Progress Feb 24", Meaning.UPDATE, "Feb 24"),
        ("Update June 2024", Meaning.UPDATE, "June 2024"),
        ("DPP response July 2023", Meaning.RESPONSE, "July 2023"),
        ("RAG Feb 24", Meaning.STATUS, "Feb 24"),
        ("Feb-24 RAG", Meaning.STATUS, "Feb-24"),
        ("Feb-24", None, "Feb-24"),
        ("Position as at 14 June 2024", Meaning.UPDATE, "14 June 2024"),
        ("Q1 2024/25: update from DPP", Meaning.UPDATE, "Q1 2024/25"),
        ("Status 2016", Meaning.STATUS, "2016"),
        ("Statws Chwef 24", Meaning.STATUS, "Chwef 24"),
        ("Risk register as at June 2024", None, None),
    ],
)
def test_a_heading_that_names_a_round_is_its_meaning_and_its_round(heading, meaning, words):
    assert meant(heading) == (meaning, words)


def test_a_heading_says_by_what_it_was_known_and_how_surely():
    headings = ["Recommendation", "Argymhelliad", "Rec no", "Owning Agnecy"]
    assert [(one.evidence, one.score) for one in map(understand, headings)] == [
        ("heading", 100),
        ("welsh-heading", 100),
        ("alias", 100),
        ("fuzzy", 92),
    ]


def test_what_is_less_than_sure_names_its_candidates():
    assert understand("Leed agancy").candidates == (Meaning.LEAD_AGENCY,)
    assert understand("Recommendation 1").candidates == (Meaning.RECOMMENDATION, Meaning.REF)
    assert not understand("Owning Agnecy").uncertain


def test_no_alias_has_two_meanings_and_each_is_folded():
    assert STRONG.keys() & WEAK.keys() == set()
    assert [alias for alias in (*STRONG, *WEAK) if fold(alias) != alias] == []


@pytest.mark.parametrize(
    ("heading", "meaning", "month"),
    [
        ("May", None, "May"),
        ("Feb.", None, "Feb"),
        ("RAG Feb", Meaning.STATUS, "Feb"),
        ("Progress (Meh)", Meaning.UPDATE, "Meh"),
        ("Owner May", None, None),
    ],
)
def test_a_short_month_alone_or_after_a_word_for_progress_is_one(heading, meaning, month):
    assert meant(heading) == (meaning, month)


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Previous RAG (Feb 2024)", Meaning.STATUS),
        ("Latest RAG (Feb 2024)", Meaning.STATUS),
        ("Previous update Feb 2024", Meaning.UPDATE),
        ("Initial response (Feb 2024)", Meaning.RESPONSE),
    ],
)
def test_a_word_that_says_which_round_is_left_out_where_the_round_is_named(heading, meaning):
    assert (understand(heading).meaning, understand(heading).round) == (meaning, "Feb 2024")


def test_an_earlier_status_without_its_round_is_none():
    assert understand("Previous RAG").meaning is Meaning.RATING
