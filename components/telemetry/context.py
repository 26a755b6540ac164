"""What a line of the log belongs to: a request, or the session of a page; neither opens anything."""

from contextvars import ContextVar
from hashlib import sha256

from streamlit.runtime.scriptrunner import get_script_run_ctx

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is answered; "" outside of one."""


def session_label() -> str:
    """Return a short label of this session, as the audit trail has it; "" outside of one."""
    context = get_script_run_ctx(suppress_warning=True)
    return "" if context is None else sha256(context.session_id.encode()).hexdigest()[:12]
