"""The names of agencies: criminal justice bodies in Wales and England, and words that other names contain."""

import re

AGENCIES: tuple[tuple[str, ...], ...] = (
    ("DPP", "Dyfed-Powys Police", "Heddlu Dyfed-Powys"),
    (
        "OPCC",
        "Office of the Police and Crime Commissioner",
        "Swyddfa'r Comisiynydd Heddlu a Throseddu",
        "SCHTh",
    ),
    ("PCC", "Police and Crime Commissioner", "Comisiynydd Heddlu a Throseddu"),
    ("CPS", "Crown Prosecution Service", "Gwasanaeth Erlyn y Goron"),
    (
        "HMCTS",
        "HM Courts and Tribunals Service",
        "His Majesty's Courts and Tribunals Service",
        "Gwasanaeth Llysoedd a Thribiwnlysoedd EF",
        "GLlTEF",
    ),
    ("HMPPS", "HM Prison and Probation Service", "His Majesty's Prison and Probation Service"),
    (
        "HMICFRS",
        "HM Inspectorate of Constabulary and Fire & Rescue Services",
        "His Majesty's Inspectorate of Constabulary and Fire & Rescue Services",
    ),
    ("NPCC", "National Police Chiefs' Council"),
)
"""Names of one agency: its initials, its full names, and its Welsh ones."""

POLICE_FORCE_NAMES = ("the force", "force", "the police", "police", "yr heddlu", "heddlu")
"""What a tracker may call its only police force."""

_AGENCY = re.compile(
    r"\b(?:police|heddlu|force|cps|hmcts|hmpps|opcc|pcc|commissioner|comisiynydd|probation|prawf|council|cyngor|health"
    r"|iechyd|board|bwrdd|service|services|gwasanaeth|gwasanaethau|agency|asiantaeth|court|courts|trust|office|swyddfa"
    r"|partnership|nhs|gig|ministry|department)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[A-Z][A-Z&]{1,6}")


def is_agency_name(name: str) -> bool:
    """Return whether a name looks like that of an agency: it has a word that such names have, or is initials."""
    return bool(_AGENCY.search(name) or _INITIALS.fullmatch(name.strip()))
