import pytest

from loaders.agencies import split_agencies
from loaders.known_names import KnownNames

KNOWN = KnownNames(
    [
        {"name": "Dyfed-Powys Police", "short_name": "DPP"},
        {"name": "Office of the Police and Crime Commissioner", "short_name": "OPCC"},
        {"name": "UI/UX", "short_name": None},
    ]
)


@pytest.mark.parametrize(
    ("written", "agencies"),
    [
        ("DPP; HMCTS", ["DPP", "HMCTS"]),
        ("DPP\nHMCTS", ["DPP", "HMCTS"]),
        ("DPP/CPS", ["DPP", "CPS"]),
        ("DPP and OPCC", ["DPP", "OPCC"]),
        ("DPP, OPCC", ["DPP", "OPCC"]),
        ("DPP & CPS", ["DPP & CPS"]),
        ("Health and Safety Executive", ["Health and Safety Executive"]),
        ("Office of the Police and Crime Commissioner", ["Office of the Police and Crime Commissioner"]),
        ("UI/UX", ["UI/UX"]),
        ("DPP; DPP;", ["DPP"]),
    ],
)
def test_agencies_are_parted_only_where_they_are_several(written, agencies):
    assert split_agencies(written, KNOWN) == agencies
