"""The fork server: a process that has imported a program, and forks itself for each worker. POSIX only.

It does no work itself and has a single thread. Over a Unix socket it receives what a worker needs: the folder and
the name of its module, and three file descriptors, for its standard input, its standard output and its status. The
status is a socket: closing the other end kills the worker, and its exit code is written to it. Where the program that
started it ends, the control socket closes, and it ends with all its workers.
"""

import gc
import os
import selectors
import signal
import socket
import struct
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import NoReturn


@dataclass(frozen=True, slots=True)
class Program:
    """What a fork server imports before it forks, so that a worker starts in milliseconds.

    Attributes:
        modules: the modules that its workers need.
        left_out: modules that an import of theirs finds missing.
        niceness: how much others go first where the processor is short: 0 for not at all, at most 19.
    """

    modules: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    niceness: int = 0


READERS = Program(
    modules=(
        "loaders.pipeline",
        "loaders.questions",
        "loaders.mapping.as_read",
        "loaders.reading_summary",
        "loaders.worker.check_task",
        "loaders.worker.preview_task",
        "loaders.worker.server",
    ),
    left_out=("numpy",),  # openpyxl imports it if it can, and starts faster without
)
EXIT_CODE = struct.Struct("i")
STARTED = b"+"
"""The answer to a request: the worker is running."""
_STANDARD_INPUT, _STANDARD_OUTPUT, _FIRST_OTHER = 0, 1, 3


def main(control_descriptor: int, modules: str, left_out: str, niceness: str) -> None:
    """Import a program, then fork a worker for each request on the control socket, until it closes."""
    os.nice(int(niceness))
    for module in filter(None, left_out.split(",")):
        sys.modules[module] = None  # type: ignore[assignment]
    for module in modules.split(","):
        import_module(module)
    gc.freeze()
    _ForkServer(socket.socket(fileno=control_descriptor)).serve()


class _ForkServer:
    """The running workers, each with the socket of its status."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._statuses: dict[int, socket.socket] = {}
        self._selector = selectors.DefaultSelector()
        self._ended, wake = socket.socketpair()
        wake.setblocking(False)
        self._wake = wake  # a signal handler writes to it, as long as it is open
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake.fileno())
        for readable in (control, self._ended):
            self._selector.register(readable, selectors.EVENT_READ)

    def serve(self) -> None:
        """Start and end workers, until the control socket closes."""
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._control:
                    if not self._start_worker():
                        self._kill_all()
                        return
                elif key.fileobj is self._ended:
                    self._ended.recv(4096)
                    self._report_ended()
                else:
                    self._kill(key.data)

    def _start_worker(self) -> bool:
        """Fork a worker for one request; return False where there will be no more."""
        request, descriptors, _, _ = socket.recv_fds(self._control, 4096, 3)
        if not request:
            return False
        root, module = request.decode().split("\0")
        standard_input, standard_output, status = descriptors
        pid = os.fork()
        if pid == 0:
            _become_worker(root, module, standard_input, standard_output)
        os.close(standard_input)
        os.close(standard_output)
        self._statuses[pid] = socket.socket(fileno=status)
        self._selector.register(self._statuses[pid], selectors.EVENT_READ, pid)
        self._control.sendall(STARTED)
        return True

    def _kill(self, pid: int) -> None:
        """Kill a worker whose result nobody waits for any more."""
        if pid in self._statuses:  # it has not been waited for, so the number is still its
            self._selector.unregister(self._statuses[pid])
            os.kill(pid, signal.SIGKILL)

    def _kill_all(self) -> None:
        for pid in self._statuses:
            os.kill(pid, signal.SIGKILL)

    def _report_ended(self) -> None:
        """Write the exit code of each worker that has ended to its socket."""
        while self._statuses:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            with self._statuses.pop(pid) as receiver:
                with suppress(KeyError):  # of one that was killed
                    self._selector.unregister(receiver)
                with suppress(OSError):
                    receiver.sendall(EXIT_CODE.pack(os.waitstatus_to_exitcode(status)))


def _become_worker(root: str, module: str, standard_input: int, standard_output: int) -> NoReturn:
    """Run the worker's module in this forked process, with nothing open but its input and output, and end."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(standard_input, _STANDARD_INPUT)
        os.dup2(standard_output, _STANDARD_OUTPUT)
        os.closerange(_FIRST_OTHER, os.sysconf("SC_OPEN_MAX"))
        sys.path.insert(0, root)
        import_module(module).main()
        sys.stdout.flush()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - as the interpreter does with what nobody caught
        traceback.print_exc()
    finally:
        os._exit(code)
