"""Names of sheets that give a role, and names that only begin like them."""

import pytest

from loaders.layouts.list_names import SheetRole, role_of_name


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (SheetRole.CURRENT, ["Current", "Latest RAG", "NOW", "This month", "Open issues", "Cyfredol", "Y mis hwn"]),
        (SheetRole.EARLIER, ["Previous", "Last month", "Before", "Old list", "Archive", "Archived items", "Blaenorol"]),
        (
            SheetRole.EARLIER,
            ["2. Previous (do not edit)", "previous_version", "Y mis diwethaf", "Hen", "Rhestr archif"],
        ),
        (SheetRole.CLOSED, ["Closed", "Completed actions", "Done", "Wedi cau", "Argymhellion wedi'u cwblhau"]),
        (None, ["Training", "Current accounts", "Old people", "Closed cases of stalking", "June 2024", "Newport", ""]),
    ],
)
def test_a_name_gives_the_role_of_a_sheet(role, names):
    assert {name: role_of_name(name) for name in names} == dict.fromkeys(names, role)
