"""The messages of a run go to the browser together: it then draws the page a single time."""

from collections import deque
from collections.abc import Callable, Mapping
from functools import cache, wraps
from time import monotonic
from weakref import WeakKeyDictionary

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent

PATIENCE_SECONDS = 0.1
"""How long the messages of a run wait for its end, or for others: most pages take a fifth of that."""

Handler = Callable[..., None]
"""A method of a session that takes an event of its script: the sender, the event, and what belongs to it by name."""


@cache
def send_runs_whole() -> None:
    """Let the platform send what a session has once its run has ended, and while it goes on each time this has waited.

    The platform wakes the event loop for each message, which then waits for the script to let it run and looks at
    every session, and sends each 5 milliseconds what there is. The browser draws the page for each part of it: for the
    beginning of a run, which changes nothing on the screen, and for its first elements.
    """
    messages = WaitingMessages(AppSession._handle_scriptrunner_event_on_event_loop)
    AppSession._on_scriptrunner_event = messages.noted_by(AppSession._on_scriptrunner_event)  # type: ignore[method-assign]
    AppSession._handle_scriptrunner_event_on_event_loop = messages.before(messages.handle)  # type: ignore[method-assign]
    AppSession.flush_browser_queue = when_whole(AppSession.flush_browser_queue, messages)  # type: ignore[assignment,method-assign]


class WaitingMessages:
    """The messages that scripts have made since their sessions last looked; they are noted without waking anyone."""

    def __init__(self, handle: Handler) -> None:
        """`handle` is the platform's: it puts a message into the queue for the browser."""
        self.handle = handle
        self._sessions: WeakKeyDictionary[AppSession, deque[tuple[ScriptRunner | None, Mapping[str, object]]]]
        self._sessions = WeakKeyDictionary()

    def noted_by(self, on_event: Handler) -> Handler:
        """Return what a script's thread calls with an event: it notes a message of a run, and passes on all else."""

        @wraps(on_event)
        def note(session: AppSession, sender: ScriptRunner | None, event: ScriptRunnerEvent, **details: object) -> None:
            is_message = event is ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
            if not is_message or session._state is not AppSessionState.APP_IS_RUNNING:
                on_event(session, sender, event, **details)
            elif (messages := self._sessions.get(session)) is not None:
                messages.append((sender, details))
            else:
                self._sessions[session] = deque([(sender, details)])

        return note

    def before(self, handle: Handler) -> Handler:
        """Return what handles an event of a script, on the event loop, after the messages that came before it."""

        @wraps(handle)
        def handle_in_order(session: AppSession, *event: object, **details: object) -> None:
            self.enqueue(session)
            handle(session, *event, **details)

        return handle_in_order

    def enqueue(self, session: AppSession) -> None:
        """Put what a session's script has made into the queue for the browser; who sends it asks for it right now."""
        messages = self._sessions.get(session, ())
        wake, session._message_enqueued_callback = session._message_enqueued_callback, None
        while messages:
            sender, details = messages.popleft()
            self.handle(session, sender, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, **details)
        session._message_enqueued_callback = wake


def when_whole(
    flush: Callable[[AppSession], list[ForwardMsg]], messages: WaitingMessages
) -> Callable[[AppSession], list[ForwardMsg]]:
    """Return a function that empties a session's queue as another does, while it runs only so often."""
    since: WeakKeyDictionary[AppSession, float] = WeakKeyDictionary()

    @wraps(flush)
    def flush_when_whole(session: AppSession) -> list[ForwardMsg]:
        if session._state is not AppSessionState.APP_IS_RUNNING:
            since.pop(session, None)
            messages.enqueue(session)
            return flush(session)
        now = monotonic()
        begins = session not in since
        if not begins and now - since[session] < PATIENCE_SECONDS:
            return []
        since[session] = now
        if session._message_enqueued_callback:  # wakes what asks for the queue again
            session._event_loop.call_later(PATIENCE_SECONDS, session._message_enqueued_callback)
        if begins:
            return []
        messages.enqueue(session)
        return flush(session)

    return flush_when_whole
