import pytest

from loaders.papers.headings import PaperHeading, PaperPart, heading_of
from loaders.papers.line import Line


def read(text):
    return heading_of(Line(text, 1))


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Recommendation 3", PaperHeading(PaperPart.RECOMMENDATION, "3")),
        ("Recommendation No. 12a:", PaperHeading(PaperPart.RECOMMENDATION, "12a")),
        ("RECOMMENDATION 3.1 – Legal advice", PaperHeading(PaperPart.RECOMMENDATION, "3.1", "Legal advice")),
        ("Argymhelliad 4", PaperHeading(PaperPart.RECOMMENDATION, "4")),
        ("Response July 2023", PaperHeading(PaperPart.RESPONSE, "July 2023")),
        ("DPP response – July 2023", PaperHeading(PaperPart.RESPONSE, "July 2023")),
        ("Ymateb Gorffennaf 2023", PaperHeading(PaperPart.RESPONSE, "Gorffennaf 2023")),
        ("Progress June 2024", PaperHeading(PaperPart.PROGRESS, "June 2024")),
        ("Progress update: June 2024", PaperHeading(PaperPart.PROGRESS, "June 2024")),
        ("Progress June 2024 - Amber", PaperHeading(PaperPart.PROGRESS, "June 2024", "Amber")),
        ("Progress – June 2024 (Amber)", PaperHeading(PaperPart.PROGRESS, "June 2024", "Amber")),
        ("Progress June 2024 – Amber", PaperHeading(PaperPart.PROGRESS, "June 2024", "Amber")),
        ("Cynnydd Mehefin 2024", PaperHeading(PaperPart.PROGRESS, "Mehefin 2024")),
        ("Ongoing OPCC monitoring activity", PaperHeading(PaperPart.MONITORING)),
        ("Perpetrator Monitoring Recommendations", PaperHeading(PaperPart.THEME, "Perpetrator Monitoring")),
        ("Argymhellion Hyfforddiant", PaperHeading(PaperPart.THEME, "Hyfforddiant")),
        ("Progress Reported by HMCTS and the OPCC", PaperHeading(PaperPart.AGENCIES, "HMCTS and the OPCC")),
        ("Reported by Gwent Police", PaperHeading(PaperPart.AGENCIES, "Gwent Police")),
        ("Recommendation 3 (continued)", PaperHeading(PaperPart.RECOMMENDATION, "3", continued=True)),
        ("Progress June 2024 – cont’d", PaperHeading(PaperPart.PROGRESS, "June 2024", continued=True)),
        ("Cynnydd Mehefin 2024 (parhad)", PaperHeading(PaperPart.PROGRESS, "Mehefin 2024", continued=True)),
        ("RAG rating: Amber", PaperHeading(PaperPart.STATUS, "Amber")),
        ("Contents", PaperHeading(PaperPart.CONTENTS)),
        ("Conclusion", PaperHeading(PaperPart.END, "Conclusion")),
        ("Appendix A: Terms of reference", PaperHeading(PaperPart.END, "Appendix A: Terms of reference")),
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
