"""Whose a file is: a download or an upload answers nobody but the sign-in that it was made for."""

import re
from collections import OrderedDict

from streamlit.runtime import Runtime

from model.access import AccessSettings
from model.sign_in import SignIn, sign_in_of

_MARK = b"/media/"
_FILE = re.compile(rb"/media/([0-9A-Za-z]{16,128})")
_MOST_FILES = 20_000


class MediaOwners:
    """The sign-ins to whose pages the address of each file was sent.

    The platform builds a download when its button is pressed, and keeps no record of whose it is; its address is in a
    message of the websocket.
    """

    def __init__(self) -> None:
        self._owners: OrderedDict[str, set[str]] = OrderedDict()

    def note_message(self, payload: bytes, sign_in: SignIn) -> None:
        """Remember the files that a message names."""
        if _MARK not in payload:
            return
        for found in _FILE.findall(payload):
            file = found.decode("ascii")
            self._owners.setdefault(file, set()).add(sign_in.key)
            self._owners.move_to_end(file)
        while len(self._owners) > _MOST_FILES:
            self._owners.popitem(last=False)

    def may_have(self, sign_in: SignIn | None, path: str) -> bool:
        """Return whether the address of a file was sent to a page of this sign-in; to nobody's, without one."""
        match = _FILE.match(path.encode())
        owners = self._owners.get(match[1].decode("ascii"), set()) if match is not None else set()
        return sign_in.key in owners if sign_in is not None else not owners


def owns_session(sign_in: SignIn, session: str, settings: AccessSettings) -> bool:
    """Return whether a session of the platform was opened by this sign-in."""
    info = Runtime.instance()._session_mgr.get_session_info(session)  # the platform has no other way to ask
    if info is None:
        return False
    owner = sign_in_of(info.session._user_info, settings)
    return owner is not None and owner.key == sign_in.key
