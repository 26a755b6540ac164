import pytest

from loaders.papers.text.headings import Heading, Part, heading_of
from loaders.papers.text.line import Line


def read(text):
    return heading_of(Line(text, 1))


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Recommendation 3", Heading(Part.RECOMMENDATION, "3")),
        ("Recommendation No. 12a:", Heading(Part.RECOMMENDATION, "12a")),
        ("RECOMMENDATION 3.1 – Legal advice", Heading(Part.RECOMMENDATION, "3.1", "Legal advice")),
        ("Argymhelliad 4", Heading(Part.RECOMMENDATION, "4")),
        ("Response July 2023", Heading(Part.RESPONSE, "July 2023")),
        ("DPP response – July 2023", Heading(Part.RESPONSE, "July 2023")),
        ("Ymateb Gorffennaf 2023", Heading(Part.RESPONSE, "Gorffennaf 2023")),
        ("Progress June 2024", Heading(Part.PROGRESS, "June 2024")),
        ("Progress update: June 2024", Heading(Part.PROGRESS, "June 2024")),
        ("Progress June 2024 - Amber", Heading(Part.PROGRESS, "June 2024", "Amber")),
        ("Progress – June 2024 (Amber)", Heading(Part.PROGRESS, "June 2024", "Amber")),
        ("Progress June 2024 – Amber", Heading(Part.PROGRESS, "June 2024", "Amber")),
        ("Cynnydd Mehefin 2024", Heading(Part.PROGRESS, "Mehefin 2024")),
        ("Ongoing OPCC monitoring activity", Heading(Part.MONITORING)),
        ("Perpetrator Monitoring Recommendations", Heading(Part.THEME, "Perpetrator Monitoring")),
        ("Argymhellion Hyfforddiant", Heading(Part.THEME, "Hyfforddiant")),
        ("Progress Reported by HMCTS and the OPCC", Heading(Part.AGENCIES, "HMCTS and the OPCC")),
        ("Reported by Gwent Police", Heading(Part.AGENCIES, "Gwent Police")),
        ("Recommendation 3 (continued)", Heading(Part.RECOMMENDATION, "3", again=True)),
        ("Progress June 2024 – cont’d", Heading(Part.PROGRESS, "June 2024", again=True)),
        ("Cynnydd Mehefin 2024 (parhad)", Heading(Part.PROGRESS, "Mehefin 2024", again=True)),
        ("RAG rating: Amber", Heading(Part.STATUS, "Amber")),
        ("Contents", Heading(Part.CONTENTS)),
        ("Conclusion", Heading(Part.END, "Conclusion")),
        ("Appendix A: Terms of reference", Heading(Part.END, "Appendix A: Terms of reference")),
    ],
)
def test_a_heading_is_known_by_its_words_in_english_and_welsh(text, heading):
    assert read(text) == heading


@pytest.mark.parametrize(
    "text",
    [
        "recommendation 8.",
        "Recommendations 5 and 18 were not allocated to DPP.",
        "Recommendation 4 and will be included in the evaluation.",
        "Progress has been good since June 2024.",
        "Progress on performance dashboards will be monitored through meetings.",
        "An update on the position will be requested.",
        "No progress: Update as of July 2023.",
        "In progress (given in February 2025)",
        "Work in progress, June 2024",
        "The OPCC will monitor the recommendations",
        "Representatives will continue to attend meetings relating to this area, and more will be asked in June 2024",
    ],
)
def test_a_sentence_that_speaks_of_the_same_things_is_no_heading(text):
    assert read(text) is None
