"""The sentences of several issues of one kind: one location, one message, one remedy."""

from model.issue import Issue, Severity, group_issues
from model.language import Language
from model.tracker.reading import MappedColumn
from wording.catalogue import translator
from wording.issues import remedy
from wording.issues.group_sentences import all_locations, column_headings, group_text

ENGLISH, WELSH = translator(Language.ENGLISH), translator(Language.WELSH)
HEADINGS = column_headings([MappedColumn("Actions", "F1", "Done?", "status", "alias")])


def unknown(cell, found, sheet="Actions"):
    return Issue("status-unknown", Severity.ERROR, sheet, cell, found, {"expected": "Red, Green"})


def text_of(issues, _=ENGLISH, **options):
    (group,) = group_issues(issues)
    return group_text(group, _, headings=HEADINGS, **options)


def test_a_word_of_several_cells_is_named_with_its_column_its_number_and_its_cells():
    text = text_of([unknown(cell, "Maybe") for cell in ("F7", "F12", "F40")])
    assert text.location == "Actions"
    assert text.message == (
        "“Done?” holds “Maybe” in 3 cells: F7, F12, F40. It is not one of this workbook’s statuses: Red, Green."
    )
    assert text.remedy == remedy(unknown("F7", "Maybe"), ENGLISH)


def test_several_words_of_a_column_are_each_named_with_their_cells():
    text = text_of([unknown("F7", "Maybe"), unknown("F9", "Perhaps"), unknown("F12", "Maybe")])
    assert text.message == (
        "“Done?” holds words in 3 cells that are not this workbook’s statuses (Red, Green): “Maybe” (F7, F12), "
        "“Perhaps” (F9)."
    )


def test_cells_after_the_first_eight_are_counted_unless_all_are_named():
    issues = [unknown(f"F{row}", "Maybe") for row in range(2, 40, 2)]
    assert "F2, F4, F6, F8, F10, F12, F14, F16 and 11 more." in text_of(issues).message
    assert "F36, F38." in text_of(issues, most=None).message


def test_three_or_more_cells_below_one_another_are_a_range():
    issues = [unknown(cell, "Maybe") for cell in ("F2", "F3", "F5", "F6", "F7", "F9")]
    assert "in 6 cells: F2, F3, F5:F7, F9." in text_of(issues).message


def test_issues_with_the_same_message_name_all_their_locations():
    issues = [
        Issue("value-missing", Severity.WARNING, "Actions", f"G{row}", details={"heading": "Update"}) for row in (2, 4)
    ]
    assert text_of(issues)[:2] == ("Actions G2, G4 (2 places)", "The Update is missing.")


def test_messages_that_cannot_be_joined_follow_one_another_and_the_rest_are_counted():
    issues = [
        Issue("related-unknown", Severity.WARNING, "Actions", f"C{row}", str(row), {"review": "R"}) for row in range(5)
    ]
    assert text_of(issues).message == (
        "“0” is no other recommendation. “1” is no other recommendation. “2” is no other recommendation. "
        "And 2 more like these."
    )


def test_columns_that_were_not_read_are_one_sentence_and_a_repeated_heading_one_example():
    issues = [
        Issue("heading-unknown", Severity.WARNING, sheet, cell, found, {"expected": "Ref"})
        for sheet, cell, found in (("A", "B1", "Start"), ("A", "C1", "Type"), ("B", "B1", "Start"))
    ]
    assert text_of(issues)[:2] == (
        "A, B",
        "These columns were not read, because their headings are not known: “Start” (A B1, B B1), “Type” (A C1).",
    )


def test_all_locations_of_a_group_are_listed_up_to_a_number():
    (group,) = group_issues([unknown(f"F{row}", "Maybe") for row in range(2, 20, 2)])
    assert all_locations(group, ENGLISH, most=3) == "Actions F2, F4, F6 and 6 more (9 places)"


def test_the_sentences_of_a_group_are_in_welsh_too():
    assert text_of([unknown(cell, "Maybe") for cell in ("F7", "F9")], WELSH).message == (
        "“Done?”: mae “Maybe” mewn 2 o gelloedd (F7, F9). Nid yw'n un o statysau'r llyfr gwaith hwn: Red, Green."
    )
