"""What the overseer promises in a paper: when it falls due, of which kind it is, and with whom."""

import re
from dataclasses import dataclass

from loaders.heading_rounds import split_round
from model.date_words import MONTHS, SEASONS
from model.terms import MonitoringKind

_MONTH = "|".join(sorted((name for name in MONTHS if len(name) > 2), key=len, reverse=True))
_DUE = re.compile(
    rf"\b(?:in|by|on|during|due in|due by|before|ym|yn|erbyn|ar)\s+"
    rf"(?P<date>(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH}|{'|'.join(SEASONS)})(?:\s+\d{{4}})?)\b",
    re.IGNORECASE,
)
_ARRANGED = re.compile(r"\b(to be arranged|to be confirmed|i'w drefnu|i'w gadarnhau)\b", re.IGNORECASE)
_KINDS = (
    (MonitoringKind.REQUEST, re.compile(r"\b(?:requested|request|gofynnir)\b", re.IGNORECASE)),
    (MonitoringKind.MEETING, re.compile(r"\b(?:meet|meeting with|cyfarfod â|cwrdd)\b", re.IGNORECASE)),
    (MonitoringKind.ATTENDANCE, re.compile(r"\b(?:attend|attends|attendance|observe|mynychu)\b", re.IGNORECASE)),
    (MonitoringKind.ASSURANCE, re.compile(r"\b(?:assurances?|sicrwydd)\b")),
)
_ROLE = r"[A-Z][\w’'-]*(?:\s+(?:(?:for|of|and|the)\s+){0,2}[A-Z][\w’'-]*)*"
_WITH = re.compile(
    rf"\b(?:meet with|met with|requested from|assurances? from|contact with)\s+(?:the\s+)?(?P<who>{_ROLE})"
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What is plain in the words of a promise: its date's words, its kind, with whom; "" where nothing is."""

    due: str
    kind: str
    partner: str


def promise_of(text: str) -> Promise:
    """Return what the words of a promise say plainly.

    The due date is the one date that its words name after "in" or "by", or "to be arranged"; of two dates neither is
    taken. The kind is that of the first verb that tells one.
    """
    dates = list(dict.fromkeys(" ".join(found["date"].split()) for found in _DUE.finditer(text)))
    dates = [words for words in dates if words[:1].isdigit() or (_named(words) and split_round(words)[1])]
    arranged = _ARRANGED.search(text)
    due = dates[0] if len(dates) == 1 else arranged[1] if arranged and not dates else ""
    met = [(found.start(), kind) for kind, verb in _KINDS if (found := verb.search(text))]
    kind = min(met)[1] if met else MonitoringKind.OTHER
    partner = _WITH.search(text)
    return Promise(due, kind.value, partner["who"].strip() if partner else "")


def _named(words: str) -> bool:
    """Say whether words name a month or a season: by a capital letter, or by the year behind it."""
    return words[:1].isupper() or words[-1:].isdigit()
