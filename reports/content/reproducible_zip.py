"""A package of files without the moment at which it was packed: the same content gives the same bytes."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip can name


def same_moment(package: bytes) -> bytes:
    """Return a .docx or .pptx with every file in it dated alike."""
    target = BytesIO()
    with ZipFile(BytesIO(package)) as before, ZipFile(target, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name, _MOMENT), before.read(name), ZIP_DEFLATED)
    return target.getvalue()
