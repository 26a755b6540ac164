"""What of a tracker is public: its tables without the private columns, and what in them looks like names of people."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from components.published import LoadedTracker, loaded_from, without_cells
from model.settings import PublicPart
from model.terms import NameKind, group_by
from model.tracker.columns import SHEETS, DataType
from model.tracker.tracker import Tracker
from reports.document import Office

# The columns of each part, by table and field. Every other column of the workbook is public.
PRIVATE_COLUMNS: Mapping[PublicPart, str] = {
    PublicPart.ROLES: "recommendations.lead_role progress.rated_by monitoring.with decisions.by",
    PublicPart.REASONS: "targets.reason decisions.reason",
    PublicPart.AGENCY_STATUS: "progress.agency_status progress.proposed_closure progress.closure_reason",
    PublicPart.EVIDENCE: "progress.evidence decisions.evidence",
    PublicPart.NOTES: "reviews.notes",
}
_NAME = r"[A-ZÀ-ÖØ-ÞŴŶ][\w’'-]+"
_TITLES = (
    "Mr Mrs Ms Miss Mx Dr Prof Sir Dame Cllr Councillor Cynghorydd PC WPC DC PS DS DI DCI Sgt Sergeant Insp Inspector "
    "Supt Superintendent ACC DCC CC Constable Rev Judge"
)
# A title or rank with a name behind it, or an e-mail address. “Sir” is a county in “Cyngor Sir Penfro”.
_TITLED = re.compile(
    rf"\b(?<!yngor )(?:{'|'.join(_TITLES.split())})\b\.?(?: {_NAME}){{1,2}}(?<![.,])"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"
)
_CAPITALISED = r"(?<![\w’'-])[A-ZÀ-ÖØ-ÞŴŶ](?=[\w’'-]*[a-zà-öø-ÿŵŷ])[\w’'-]+"
_PARTICLE = r"(?:(?:ap|ab|ferch|van|de|von|der|bin|al) )?"
# Capitalised words behind each other, or an initial and a surname; whether a sentence begins with them.
_RUN = re.compile(
    rf"(?P<start>(?:^|[.:;!?•–\n]\s*))?(?P<words>(?:{_CAPITALISED}|\b[A-Z]\.)(?: {_PARTICLE}{_CAPITALISED})+)"
)
_WORD = re.compile(r"[\w’'-]+")
_LOWER_CASE = re.compile(r"(?<![\w’'-])[a-zà-öø-ÿŵŷ][\w’'-]*")
_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_WHOLE, _BEGINNINGS = ("|".join(_WORDS[name].split()) for name in ("whole", "beginnings"))
# A word of bodies, roles, documents, places and months, whole or by its beginning, that a name of a person has not.
_TERM = re.compile(rf"(?:{_WHOLE})(?:[’']?s[’']?)?$|(?:{_BEGINNINGS})", re.IGNORECASE)


class PublicOptions(NamedTuple):
    """How an edition is made.

    Attributes:
        parts: the private parts of the tracker that are in it all the same.
        base: the address at which it will be found, such as `https://tracker.example/`; "" where it is not known. With
            it there are a site map, a card for social media and absolute links in the feed.
        office: the office that publishes it.
        day: the day from which promises and targets are judged; that of publication where it is published.
    """

    parts: frozenset[PublicPart] = frozenset()
    base: str = ""
    office: Office = Office()
    day: date | None = None


class PersonName(NamedTuple):
    """Text that looks like the name of a person, and where it stands: the table, the ref and the field.

    `is_titled` is False for capitalised words that may be something else.
    """

    name: str
    table: str
    ref: str
    field: str
    is_titled: bool

    @property
    def digest(self) -> str:
        """What it is known by on the audit trail, which keeps no names: the name and its place."""
        return sha256("\n".join(self[:4]).encode()).hexdigest()[:12]


def public_tracker(loaded: LoadedTracker, parts: Collection[PublicPart]) -> LoadedTracker:
    """Return a version whose tables lack each private column that is not among `parts`, with caches of its own.

    Nothing of how the workbook was read is in it: neither its file name nor its issues, which quote cells.
    """
    hidden = {column for part, columns in PRIVATE_COLUMNS.items() if part not in parts for column in columns.split()}
    tables = {plan.table: getattr(loaded.tracker, plan.table).copy() for plan in SHEETS if plan.table != "key"}
    for table, name in (column.split(".") for column in hidden):
        blank = pd.Series(index=tables[table].index, dtype=tables[table][name].dtype)
        tables[table] = tables[table].assign(**{name: blank})
    if PublicPart.ROLES not in parts:
        tables["names"] = tables["names"][tables["names"]["kind"].ne(NameKind.ROLE)].reset_index(drop=True)
    tables["progress"] = tables["progress"].drop(columns="round", errors="ignore")
    tracker = Tracker.from_tables(tables, loaded.tracker.scale, requested=loaded.tracker.requested)
    reading = replace(without_cells(loaded.reading), source=replace(loaded.reading.source, name=""))
    return loaded_from(reading, tracker, loaded.version)


def names_in(loaded: LoadedTracker, parts: Collection[PublicPart]) -> list[PersonName]:
    """Return what looks like the name of a person in what is public of a version."""
    return loaded.drawn(("names", frozenset(parts)), lambda: person_names(public_tracker(loaded, parts).tracker))


def places_by_name(found: Iterable[PersonName]) -> dict[str, list[PersonName]]:
    """Return each name with its places."""
    return group_by(found, attrgetter("name"))


def person_names(tracker: Tracker) -> list[PersonName]:
    """Return what looks like the name of a person in any text of a tracker, each once a place, those with titles first.

    Found are a title or rank before a name, e-mail addresses, and two or three capitalised words of which one is
    nowhere in lower case, unless one is of a theme, an agency, a body, a place or a month. A first name alone, a name
    in capitals or small letters, or one of common words alone is not found: nobody can rely on the list being complete.
    """
    texts = list(_texts(tracker))
    plain = [(_TITLED.sub("\n", text), place) for text, place in texts]
    is_common = _common_words(tracker, [text for text, _place in plain])
    titled = (PersonName(match[0], *place, True) for text, place in texts for match in _TITLED.finditer(text))
    others = (PersonName(name, *place, False) for text, place in plain for name in _untitled(text, is_common))
    return list(dict.fromkeys(chain(titled, others)))


def _texts(tracker: Tracker) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield each text with its table, the ref of its row and its field."""
    for plan in SHEETS:
        table = getattr(tracker, plan.table, pd.DataFrame())
        refs = table["ref"] if "ref" in table else table.get("review", table.get("name"))
        for column in plan.columns:
            if column.data_type in (DataType.DATE, DataType.FLAG) or column.field not in table or refs is None:
                continue
            filled = table[column.field].dropna().astype(str)
            for text, ref in zip(filled, refs[filled.index].fillna("").astype(str), strict=True):
                yield text, (plan.table, ref, column.field)


def _common_words(tracker: Tracker, texts: Iterable[str]) -> Callable[[str], bool]:
    """Return whether a word is no name: it stands in lower case somewhere, or in the name of a theme or a body."""
    agencies = tracker.recommendations["lead_agency"].dropna().astype(str).unique()
    names = [*tracker.themes, *(name for name in agencies if any(map(_TERM.match, name.split())))]
    common = {word.lower() for name in names for word in _WORD.findall(name)}
    common.update(*map(_LOWER_CASE.findall, texts))
    return lambda word: re.sub(r"[’']s?$", "", word).lower() in common or word.lower() in common


def _untitled(text: str, is_common: Callable[[str], bool]) -> Iterator[str]:
    for match in _RUN.finditer(text):
        words = match["words"].split()
        if match["start"] is not None and is_common(words[0]):
            words = words[1:]
        capitalised = [word for word in words if not word[0].islower()]
        is_name = 2 <= len(capitalised) <= 3 and not any(map(_TERM.match, words))
        if is_name and not all(is_common(word) for word in capitalised if not word.endswith(".")):
            yield " ".join(words)
