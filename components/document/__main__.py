"""Fetch the pinned release of what changes a page in place: `python -m components.document [PACKAGE.tgz]`."""

import sys
from pathlib import Path

from components.serving.pinned_package import PinnedPackage, fetch

_FOLDER = Path(__file__).parent
IDIOMORPH = PinnedPackage(
    name="idiomorph",
    version="0.8.0",
    sha512=(
        "478ec904bfba8c70d0bdc9dba69214b575dcc62e61ebec2e0841195e7461525b"
        "6c8333c52b34e12f93ee1e9a4ff72a49bb2fbb59ac1c6354ec4810ff8906cc87"
    ),
    file="package/dist/idiomorph.min.js",
    file_sha512=(
        "d0b8290c091fc14abf7f98aecdc03a102213eda0775e1b423ed2a3f870b7a76a"
        "2228fa92b4f31ba9db4f1e83cd3adef978d23dc219a25d03fc050fb3b87c8335"
    ),
    target=_FOLDER / "idiomorph.min.js",
    licence=_FOLDER / "LICENSE",
)
if __name__ == "__main__":
    sys.exit(fetch(IDIOMORPH))
