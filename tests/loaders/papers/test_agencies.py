import pytest

from tests.loaders.papers.test_recognise import cases, found, read, table
from tests.support.papers.papers import FIRST, FRONT, HEADING, SECOND, TEXT, TITLE, as_pdf, as_text, as_word

TITLES = ((TITLE, "Custody Review"), (TEXT, "The office looked at custody in 2024."))


def agencies(content, name="a.txt"):
    return table(read(content, name), "recommendations", "lead_agency", "supporting_agencies", "theme")


def of_part(words, *, front=()):
    return (*TITLES, *front, (HEADING, words), *FIRST)


@pytest.mark.parametrize(("words", "expected"), cases("agencies"))
@pytest.mark.parametrize(("make", "name"), [(as_text, "a.txt"), (as_word, "a.docx"), (as_pdf, "a.pdf")])
def test_a_part_that_agencies_report_together_gives_all_of_them_and_no_theme(make, name, words, expected):
    lead, supporting = expected
    assert agencies(make(of_part(words)), name) == [(lead, supporting or None, None)]


@pytest.mark.parametrize(("make", "name"), [(as_text, "a.txt"), (as_word, "a.docx")])
def test_a_heading_of_agencies_that_goes_on_in_the_next_line_names_them_all(make, name):
    content = make(of_part("Progress reported by the Probation Service and\nthe OPCC"))
    assert agencies(content, name) == [("Probation Service", "OPCC", None)]


def test_a_label_that_names_the_lead_counts_more_than_the_order():
    heading = (HEADING, "Progress reported by HMCTS and the OPCC")
    labelled = as_text((*TITLES, heading, *FIRST[:2], (TEXT, "Lead agency: OPCC"), *FIRST[2:]))
    assert agencies(labelled) == [("OPCC", "HMCTS", None)]
    assert found(read(labelled), "agencies-split") == []


def test_the_first_agency_leads_and_that_is_one_issue():
    content = as_text((*TITLES, (HEADING, "Progress reported by HMCTS and the OPCC"), *FIRST, *SECOND))
    assert agencies(content) == [("HMCTS", "OPCC", None)] * 2
    split = [issue.details for issue in read(content).issues if issue.code == "agencies-split"]
    assert split == [{"lead": "HMCTS", "supporting": "OPCC"}]


def test_words_that_may_be_one_name_are_a_question():
    reading = read(as_text(of_part("Progress reported by Care and Repair Cymru")))
    assert [words for *_, words in found(reading, "agencies-kept")] == ["Care and Repair Cymru"]


def test_a_heading_above_a_recommendation_that_its_words_do_not_explain_is_a_theme_and_the_first_line_is_the_title():
    for blocks, theme in (
        ((*FRONT[:6], (HEADING, "Care in custody"), *FIRST), "Care in custody"),
        ((*FRONT[:6], (HEADING, "Key"), *FIRST), None),
        ((*FRONT[:6], (HEADING, "Background"), *FIRST), None),
        ((TITLES[0], *FIRST), None),
    ):
        reading = read(as_word(blocks), "a.docx")
        assert table(reading, "recommendations", "theme") == [(theme,)]
        assert [words for *_, words in found(reading, "paper-themes-by-position")] == [theme] * bool(theme)
