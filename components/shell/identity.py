"""Who reads a page, for its footer: whoever signed in, with the way out; in local mode that nobody does."""

from dataclasses import dataclass

from components.elements.html import HtmlNode, element
from components.session.links import SIGN_IN, SIGN_OUT
from model.access import Access, AccessSettings
from model.actor import Actor, Role
from wording.catalogue import Translator
from wording.labels.roles import role_word


@dataclass(frozen=True, slots=True)
class ReaderIdentity:
    """What a footer says about its reader; readers of whom it says the same share a footer."""

    access: Access
    name: str = ""
    role: Role | None = None
    agencies: tuple[str, ...] = ()


def identity_of(actor: Actor) -> ReaderIdentity:
    """Return the identity of an actor; whoever has not signed in has no name."""
    access = AccessSettings.from_environment().access
    if not actor.verified:
        return ReaderIdentity(access)
    return ReaderIdentity(access, actor.name, actor.role, tuple(sorted(actor.agencies or ())))


def identity_nodes(reader: ReaderIdentity, _: Translator) -> list[HtmlNode]:
    """Return the sentences about a reader, with a link to sign in or out where there is one."""
    if reader.access is Access.LOCAL:
        text = _("Local mode: nobody signs in, and only this computer can open the dashboard. Names are not verified.")
        return [text]
    if reader.name:
        nodes: list[HtmlNode] = [
            _("Signed in as {name}, {role}.", name=reader.name, role=role_word(reader.role or "", _))
        ]
        if reader.agencies:
            agencies = ", ".join(reader.agencies)
            nodes += [" ", _("You see these agencies alone: {agencies}.", agencies=agencies)]
        return [*nodes, " ", element("a", _("Sign out"), href=SIGN_OUT, leaves="")]
    text = _("Everybody may read here without signing in.")
    if reader.access is Access.READERS:
        return [text]
    return [text, " ", element("a", _("Sign in"), href=SIGN_IN, leaves="")]
