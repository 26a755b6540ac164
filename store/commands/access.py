"""Grant and revoke roles and the tokens of the data feeds."""

import argparse

from loaders.command_line import print_messages, print_results
from model.actor import Role
from model.store_error import StoreError, StoreErrorCode
from store.command_line.json_objects import feed_token_object, grant_object
from store.commands.context import DONE, actor_of, to_json, translator_of
from store.store import Store
from wording.command_line.feed_token_report import feed_token_lines, not_shown_again
from wording.command_line.role_report import grant_lines


def run_roles(store: Store, arguments: argparse.Namespace) -> int:
    """List, grant or revoke roles; then list those that there are."""
    actor, _ = actor_of(arguments), translator_of(arguments)
    if arguments.what == "grant":
        if arguments.role is None:
            raise StoreError(StoreErrorCode.BAD_GRANT)
        store.grant(arguments.identity, Role(arguments.role), agencies=arguments.agency, actor=actor)
    elif arguments.what == "revoke":
        store.revoke(arguments.identity, actor=actor)
    grants = store.grants(actor=actor)
    if arguments.json:
        print_results([to_json([grant_object(grant) for grant in grants])])
    else:
        print_results(grant_lines(grants, _))
    return DONE


def run_tokens(store: Store, arguments: argparse.Namespace) -> int:
    """List, make or revoke the tokens of the data feeds; a new one is printed, and nowhere else."""
    actor, _ = actor_of(arguments), translator_of(arguments)
    if arguments.what == "add":
        made, token = store.add_feed_token(arguments.name, agencies=arguments.agency, actor=actor)
        if arguments.json:
            print_results([to_json({**feed_token_object(made), "token": token})])
        else:
            print_results([token])
            print_messages([not_shown_again(made, _)])
        return DONE
    if arguments.what == "revoke":
        store.revoke_feed_token(arguments.name, actor=actor)
    tokens = store.feed_tokens(actor=actor)
    if arguments.json:
        print_results([to_json([feed_token_object(token) for token in tokens])])
    else:
        print_results(feed_token_lines(tokens, _))
    return DONE
