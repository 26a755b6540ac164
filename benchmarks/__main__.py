"""Run every benchmark of pages and papers, and print one table after the other: `python -m benchmarks`.

It takes about half an hour on two cores that have nothing else to do.
"""

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import version

from benchmarks import pages, papers, readers

BENCHMARKS = {"The processor of a page": pages.main, "Readers at once": readers.main, "Papers": papers.main}


def main(argv: Sequence[str] | None = None) -> int:
    """Run all, and print the tables on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a little of each: to see that it runs")
    quick = ["--quick"] if parser.parse_args(argv).quick else []
    packages = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "pandas", "plotly"))
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, {packages}")
    for name, run in BENCHMARKS.items():
        print(f"\n## {name}\n", flush=True)
        run(quick)
    return 0


if __name__ == "__main__":
    sys.exit(main())
