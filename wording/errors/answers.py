"""Why an answer about a workbook cannot be meant."""

from wording.catalogue import Translator


def answer_fault(code: str, given: str, _: Translator) -> str:
    """Return the sentence of an answer that cannot be meant, and what to give instead."""
    if code == "as-at":
        return _("“{given}” is not a month. Give the year and the month, such as 2024-06.", given=given)
    if code == "scale-missing":
        return _("The order leaves out: {given}. Give each status one place.", given=given)
    return _("“{given}” stands at two places of the order. Give each status one place.", given=given)
