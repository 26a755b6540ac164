import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

TRACKER = Path(__file__).parents[2] / "data" / "tracker.xlsx"
ROUNDS = ("July 2023", "February 2024", "June 2024")
ALL = [str(number) for number in range(1, 19)]
FORCE, COURTS, OFFICE = (
    "Dyfed-Powys Police",
    "His Majesty's Courts and Tribunals Service",
    "Office of the Police and Crime Commissioner",
)
SUPERINTENDENT = "Detective Superintendent for Protecting Vulnerable People"
CO_ORDINATOR = "Civil Order Co-ordinator"


@pytest.fixture(scope="module")
def book():
    """Return the workbook as stored, formulas as formulas."""
    return openpyxl.load_workbook(TRACKER)


@pytest.fixture(scope="module")
def rows(book):
    """Return each sheet's rows, by heading."""
    return {sheet.title: _rows(sheet) for sheet in book}


@pytest.fixture(scope="module")
def text(rows):
    """Return the update of a recommendation in a round."""
    return {(row["Ref"], row["Date"]): row["Update"] for row in rows["Progress"]}


def _rows(sheet):
    headings, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, values, strict=True)) for values in others]


def _by_ref(rows, heading):
    return {row["Ref"]: row[heading] for row in rows}


def test_the_sheets_are_the_canonical_ones_in_order(book):
    assert book.sheetnames == [
        *("Reviews", "Recommendations", "Progress", "Monitoring"),
        *("Targets", "Decisions", "Key", "Names"),
    ]


def test_every_row_belongs_to_the_one_review(rows):
    assert [row["Review"] for row in rows["Reviews"]] == ["Stalking and harassment"]
    named = {row["Review"] for sheet in ("Recommendations", "Progress", "Monitoring") for row in rows[sheet]}
    assert named == {"Stalking and harassment"}


def test_the_review_has_its_date_its_body_and_its_source(rows):
    review = rows["Reviews"][0]
    given = {heading: review[heading] for heading in ("Title", "Published", "Body", "Source")}
    assert given == {
        "Title": "Deep dive review: stalking and harassment perpetrators",
        "Published": "October 2023",
        "Body": OFFICE,
        "Source": "Progress report, June 2024",
    }


def test_the_notes_of_the_review_name_what_the_transcriber_added(rows):
    notes = rows["Reviews"][0]["Notes"]
    assert "placing them under Training and Victims is the transcriber's choice" in notes
    assert "Every status here is inferred from the report's own key" in notes
    assert "no recommendation is rated Red" in notes


def test_the_recommendations_are_numbered_1_to_18_with_titles_that_fit_a_line(rows):
    assert [row["Ref"] for row in rows["Recommendations"]] == ALL
    assert max(len(row["Title"]) for row in rows["Recommendations"]) <= 55


def test_each_recommendation_has_its_theme(rows):
    themes: dict[str, list[str]] = {}
    for ref, theme in _by_ref(rows["Recommendations"], "Theme").items():
        themes.setdefault(theme, []).append(ref)
    assert themes == {
        "Resourcing": ["1", "2", "3"],
        "Training": ["4", "5", "6", "7"],
        "Data": ["8", "9", "10"],
        "Perpetrator Interventions": ["11", "12", "13"],
        "Perpetrator Monitoring": ["14", "15"],
        "Victims": ["16", "17", "18"],
    }


def test_all_but_two_recommendations_are_the_forces(rows):
    expected = dict.fromkeys(ALL, FORCE) | {"5": COURTS, "18": OFFICE}
    assert _by_ref(rows["Recommendations"], "Lead agency") == expected


def test_each_recommendation_has_the_role_that_leads_it(rows):
    expected = dict.fromkeys(ALL, SUPERINTENDENT)
    expected |= {"5": "Senior Legal Manager", "18": "Director of Commissioning and Partnerships"}
    assert _by_ref(rows["Recommendations"], "Lead role") == expected


def test_related_refs_are_those_that_an_entry_names_and_never_the_recommendation_itself(rows):
    related = {ref: refs for ref, refs in _by_ref(rows["Recommendations"], "Related refs").items() if refs}
    assert related == {"3": "2", "4": "1", "6": "4", "8": "9", "9": "2", "13": "8"}


def test_what_is_not_in_the_report_is_blank(rows):
    columns = {
        "Recommendations": ("Supporting agencies", "Accepted", "Target date"),
        "Progress": ("Evidence",),
        "Monitoring": ("Done", "Outcome"),
    }
    found = {row[heading] for sheet, headings in columns.items() for row in rows[sheet] for heading in headings}
    assert found == {None}


def test_each_round_holds_its_responses_or_its_progress(rows):
    counts = Counter((row["Date"], row["Kind"]) for row in rows["Progress"])
    assert counts == {("July 2023", "Response"): 16, ("February 2024", "Progress"): 16, ("June 2024", "Progress"): 18}


def test_only_recommendations_5_and_18_are_not_reported_and_only_in_the_first_two_rounds(rows):
    reported = {(row["Date"], row["Ref"]) for row in rows["Progress"]}
    missing = {date: [ref for ref in ALL if (date, ref) not in reported] for date in ROUNDS}
    assert missing == {"July 2023": ["5", "18"], "February 2024": ["5", "18"], "June 2024": []}


@pytest.mark.parametrize(
    ("date", "statuses"),
    [
        ("July 2023", {ref: None for ref in ALL if ref not in {"5", "18"}}),
        (
            "February 2024",
            {ref: "Amber" for ref in ALL if ref not in {"5", "18"}}
            | {"9": "Red", "10": "Red", "13": "Red", "15": None},
        ),
        ("June 2024", dict.fromkeys(ALL, "Amber") | {"18": "Green"}),
    ],
)
def test_each_round_has_exactly_these_statuses(rows, date, statuses):
    assert _by_ref([row for row in rows["Progress"] if row["Date"] == date], "Status") == statuses


def test_every_status_is_inferred_by_the_transcriber_and_nothing_else_is_rated(rows):
    marks = Counter((bool(row["Status"]), row["Basis"], row["Rated by"]) for row in rows["Progress"])
    assert marks == {(True, "Inferred", "Transcriber"): 33, (False, None, None): 17}


def test_every_promise_has_its_kind_its_due_words_and_with_whom(rows):
    promises = [(row["Ref"], row["Kind"], row["Due"], row["With"]) for row in rows["Monitoring"]]
    assert promises == [
        ("1", "Meeting", "January 2025", SUPERINTENDENT),
        ("1", "Request", None, SUPERINTENDENT),
        ("2", "Other", None, CO_ORDINATOR),
        ("3", "Other", None, CO_ORDINATOR),
        ("4", "Meeting", "January 2025", SUPERINTENDENT),
        ("4", "Request", None, SUPERINTENDENT),
        ("6", "Request", "January 2025", SUPERINTENDENT),
        ("7", "Meeting", "July 2024", FORCE),
        ("7", "Attendance", None, None),
        ("8", "Request", "January 2025", SUPERINTENDENT),
        ("9", "Attendance", None, FORCE),
        ("9", "Request", "January 2025", SUPERINTENDENT),
        ("10", "Other", None, CO_ORDINATOR),
        ("11", "Request", "January 2025", SUPERINTENDENT),
        ("12", "Other", None, CO_ORDINATOR),
        ("12", "Attendance", "July 2024", FORCE),
        ("12", "Assurance", "August 2024", "Quality Assurance Panel"),
        ("13", "Attendance", "to be arranged", SUPERINTENDENT),
        ("14", "Assurance", None, CO_ORDINATOR),
        ("15", "Assurance", None, CO_ORDINATOR),
        ("16", "Attendance", None, "Victim and Witness Sub-Group"),
        ("17", "Attendance", None, "Victim and Witness Sub-Group"),
    ]


@pytest.mark.parametrize(
    ("ref", "date", "figure"),
    [
        ("1", "February 2024", "12 months of funding"),
        ("1", "June 2024", "until April 2025"),
        ("2", "July 2023", "Autumn 2023"),
        ("2", "June 2024", "April 2024"),
        ("2", "June 2024", "June and July"),
        ("4", "February 2024", "February 2025"),
        ("4", "June 2024", "March/April 2024"),
        ("4", "June 2024", "February 2025"),
        ("5", "June 2024", "last year"),
        ("8", "July 2023", "next 12 months"),
        ("8", "February 2024", "monthly"),
        ("10", "July 2023", "phase 2"),
        ("12", "June 2024", "a month"),
        ("13", "July 2023", "Approximately 300 officers and staff"),
        ("13", "July 2023", "next 12 months"),
        ("14", "July 2023", "Autumn 2023"),
        ("18", "June 2024", "1 July 2024"),
    ],
)
def test_each_figure_of_the_report_is_in_its_update(text, ref, date, figure):
    assert figure in text[ref, date]


def test_the_training_review_is_due_within_12_months(rows):
    assert "Within 12 months" in _by_ref(rows["Recommendations"], "Recommendation")["4"]


def test_what_the_report_repeats_is_repeated_in_the_same_words(text):
    evaluation = "Formal evaluation of the regular training inputs is to be finished in February 2025."
    assert text["4", "February 2024"].splitlines()[-1] == evaluation
    assert text["4", "June 2024"].splitlines()[-1] == evaluation
    assert text["15", "July 2023"] == text["2", "July 2023"]
    assert text["15", "June 2024"].splitlines()[0] == text["14", "June 2024"]


def test_updates_without_news_contain_a_phrase_of_stalling(text):
    still = {key: update for key, update in text.items() if "Update as of July 2023" in update}
    assert still == {
        ("7", "February 2024"): "Activity is ongoing. Update as of July 2023.",
        ("9", "February 2024"): "No progress. Update as of July 2023.",
        ("10", "February 2024"): "No progress. Update as of July 2023.",
        ("13", "February 2024"): "No progress. Update as of July 2023.",
    }
    assert text["11", "June 2024"] == "The interim process remains."


def test_references_stay_in_the_words_of_the_entries(rows):
    entries = [(row["Ref"], row["Update"]) for row in rows["Progress"]]
    entries += [(row["Ref"], row["Activity"]) for row in rows["Monitoring"]]
    named = [(ref, other) for ref, entry in entries for other in re.findall(r"Recommendation (\d+)", entry)]
    assert sorted(named) == [("13", "8"), ("17", "17"), ("3", "2"), ("4", "1"), ("6", "4"), ("8", "9"), ("9", "2")]


def test_the_key_is_that_of_the_report_worst_first_in_both_languages(rows):
    key = [(row["Status"], row["Complete"], row["Status (Welsh)"], row["Meaning"]) for row in rows["Key"]]
    assert key == [
        ("Red", "No", "Coch", "No progress has been made."),
        ("Amber", "No", "Ambr", "Some progress has been made but more is required."),
        ("Green", "Yes", "Gwyrdd", "Recommendation is complete."),
    ]


def test_every_role_has_a_welsh_name(rows):
    roles = {row["Name"]: row["Name (Welsh)"] for row in rows["Names"] if row["Kind"] == "Role"}
    assert roles == {
        SUPERINTENDENT: "Ditectif Uwcharolygydd Diogelu Pobl Agored i Niwed",
        "Senior Legal Manager": "Uwch Reolwr Cyfreithiol",
        "Director of Commissioning and Partnerships": "Cyfarwyddwr Comisiynu a Phartneriaethau",
        CO_ORDINATOR: "Cydlynydd Gorchmynion Sifil",
        "Quality Assurance Panel": "Panel Sicrhau Ansawdd",
        "Victim and Witness Sub-Group": "Is-grŵp Dioddefwyr a Thystion",
        "Transcriber": "Trawsgrifiwr",
    }


def test_themes_and_agencies_have_welsh_names_and_agencies_have_short_ones(rows):
    names = {row["Name"]: row for row in rows["Names"]}
    themes = {name: row["Name (Welsh)"] for name, row in names.items() if row["Kind"] == "Theme"}
    agencies = {
        name: (row["Short name"], row["Name (Welsh)"], row["Short name (Welsh)"])
        for name, row in names.items()
        if row["Kind"] == "Agency"
    }
    assert themes == {
        "Resourcing": "Adnoddau",
        "Training": "Hyfforddiant",
        "Data": "Data",
        "Perpetrator Interventions": "Ymyriadau ar gyfer Cyflawnwyr",
        "Perpetrator Monitoring": "Monitro Cyflawnwyr",
        "Victims": "Dioddefwyr",
    }
    assert agencies == {
        FORCE: ("DPP", "Heddlu Dyfed-Powys", "Heddlu D-P"),
        COURTS: ("HMCTS", "Gwasanaeth Llysoedd a Thribiwnlysoedd EF", "GLlTEF"),
        OFFICE: ("OPCC", "Swyddfa'r Comisiynydd Heddlu a Throseddu", "SCHTh"),
    }


def test_every_name_that_is_used_is_listed(rows):
    used = {row["Theme"] for row in rows["Recommendations"]} | {row["Lead agency"] for row in rows["Recommendations"]}
    used |= {row["Lead role"] for row in rows["Recommendations"]} | {row["With"] for row in rows["Monitoring"]}
    used |= {row["Rated by"] for row in rows["Progress"]} - {None}
    assert used - {None} == {row["Name"] for row in rows["Names"]}


def test_no_cell_holds_a_formula_or_spaces_that_mean_nothing(book):
    cells = [(sheet.title, cell.coordinate, cell) for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = [(title, place) for title, place, cell in cells if cell.data_type == "f"]
    spaced = [
        (title, place)
        for title, place, cell in cells
        if isinstance(cell.value, str) and any(line != line.strip() or "  " in line for line in cell.value.split("\n"))
    ]
    assert (formulas, spaced) == ([], [])
