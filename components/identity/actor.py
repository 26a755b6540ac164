"""Who acts in this session, as the store asks and the audit trail records."""

from hashlib import sha256

from streamlit.runtime.scriptrunner import get_script_run_ctx

from model.actor import Actor, local_actor

THIS_COMPUTER = "this computer"
"""The address in local mode, where nobody else can reach the dashboard."""


def current_actor(name: str = "") -> Actor:
    """Return who acts now: in local mode the person at this computer, under the name that was typed.

    It is asked for where something is done, and is never remembered: a role may have been taken away meanwhile.
    """
    return local_actor(name.strip(), session=session_label(), address=THIS_COMPUTER)


def session_label() -> str:
    """Return a short label of this session, which opens nothing; "" outside of one."""
    context = get_script_run_ctx(suppress_warning=True)
    return "" if context is None else sha256(context.session_id.encode()).hexdigest()[:12]
