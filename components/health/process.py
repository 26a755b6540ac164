"""The process of the server: its sessions and its memory."""

import os
from pathlib import Path

from streamlit.runtime import Runtime

_STATM = Path("/proc/self/statm")
_RESIDENT_PAGES = 1
"""The place of the resident pages in the file (proc_pid_statm(5))."""


def sessions() -> int:
    """Return how many sessions the platform has: of open pages, and of those it waits for."""
    return Runtime.instance()._session_mgr.num_sessions() if Runtime.exists() else 0  # there is no other way to ask


def resident_bytes() -> int:
    """Return the memory of this process; 0 where the system does not say so in a file."""
    try:
        pages = int(_STATM.read_text(encoding="ascii").split()[_RESIDENT_PAGES])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
