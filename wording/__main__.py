"""The catalogue on the command line: `python -m wording update`, `missing` and `derived`."""

import argparse
import sys

from wording.catalogue import derived, missing
from wording.extraction import ISSUE_CODES, manual_text, read_welsh, update


def main(arguments: list[str] | None = None) -> int:
    """Run one command; results go to standard output."""
    parser = argparse.ArgumentParser(prog="python -m wording", description="Keep the catalogue of messages.")
    commands = parser.add_subparsers(dest="command", required=True)
    text = "write the template and the manual's list of issues, and carry messages into Welsh"
    commands.add_parser("update", help=text)
    commands.add_parser("missing", help="list the messages that have no Welsh yet")
    commands.add_parser("derived", help="list the Welsh that was built by rule, for a Welsh speaker to read")
    command = parser.parse_args(arguments).command
    if command == "update":
        update()
        ISSUE_CODES.write_text(manual_text(ISSUE_CODES.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
        print(f"Messages without Welsh: {len(missing(read_welsh()))}")
    else:
        for line in (missing if command == "missing" else derived)(read_welsh()):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
