"""Numbers in the text format of Prometheus, version 0.0.4."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from components.telemetry.counters import Counter

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Gauge:
    """A number as it is now; `kind` is counter where it only rises."""

    name: str
    meaning: str
    value: float
    kind: str = "gauge"


def metrics_text(counters: Iterable[Counter], gauges: Iterable[Gauge]) -> str:
    """Return counters and gauges as a text, each with its meaning."""
    lines: list[str] = []
    for counter in counters:
        samples = {_labels(counter.labels, values): amount for values, amount in counter.amounts().items()}
        lines += _metric(counter.name, counter.meaning, "counter", samples)
    for gauge in gauges:
        lines += _metric(gauge.name, gauge.meaning, gauge.kind, {"": gauge.value})
    return "".join(f"{line}\n" for line in lines)


def _metric(name: str, meaning: str, kind: str, samples: Mapping[str, float]) -> Iterator[str]:
    yield f"# HELP {name} {meaning}"
    yield f"# TYPE {name} {kind}"
    for labels, value in samples.items():
        yield f"{name}{labels} {value:.17g}"


def _labels(names: tuple[str, ...], values: tuple[str, ...]) -> str:
    pairs = ",".join(f'{name}="{_escaped(value)}"' for name, value in zip(names, values, strict=True))
    return f"{{{pairs}}}" if pairs else ""


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
