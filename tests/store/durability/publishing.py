"""A process that publishes, as seen by whoever lets it begin and may kill it: what it said, and when."""

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
    """A process that publishes: it, the server's process that works for it, and when it said what."""

    process: "subprocess.Popen[str]"
    server: int = 0
    began: float = 0.0
    lines: dict[str, float] = field(default_factory=dict)

    def prepare(self, *told: object) -> None:
        """Tell it what to publish, and wait until it could begin."""
        self._tell(" ".join(map(str, told)))
        ready = self._pipe("stdout").readline().split()
        assert ready[:1] == ["ready"], "whoever publishes could not begin"
        self.server = int(ready[1])

    def begin(self) -> None:
        """Let it publish."""
        self.began = time.perf_counter()
        self._tell("")

    def read_until(self, phase: str | None = None) -> None:
        """Take note of what it says until a phase has begun, or until its end."""
        for line in self._pipe("stdout"):
            self.lines[line.strip()] = time.perf_counter() - self.began
            if line.strip() == phase:
                return

    @property
    def answer(self) -> int | None:
        """The version it has acknowledged."""
        numbers = [int(line.split()[1]) for line in self.lines if line.startswith("published ")]
        return numbers[0] if numbers else None

    @property
    def phase(self) -> str:
        """Return how far it came."""
        return next((phase for phase in reversed(PHASES) if phase in self.lines), PHASES[0])

    @property
    def lengths(self) -> dict[str, float]:
        """How long each of its phases took."""
        begun = {phase: self.lines[phase] for phase in PHASES if phase in self.lines}
        ends = [*list(begun.values())[1:], max(self.lines.values())]
        return {phase: end - at for (phase, at), end in zip(begun.items(), ends, strict=True)}

    def _tell(self, line: str) -> None:
        self._pipe("stdin").write(f"{line}\n")
        self._pipe("stdin").flush()

    def _pipe(self, name: str) -> Any:
        return getattr(self.process, name)


def start_publisher() -> "subprocess.Popen[str]":
    """Start a process that will publish when it is told what: starting takes longer than publishing."""
    piped: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-m", "tests.store.durability.publisher"], cwd=ROOT, **piped)


def stop_publisher(process: "subprocess.Popen[str]") -> None:
    """End a process that publishes, or waits to."""
    process.kill()
    with suppress(OSError):
        process.communicate()
