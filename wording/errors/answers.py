"""The messages of invalid answers to the questions about a workbook."""

from wording.catalogue import Translator


def answer_fault(code: str, value: str, _: Translator) -> str:
    """Return the message of an invalid answer, and what to give instead."""
    if code == "as-at":
        return _("“{given}” is not a month. Give the year and the month, such as 2024-06.", given=value)
    if code == "scale-missing":
        return _("The order leaves out: {given}. Give each status one place.", given=value)
    return _("“{given}” stands at two places of the order. Give each status one place.", given=value)
