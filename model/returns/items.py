"""The items of a return: what is printed of each recommendation, and what an agency fills in.

A return has one row for each item, with the label in both languages: whoever reads it back finds a row by it.
"""

from dataclasses import dataclass
from enum import StrEnum

from model.language import Language


class Item(StrEnum):
    """One item of a recommendation in a return, in the order of its rows."""

    RECOMMENDATION = "recommendation"
    THEME = "theme"
    STATUS = "status"
    LATEST_WORDS = "latest-words"
    TARGET = "target"
    PROMISES = "promises"
    QUESTIONS = "questions"
    UPDATE = "update"
    AGENCY_STATUS = "agency-status"
    EVIDENCE = "evidence"
    CLOSURE = "closure"
    CLOSURE_REASON = "closure-reason"
    NEW_TARGET = "new-target"
    TARGET_REASON = "target-reason"


ANSWERS = (
    Item.UPDATE,
    Item.AGENCY_STATUS,
    Item.EVIDENCE,
    Item.CLOSURE,
    Item.CLOSURE_REASON,
    Item.NEW_TARGET,
    Item.TARGET_REASON,
)
"""The items that an agency fills in; all others are locked."""

LOCKED = tuple(item for item in Item if item not in ANSWERS)
"""The items that are printed from the tracker."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a return in both languages."""

    english: str
    welsh: str

    def in_language(self, language: Language) -> str:
        """Return the label in one language."""
        return self.welsh if language is Language.WELSH else self.english

    def in_both(self, first: Language) -> str:
        """Return the label in both languages, one of them first."""
        words = (self.english, self.welsh)
        return " · ".join(reversed(words) if first is Language.WELSH else words)


LABELS = {
    Item.RECOMMENDATION: Label("Recommendation", "Argymhelliad"),
    Item.THEME: Label("Theme", "Thema"),
    Item.STATUS: Label("Rated last", "Gradd ddiwethaf"),
    Item.LATEST_WORDS: Label("Said last", "Dywedwyd ddiwethaf"),
    Item.TARGET: Label("Target date", "Dyddiad targed"),
    Item.PROMISES: Label("Promised and now due", "Addawyd a bellach yn ddyledus"),
    Item.QUESTIONS: Label("Questions", "Cwestiynau"),
    Item.UPDATE: Label("Update", "Diweddariad"),
    Item.AGENCY_STATUS: Label("Your own rating", "Eich gradd eich hun"),
    Item.EVIDENCE: Label("Evidence", "Tystiolaeth"),
    Item.CLOSURE: Label("Proposed for closure", "Cynnig cau"),
    Item.CLOSURE_REASON: Label("Why it can be closed", "Pam y gellir ei gau"),
    Item.NEW_TARGET: Label("New target date", "Dyddiad targed newydd"),
    Item.TARGET_REASON: Label("Why the date moves", "Pam mae'r dyddiad yn symud"),
}
"""The label of each item."""

HEADINGS = (
    Label("Review", "Adolygiad"),
    Label("Ref", "Rhif"),
    Label("Item", "Eitem"),
    Label("Text or answer", "Testun neu ateb"),
)
"""The headings of the four columns of a workbook. In a Word form the first two name rows, the last two columns."""

ROUND = Label("Round", "Rownd")
"""The label of the row of a Word form that has the month of its round, above those of review and ref."""

YES, NO = Label("Yes", "Ie"), Label("No", "Na")
"""The options of a proposed closure."""

_WRITE, _CHOOSE = Label("Write here", "Ysgrifennwch yma"), Label("Choose one", "Dewiswch un")
_DAY = Label("Choose or write a day", "Dewiswch neu ysgrifennwch ddiwrnod")

PROMPTS = dict.fromkeys(ANSWERS, _WRITE) | {
    Item.AGENCY_STATUS: _CHOOSE,
    Item.CLOSURE: _CHOOSE,
    Item.NEW_TARGET: _DAY,
}
"""What a field of a Word form says while it is blank."""
