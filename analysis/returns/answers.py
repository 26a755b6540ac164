"""What agencies answered: the answer that counts to each item, and what contradicts in it."""

from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from analysis.texts.contradictions import contradictions_in, phrase_of
from analysis.texts.prose_dates import date_still_to_come
from model.dates.date_grammar import parse_date
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
    language: str
    received: pd.Timestamp


class ContradictionRow(RefRow, Protocol):
    """A row of `answer_contradictions`."""

    rule: str
    words: str


def latest_answers(returns: Sequence[StoredReturn]) -> pd.DataFrame:
    """Return the answer that counts to each item of each recommendation: that of the latest return that has one.

    A cell that a later return leaves blank does not take an earlier answer away.

    Returns:
        Columns review, ref, item (an `Item`), text, earlier (the answer before it, missing where there is none or it
        is the same), number and language (of its return) and received (the day on which that came).
    """
    rows = [
        (each.review, each.ref, each.item.value, each.text, sent.number, each.language.value, sent.received_at.date())
        for sent in sorted(returns, key=lambda sent: sent.number)
        for each in sent.answers
    ]
    types = {"text": "str", "item": "str", "language": "str", "received": "datetime64[us]"}
    listed = pd.DataFrame(rows, columns=[*_KEY, "text", "number", "language", "received"]).astype(types)
    earlier = listed.groupby(_KEY, sort=False)["text"].shift()
    changed = earlier.where(earlier.ne(listed["text"]))
    table = listed.assign(earlier=changed).drop_duplicates(_KEY, keep="last")
    return table[[*_KEY, "text", "earlier", "number", "language", "received"]].reset_index(drop=True)


def answer_contradictions(answers: pd.DataFrame, *, scale: Scale, month: pd.Timestamp) -> pd.DataFrame:
    """Return what contradicts in the answers to each recommendation.

    The words of its update contradict the agency's own rating as those of a published update contradict its status. To
    propose closure contradicts words that name something still to be done, an incomplete rating, and a new target date;
    a complete rating contradicts a new target date, too, and that has not passed on the day on which it came.
    A date in the update that is still to come contradicts a complete rating and a proposal to close: one with a year,
    after the month of the round and after the month in which the update came, which may be the later.

    Returns:
        Columns review, ref, rule (a `Contradiction`, `date-to-come`, `closure-incomplete`, `closure-target`,
        `complete-target` or `target-past`) and words (the phrase, the rating or the date).
    """
    found = []
    for (review, ref), group in answers.groupby(["review", "ref"], sort=False):
        texts = dict(zip(group["item"], group["text"], strict=True))
        contradicting = [*_contradictions(texts, scale), *_targets(group, texts, scale)]
        contradicting += _dates_to_come(group, texts, scale, month)
        found += [(review, ref, rule, words) for rule, words in contradicting]
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
    return found


def _targets(group: pd.DataFrame, texts: dict[str, str], scale: Scale) -> list[tuple[str, str]]:
    """Return what a new target date contradicts: a proposal to close, else a complete rating; and its own purpose."""
    target = texts.get(Item.NEW_TARGET.value)
    if target is None:
        return []
    found = []
    if texts.get(Item.CLOSURE.value) == "yes":
        found.append(("closure-target", target))
    elif texts.get(Item.AGENCY_STATUS.value) in scale.complete:
        found.append(("complete-target", target))
    last, (came,) = parse_date(target).last, group.loc[group["item"].eq(Item.NEW_TARGET.value), "received"]
    return [*found, ("target-past", target)] if last is not None and last < came.date() else found


def _dates_to_come(
    group: pd.DataFrame, texts: dict[str, str], scale: Scale, month: pd.Timestamp
) -> list[tuple[str, str]]:
    is_done = texts.get(Item.AGENCY_STATUS.value) in scale.complete or texts.get(Item.CLOSURE.value) == "yes"
    updates = group[group["item"].eq(Item.UPDATE.value)] if is_done else group.head(0)
    latest = (max(month, day) for day in updates["received"])
    found = [date_still_to_come(text, month=day) for text, day in zip(updates["text"], latest, strict=True)]
    return [("date-to-come", words) for words in found if words]
