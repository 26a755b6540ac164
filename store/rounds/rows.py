"""The rows that publishing a round adds to the tracker: updates, target dates, decisions and promises."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from model.dates import ENGLISH_MONTHS, WELSH_MONTHS, PartialDate, Precision, parse_date
from model.returns import draft as model
from model.returns.round import Item
from model.settings import OfficeName
from model.terms import Basis, ClosureDecision, Language, NameKind, shorten_text
from model.tracker.columns import DECISIONS, MONITORING, NAMES, PROGRESS, TARGETS
from model.tracker.reading import Row
from store.stored_rows import Key, Rows

# The most characters of a workbook's cell.
LONGEST_CELL = 32_767


def rows_of_recommendation(  # noqa: PLR0913 - options by name
    key: Key,
    answers: Mapping[Item, str],
    drafts: Iterable[model.Draft],
    *,
    promises: Sequence[Row],
    names: Sequence[Row],
    month: date,
    office: OfficeName,
    update_type: model.UpdateType,
) -> dict[str, list[Row]]:
    """Return the rows about a recommendation of a workbook that is merged into the tracker, by table name.

    It has an update where an agency wrote one, or the office rated it; its status is the office's, and
    never the agency's own rating, which has another column. The office's note is the last line of the
    update, after the office's short name: where both are too long for a cell, the note is complete. That it edited the
    agency's words, or refuses a target date, is a line before the note. A target date that
    an agency proposes is a row of its own once the office accepts it. A
    decision is a row of its own. Whoever published the review rates and decides nothing.

    Args:
        key: the recommendation by its review and ref.
        answers: what its agency answered: a rating in the word of the scale, `yes` or `no`, a date in words.
        drafts: what the office decided on it, of this round.
        promises: its promises in the published tracker.
        names: the rows of the sheet Names.
        month: the first day of the round's month, of which each row is.
        office: the office that rates and decides; its names are a row of their own where the tracker has none.
        update_type: what the answer is published as.
    """
    decided: dict[str, str] = {}
    for draft in drafts:
        text: str | None = draft.text
        if draft.cell.field == model.DraftField.TARGET:
            text = model.answer_to_target(draft, answers.get(Item.NEW_TARGET, ""))
        elif draft.cell.field == model.DraftField.WORDS:
            text = model.edited_words(draft, answers.get(Item.UPDATE, ""))
        if text:
            decided[draft.cell.field] = text
    day = parse_date(f"{ENGLISH_MONTHS[month.month]} {month.year}")
    made: dict[str, Row] = {
        PROGRESS.table: _update(answers, decided, office, update_type),
        TARGETS.table: _target(answers, decided, office),
        DECISIONS.table: _decision(decided, office),
    }
    start: Row = {"review": key[0], "ref": key[1], "date": day}
    rows: dict[str, list[Row]] = {table: [{**start, **row}] if row else [] for table, row in made.items()}
    rows[MONITORING.table] = _promises(key, decided, promises)
    return rows | {NAMES.table: office_names(names, rows, office)}


def by_recommendation(rows: Iterable[Row]) -> dict[Key, list[Row]]:
    """Return the rows about each recommendation, by review and ref."""
    found: dict[Key, list[Row]] = {}
    for row in rows:
        found.setdefault((str(row["review"]), str(row["ref"])), []).append(row)
    return found


def _update(
    answered: Mapping[Item, str], decided: Mapping[str, str], office: OfficeName, update_type: model.UpdateType
) -> dict[str, str | bool | None]:
    """Return the update; the words of a Welsh answer are in the Welsh column, with the office's note below them."""
    status = decided.get(model.DraftField.STATUS)
    refusal = _refusal(answered, decided, office, update_type.language)
    why = _note(decided.get(model.DraftField.NOTE), office, update_type.language)
    words = decided.get(model.DraftField.WORDS)
    edited = _note(model.EDITED_WORDS[update_type.language], office, update_type.language) if words else ""
    note = "\n".join(filter(None, [edited, refusal, why]))
    text = _words(words or answered.get(Item.UPDATE, ""), note)
    update: dict[str, str | bool | None] = {
        "update_cy" if update_type.language is Language.WELSH else "update": text or None,
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
    return "\n".join(filter(None, [shorten_text(answer, longest) if note else answer, note]))


def _note(words: str | None, office: OfficeName, language: Language = Language.ENGLISH) -> str:
    """Return words of the office after its short name in the language of the text; "" for none."""
    welsh = office.short_name_cy or office.name_cy if language is Language.WELSH else ""
    return f"{welsh or office.short_name or office.name}: {words}" if words else ""


def _refusal(answered: Mapping[Item, str], decided: Mapping[str, str], office: OfficeName, language: Language) -> str:
    """Return that the office does not accept the proposed target date, and why; "" where it says neither."""
    why = decided.get(model.DraftField.TARGET_REASON)
    if decided.get(model.DraftField.TARGET) != model.TargetAnswer.REFUSED or not why:
        return ""
    proposed = parse_date(answered[Item.NEW_TARGET])
    day = proposed.first if proposed.precision is Precision.DAY else None
    months = WELSH_MONTHS if language is Language.WELSH else ENGLISH_MONTHS
    words = f"{day.day} {months[day.month]} {day.year}" if day else proposed.words
    return _note(f"{model.REFUSED_TARGET[language].format(day=words)} {why}", office, language)


def _target(answered: Mapping[Item, str], decided: Mapping[str, str], office: OfficeName) -> Row:
    """Return the proposed target date that the office accepts, with the reasons of both; none without the office's."""
    why = _note(decided.get(model.DraftField.TARGET_REASON), office)
    if decided.get(model.DraftField.TARGET) != model.TargetAnswer.ACCEPTED or not why:
        return {}
    reason = _words(answered.get(Item.TARGET_REASON, ""), why)
    return {"target": parse_date(answered[Item.NEW_TARGET]), "reason": reason}


def _decision(decided: Mapping[str, str], office: OfficeName) -> dict[str, str | None]:
    """Return the decision on closure; none without its reason, or without what takes its place if superseded."""
    decision, reason = decided.get(model.DraftField.DECISION), decided.get(model.DraftField.DECISION_REASON)
    is_superseded, by = decision == ClosureDecision.SUPERSEDED, decided.get(model.DraftField.SUPERSEDED_BY)
    if not decision or not reason or (is_superseded and not by):
        return {}
    found = {"decision": decision, "reason": reason, "evidence": decided.get(model.DraftField.DECISION_EVIDENCE)}
    return {**found, **({"superseded_by": by} if is_superseded else {}), "by": office.name}


def _promises(key: Key, decided: Mapping[str, str], current: Sequence[Row]) -> list[Row]:
    """Return the promises that are fulfilled now, with their outcome, and the new one."""
    found: list[Row] = []
    for row in current:
        due = row.get("due")
        day = (due.first, due.words) if isinstance(due, PartialDate) else (None, "")
        place = (str(row["activity"] or ""), *day)
        done = decided.get(model.promise_field(model.PromiseField.DONE, *place)) == "yes"
        outcome = decided.get(model.promise_field(model.PromiseField.OUTCOME, *place))
        if done or outcome:
            found.append({**row, "done": True if done else row.get("done"), "outcome": outcome or row.get("outcome")})
    if activity := decided.get(model.DraftField.PROMISE):
        words = decided.get(model.DraftField.PROMISE_DUE)
        due = parse_date(words) if words else None
        with_whom = decided.get(model.DraftField.PROMISE_WITH)
        found.append({"review": key[0], "ref": key[1], "activity": activity, "due": due, "with": with_whom})
    return found


def office_names(listed: Sequence[Row], rows: Rows, office: OfficeName) -> list[Row]:
    """Return the names of the office where it rates or decides, and the tracker has no names of it yet."""
    acts = any(row.get("rated_by") for row in rows.get(PROGRESS.table, ())) or rows.get(DECISIONS.table)
    if not acts or any(office.name in (row["name"], row.get("short_name")) for row in listed):
        return []
    return [{"kind": NameKind.AGENCY.value, **{name: text or None for name, text in asdict(office).items()}}]
