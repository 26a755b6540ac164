"""The memory of the process of the server."""

import os
from pathlib import Path

_STATM = Path("/proc/self/statm")
_RESIDENT_PAGES = 1
"""The place of the resident pages in the file (proc_pid_statm(5))."""


def resident_bytes() -> int:
    """Return the memory of this process; 0 where the system does not say so in a file."""
    try:
        pages = int(_STATM.read_text(encoding="ascii").split()[_RESIDENT_PAGES])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
