"""Time reruns in turn, so that other work of the machine affects all of them alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import sleep

from benchmarks.server import Server
from benchmarks.session import Session

PAUSE = 0.05
"""Seconds before each rerun: the work of a server after its answer should not affect the next one."""


@dataclass(frozen=True)
class TimeSummary:
    """The seconds of several reruns, and the server's processor time per rerun."""

    seconds: Sequence[float]
    cpu: float

    @property
    def p50(self) -> float:
        """The median time of the reruns."""
        return median(self.seconds)

    @property
    def p95(self) -> float:
        """The 95th percentile of the times of the reruns."""
        return quantiles(self.seconds, n=20, method="inclusive")[-1] if len(self.seconds) > 1 else self.seconds[0]


def time_in_turn(
    servers: Sequence[Server], sessions: Mapping[int, Session], *, reruns: int, warm_up: int
) -> list[TimeSummary]:
    """Return the timing of each server's session: one rerun each, in turns, starting with another server each turn.

    Processor time is counted from the end of the warm-up to the end of the last turn. It includes what a server does
    after it has answered, such as collecting garbage.
    """
    for _ in range(warm_up):
        for server in servers:
            sessions[server.port].rerun()
    before = [server.cpu for server in servers]
    taken: list[list[float]] = [[] for _ in servers]
    for turn in range(reruns):
        for number in range(len(servers)):
            position = (turn + number) % len(servers)
            sleep(PAUSE)
            taken[position].append(sessions[servers[position].port].rerun().seconds)
    spent = [server.cpu - earlier for server, earlier in zip(servers, before, strict=True)]
    return [TimeSummary(seconds, cpu / reruns) for seconds, cpu in zip(taken, spent, strict=True)]
