"""Files without timestamps: the same content gives the same bytes."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CREATION_DATE = datetime(2024, 1, 1)
"""The creation date in the properties of every file."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest timestamp of a zip file."""


def zip_files(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file of the contents by name, in their order, each with the same timestamp."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name, _EARLIEST), content, ZIP_DEFLATED)
    return target.getvalue()


def unzip_files(package: bytes) -> dict[str, bytes]:
    """Return the contents of a zip file by name, in their order."""
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def without_timestamps(package: bytes) -> bytes:
    """Return a .docx or .pptx with the same timestamp on every file in it."""
    return zip_files(unzip_files(package))
