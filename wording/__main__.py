"""The catalogue on the command line: `python -m wording update`, `missing` and `derived`."""

import argparse
import sys
from collections.abc import Iterator

from babel.messages.catalog import Message

from wording.extraction import DERIVED, read_welsh, update


def main(arguments: list[str] | None = None) -> int:
    """Run one command; results go to standard output."""
    parser = argparse.ArgumentParser(prog="python -m wording", description="Keep the catalogue of messages.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update", help="write the template from the source and carry its messages into Welsh")
    commands.add_parser("missing", help="list the messages that have no Welsh yet")
    commands.add_parser("derived", help="list the Welsh that was built by rule, for a Welsh speaker to read")
    asked = parser.parse_args(arguments).command
    if asked == "update":
        update()
        print(f"{sum(1 for _ in _missing())} messages have no Welsh yet.")
    for line in _missing() if asked == "missing" else _derived() if asked == "derived" else ():
        print(line)
    return 0


def _missing() -> Iterator[str]:
    return (_one_line(message.id) for message in read_welsh() if message.id and not any(_forms(message.string)))


def _derived() -> Iterator[str]:
    for message in read_welsh():
        if message.id and DERIVED in message.user_comments:
            yield f"{_one_line(message.id)} = {_one_line(message.string)}"


def _one_line(text: Message | object) -> str:
    return " | ".join(_forms(text)).replace("\n", " ")


def _forms(text: object) -> tuple[str, ...]:
    return tuple(str(form) for form in text) if isinstance(text, tuple | list) else (str(text),)


if __name__ == "__main__":
    sys.exit(main())
