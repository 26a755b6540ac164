import pytest

from loaders.vocabulary.names import AGENCIES, AgencyCells, KnownNames
from tests.support.workbooks.layouts import issues, items, read

KNOWN = KnownNames(
    [
        {"name": "Dyfed-Powys Police", "short_name": "DPP"},
        {"name": "Office of the Police and Crime Commissioner", "short_name": "OPCC"},
        {"name": "UI/UX", "short_name": None},
    ]
)


@pytest.mark.parametrize(
    ("written", "agencies"),
    [
        ("DPP; HMCTS", ["DPP", "HMCTS"]),
        ("DPP/CPS", ["DPP", "CPS"]),
        ("DPP and OPCC", ["DPP", "OPCC"]),
        ("DPP, OPCC", ["DPP", "OPCC"]),
        ("DPP, Housing & Health", ["DPP", "Housing & Health"]),
        ("DPP & Housing", ["DPP & Housing"]),
        ("Dyfed-Powys Police and Crime Commissioner", ["Dyfed-Powys Police and Crime Commissioner"]),
        ("Health and Safety Executive", ["Health and Safety Executive"]),
        ("UI/UX", ["UI/UX"]),
        ("DPP; DPP;", ["DPP"]),
        ("Null", ["Null"]),
    ],
)
def test_agencies_are_split_only_if_they_are_several(written, agencies):
    assert AgencyCells(KNOWN, [written]).split(written) == agencies


@pytest.mark.parametrize(
    ("written", "others", "agencies"),
    [
        ("A, B & C", ["A", "B", "C"], ["A", "B", "C"]),
        ("A, B & C", [], ["A, B & C"]),
        ("DR/BCP", ["DR/BCP"], ["DR/BCP"]),
        ("DR/BCP", ["DR/BCP", "DR", "BCP"], ["DR", "BCP"]),
        ("DPP/CPS", ["DPP/CPS", "DPP/CPS"], ["DPP", "CPS"]),
        ("Finance & Estates", ["Finance & Estates", "Finance"], ["Finance & Estates"]),
    ],
)
def test_a_repeated_text_is_not_split_and_a_text_in_a_cell_by_itself_is_a_name(written, others, agencies):
    assert AgencyCells(KnownNames(groups=AGENCIES), [written, *others]).split(written) == agencies


HEAD = ["Ref", "Recommendation", "Lead agency", "Update Feb 24"]


def rows(*agencies):
    return {"T": [HEAD, *([ref, f"Task {ref}.", agency, "Begun."] for ref, agency in enumerate(agencies, 1))]}


def test_known_short_names_case_spaces_and_hyphens_make_one_agency():
    reading = read(rows("Dyfed-Powys Police", "DPP", "Dyfed Powys Police ", "dyfed-powys police", "Heddlu Dyfed-Powys"))
    assert {row["lead_agency"] for row in reading.rows["recommendations"]} == {"Dyfed-Powys Police"}
    assert issues(reading) == [("name-variant", f"T C{row}") for row in (3, 4, 5, 6)]


def test_an_owner_may_be_called_null_none_or_na():
    reading = read(rows("Null", "None", "NA"))
    assert [agency for _, _, agency in items(reading)] == ["Null", "None", "NA"]
    assert issues(reading) == []


def test_the_first_of_several_is_the_lead_and_a_name_that_may_be_several_is_reported():
    reading = read(rows("DPP/CPS", "DPP and OPCC", "Housing and Health"))
    assert [(row["lead_agency"], row["supporting_agencies"]) for row in reading.rows["recommendations"]] == [
        ("DPP", "CPS"),
        ("DPP", "OPCC"),
        ("Housing and Health", None),
    ]
    assert issues(reading) == [("agencies-split", "T C2"), ("agencies-split", "T C3"), ("agencies-kept", "T C4")]
