"""Run a command to its end and print its cost; small, because a process's memory includes that of its starter.

The seconds by the clock, those of the processor, the bytes of memory of the largest process, and the exit status.
"""

import os
import sys
import time

begun = time.perf_counter()
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
_, status, usage = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet), 0)
seconds = time.perf_counter() - begun
print(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status))
