"""The messages of a run go to the browser together: it then draws the page a single time."""

from asyncio import TimerHandle
from collections import deque
from collections.abc import Callable
from functools import cache, partial, wraps
from typing import Any
from weakref import WeakKeyDictionary

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent

PATIENCE_SECONDS = 0.1
"""How long the messages of a run wait for its end, or for others: most pages take a fifth of that."""

Event = tuple[ScriptRunner | None, ScriptRunnerEvent, dict[str, Any]]
"""An event of a script: what runs it, the kind, and what belongs to it by name."""


@cache
def send_runs_whole() -> None:
    """Let the platform send what a session has once its run has ended, and while it goes on each time this has waited.

    The platform wakes the event loop for each message, which then waits for the script to let it run and looks at
    every session, and sends each 5 milliseconds what there is. The browser draws the page for each part of it: for the
    beginning of a run, which changes nothing on the screen, and for its first elements.
    """
    events = WaitingEvents()
    AppSession._on_scriptrunner_event = events.note_event  # type: ignore[method-assign]
    AppSession.flush_browser_queue = when_whole(AppSession.flush_browser_queue, events)  # type: ignore[assignment,method-assign]
    AppSession._create_scriptrunner = after_events(AppSession._create_scriptrunner, events)  # type: ignore[method-assign]


class WaitingEvents:
    """What scripts have made since their sessions last looked, in order; a message of a run is noted without waking."""

    def __init__(self) -> None:
        self._sessions: WeakKeyDictionary[AppSession, deque[Event]] = WeakKeyDictionary()

    @property
    def note_event(self) -> Callable[..., None]:
        """What a script's thread calls with an event, as a method of its session."""

        @wraps(AppSession._on_scriptrunner_event)
        def note(session: AppSession, sender: ScriptRunner | None, event: ScriptRunnerEvent, **details: Any) -> None:
            self._sessions.setdefault(session, deque()).append((sender, event, details))
            is_message = event is ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
            if not is_message or session._state is not AppSessionState.APP_IS_RUNNING:
                session._call_soon_on_event_loop(partial(self.handle, session))

        return note

    def handle(self, session: AppSession) -> None:
        """Handle what a session's script has made, on the event loop, and wake what sends it to the browser.

        An error of the platform is raised; what follows is handled all the same.
        """
        events = self._sessions.get(session, ())
        wake, session._message_enqueued_callback = session._message_enqueued_callback, None
        try:
            while events:
                sender, event, details = events.popleft()
                session._handle_scriptrunner_event_on_event_loop(sender, event, **details)
        finally:
            session._message_enqueued_callback = wake
            if events:
                session._event_loop.call_soon(self.handle, session)
        if wake:
            wake()


def when_whole(
    flush: Callable[[AppSession], list[ForwardMsg]], events: WaitingEvents
) -> Callable[[AppSession], list[ForwardMsg]]:
    """Return a function that empties a session's queue as another does, while it runs only so often."""
    timers: WeakKeyDictionary[AppSession, TimerHandle | None] = WeakKeyDictionary()  # None: the patience is over

    def end_patience(session: AppSession) -> None:
        timers[session] = None
        events.handle(session)

    @wraps(flush)
    def flush_when_whole(session: AppSession) -> list[ForwardMsg]:
        if session._state is not AppSessionState.APP_IS_RUNNING:
            if timer := timers.pop(session, None):
                timer.cancel()
            return flush(session)
        begins = session not in timers
        if not begins and timers[session]:
            return []
        timers[session] = session._event_loop.call_later(PATIENCE_SECONDS, end_patience, session)
        return [] if begins else flush(session)

    return flush_when_whole


def after_events(create: Callable[..., None], events: WaitingEvents) -> Callable[..., None]:
    """Return a function that makes what runs a session's script, and first handles what the last one has made.

    The platform ignores the events of the last one from then on: where a fragment runs next, the page would lack what
    the last run had made.
    """

    @wraps(create)
    def create_after_events(session: AppSession, *arguments: Any) -> None:
        events.handle(session)
        create(session, *arguments)

    return create_after_events
