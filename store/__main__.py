"""Published versions on the command line: `python -m store publish`, `versions`, `diff`, `roll-back` and others."""

import gc
import sys
from contextlib import closing

from model.settings import Settings
from store.commands.arguments import Command, parse_arguments
from store.commands.context import run_command
from store.commands.publish import run_init, run_publish, run_roll_back
from store.commands.rounds import run_round
from store.commands.versions import (
    run_audit,
    run_backup,
    run_diff,
    run_export,
    run_original,
    run_restore,
    run_roles,
    run_show,
    run_tokens,
    run_versions,
)
from store.store import Store


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status; results go to standard output, messages to standard error."""
    parsed = parse_arguments(arguments, _COMMANDS)

    def run() -> int:
        with closing(Store.open(Settings.from_environment().database_url)) as store:
            command: Command = parsed.command
            return command(store, parsed)

    return run_command(run, parsed)


_COMMANDS: dict[str, Command] = {
    "init": run_init,
    "publish": run_publish,
    "versions": run_versions,
    "show": run_show,
    "audit": run_audit,
    "export": run_export,
    "original": run_original,
    "diff": run_diff,
    "roll-back": run_roll_back,
    "roles": run_roles,
    "tokens": run_tokens,
    "round": run_round,
    "backup": run_backup,
    "restore": run_restore,
}


if __name__ == "__main__":
    gc.disable()  # a command is short: garbage collection would free nothing
    sys.exit(main())
