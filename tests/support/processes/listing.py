"""The processes of this machine, as Linux lists them."""

from contextlib import suppress
from pathlib import Path


def parents_and_commands() -> dict[int, tuple[int, str]]:
    """Return the id of the parent and the command line of each process, by its id."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            found[int(folder.name)] = (int(parent), (folder / "cmdline").read_bytes().decode(errors="replace"))
    return found
