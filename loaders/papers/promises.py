"""Parse the monitoring promises of a paper: when each is due, its kind, and with whom."""

import re
from dataclasses import dataclass

from loaders.vocabulary.heading_periods import split_round
from loaders.vocabulary.status_words import MONITORING_KINDS
from model.dates.date_words import MONTHS, SEASONS
from model.terms import MonitoringKind
from model.text import label_key, normalise_space

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
_WITH_BRACKETS = re.compile(r"(?P<activity>.+\S)\s+\((?P<details>[^;]+(?:; [^;]+)*)\)", re.DOTALL)
_DETAIL = re.compile(
    rf"(?P<kind>{'|'.join(MONITORING_KINDS)})|(?:due|i['’]w gyflawni erbyn)\s+(?P<due>.+)"
    r"|(?:with|gyda:)\s+(?P<with>.+)|(?P<done>done|kept|wedi['’]i (?:wneud|gadw))|overdue|yn hwyr"
    r"|no longer due: .+|nid oes angen ei gyflawni mwyach: .+",
    re.IGNORECASE,
)
"""A part of the brackets behind a promise; semicolons separate the parts."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A monitoring promise: the activity, the words of its due date, its kind, and with whom; "" if unknown."""

    activity: str
    due: str
    kind: str
    partner: str
    done: bool = False


def parse_promise(text: str) -> Promise:
    """Return a promise by the brackets behind it, as in this dashboard's papers; else by its words.

    The due date is the only date that its words name after "in" or "by", or "to be arranged"; of two dates neither is
    used. The kind is that of the first verb that implies one.
    """
    match = _WITH_BRACKETS.fullmatch(text)
    details = [_DETAIL.fullmatch(part) for part in match["details"].split("; ")] if match else []
    if match and all(details):
        values = {name: words for detail in details if detail for name, words in detail.groupdict().items() if words}
        kind = MONITORING_KINDS[label_key(values["kind"])] if "kind" in values else MonitoringKind.OTHER.value
        return Promise(match["activity"], values.get("due", ""), kind, values.get("with", ""), "done" in values)
    dates = list(dict.fromkeys(normalise_space(found["date"]) for found in _DUE.finditer(text)))
    dates = [words for words in dates if words[:1].isdigit() or (_is_period_name(words) and split_round(words)[1])]
    arranged = _ARRANGED.search(text)
    due = dates[0] if len(dates) == 1 else arranged[1] if arranged and not dates else ""
    kinds = [(found.start(), kind) for kind, verb in _KINDS if (found := verb.search(text))]
    kind = (min(kinds)[1] if kinds else MonitoringKind.OTHER).value
    partner = _WITH.search(text)
    return Promise(text, due, kind, partner["who"].strip() if partner else "")


def _is_period_name(words: str) -> bool:
    """Return whether words name a month or a season: with a capital letter, or with a year."""
    return words[:1].isupper() or words[-1:].isdigit()
