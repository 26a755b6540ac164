"""The office that publishes the papers: its name, and its logo and its contact for the first page."""

from dataclasses import dataclass
from struct import unpack

from model.settings import UNNAMED_OFFICE, OfficeName


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as a PNG, with its alternative text."""

    png: bytes
    alt: str

    def fit(self, width: int, height: int) -> tuple[int, int]:
        """Return the largest size of the logo within a width and a height."""
        wide, high = unpack(">II", self.png[16:24])  # a PNG begins with its size (ISO/IEC 15948, 11.2.2)
        scale = min(width / wide, height / high)
        return int(wide * scale), int(high * scale)


@dataclass(frozen=True, slots=True)
class Office:
    """The office that publishes a paper.

    Attributes:
        name: its name, which papers have in place of that of an editor.
        logo_png: its logo; b"" for none.
        contact: where to write or to call, in one line; "" for none.
    """

    logo_png: bytes = b""
    contact: str = ""
    name: OfficeName = UNNAMED_OFFICE
