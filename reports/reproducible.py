"""The same content gives the same bytes: archives without times, and text that can be stored."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The creation date in the properties of every file.
CREATION_DATE = datetime(2024, 1, 1)
# The most letters of a property, such as the title, in Word and PowerPoint; the libraries refuse more.
MAX_PROPERTY_LENGTH = 255
_NOT_STORED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def zip_files(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file of the contents by name, in their order, each with the same timestamp."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)  # with the earliest time that there is
    return target.getvalue()


def unzip_files(package: bytes) -> dict[str, bytes]:
    """Return the contents of a zip file by name, in their order."""
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def saved_bytes(save: Callable[[BytesIO], object]) -> bytes:
    """Return a .docx or .pptx from its method that saves it, with the same timestamp on every file in it."""
    target = BytesIO()
    save(target)
    return zip_files(unzip_files(target.getvalue()))


def storable(text: str) -> str:
    """Return a text without the control characters that XML forbids (XML 1.0, 2.2)."""
    return _NOT_STORED.sub("", text)


def property_text(text: str) -> str:
    """Return a text as a property of a file: storable, and cut with an ellipsis where it is too long."""
    stored = storable(text)
    return stored if len(stored) <= MAX_PROPERTY_LENGTH else f"{stored[: MAX_PROPERTY_LENGTH - 1].rstrip()}…"
