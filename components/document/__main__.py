"""Fetch the pinned release of what changes a page in place: `python -m components.document [PACKAGE.tgz]`."""

import sys

from components.document.release import IDIOMORPH
from components.serving.pinned_package import fetch

if __name__ == "__main__":
    sys.exit(fetch(IDIOMORPH))
