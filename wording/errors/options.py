"""The messages of options of a command that are invalid or were not used."""

from wording.catalogue import Translator


def option_fault(code: str, value: str, _: Translator) -> str:
    """Return the message of an invalid option, and what to give instead."""
    if code == "as-at":
        return _("“{given}” is not a month. Give --as-at the year and the month, such as 2024-06.", given=value)
    if code == "scale-unclosed":
        return _(
            "“{given}” has a quotation mark that is not closed. Put one on either side of each word with a comma or a "
            "semicolon, such as --scale '\"Done, late\", Open'.",
            given=value,
        )
    if code == "scale-repeated":
        return _("“{given}” names a status twice. Give --scale each status once, worst first.", given=value)
    return _(
        "“{given}” is not an order of statuses. Give --scale all of them, worst first and what is done last, with "
        "commas or semicolons between them, such as “Open, In progress, Closed”.",
        given=value,
    )


def unused_month(_: Translator) -> str:
    """Return the message on `--as-at` for a workbook whose updates have dates."""
    return _("--as-at was not used: the updates have dates of their own.")


def future_month(value: str, _: Translator) -> str:
    """Return the message on a month that has not begun."""
    return _("--as-at {given} is in the future. Check the year.", given=value)


def unused_order(_: Translator) -> str:
    """Return the message on `--scale` for a workbook in which no status is a word."""
    return _("--scale was not used: no cell holds a status in words.")
