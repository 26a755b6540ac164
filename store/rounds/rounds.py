"""Rounds: started, closed and reopened, with their rows."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime

import sqlalchemy as sa

from model.access import Actor, Role
from model.dates import ENGLISH_MONTHS, WELSH_MONTHS, PartialDate, Precision, parse_date
from model.language import Language
from model.returns.draft import (
    EDITED_WORDS,
    REFUSED_TARGET,
    Draft,
    DraftField,
    PromiseField,
    TargetAnswer,
    UpdateType,
    answer_to_target,
    edited_words,
    promise_field,
)
from model.returns.received import Item
from model.returns.round import Recipient, RequestedUpdate, ReturnFormat, Round, Scope
from model.settings import OfficeName
from model.store_error import StoreError, StoreErrorCode
from model.terms import Basis, ClosureDecision, NameKind
from model.tracker.columns import DECISIONS, MONITORING, NAMES, PROGRESS, RECOMMENDATIONS, REVIEWS, TARGETS
from model.tracker.reading import Row
from model.versions.version import Action
from store.access import require
from store.audit import add_entry, entry_of, timestamp
from store.database.connection import read_connection, write_transaction
from store.store import Store
from store.stored_rows import storable
from store.tables import ROUND_REQUESTS, ROUNDS
from store.versions import lock_current

_ATTEMPT = "round"
Key = tuple[str, str]
LONGEST_CELL = 32_767
"""The most characters of a workbook's cell."""
_Answers = Mapping[Key, Mapping[Item, str]]
"""The answers of a round by review and ref: a rating in the word of the scale, `yes` or `no`, a date in words."""


def start_round(store: Store, of_round: Round, requests: Sequence[RequestedUpdate], *, actor: Actor) -> Round:
    """Start a round, for an editor, and return it with its number.

    Raises StoreError: ROUND_OPEN where another is open, NO_REQUESTS where nobody would be asked, DUE_BEFORE_START,
    NO_NAME.
    """
    require(store.engine, actor, Role.EDITOR, attempt=_ATTEMPT)
    _validate(of_round, requests, actor)
    with write_transaction(store.engine) as connection:
        lock_current(connection)
        earlier = _rounds(connection)
        if open_rounds := [each for each in earlier if each.is_open]:
            raise StoreError(StoreErrorCode.ROUND_OPEN, month=f"{open_rounds[0].month:%Y-%m}")
        started = replace(
            of_round,
            number=len(earlier) + 1,
            started_by=storable(actor.name).strip(),
            verified=actor.verified,
            started_at=datetime.now(UTC),
        )
        connection.execute(sa.insert(ROUNDS), _round_values(started))
        connection.execute(sa.insert(ROUND_REQUESTS), _request_values(started.number, requests))
        details = {"round": f"{started.month:%Y-%m}", "due": started.due.isoformat(), "scope": started.scope.value}
        add_entry(connection, entry_of(actor, Action.ROUND_START, version=started.version, details=details))
    return started


def close_round(store: Store, *, actor: Actor, seen: Round | None = None) -> Round:
    """Close the open round, for an editor, and return it: nothing is collected for it until it is opened again.

    Raises StoreError: NO_ROUND where none is open, CHANGED_SINCE where it is not the round that was seen, NO_NAME.
    """
    require(store.engine, actor, Role.EDITOR, attempt=_ATTEMPT)
    _validate_name(actor)
    with write_transaction(store.engine) as connection:
        lock_current(connection)
        found = open_round(connection, seen)
        closed = replace(found, closed_by=storable(actor.name).strip(), closed_at=datetime.now(UTC))
        _note_closing(connection, closed, Action.ROUND_CLOSE, actor)
    return closed


def reopen_round(store: Store, *, actor: Actor, seen: Round | None = None) -> Round:
    """Open the latest round again, for an editor, and return it: with its requests, returns and drafts as they were.

    Raises StoreError: ROUND_OPEN where one is open, NO_ROUND where there is none, CHANGED_SINCE where it is not the
    round that was seen, NO_NAME.
    """
    require(store.engine, actor, Role.EDITOR, attempt=_ATTEMPT)
    _validate_name(actor)
    with write_transaction(store.engine) as connection:
        lock_current(connection)
        latest = next(iter(_rounds(connection)), None)
        if latest is None:
            raise StoreError(StoreErrorCode.NO_ROUND)
        if latest.is_open:
            raise StoreError(StoreErrorCode.ROUND_OPEN, month=f"{latest.month:%Y-%m}")
        _refuse_another(latest, seen)
        reopened = replace(latest, closed_by="", closed_at=None)
        _note_closing(connection, reopened, Action.ROUND_REOPEN, actor)
    return reopened


def move_due_date(store: Store, due: date, *, actor: Actor, seen: Round | None = None) -> Round:
    """Move the day on which the returns of the open round are due, for an editor, and return the round.

    Raises StoreError: NO_ROUND where none is open, CHANGED_SINCE where it is not as it was seen, DUE_BEFORE_START for a
    day that has passed, NO_NAME.
    """
    require(store.engine, actor, Role.EDITOR, attempt=_ATTEMPT)
    _validate_name(actor)
    if due < datetime.now(UTC).date():
        raise StoreError(StoreErrorCode.DUE_BEFORE_START)
    with write_transaction(store.engine) as connection:
        lock_current(connection)
        found = open_round(connection, seen)
        connection.execute(sa.update(ROUNDS).where(ROUNDS.c.number == found.number).values(due=due.isoformat()))
        details = {"round": f"{found.month:%Y-%m}", "due": due.isoformat(), "before": found.due.isoformat()}
        add_entry(connection, entry_of(actor, Action.ROUND_DUE, version=found.version, details=details))
    return replace(found, due=due)


def open_round(connection: sa.Connection, seen: Round | None) -> Round:
    """Return the open round. Raises StoreError where none is open, or it is not as it was seen."""
    found = next((each for each in _rounds(connection) if each.is_open), None)
    if found is None:
        raise StoreError(StoreErrorCode.NO_ROUND)
    _refuse_another(found, seen)
    return found


def _refuse_another(found: Round, seen: Round | None) -> None:
    if seen is not None and (found.number, found.due) != (seen.number, seen.due):
        raise StoreError(StoreErrorCode.CHANGED_SINCE)


def _note_closing(connection: sa.Connection, of_round: Round, action: Action, actor: Actor) -> None:
    """Store whether a round is closed, by whom and when, with a line of the audit trail."""
    at = None if of_round.closed_at is None else timestamp(of_round.closed_at)
    changed = {"closed_by": of_round.closed_by or None, "closed_at": at}
    connection.execute(sa.update(ROUNDS).where(ROUNDS.c.number == of_round.number).values(**changed))
    details = {"round": f"{of_round.month:%Y-%m}"}
    add_entry(connection, entry_of(actor, action, version=of_round.version, details=details))


def all_rounds(store: Store, *, actor: Actor) -> tuple[Round, ...]:
    """Return every round for an editor, the newest first: an open one is the first."""
    require(store.engine, actor, Role.EDITOR, attempt=_ATTEMPT)
    with read_connection(store.engine) as connection:
        return _rounds(connection)


def requests_of_round(store: Store, number: int, *, actor: Actor) -> tuple[RequestedUpdate, ...]:
    """Return what a round requests, for an editor, in the order of the tracker when it started."""
    require(store.engine, actor, Role.EDITOR, attempt=_ATTEMPT)
    columns = ROUND_REQUESTS.c
    query = sa.select(columns.agency, columns.role, columns.review, columns.ref)
    with read_connection(store.engine) as connection:
        found = connection.execute(query.where(columns.round == number).order_by(columns.place))
        return tuple(RequestedUpdate(Recipient(row.agency, row.role), row.review, row.ref) for row in found)


def _validate(of_round: Round, requests: Sequence[RequestedUpdate], actor: Actor) -> None:
    _validate_name(actor)
    if not any(each.recipient.name for each in requests):
        raise StoreError(StoreErrorCode.NO_REQUESTS)
    if of_round.due < datetime.now(UTC).date():
        raise StoreError(StoreErrorCode.DUE_BEFORE_START)


def _validate_name(actor: Actor) -> None:
    if not storable(actor.name).strip():
        raise StoreError(StoreErrorCode.NO_NAME)


def _rounds(connection: sa.Connection) -> tuple[Round, ...]:
    found = connection.execute(sa.select(ROUNDS).order_by(ROUNDS.c.number.desc()))
    return tuple(
        Round(
            month=date.fromisoformat(row.month),
            due=date.fromisoformat(row.due),
            scope=Scope(row.scope),
            version=row.version,
            welsh_agencies=tuple(json.loads(row.welsh_agencies)),
            started_by=row.started_by,
            verified=row.verified,
            started_at=datetime.fromisoformat(row.started_at),
            closed_by=row.closed_by or "",
            closed_at=None if row.closed_at is None else datetime.fromisoformat(row.closed_at),
            number=row.number,
            returns_format=None if row.returns_format is None else ReturnFormat(row.returns_format),
        )
        for row in found
    )


def _round_values(started: Round) -> dict[str, object]:
    return {
        "number": started.number,
        "month": started.month.isoformat(),
        "due": started.due.isoformat(),
        "scope": started.scope.value,
        "version": started.version,
        "welsh_agencies": json.dumps([storable(agency) for agency in started.welsh_agencies]),
        "started_by": started.started_by,
        "verified": started.verified,
        "started_at": timestamp(started.started_at or datetime.now(UTC)),
    }


def _request_values(number: int, requests: Sequence[RequestedUpdate]) -> list[dict[str, object]]:
    return [
        {
            "round": number,
            "place": place,
            "agency": each.recipient.agency,
            "role": each.recipient.role,
            "review": each.review,
            "ref": each.ref,
        }
        for place, each in enumerate(requests)
    ]


def round_rows(  # noqa: PLR0913 - options by name
    current: Mapping[str, Sequence[Row]],
    answers: _Answers,
    drafts: Iterable[Draft],
    *,
    month: date,
    office: OfficeName,
    types: Mapping[Key, UpdateType] | None = None,
) -> dict[str, list[Row]]:
    """Return the rows of a workbook that is merged into the tracker, by table name.

    A recommendation has an update where an agency wrote one, or the office rated it; its status is the office's, and
    never the agency's own rating, which has another column. The office's note is the last line of the
    update, after the office's short name: where both are too long for a cell, the note is complete. That it edited the
    agency's words, or refuses a target date, is a line before the note. A target date that
    an agency proposes is a row of its own once the office accepts it. A
    decision is a row of its own. Whoever published the review rates and decides nothing.

    Args:
        current: the rows of the published tracker.
        answers: what agencies answered.
        drafts: what the office decided, of this round.
        month: the first day of the round's month, of which each row is.
        office: the office that rates and decides; its names are a row of their own where the tracker has none.
        types: what answers are published as; the others are progress, in English.
    """
    decided: dict[Key, dict[str, str]] = {}
    for draft in drafts:
        key = (draft.cell.review, draft.cell.ref)
        text: str | None = draft.text
        if draft.cell.field == DraftField.TARGET:
            text = answer_to_target(draft, answers.get(key, {}).get(Item.NEW_TARGET, ""))
        elif draft.cell.field == DraftField.WORDS:
            text = edited_words(draft, answers.get(key, {}).get(Item.UPDATE, ""))
        if text:
            decided.setdefault(key, {})[draft.cell.field] = text
    day = parse_date(f"{ENGLISH_MONTHS[month.month]} {month.year}")
    promises: dict[Key, list[Row]] = {}
    for row in current.get(MONITORING.table, ()):
        promises.setdefault((str(row["review"]), str(row["ref"])), []).append(row)
    rows: dict[str, list[Row]] = {}
    for recommendation in current.get(RECOMMENDATIONS.table, ()):
        key = (str(recommendation["review"]), str(recommendation["ref"]))
        found = _rows_of(
            key, answers.get(key, {}), decided.get(key, {}), day, office, (types or {}).get(key, UpdateType())
        )
        found[MONITORING.table] = _promises(key, decided.get(key, {}), promises.get(key, ()))
        if any(found.values()):
            found[RECOMMENDATIONS.table] = [recommendation]
        for table, listed in found.items():
            rows.setdefault(table, []).extend(listed)
    reviews = {row["review"] for row in rows.get(RECOMMENDATIONS.table, ())}
    rows[REVIEWS.table] = [row for row in current.get(REVIEWS.table, ()) if row["review"] in reviews]
    return rows | {NAMES.table: office_names(current, rows, office)}


def _rows_of(  # noqa: PLR0913, PLR0917 - each is another thing
    key: Key,
    answered: Mapping[Item, str],
    decided: Mapping[str, str],
    day: PartialDate,
    office: OfficeName,
    update_type: UpdateType,
) -> dict[str, list[Row]]:
    """Return the update, the new target date and the decision on one recommendation."""
    start: dict[str, str | bool | PartialDate | None] = {"review": key[0], "ref": key[1], "date": day}
    return {
        PROGRESS.table: [start | update] if (update := _update(answered, decided, office, update_type)) else [],
        TARGETS.table: [start | target] if (target := _target(answered, decided, office)) else [],
        DECISIONS.table: [start | decision] if (decision := _decision(decided, office)) else [],
    }


def _update(
    answered: Mapping[Item, str], decided: Mapping[str, str], office: OfficeName, update_type: UpdateType
) -> dict[str, str | bool | None]:
    """Return the update; the words of a Welsh answer are in the Welsh column, with the office's note below them."""
    status = decided.get(DraftField.STATUS)
    refusal = _refusal(answered, decided, office, update_type.language)
    why = _note(decided.get(DraftField.NOTE), office, update_type.language)
    words = decided.get(DraftField.WORDS)
    edited = _note(EDITED_WORDS[update_type.language], office, update_type.language) if words else ""
    note = "\n".join(filter(None, [edited, refusal, why]))
    update: dict[str, str | bool | None] = {
        "update_cy" if update_type.language is Language.WELSH else "update": (
            _words(words or answered.get(Item.UPDATE, ""), note) or None
        ),
        "status": status,
        "rated_by": office.name if status else None,
        "basis": Basis.PUBLISHED.value if status else None,
        "evidence": answered.get(Item.EVIDENCE),
        "agency_status": answered.get(Item.AGENCY_STATUS),
        "proposed_closure": {"yes": True, "no": False}.get(answered.get(Item.CLOSURE, "")),
        "closure_reason": answered.get(Item.CLOSURE_REASON),
    }
    return update | {"kind": update_type.kind.value} if any(value is not None for value in update.values()) else {}


def _words(answer: str, note: str) -> str:
    """Return the answer and the note as one text for a cell: the end of too long an answer gives way, with "…"."""
    longest = LONGEST_CELL - len(note) - 1
    if note and len(answer) > longest:
        answer = f"{answer[: longest - 1]}…"
    return "\n".join(filter(None, [answer, note]))


def _note(words: str | None, office: OfficeName, language: Language = Language.ENGLISH) -> str:
    """Return words of the office after its short name in the language of the text; "" for none."""
    welsh = office.short_name_cy or office.name_cy if language is Language.WELSH else ""
    return f"{welsh or office.short_name or office.name}: {words}" if words else ""


def _refusal(answered: Mapping[Item, str], decided: Mapping[str, str], office: OfficeName, language: Language) -> str:
    """Return that the office does not accept the proposed target date, and why; "" where it says neither."""
    why = decided.get(DraftField.TARGET_REASON)
    if decided.get(DraftField.TARGET) != TargetAnswer.REFUSED or not why:
        return ""
    proposed = parse_date(answered[Item.NEW_TARGET])
    day = proposed.first if proposed.precision is Precision.DAY else None
    months = WELSH_MONTHS if language is Language.WELSH else ENGLISH_MONTHS
    words = f"{day.day} {months[day.month]} {day.year}" if day else proposed.words
    return _note(f"{REFUSED_TARGET[language].format(day=words)} {why}", office, language)


def _target(
    answered: Mapping[Item, str], decided: Mapping[str, str], office: OfficeName
) -> dict[str, str | PartialDate | None]:
    """Return the proposed target date that the office accepts, with the reasons of both; none without the office's."""
    why = _note(decided.get(DraftField.TARGET_REASON), office)
    if decided.get(DraftField.TARGET) != TargetAnswer.ACCEPTED or not why:
        return {}
    reason = _words(answered.get(Item.TARGET_REASON, ""), why)
    return {"target": parse_date(answered[Item.NEW_TARGET]), "reason": reason}


def _decision(decided: Mapping[str, str], office: OfficeName) -> dict[str, str | None]:
    """Return the decision on closure; none without its reason, or without what takes its place if superseded."""
    needed = [DraftField.DECISION, DraftField.DECISION_REASON]
    if decided.get(DraftField.DECISION) == ClosureDecision.SUPERSEDED:
        needed.append(DraftField.SUPERSEDED_BY)
    if not all(decided.get(each) for each in needed):
        return {}
    reason, evidence = decided.get(DraftField.DECISION_REASON), decided.get(DraftField.DECISION_EVIDENCE)
    decision: dict[str, str | None] = {"decision": decided[DraftField.DECISION], "reason": reason, "evidence": evidence}
    if decision["decision"] == ClosureDecision.SUPERSEDED:
        decision["superseded_by"] = decided.get(DraftField.SUPERSEDED_BY)
    return decision | {"by": office.name}


def _promises(key: Key, decided: Mapping[str, str], current: Sequence[Row]) -> list[Row]:
    """Return the promises that are fulfilled now, with their outcome, and the new one."""
    found: list[Row] = []
    for row in current:
        due = row.get("due")
        day = (due.first, due.words) if isinstance(due, PartialDate) else (None, "")
        place = (_text(row["activity"]), *day)
        done = decided.get(promise_field(PromiseField.DONE, *place)) == "yes"
        outcome = decided.get(promise_field(PromiseField.OUTCOME, *place))
        if done or outcome:
            found.append({**row, "done": True if done else row.get("done"), "outcome": outcome or row.get("outcome")})
    if activity := decided.get(DraftField.PROMISE):
        words = decided.get(DraftField.PROMISE_DUE)
        due = parse_date(words) if words else None
        with_whom = decided.get(DraftField.PROMISE_WITH)
        found.append({"review": key[0], "ref": key[1], "activity": activity, "due": due, "with": with_whom})
    return found


def office_names(
    current: Mapping[str, Sequence[Row]], rows: Mapping[str, Sequence[Row]], office: OfficeName
) -> list[Row]:
    """Return the names of the office where it rates or decides, and the tracker has no names of it yet."""
    acts = any(row.get("rated_by") for row in rows.get(PROGRESS.table, ())) or rows.get(DECISIONS.table)
    listed = current.get(NAMES.table, ())
    if not acts or any(office.name in (row["name"], row.get("short_name")) for row in listed):
        return []
    names = {name: text or None for name, text in asdict(office).items()}
    return [{"kind": NameKind.AGENCY.value, **names}]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
