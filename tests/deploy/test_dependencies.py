"""An audit of the packages: nothing counts as safe of which nothing is known."""

from deploy.dependencies import DONE, NOT_AUDITED, VULNERABLE, audit_result

SAFE = {"name": "safe", "version": "1.0", "vulns": []}
UNKNOWN = {"name": "unknown", "skip_reason": "Dependency not found"}
HOLED = {"name": "holed", "version": "2.0", "vulns": [{"id": "CVE-2026-1"}, {"id": "CVE-2026-2"}]}


def test_packages_without_a_known_vulnerability_pass():
    assert audit_result([SAFE]) == (["1 of 1 packages were audited; 0 vulnerabilities are known."], DONE)


def test_each_vulnerability_is_named():
    assert audit_result([SAFE, HOLED, UNKNOWN]) == (
        [
            "holed 2.0: CVE-2026-1",
            "holed 2.0: CVE-2026-2",
            "2 of 3 packages were audited; 2 vulnerabilities are known.",
            "Of these the service knows nothing: unknown.",
        ],
        VULNERABLE,
    )


def test_a_package_of_which_nothing_is_known_is_not_audited():
    lines, status = audit_result([SAFE, UNKNOWN])
    assert (lines[0], status) == ("1 of 2 packages were audited; 0 vulnerabilities are known.", NOT_AUDITED)
