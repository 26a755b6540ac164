"""The proof of durability on the command line: `python -m tests.store.durability [--full]`.

It kills publishers, 10 times on each database or 200 times with `--full`, and ends with status 1 if anything is wrong
with the store after one of them. First it proves that it detects a store that commits row by row.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import start
from store.store import Store
from tests.store.durability.killing import KillTrial, run_trial
from tests.store.durability.publisher import PHASES, ROW_BY_ROW
from tests.support.postgresql import temporary_cluster

FEW, FULL = 10, 200
OUTCOMES = ("acknowledged", "found by its token", "had not happened")


def main() -> int:
    arguments = _arguments()
    kills = FULL if arguments.full else FEW
    good = True
    for engine in arguments.database:
        with _databases(engine) as urls:
            harness = run_trial(KillTrial(next(urls), Random(arguments.seed), mode=ROW_BY_ROW, largest=60), kills)  # noqa: S311
            killed = sum(harness.outcomes.values())
            print(f"{engine}: row by row is seen after {killed} of {kills} kills: {harness.faults[:1]}")
            trial, began = KillTrial(next(urls), Random(arguments.seed)), perf_counter()  # noqa: S311 - nothing secret
            _print_trial(engine, run_trial(trial, kills, after_each=_progress), perf_counter() - began)
            good = good and bool(harness.faults) and not trial.faults
    return 0 if good else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.store.durability")
    parser.add_argument("--full", action="store_true", help=f"kill {FULL} times on each database instead of {FEW}")
    parser.add_argument("--database", action="append", choices=["sqlite", "postgresql"])
    parser.add_argument("--seed", type=int, default=20261125)
    arguments = parser.parse_args()
    arguments.database = arguments.database or ["sqlite", "postgresql"]
    return arguments


@contextmanager
def _databases(engine: str) -> Iterator[Iterator[str]]:
    """Yield the URLs of new databases."""
    if engine == "sqlite":
        with TemporaryDirectory(prefix="cynnydd-killed-") as folder:
            yield map(_create_store, (f"sqlite:///{Path(folder, name).as_posix()}.db" for name in ("a", "b")))
        return
    found = start.find_postgresql()
    assert found is not None, "no PostgreSQL is installed"
    with temporary_cluster(Path(found)) as started:
        yield (_create_store(started.url(started.new_database())) for _ in range(2))


def _create_store(url: str) -> str:
    Store.open(url).close()
    return url


def _progress(number: int) -> None:
    if number % 20 == 0:
        print(f"  {number} kills", file=sys.stderr, flush=True)


def _print_trial(engine: str, trial: KillTrial, seconds: float) -> None:
    done = sum(trial.outcomes.values())
    print(f"{engine}: {done} kills in {seconds:.0f} s, {len(trial.acknowledged)} versions")
    print(f"  what was wrong afterwards: {'; '.join(trial.faults) or 'nothing'}")
    print(f"  what came of them: {_counts(trial.outcomes, OUTCOMES)}")
    print(f"  struck in: {_counts(trial.kills_by_phase, PHASES)}")
    if trial.server_kills:
        print(f"  of them at the server's own process: {trial.server_kills}")


def _counts(counts: Mapping[str, int], names: tuple[str, ...]) -> str:
    return ", ".join(f"{name} {counts.get(name, 0)}" for name in names)


if __name__ == "__main__":
    sys.exit(main())
