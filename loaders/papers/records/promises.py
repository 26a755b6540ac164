"""What the overseer promises in a paper: when it falls due, of which kind it is, and with whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.vocabulary.heading_periods import split_round
from loaders.vocabulary.status_words import MONITORING_KINDS
from model.dates.date_words import MONTHS, SEASONS
from model.terms import MonitoringKind
from model.text import label_key

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
_BEHIND = re.compile(r"(?P<activity>.+\S)\s+\((?P<told>[^;]+(?:; [^;]+)*)\)", re.DOTALL)
_TOLD = re.compile(
    rf"(?P<kind>{'|'.join(MONITORING_KINDS)})|(?:due|i['’]w gyflawni erbyn)\s+(?P<due>.+)"
    r"|(?:with|gyda:)\s+(?P<with>.+)|(?P<done>done|wedi['’]i wneud)|(?P<overdue>overdue|yn hwyr)",
    re.IGNORECASE,
)
"""What stands in brackets behind a promise, each part by a semicolon from the next."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise: what is to be done, and what is plain of it: its date's words, its kind, with whom; "" for nothing."""

    activity: str
    due: str
    kind: str
    partner: str
    done: bool = False


def promise_of(text: str) -> Promise:
    """Return what is told in brackets behind a promise, as this dashboard's papers do; else what its words say plainly.

    The due date is the one date that its words name after "in" or "by", or "to be arranged"; of two dates neither is
    taken. The kind is that of the first verb that tells one.
    """
    behind = _BEHIND.fullmatch(text)
    told = [_TOLD.fullmatch(part) for part in behind["told"].split("; ")] if behind else []
    if behind and all(told):
        return _told(behind["activity"], [one for one in told if one])
    dates = list(dict.fromkeys(" ".join(found["date"].split()) for found in _DUE.finditer(text)))
    dates = [words for words in dates if words[:1].isdigit() or (_named(words) and split_round(words)[1])]
    arranged = _ARRANGED.search(text)
    due = dates[0] if len(dates) == 1 else arranged[1] if arranged and not dates else ""
    met = [(found.start(), kind) for kind, verb in _KINDS if (found := verb.search(text))]
    kind = min(met)[1] if met else MonitoringKind.OTHER
    partner = _WITH.search(text)
    return Promise(text, due, kind.value, partner["who"].strip() if partner else "")


def _told(activity: str, told: Sequence[re.Match[str]]) -> Promise:
    said = {name: words for one in told for name, words in one.groupdict().items() if words}
    kind = MONITORING_KINDS[label_key(said["kind"])] if "kind" in said else MonitoringKind.OTHER.value
    return Promise(activity, said.get("due", ""), kind, said.get("with", ""), "done" in said)


def _named(words: str) -> bool:
    """Say whether words name a month or a season: by a capital letter, or by the year behind it."""
    return words[:1].isupper() or words[-1:].isdigit()
