"""The messages of a run go to the browser together: it then draws the page a single time."""

import asyncio
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

ANSWERS = ("backend_operation_response", "file_urls_response", "heartbeat_ack")
"""The kinds of messages that answer what a browser has asked, such as for a file, and that no run makes anew."""

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
    AppSession._clear_queue = sparing_answers(AppSession._clear_queue)  # type: ignore[method-assign]
    AppSession.request_rerun = after_events(AppSession.request_rerun, events)  # type: ignore[method-assign]


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
    """Return a method that takes the messages from a session's queue, while its script runs only now and then."""
    timers: WeakKeyDictionary[AppSession, asyncio.TimerHandle | None] = WeakKeyDictionary()

    def end_patience(session: AppSession) -> None:
        timers[session] = None  # its end is noted: a timer may end before the clock is there
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


def sparing_answers(clear: Callable[..., None]) -> Callable[..., None]:
    """Return a method that clears a session's queue as the platform does, but leaves the answers to its browser there.

    When a run begins, the platform drops what the last one has not sent, and answers with it: a download would never
    start, nor an upload. It seldom drops one, as it also sends while a run goes on.
    """

    @wraps(clear)
    def clear_but_answers(session: AppSession, *arguments: Any) -> None:
        queue = session._browser_queue
        answers = [message for message in queue._queue if message.WhichOneof("type") in ANSWERS]
        clear(session, *arguments)
        for answer in answers:
            if answer not in queue._queue:
                queue.enqueue(answer)

    return clear_but_answers


def after_events(method: Callable[..., None], events: WaitingEvents) -> Callable[..., None]:
    """Return a method that first handles what a session's script has made, if it is called on the event loop.

    The platform ignores the events of a run that it ends for another: the page would lack an address that the run has
    set, or where a part of the page runs next, all that the run had shown.
    """

    @wraps(method)
    def handle_and_go_on(session: AppSession, *arguments: Any) -> None:
        if session._event_loop is asyncio._get_running_loop():
            events.handle(session)
        method(session, *arguments)

    return handle_and_go_on
