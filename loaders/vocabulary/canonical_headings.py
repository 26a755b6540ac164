"""The labels of sheets and columns in the canonical workbook, and their Welsh forms."""

from collections.abc import Mapping

from model.language import Language
from model.text import label_key
from model.tracker.columns import SHEETS, SheetPlan

INSTRUCTIONS: Mapping[Language, str] = {Language.ENGLISH: "How to use", Language.WELSH: "Sut i'w ddefnyddio"}
"""The name of the template's first sheet, which holds no table."""

_WELSH_SHEETS = {
    "reviews": "Adolygiadau",
    "recommendations": "Argymhellion",
    "progress": "Cynnydd",
    "monitoring": "Monitro",
    "targets": "Targedau",
    "decisions": "Penderfyniadau",
    "key": "Allwedd",
    "names": "Enwau",
}
_WELSH_HEADINGS = {
    "Accepted": "Derbyniwyd",
    "Activity": "Gweithgaredd",
    "Agency status": "Statws yr asiantaeth",
    "Basis": "Sail",
    "Body": "Corff",
    "By": "Gan",
    "Closure reason": "Rheswm dros gau",
    "Colour": "Lliw",
    "Complete": "Wedi'i gwblhau",
    "Date": "Dyddiad",
    "Decision": "Penderfyniad",
    "Done": "Wedi'i wneud",
    "Due": "Erbyn",
    "Evidence": "Tystiolaeth",
    "Kind": "Math",
    "Lead agency": "Asiantaeth arweiniol",
    "Lead role": "Rôl arweiniol",
    "Meaning": "Ystyr",
    "Name": "Enw",
    "Notes": "Nodiadau",
    "Outcome": "Canlyniad",
    "Proposed closure": "Cynnig cau",
    "Published": "Cyhoeddwyd",
    "Rated by": "Graddiwyd gan",
    "Reason": "Rheswm",
    "Recommendation": "Argymhelliad",
    "Ref": "Cyfeirnod",
    "Related refs": "Cyfeirnodau cysylltiedig",
    "Response days": "Diwrnodau i ymateb",
    "Review": "Adolygiad",
    "Short name": "Enw byr",
    "Source": "Ffynhonnell",
    "Status": "Statws",
    "Superseded by": "Disodlwyd gan",
    "Supporting agencies": "Asiantaethau cefnogi",
    "Target": "Targed",
    "Target date": "Dyddiad targed",
    "Theme": "Thema",
    "Title": "Teitl",
    "Update": "Diweddariad",
    "With": "Gyda",
}


def sheet_labels() -> Mapping[str, SheetPlan]:
    """Return the sheet plan of every name that a canonical sheet may have in either language, by label key."""
    return {label_key(name): plan for plan in SHEETS for name in (plan.name, _WELSH_SHEETS[plan.table])}


def column_labels(plan: SheetPlan) -> Mapping[str, str]:
    """Return the field of every heading that a sheet's columns may have in either language, by label key."""
    labels: dict[str, str] = {}
    for column in plan.columns:
        english = column.heading.removesuffix(" (Welsh)")
        welsh = _WELSH_HEADINGS[english] + (" (Cymraeg)" if english != column.heading else "")
        labels |= {label_key(column.heading): column.field, label_key(welsh): column.field}
    return labels
