"""The times of several reruns."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class TimeSummary:
    """The seconds of several reruns."""

    seconds: Sequence[float]

    @property
    def p50(self) -> float:
        """The median time of the reruns."""
        return median(self.seconds)

    @property
    def p95(self) -> float:
        """The 95th percentile of the times of the reruns."""
        return quantiles(self.seconds, n=20, method="inclusive")[-1] if len(self.seconds) > 1 else self.seconds[0]
