"""Read the office's logo and contact from the settings."""

import json
from functools import lru_cache
from pathlib import Path

import typst

from model.settings import OfficeName, Settings
from model.text import normalise_space
from reports.content.errors import LogoError
from reports.content.office import Office

MAX_LOGO_MB = 2
_SIGNATURES = {"png": b"\x89PNG\r\n\x1a\n", "svg": b"<svg"}
_TEMPLATE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(json(bytes(sys.inputs.logo))), format: sys.inputs.format, height: 30mm)
"""


def office_from_settings(settings: Settings, *, name: OfficeName) -> Office:
    """Return the office of a tracker by its name: its logo as a PNG, and its contact in one line.

    Raises:
        LogoError: the logo is missing, too large, neither PNG nor SVG, or broken.
    """
    contact = normalise_space(settings.office_contact)
    if settings.office_logo is None:
        return Office(contact=contact, name=name)
    return Office(_logo_png(settings.office_logo, _last_change(settings.office_logo)), contact, name)


def _last_change(logo: Path) -> int:
    try:
        status = logo.stat()
    except OSError as error:
        raise LogoError("missing", logo) from error
    if status.st_size > MAX_LOGO_MB * 1_000_000:
        raise LogoError("too-large", logo)
    return status.st_mtime_ns


@lru_cache(maxsize=4)
def _logo_png(logo: Path, _changed: int) -> bytes:
    """Return a logo as a PNG, drawn anew in print resolution, so that a broken one is found here."""
    try:
        content = logo.read_bytes()
    except OSError as error:
        raise LogoError("missing", logo) from error
    found = next((name for name, signature in _SIGNATURES.items() if signature in content[:4096]), None)
    if found is None:
        raise LogoError("format", logo)
    try:
        data = {"logo": json.dumps(list(content)), "format": found}
        picture = typst.compile(_TEMPLATE, format="png", ppi=300, sys_inputs=data)
    except typst.TypstError as error:
        raise LogoError("broken", logo) from error
    return picture if isinstance(picture, bytes) else picture[0]
