import pytest

from tests.loaders.papers.test_recognise import found, read, table
from tests.support.papers.papers import FIRST, FRONT, HEADING, SECOND, TEXT, TITLE, as_pdf, as_text, as_word

OFFICE = "Office of the Police and Crime Commissioner"
TITLES = ((TITLE, "Custody Review"), (TEXT, "The office looked at custody in 2024."))


def agencies(content, name="a.txt"):
    return table(read(content, name), "recommendations", "lead_agency", "supporting_agencies", "theme")


def of_part(words, *, front=()):
    return (*TITLES, *front, (HEADING, words), *FIRST)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Progress reported by HMCTS and the OPCC", ("HMCTS", "OPCC")),
        ("Progress jointly reported by HMCTS and the OPCC", ("HMCTS", "OPCC")),
        ("Joint progress reported by Gwent Police, HMCTS and the OPCC", ("Gwent Police", "HMCTS; OPCC")),
        ("Cynnydd a adroddwyd ar y cyd gan HMCTS a'r OPCC", ("HMCTS", "OPCC")),
        ("Reported by HMCTS, supported by the OPCC", ("HMCTS", "OPCC")),
        ("Progress reported by HMCTS and the OPCC (lead: the OPCC)", ("OPCC", "HMCTS")),
        ("HMCTS and OPCC recommendations", ("HMCTS", "OPCC")),
        (
            "Progress reported by Mid Wales Fire and Rescue Service and the Health and Social Care Board",
            ("Mid Wales Fire and Rescue Service", "Health and Social Care Board"),
        ),
    ],
)
@pytest.mark.parametrize(("make", "name"), [(as_text, "a.txt"), (as_word, "a.docx"), (as_pdf, "a.pdf")])
def test_a_part_that_agencies_report_together_gives_all_of_them_and_no_theme(make, name, words, expected):
    assert agencies(make(of_part(words)), name) == [(*expected, None)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Reported by the Office of the Police and Crime Commissioner", "Office of the Police and Crime Commissioner"),
        ("Reported by the Ministry of Justice", "Ministry of Justice"),
        ("Reported by the Department for Education and Skills", "Department for Education and Skills"),
        ("Adroddwyd gan: Swyddfa'r Comisiynydd Heddlu a Throseddu", "Swyddfa'r Comisiynydd Heddlu a Throseddu"),
        ("Adroddwyd gan: y Weinyddiaeth Gyfiawnder", "Weinyddiaeth Gyfiawnder"),
    ],
)
def test_an_article_in_the_heading_of_an_agency_is_no_part_of_its_name(words, name):
    assert agencies(as_word(of_part(words)), "a.docx") == [(name, None, None)]


@pytest.mark.parametrize(
    "words",
    [
        "Updates from Gwent Police and the OPCC",
        "Recommendations for Gwent Police and the OPCC",
        "Gwent Police and OPCC progress",
        "Progress reported by Gwent Police and the OPCC.",
    ],
)
@pytest.mark.parametrize(("make", "name"), [(as_word, "a.docx"), (as_pdf, "a.pdf")])
def test_a_heading_above_a_recommendation_that_names_who_reports_is_no_theme(make, name, words):
    assert agencies(make(of_part(words)), name) == [("Gwent Police", "OPCC", None)]


@pytest.mark.parametrize(("make", "name"), [(as_text, "a.txt"), (as_word, "a.docx")])
def test_a_heading_of_agencies_that_goes_on_in_the_next_line_names_them_all(make, name):
    content = make(of_part("Progress reported by the Probation Service and\nthe OPCC"))
    assert agencies(content, name) == [("Probation Service", "OPCC", None)]
    assert len(found(read(content, name), "paper-lines-joined")) == 1


def test_the_first_agency_leads_and_that_is_one_issue():
    content = as_text((*TITLES, (HEADING, "Progress reported by HMCTS and the OPCC"), *FIRST, *SECOND))
    assert agencies(content) == [("HMCTS", "OPCC", None)] * 2
    split = [issue.details for issue in read(content).issues if issue.code == "agencies-split"]
    assert split == [{"lead": "HMCTS", "supporting": "OPCC"}]


def test_words_that_may_be_one_name_are_one_and_a_question():
    reading = read(as_text(of_part("Progress reported by Care and Repair Cymru")))
    assert table(reading, "recommendations", "lead_agency") == [("Care and Repair Cymru",)]
    assert [words for *_, words in found(reading, "agencies-kept")] == ["Care and Repair Cymru"]


def test_a_sentence_or_a_label_that_names_the_lead_counts_more_than_the_order():
    heading = "Progress reported by HMCTS and the OPCC"
    front = ((TEXT, "Recommendation 1 was led by the OPCC, and more is to come."),)
    labelled = (*TITLES, (HEADING, heading), *FIRST[:2], (TEXT, "Lead agency: OPCC"), *FIRST[2:])
    for content in (as_text(of_part(heading, front=front)), as_text(labelled)):
        assert agencies(content) == [("OPCC", "HMCTS", None)]
        assert found(read(content), "agencies-split") == []


@pytest.mark.parametrize(
    ("refs", "names", "expected"),
    [
        ("1 and 2", "Gwent Police and the OPCC", ["Gwent Police", "OPCC"]),
        ("2 and 1", f"the {OFFICE} and Gwent Police", ["Gwent Police", OFFICE]),
    ],
)
def test_a_part_of_several_agencies_is_divided_by_a_sentence_that_names_them_in_order(refs, names, expected):
    front = (TEXT, f"Recommendations {refs} were given to {names} respectively.")
    content = as_text((*TITLES, front, (HEADING, f"Progress reported by {names}"), *FIRST, *SECOND))
    assert agencies(content) == [(expected[0], None, None), (expected[1], None, None)]


def test_initials_that_the_paper_spells_out_become_a_name():
    front = (TEXT, f"The {OFFICE} (OPCC) answers for one.")
    reading = read(as_text((*TITLES, front, (HEADING, "Progress reported by the OPCC"), *FIRST)))
    assert table(reading, "recommendations", "lead_agency") == [(OFFICE,)]
    assert table(reading, "names", "name", "short_name") == [(OFFICE, "OPCC")]


def test_a_heading_above_a_recommendation_that_its_words_do_not_explain_is_a_theme_and_the_first_line_is_the_title():
    for blocks, theme in (
        ((*FRONT[:6], (HEADING, "Care in custody"), *FIRST), "Care in custody"),
        ((TITLES[0], *FIRST), None),
    ):
        reading = read(as_word(blocks), "a.docx")
        assert table(reading, "recommendations", "theme") == [(theme,)]
        assert [words for *_, words in found(reading, "paper-themes-by-position")] == [theme] * bool(theme)
