"""What is wrong with the way the dashboard was started: then it refuses to start, because a door would be open."""

from collections.abc import Mapping

import streamlit as st

from components.guard.hosts import is_host_name
from components.guard.local_mode import is_loopback
from model.access import Access, AccessSettings

LARGEST_UPLOAD_MEBIBYTES = 30
_LOCAL = AccessSettings()
CLOSED_DOORS: Mapping[str, object] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "global.developmentMode": False,
    "global.e2eTest": False,
    "server.corsAllowedOrigins": [],
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.scriptHealthCheckEnabled": False,
    "server.trustedUserHeaders": {},
}
"""The values of the platform's settings with which it serves no more than the dashboard."""


def start_faults(address: str, hosts: frozenset[str], settings: AccessSettings = _LOCAL) -> list[str]:
    """Return each fault of a start as a sentence for whoever starts the server."""
    local = _address_faults(address) if settings.access is Access.LOCAL else []
    return [*local, *settings.faults, *_setting_faults(), *_name_faults(hosts)]


def _address_faults(address: str) -> list[str]:
    if is_loopback(address):
        return []
    return [
        f"CYNNYDD_ADDRESS is {address}, which others can reach. Nobody has to sign in to Cynnydd, so that they could "
        "publish. Set CYNNYDD_ADDRESS to 127.0.0.1, configure a sign-in as the "
        "operator guide describes, or allow reading alone with CYNNYDD_ALLOW_ANONYMOUS=readers."
    ]


def _setting_faults() -> list[str]:
    faults = [
        f"{name} is {found!r}. Set it to {value!r}: it is a door that stays closed."
        for name, value in CLOSED_DOORS.items()
        if (found := st.get_option(name)) != value
    ]
    if (size := int(st.get_option("server.maxUploadSize"))) > LARGEST_UPLOAD_MEBIBYTES:
        faults.append(f"server.maxUploadSize is {size}. Set it to {LARGEST_UPLOAD_MEBIBYTES} or less.")
    return faults


def _name_faults(hosts: frozenset[str]) -> list[str]:
    return [
        f"CYNNYDD_HOSTS has “{name}”. Give names alone, such as cynnydd.example, without https://, port or path."
        for name in sorted(hosts)
        if not is_host_name(name)
    ]
