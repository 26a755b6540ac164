"""Published versions on the command line: `python -m store publish`, `versions`, `diff`, `roll-back` and others."""

import gc
import sys
from contextlib import closing

from model.settings import Settings
from store.commands.arguments import parse_arguments
from store.commands.context import DONE, run_command
from store.store import Store


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status; results go to standard output, messages to standard error."""
    parsed = parse_arguments(arguments)

    def run() -> int:
        with closing(Store.open(Settings().database_url)) as store:
            return parsed.command(store, parsed) or DONE

    return run_command(run, parsed)


if __name__ == "__main__":
    gc.disable()  # a command is short: garbage collection would free nothing
    sys.exit(main())
