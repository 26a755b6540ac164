"""Sentences on single cells, dates above all."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.text import Sentence

_RULE_AT_MOST = 120
"""So many characters of a formula are quoted in a sentence."""


def _conditional_format(_: Translator, v: Mapping[str, str], rule: str) -> str:
    """Name the rule that was not read: by what it writes out, else by its kind."""
    if rule:
        quoted = rule if len(rule) <= _RULE_AT_MOST else f"{rule[:_RULE_AT_MOST]}…"
        said = {**v, "rule": quoted}
        return _("The colours of {found} follow a rule that is not simple, so they are not known: {rule}.", **said)
    drawn: Mapping[str, str] = {
        "colorScale": _("{found} has a colour scale, so the colours of its cells say nothing by themselves.", **v),
        "iconSet": _("{found} shows icons, which were not read.", **v),
        "dataBar": _("{found} shows bars, which were not read.", **v),
    }
    other = _("The colours of {found} follow a rule that looks at many cells, so they are not known.", **v)
    return drawn.get(v.get("kind", ""), other)


MESSAGES: Mapping[str, Sentence] = {
    "cell-error": lambda _, v: _("The cell shows the error {found} instead of a value.", **v),
    "formula-not-calculated": lambda _, v: _("The cell holds a formula whose result was never saved."),
    "text-cleaned": lambda _, v: _("The cell held invisible control characters. They were taken out."),
    "characters-lost": lambda _, v: _(
        "Letters of “{found}” were lost before the file was saved: � stands for them.", **v
    ),
    "comment-read": lambda _, v: _(
        "There is a comment beside the cell: “{found}”. It is not part of the tracker.", **v
    ),
    "conditional-format-not-read": lambda _, v: _conditional_format(_, v, v.get("rule", "")),
    "text-shortened": lambda _, v: _("The cell holds more text than a workbook can store. The end was cut off."),
    "value-missing": lambda _, v: _("The {heading} is missing.", **v),
    "flag-unknown": lambda _, v: _("“{found}” is neither Yes nor No.", **v),
    "date-ambiguous": lambda _, v: _(
        "“{found}” can be read in two ways. It was read with the day first, as {taken}.", **v
    ),
    "date-year-missing": lambda _, v: (
        _("“{found}” has no year. It was read as the next one after its round, {taken}.", **v)
        if v["taken"]
        else _("“{found}” has no year, and there is no earlier date to count it from.", **v)
    ),
    "date-impossible": lambda _, v: _("“{found}” is a date that no calendar has.", **v),
    "date-out-of-range": lambda _, v: _("“{found}” lies outside the years 1990 to 2100.", **v),
    "date-unrecognised": lambda _, v: _("“{found}” is not recognised as a date. The words were kept.", **v),
    "date-without-days": lambda _, v: _("“{found}” names no day or month, so the update has no place in time.", **v),
    "date-before-review": lambda _, v: _(
        "“{found}” lies before the review was published, which was not before {published}.", **v
    ),
    "date-before-updates": lambda _, v: _(
        "The target “{found}” lies before anything was reported: the first update is from {first}.", **v
    ),
    "date-from-day-number": lambda _, v: _(
        "The number {found} was read as the day {taken}, as Excel counts days.", **v
    ),
    "date-blank": lambda _, v: _("{found} is how a spreadsheet shows an empty date. It was read as empty.", **v),
    "date-year-hidden": lambda _, v: _("The cell shows no year. The stored date was read: {found}.", **v),
    "dates-may-be-swapped": lambda _, v: _.plural(
        "“{text}” in this column was not taken for a date when it was typed, so the spreadsheet may have read the "
        "month first. Then day and month are exchanged in {n} real date, the first {found}.",
        "“{text}” in this column was not taken for a date when it was typed, so the spreadsheet may have read the "
        "month first. Then day and month are exchanged in {n} real dates, the first {found}.",
        int(v["count"]),
        **v,
    ),
}

REMEDIES: Mapping[str, Sentence] = {
    "cell-error": lambda _, v: _("Correct the formula, or type the value."),
    "formula-not-calculated": lambda _, v: _("Open the workbook in Excel and save it, or type the value."),
    "text-cleaned": lambda _, v: _("Nothing, if the text reads as it should."),
    "characters-lost": lambda _, v: _("Type the lost letters again, or save the file again from where it came from."),
    "comment-read": lambda _, v: _("Nothing, if it is a note; else write it into the cell."),
    "conditional-format-not-read": lambda _, v: _("Nothing, if the cells hold words; else write the status in words."),
    "text-shortened": lambda _, v: _("Shorten the text to 32,767 characters, or put part of it elsewhere."),
    "value-missing": lambda _, v: _("Fill in the {heading}, or remove the row.", **v),
    "flag-unknown": lambda _, v: _("Write Yes or No, or leave the cell empty."),
    "date-ambiguous": lambda _, v: _("Write the month as a word, such as 3 February 2024."),
    "date-year-missing": lambda _, v: _("Write the year as well."),
    "date-impossible": lambda _, v: _("Correct the day or the month; the day comes first."),
    "date-out-of-range": lambda _, v: _("Correct the year."),
    "date-unrecognised": lambda _, v: _(
        "Write it as 12 March 2024, March 2024, Q1 2024/25, Autumn 2024 or 2024. Where no date is known, write TBC."
    ),
    "date-without-days": lambda _, v: _("Write the month in which the update was reported, such as June 2024."),
    "date-before-review": lambda _, v: _("Check the year."),
    "date-before-updates": lambda _, v: _("Check the year."),
    "date-from-day-number": lambda _, v: _("Nothing, if the day is right; else write the date in words."),
    "date-blank": lambda _, v: _("Nothing, if no date was meant; else write it."),
    "date-year-hidden": lambda _, v: _("Nothing, if the year is right; else correct it."),
    "dates-may-be-swapped": lambda _, v: _(
        "Check the real dates of the column, and write the month as a word where it is wrong."
    ),
}
