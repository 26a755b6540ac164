"""A process that writes to the store, from the outside: it is started, awaited and may be killed."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from tests.store.durability import publisher
from tests.support.processes.forking import start_process

PHASES = publisher.PHASES


@dataclass
class PublisherProcess:
    """A process that publishes, the process id of its server, and the time of each line it printed."""

    process: BaseProcess
    connection: Connection
    server: int = 0
    began: float = 0.0
    lines: dict[str, float] = field(default_factory=dict)

    def prepare(self, *arguments: object) -> None:
        """Send the arguments of a publish, and wait until it is ready to begin."""
        self.connection.send(" ".join(map(str, arguments)))
        ready = self.connection.recv().split()
        assert ready[:1] == ["ready"], "the publisher could not begin"
        self.server = int(ready[1])

    def begin(self) -> None:
        """Let it publish."""
        self.began = time.perf_counter()
        self.connection.send("")

    def read_until(self, phase: str | None = None) -> None:
        """Read its lines until a phase has begun, or until its end."""
        while (line := self._next_line()) is not None:
            self.lines[line] = time.perf_counter() - self.began
            if line == phase:
                return

    @property
    def answer(self) -> int | None:
        """The version that it has acknowledged."""
        numbers = [int(line.split()[1]) for line in self.lines if line.startswith("published ")]
        return numbers[0] if numbers else None

    @property
    def phase(self) -> str:
        """The last phase that it has begun."""
        return next((phase for phase in reversed(PHASES) if phase in self.lines), PHASES[0])

    @property
    def lengths(self) -> dict[str, float]:
        """The length of each of its phases in seconds."""
        begun = {phase: self.lines[phase] for phase in PHASES if phase in self.lines}
        ends = [*list(begun.values())[1:], max(self.lines.values())]
        return {phase: end - at for (phase, at), end in zip(begun.items(), ends, strict=True)}

    def stop(self) -> None:
        """Kill it."""
        self.process.kill()
        self.process.join()
        self.connection.close()

    def _next_line(self) -> str | None:
        """Return its next line, or None after its end."""
        try:
            return str(self.connection.recv())
        except (EOFError, ConnectionError):
            return None


def start_publisher(main: Callable[[Connection], None] = publisher.main) -> PublisherProcess:
    """Start a publisher, or another process, which waits for its arguments."""
    return PublisherProcess(*start_process(main))
