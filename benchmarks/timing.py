"""Times of reruns, taken in turn, so that whatever else the machine does is felt by all alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import sleep

from benchmarks.server import Server
from benchmarks.session import Session

PAUSE = 0.05
"""Seconds before each rerun: what a server does after its answer should not be felt by the next."""


@dataclass(frozen=True)
class Timing:
    """The seconds of several reruns, and the server's processor time a rerun."""

    seconds: Sequence[float]
    cpu: float

    @property
    def p50(self) -> float:
        """The time that half of the reruns keep within."""
        return median(self.seconds)

    @property
    def p95(self) -> float:
        """The time that nineteen of twenty reruns keep within."""
        return quantiles(self.seconds, n=20, method="inclusive")[-1] if len(self.seconds) > 1 else self.seconds[0]


def time_in_turn(
    servers: Sequence[Server], sessions: Mapping[int, Session], *, reruns: int, warm_up: int
) -> list[Timing]:
    """Return the timing of each server's session: one rerun each, in turn, again and again, another first each time.

    Processor time is counted from the end of the warm-up to the end of the last turn. It holds what a server does
    after it has answered, such as collecting garbage.
    """
    for _ in range(warm_up):
        for server in servers:
            sessions[server.port].rerun()
    before = [server.cpu for server in servers]
    taken: list[list[float]] = [[] for _ in servers]
    for turn in range(reruns):
        for number in range(len(servers)):
            place = (turn + number) % len(servers)
            sleep(PAUSE)
            taken[place].append(sessions[servers[place].port].rerun().seconds)
    spent = [server.cpu - earlier for server, earlier in zip(servers, before, strict=True)]
    return [Timing(seconds, cpu / reruns) for seconds, cpu in zip(taken, spent, strict=True)]
