"""The messages of a run go to the browser together: it then draws the page a single time."""

from collections.abc import Callable
from functools import cache, wraps
from time import monotonic
from weakref import WeakKeyDictionary

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession, AppSessionState

PATIENCE_SECONDS = 0.1
"""How long the messages of a run wait for its end: most pages take a fifth of that."""


@cache
def send_runs_whole() -> None:
    """Let the platform send what a session has once its run has ended, or has taken longer than this waits.

    The platform sends every 5 milliseconds what there is, and the browser draws the page for each part of it: for the
    beginning of a run, which changes nothing on the screen, and for its first elements.
    """
    AppSession.flush_browser_queue = when_whole(AppSession.flush_browser_queue)  # type: ignore[assignment,method-assign]


def when_whole(flush: Callable[[AppSession], list[ForwardMsg]]) -> Callable[[AppSession], list[ForwardMsg]]:
    """Return a function that empties a session's queue as another does, but leaves it alone while its run is young."""
    begun: WeakKeyDictionary[AppSession, float] = WeakKeyDictionary()

    @wraps(flush)
    def flush_when_whole(session: AppSession) -> list[ForwardMsg]:
        if session._state is not AppSessionState.APP_IS_RUNNING:
            begun.pop(session, None)
        elif session not in begun:
            begun[session] = monotonic()
            if session._message_enqueued_callback:  # wakes what asks for the queue again
                session._event_loop.call_later(PATIENCE_SECONDS, session._message_enqueued_callback)
            return []
        elif monotonic() - begun[session] < PATIENCE_SECONDS:
            return []
        return flush(session)

    return flush_when_whole
