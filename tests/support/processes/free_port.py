"""A port for a server that a test starts."""

import os
import random

from start import find_free_port

# Below the ports that a system gives to whoever asks for any: others connect while a server is still importing.
FIRST, PORTS_OF_A_PROCESS, PROCESSES = 11_000, 2_000, 10


def _ports():
    """Yield the ports of this process of a test run, each a single time."""
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % PROCESSES
    first = FIRST + process * PORTS_OF_A_PROCESS
    yield from random.SystemRandom().sample(range(first, first + PORTS_OF_A_PROCESS), PORTS_OF_A_PROCESS)


_PORTS = _ports()


def free_port():
    """Return a port that nothing listens on, of those that no other process of this test run takes."""
    return find_free_port(next(_PORTS))
