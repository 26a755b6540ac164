"""Write the calendar of a round: the day on which its returns are due, and its reminders."""

from datetime import UTC, date, datetime, time

from icalendar import Event

from model.returns.reminder import reminder_days
from model.returns.round import Round
from reports.calendar_file.calendar_parts import all_day_event, describe_event, empty_calendar, event_uid
from reports.content.document import Text
from wording.catalogue import Translator
from wording.rounds import due_event, due_sentence, reminder_event, reminder_hint, round_name


def round_calendar_bytes(of_round: Round, _: Translator) -> bytes:
    """Return the due date and the reminders of a round as an .ics file, each as an all-day event.

    The same round gives the same bytes: events are stamped with the moment it was started.
    """
    calendar = empty_calendar("Rounds", round_name(of_round, _), due_sentence(of_round, _), language=_.language)
    reminders = [(day, each.value, reminder_event(each, of_round, _)) for each, day in reminder_days(of_round).items()]
    for day, kind, summary in sorted([(of_round.due, "due", due_event(of_round, _)), *reminders]):
        calendar.add_component(_event(of_round, summary, kind, day, _))
    return bytes(calendar.to_ical())


def _event(of_round: Round, summary: str, kind: str, day: date, _: Translator) -> Event:
    uid = event_uid("round", str(of_round.number), of_round.month.isoformat(), kind)
    stamp = of_round.started_at or datetime.combine(of_round.month, time(), UTC)
    event = all_day_event(uid, stamp=stamp.replace(microsecond=0), first=day, last=day)
    lines = [due_sentence(of_round, _), *([] if kind == "due" else [reminder_hint(_)])]
    describe_event(event, summary=Text(summary), lines=lines, language=_.language)
    return event
