"""The words of dates in English and Welsh: months, seasons, and words for an unknown date."""

from collections.abc import Mapping

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan ionawr ion",
            "february feb chwefror chwef chw",
            "march mar mawrth maw",
            "april apr ebrill ebr",
            "may mai",
            "june jun mehefin meh",
            "july jul gorffennaf gorff gor",
            "august aug awst",
            "september sept sep medi",
            "october oct hydref hyd",
            "november nov tachwedd tach",
            "december dec rhagfyr rhag",
        ),
        start=1,
    )
    for name in names.split()
}
"""Months by their names and abbreviations, casefolded. `hydref` is October, which lies in the autumn it also means."""

ENGLISH_MONTHS = {number: name.capitalize() for name, number in reversed(tuple(MONTHS.items()))}
"""The English name of each month by its number: the first of its names."""

_WELSH = "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr"
WELSH_MONTHS = dict(enumerate(_WELSH.split(), start=1))
"""The Welsh name of each month by its number."""

SEASONS: Mapping[str, int] = {
    "spring": 3,
    "gwanwyn": 3,
    "summer": 6,
    "haf": 6,
    "autumn": 9,
    "winter": 12,
    "gaeaf": 12,
}
"""The first month of each meteorological season, casefolded; a winter ends in the year after the one it is named by."""

KNOWN_WORDS = frozenset(
    {
        "tbc",
        "tbd",
        "tba",
        "n/a",
        "na",
        "-",
        "–",
        "—",
        "none",
        "unknown",
        "ongoing",
        "on-going",
        "continuous",
        "continuing",
        "immediate",
        "immediately",
        "later",
        "to be confirmed",
        "to be arranged",
        "to be agreed",
        "to be determined",
        "to be decided",
        "to be scheduled",
        "to be announced",
        "on going",
        "not applicable",
        "no date",
        "not set",
        "not known",
        "as required",
        "as needed",
        "when required",
        "when available",
        "later this year",
        "this year",
        "next year",
        "monthly",
        "quarterly",
        "annually",
        "yearly",
        "next meeting",
        "i'w drefnu",
        "i'w threfnu",
        "i'w gadarnhau",
        "i'w chadarnhau",
        "i'w gytuno",
        "i'w bennu",
        "parhaus",
        "yn parhau",
        "amherthnasol",
        "dim",
        "yn ôl yr angen",
        "yn ddiweddarach eleni",
        "eleni",
        "yn fisol",
        "yn chwarterol",
        "yn flynyddol",
        "ar unwaith",
    }
)
"""Words that people write where a date is not known, casefolded: they are kept and raise no issue."""
