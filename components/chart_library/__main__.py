"""Fetch the pinned release of the chart library: `python -m components.chart_library [PACKAGE.tgz]`."""

import sys

from components.chart_library.routes import PLOTLY
from components.serving.pinned_package import fetch

if __name__ == "__main__":
    sys.exit(fetch(PLOTLY))
