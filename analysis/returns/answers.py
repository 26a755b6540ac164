"""What agencies answered: the answer that counts to each item, and what contradicts in it."""

from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from analysis.texts.contradictions import contradictions_in, phrase_of
from model.returns.items import Item
from model.returns.received import StoredReturn
from model.status.scale import Scale
from model.terms import Contradiction
from model.tracker.rows import RefRow

_KEY = ["review", "ref", "item"]


class AnswerRow(RefRow, Protocol):
    """A row of `latest_answers`."""

    item: str
    text: str
    earlier: object
    number: int


class ContradictionRow(RefRow, Protocol):
    """A row of `answer_contradictions`."""

    rule: str
    words: str


def latest_answers(returns: Sequence[StoredReturn]) -> pd.DataFrame:
    """Return the answer that counts to each item of each recommendation: that of the latest return that has one.

    A cell that a later return leaves blank does not take an earlier answer away.

    Returns:
        Columns review, ref, item (an `Item`), text, earlier (the answer before it, missing where there is none or it
        is the same) and number (of its return).
    """
    rows = [
        (each.review, each.ref, each.item.value, each.text, sent.number)
        for sent in sorted(returns, key=lambda sent: sent.number)
        for each in sent.answers
    ]
    listed = pd.DataFrame(rows, columns=[*_KEY, "text", "number"]).astype({"text": "str", "item": "str"})
    earlier = listed.groupby(_KEY, sort=False)["text"].shift()
    changed = earlier.where(earlier.ne(listed["text"]))
    table = listed.assign(earlier=changed).drop_duplicates(_KEY, keep="last")
    return table[[*_KEY, "text", "earlier", "number"]].reset_index(drop=True)


def answer_contradictions(answers: pd.DataFrame, *, scale: Scale) -> pd.DataFrame:
    """Return what contradicts in the answers to each recommendation.

    The words of its update contradict the agency's own rating as those of a published update contradict its status. To
    propose closure contradicts words that name something still to be done, an incomplete rating, and a new target date.

    Returns:
        Columns review, ref, rule (a `Contradiction`, `closure-incomplete` or `closure-target`) and words (the phrase,
        the rating or the date).
    """
    found = []
    for (review, ref), group in answers.groupby(["review", "ref"], sort=False):
        texts = dict(zip(group["item"], group["text"], strict=True))
        found += [(review, ref, rule, words) for rule, words in _contradictions(texts, scale)]
    return pd.DataFrame(found, columns=["review", "ref", "rule", "words"]).astype("str")


def _contradictions(texts: dict[str, str], scale: Scale) -> list[tuple[str, str]]:
    update, status = texts.get(Item.UPDATE.value, ""), texts.get(Item.AGENCY_STATUS.value, "")
    found: list[tuple[str, str]] = []
    if status in scale.rank:
        found += [(rule.value, phrase) for rule, phrase in contradictions_in(update, status=status, scale=scale)]
    if texts.get(Item.CLOSURE.value) != "yes":
        return found
    still_open = phrase_of(update, Contradiction.STILL_OPEN)
    if still_open and Contradiction.STILL_OPEN.value not in dict(found):
        found.append((Contradiction.STILL_OPEN.value, still_open))
    if status in scale.rank and status not in scale.complete:
        found.append(("closure-incomplete", status))
    if target := texts.get(Item.NEW_TARGET.value):
        found.append(("closure-target", target))
    return found
