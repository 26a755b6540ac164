"""The messages of a run go to the browser together: it then draws the page a single time."""

from collections.abc import Callable
from functools import cache, wraps
from time import monotonic
from weakref import WeakKeyDictionary

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession, AppSessionState

PATIENCE_SECONDS = 0.1
"""How long the messages of a run wait for its end, or for others: most pages take a fifth of that."""


@cache
def send_runs_whole() -> None:
    """Let the platform send what a session has once its run has ended, and while it goes on each time this has waited.

    The platform sends every 5 milliseconds what there is, and the browser draws the page for each part of it: for the
    beginning of a run, which changes nothing on the screen, and for its first elements.
    """
    AppSession.flush_browser_queue = when_whole(AppSession.flush_browser_queue)  # type: ignore[assignment,method-assign]


def when_whole(flush: Callable[[AppSession], list[ForwardMsg]]) -> Callable[[AppSession], list[ForwardMsg]]:
    """Return a function that empties a session's queue as another does, while it runs only so often."""
    since: WeakKeyDictionary[AppSession, float] = WeakKeyDictionary()

    @wraps(flush)
    def flush_when_whole(session: AppSession) -> list[ForwardMsg]:
        if session._state is not AppSessionState.APP_IS_RUNNING:
            since.pop(session, None)
            return flush(session)
        now = monotonic()
        begins = session not in since
        if not begins and now - since[session] < PATIENCE_SECONDS:
            return []
        since[session] = now
        if session._message_enqueued_callback:  # wakes what asks for the queue again
            session._event_loop.call_later(PATIENCE_SECONDS, session._message_enqueued_callback)
        return [] if begins else flush(session)

    return flush_when_whole
