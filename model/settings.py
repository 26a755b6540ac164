"""The settings of the dashboard, read from environment variables."""

import os
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path

_DATA = Path(__file__).resolve().parents[1] / "data"
BUNDLED_TRACKER = _DATA / "tracker.xlsx"
# Where the server listens unless a setting says otherwise: on this computer alone.
ADDRESS, PORT = "127.0.0.1", 8501
DATABASE = f"sqlite:///{(_DATA / 'cynnydd.db').as_posix()}"


class PublicPart(StrEnum):
    """A part of the tracker that the public website has only if it is named; its value is the name."""

    ROLES = "roles"
    REASONS = "reasons"
    AGENCY_STATUS = "agency-status"
    EVIDENCE = "evidence"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class OfficeName:
    """The name of the office that rates, decides and publishes, in English and Welsh; "" where it has no such name.

    It is never that of the body that published a review: an inspectorate does not rate what an office rates.
    """

    name: str
    short_name: str = ""
    name_cy: str = ""
    short_name_cy: str = ""

    @property
    def is_known(self) -> bool:
        """Whether it is the name of an office, and not the word in place of one."""
        return self != UNNAMED_OFFICE


# The word in place of a name that no setting gives.
UNNAMED_OFFICE = OfficeName("The office", name_cy="Y swyddfa")
# The office of the bundled tracker, which is its own sample.
SAMPLE_OFFICE = OfficeName(
    "Office of the Police and Crime Commissioner", "OPCC", "Swyddfa'r Comisiynydd Heddlu a Throseddu", "SCHTh"
)


def _text(name: str) -> str:
    return os.environ.get(name, "").strip()


def _port() -> int:
    """Return the port in its setting; end the program where it is no number."""
    value = _text("CYNNYDD_PORT") or str(PORT)
    if not value.isdecimal():
        raise SystemExit(f"CYNNYDD_PORT is “{value}”. Give the number of a port, such as {PORT}.")
    return int(value)


def _public() -> frozenset[PublicPart] | None:
    """Return the parts in the setting of the public website; end the program where it names something else."""
    names = _names("CYNNYDD_PUBLIC")
    if not names or names == {"off"}:
        return None
    for name in sorted(names - {"on", *PublicPart}):
        raise SystemExit(f"CYNNYDD_PUBLIC names “{name}”. Give on, off, or parts of: {', '.join(PublicPart)}.")
    return frozenset(map(PublicPart, names - {"on"}))


def _office() -> OfficeName:
    """Return the name of the office: without the full one its other names count for nothing."""
    settings = ("CYNNYDD_OFFICE", "CYNNYDD_OFFICE_SHORT", "CYNNYDD_OFFICE_WELSH", "CYNNYDD_OFFICE_SHORT_WELSH")
    name, *others = (" ".join(_text(setting).split()) for setting in settings)
    return OfficeName(name, *others) if name else UNNAMED_OFFICE


def _path(name: str) -> Path | None:
    """Return the path in a setting; None where it is blank."""
    return Path(value).expanduser().resolve() if (value := _text(name)) else None


def _names(name: str) -> frozenset[str]:
    """Return the names in a setting, which are separated by commas."""
    return frozenset(map(str.strip, _text(name).lower().split(","))) - {""}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the dashboard: those in the environment of this process, but for those that are passed.

    Attributes:
        address: the address that the server listens on: `CYNNYDD_ADDRESS`.
        port: its port: `CYNNYDD_PORT`.
        tracker: the workbook that is shown directly, without published versions: `CYNNYDD_TRACKER`; None where
            published versions are shown.
        database_url: the database of published versions: `CYNNYDD_DATABASE_URL`, or a SQLite file next to the bundled
            tracker.
        feed_token: the token that clients of the data feeds have to send: `CYNNYDD_FEED_TOKEN`; "" where there are no
            feeds.
        office: the name of the office: `CYNNYDD_OFFICE`, `CYNNYDD_OFFICE_SHORT`, `CYNNYDD_OFFICE_WELSH` and
            `CYNNYDD_OFFICE_SHORT_WELSH`; UNNAMED_OFFICE where the first is not set.
        office_logo: the logo of the office for its papers, a PNG or SVG: `CYNNYDD_OFFICE_LOGO`; None for none.
        office_contact: the contact of the office for its papers: `CYNNYDD_OFFICE_CONTACT`; "" for none.
        public: the private parts that the website at `/public/` has all the same: `CYNNYDD_PUBLIC`, their
            names separated by commas, or `on` for none of them; None where there is no such website: `off`, or nothing.
        hosts: the names by which browsers address the dashboard, besides those of this computer: `CYNNYDD_HOSTS`, in
            lower case.
        log_lines: whether the log is lines of JSON, one for each request: unless `CYNNYDD_LOG` is `text`.
    """

    address: str = field(default_factory=lambda: _text("CYNNYDD_ADDRESS") or ADDRESS)
    port: int = field(default_factory=_port)
    tracker: Path | None = field(default_factory=partial(_path, "CYNNYDD_TRACKER"))
    database_url: str = field(default_factory=lambda: _text("CYNNYDD_DATABASE_URL") or DATABASE)
    feed_token: str = field(default_factory=partial(_text, "CYNNYDD_FEED_TOKEN"), repr=False)
    office: OfficeName = field(default_factory=_office)
    office_logo: Path | None = field(default_factory=partial(_path, "CYNNYDD_OFFICE_LOGO"))
    office_contact: str = field(default_factory=partial(_text, "CYNNYDD_OFFICE_CONTACT"))
    public: frozenset[PublicPart] | None = field(default_factory=_public)
    hosts: frozenset[str] = field(default_factory=partial(_names, "CYNNYDD_HOSTS"))
    log_lines: bool = field(default_factory=lambda: _text("CYNNYDD_LOG").lower() != "text")

    def office_of(self, *, sample: bool) -> OfficeName:
        """Return the office of a tracker: that of the settings; without one that of the sample, and of no other."""
        return SAMPLE_OFFICE if sample and not self.office.is_known else self.office
