"""The publisher process from the outside: it is started, awaited and may be killed."""

import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.store.durability.publisher import PHASES

ROOT = Path(__file__).parents[3]


@dataclass
class PublisherProcess:
    """A process that publishes, the process id of its server, and the time of each line it printed."""

    process: "subprocess.Popen[str]"
    server: int = 0
    began: float = 0.0
    lines: dict[str, float] = field(default_factory=dict)

    def prepare(self, *arguments: object) -> None:
        """Send the arguments of a publish, and wait until it is ready to begin."""
        self._send_line(" ".join(map(str, arguments)))
        ready = self._pipe("stdout").readline().split()
        assert ready[:1] == ["ready"], "the publisher could not begin"
        self.server = int(ready[1])

    def begin(self) -> None:
        """Let it publish."""
        self.began = time.perf_counter()
        self._send_line("")

    def read_until(self, phase: str | None = None) -> None:
        """Read its lines until a phase has begun, or until its end."""
        for line in self._pipe("stdout"):
            self.lines[line.strip()] = time.perf_counter() - self.began
            if line.strip() == phase:
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

    def _send_line(self, line: str) -> None:
        self._pipe("stdin").write(f"{line}\n")
        self._pipe("stdin").flush()

    def _pipe(self, name: str) -> Any:
        return getattr(self.process, name)


def start_publisher() -> "subprocess.Popen[str]":
    """Start a publisher, which waits for its arguments: starting takes longer than publishing."""
    piped: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-m", "tests.store.durability.publisher"], cwd=ROOT, **piped)


def stop_publisher(process: "subprocess.Popen[str]") -> None:
    """Kill a publisher."""
    process.kill()
    with suppress(OSError):
        process.communicate()
