"""The store on the command line: the output of each command, its effects, and its exit status."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook

from loaders import read_workbook
from model.settings import BUNDLED_TRACKER
from tests.support.workbooks.canonical import KEY, PROMISE, RATED, RECOMMENDATION, write_workbook
from tests.support.workbooks.layouts import book_of

BOTH = [RECOMMENDATION, {**RECOMMENDATION, "Ref": "2", "Title": "Data"}]
KINDS = ("new", "removed", "updated", "rerated", "corrected", "reworded", "redated", "reassigned", "reopened")
NO_CHANGE: dict[str, object] = {kind: [] for kind in (*KINDS, "other", "restated")}


def moved(start, end=None, *moves):
    """Return the movement between two rounds as it is printed; within one round by default."""
    return {"from": start, "to": end or start, "moves": list(moves)}


pytestmark = pytest.mark.usefixtures("temporary_database")


@pytest.fixture
def ask(run):
    """Return a function that runs a command which succeeds, and returns its JSON."""

    def ask(*arguments):
        status, out, err = run(*arguments, "--json")
        assert (status, err) == (0, "")
        return json.loads(out)

    return ask


@pytest.fixture
def workbook(tmp_path):
    """Return a function that writes a workbook and returns its path."""
    return lambda name="round.xlsx", **sheets: write_workbook(tmp_path / name, **sheets)


def database(url):
    return Path(url.removeprefix("sqlite:///"))


def test_init_publishes_the_bundled_tracker_and_a_second_time_nothing(run, ask, temporary_database):
    database(temporary_database).unlink()
    assert run("init")[0] == 0
    status, out, err = run("init")
    assert (status, err) == (0, "")
    assert out.startswith("Version 1 (current), published on ")
    (version,) = ask("versions")
    assert (version["who"], version["reason"]) == ("Cynnydd", "The bundled sample tracker.")
    assert version["sha256"] == sha256(BUNDLED_TRACKER.read_bytes()).hexdigest()


def test_a_version_is_published_compared_listed_exported_and_rolled_back(run, ask, workbook, tmp_path, monkeypatch):
    monkeypatch.setenv("LOGNAME", "adviser")
    first = workbook("a.xlsx", recommendations=BOTH)
    changed = [BOTH[0], {**BOTH[1], "Theme": "Data"}, {**RECOMMENDATION, "Ref": "3"}]
    second = workbook(
        "b.xlsx", recommendations=changed, progress=[RATED, {**RATED, "Date": "June 2024", "Status": "Green"}]
    )
    ask("publish", first, "--reason", "First")
    output = ask("publish", second, "--reason", "Second", "--who", "B. Editor", "--compared-with", 1)
    assert (output["version"], output["unchanged"], list(output["timings"])) == (2, False, ["read", "store"])
    assert output["changed"] == {
        **NO_CHANGE,
        "movement": moved("2024-02", "2024-06", {"ref": "1", "from": "Amber", "to": "Green", "movement": "completed"}),
        "new": ["3"],
        "updated": [{"ref": "1", "round": "2024-06"}],
        "other": [{"sheet": "Recommendations", "ref": "2", "column": "Theme"}],
        "unchanged": 0,
    }
    assert ask("diff", 1, 2) == output["changed"]
    assert ask("diff", 2, 2) == {**NO_CHANGE, "movement": moved("2024-06"), "unchanged": 3}
    assert run("publish", second, "--reason", "Again")[:2] == (0, "Nothing to publish: version 2 holds the same.\n")
    status, out, err = run("publish", first, "--reason", "Late", "--compared-with", 1)
    assert (status, out, "B. Editor (not verified) has published version 2 since." in err) == (3, "", True)
    assert run("roll-back", 1, "--reason", "x", "--compared-with", 1)[0] == 3
    assert run("export", 1, tmp_path / "out.xlsx", "--who", "C")[0] == 0
    output = ask("roll-back", 1, "--reason", "A mistake", "--who", "D")
    assert (output["version"], output["unchanged"], output["changed"]["removed"]) == (3, False, ["3"])
    assert run("original", 3, tmp_path / "again", "--who", "D")[0] == 0
    assert (tmp_path / "again").read_bytes() == first.read_bytes()
    assert ask("show", 3)["brings_back"] == 1
    assert [(each["version"], each["who"], each["current"]) for each in ask("versions")] == [
        *((3, "D", True), (2, "B. Editor", False), (1, "adviser", False))
    ]
    listed = ask("versions")[-1]
    assert listed.pop("published_at").endswith("+00:00")
    assert listed == {
        **{"version": 1, "who": "adviser", "verified": False, "reason": "First", "source": "a.xlsx"},
        **{"sha256": sha256(first.read_bytes()).hexdigest(), "recommendations": 2, "updates": 1, "current": False},
    }
    entries = [(each["who"], each["action"], each["version"], each["details"].get("file")) for each in ask("audit")]
    assert entries == [
        ("D", "export", 3, "a.xlsx"),
        ("D", "roll-back", 3, "a.xlsx"),
        ("C", "export", 1, "out.xlsx"),
        ("B. Editor", "publish", 2, "b.xlsx"),
        ("adviser", "publish", 1, "a.xlsx"),
    ]
    line = " · C (not verified) · export · version 1 · out.xlsx · administrator · command line"
    assert [each.endswith(line) for each in run("audit")[1].splitlines()] == [False, False, True, False, False]


def test_publish_prints_the_changes_in_sentences(run, workbook):
    run("publish", workbook("a.xlsx"), "--reason", "First")
    worse = [{**RATED, "Status": "Red", "Update": "Work has stopped."}]
    status, out, err = run("publish", workbook("b.xlsx", progress=worse), "--reason", "Second")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Version 2 is published.",
        "1 status changed within the latest round; 1 text re-worded.",
        "",
        "1 status changed within the latest round",
        "  Recommendation 1, update of February 2024: from Amber to Red.",
        "",
        "1 text re-worded",
        "  Recommendation 1, update of February 2024: re-worded.",
        "    Work has [-begun-]{+stopped+}.",
    ]


def test_a_workbook_with_errors_is_refused_with_the_report_and_noted(run, ask, workbook):
    bad = workbook("bad.xlsx", progress=[{**RATED, "Ref": "7"}])
    status, out, err = run("publish", bad, "--reason", "First", "--who", "A. Adviser")
    assert (status, err) == (1, "")
    [error] = [line for line in out.splitlines() if line.startswith("Error: ")]
    assert error.startswith("Error: Progress B2: ")
    assert error.endswith(" [ref-unknown]")
    assert ask("versions") == []
    status, out, _ = run("publish", bad, "--reason", "First", "--json")
    assert (status, json.loads(out)["publishable"]) == (1, False)
    entry = ask("audit")[-1]
    found = (entry["action"], entry["who"], entry["version"], entry["reason"])
    assert found == ("refusal", "A. Adviser", None, "ref-unknown")


def test_a_file_that_is_no_workbook_is_refused_and_noted(run, ask, tmp_path):
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"Dear all")
    status, out, err = run("publish", path, "--reason", "First")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    (entry,) = ask("audit")
    assert (entry["action"], entry["version"]) == ("refusal", None)
    assert run("publish", tmp_path / "none.xlsx", "--reason", "First")[0] == 2
    assert len(ask("audit")) == 1


def test_an_order_of_statuses_and_a_month_are_options(run, ask, workbook):
    days = ("1 May 2024", "2 May 2024", "3 May 2024")
    rated = [
        {**RATED, "Status": status, "Date": day} for status, day in zip(("Open", "Closed", "Open"), days, strict=True)
    ]
    path = workbook(progress=rated, key=None)
    assert run("publish", path, "--reason", "First", "--scale", "Open, Closed")[0] == 0
    assert run("publish", path, "--reason", "First", "--as-at", "soon")[0] == 2


def test_the_review_of_a_workbook_that_names_none_is_an_option(run, ask, tmp_path):
    plan, out = tmp_path / "plan.xlsx", tmp_path / "out.xlsx"
    rows = [["Ref", "Recommendation", "Status", "Update"], [1, "Train every officer.", "Green", "Trained."]]
    plan.write_bytes(book_of({"Plan": rows}))
    assert run("publish", plan, "--reason", "First", "--as-at", "2024-06", "--review", "Custody")[0] == 0
    assert run("export", 1, out)[0] == 0
    reading = read_workbook(out)
    assert [row["review"] for row in reading.rows["recommendations"]] == ["Custody"]


def test_a_workbook_is_published_by_a_mapping_that_a_person_made(run, tmp_path):
    plan, mapping = tmp_path / "plan.xlsx", tmp_path / "mapping.json"
    plan.write_bytes(book_of({"Plan": [["Our plan"], ["Commitment"], ["Training"], ["Data"]]}))
    for field, exit_status in (("nonsense", 2), ("recommendation", 0)):
        column = {"column": "A", "heading": "Commitment", "field": field}
        sheet = {"sheet": "Plan", "header_row": 2, "columns": [column]}
        mapping.write_text(json.dumps({"format": 1, "sheets": [sheet]}), encoding="utf-8")
        assert run("publish", plan, "--reason", "First", "--mapping", mapping)[0] == exit_status


@pytest.fixture
def published(ask, workbook):
    """Publish two recommendations, one of them with a promise, and return a workbook that lacks one and the promise."""
    ask("publish", workbook("all.xlsx", recommendations=BOTH, monitoring=[PROMISE]), "--reason", "First")
    return workbook("less.xlsx")


def test_a_workbook_that_would_lose_what_is_published_is_refused_with_the_losses(run, ask, published):
    status, out, err = run("publish", published, "--reason", "Second", "--who", "A. Adviser")
    assert (status, out) == (2, "")
    assert err.splitlines() == [
        "Nothing was published, because publishing would lose what is published now:",
        "  Recommendation 2",
        "  1 monitoring promise: recommendation 1, “Meet the lead.”",
        "Add --accept-losses to publish without it; or --mode merge, to add the workbook to what is published.",
    ]
    assert len(ask("versions")) == 1
    noted = ask("audit")[0]
    assert (noted["action"], noted["reason"]) == ("refusal", "losses-recommendations, losses-promises")
    status, out, err = run("publish", published, "--reason", "Second", "--json", "--language", "cy")
    assert (status, "Argymhelliad 2" in err) == (2, True)
    assert json.loads(out)["losses"]["recommendations"] == [{"ref": "2", "updates": 0, "monitoring": 0}]


@pytest.fixture
def rounds(workbook):
    """Return a complete workbook and one with only the Progress sheet of the next round."""
    nothing = {"reviews": None, "recommendations": None, "monitoring": None, "key": None, "names": None}
    update = {**RATED, "Date": "June 2024", "Status": "Green"}
    return workbook("complete.xlsx", recommendations=BOTH), workbook("round.xlsx", progress=[update], **nothing)


def test_a_workbook_with_only_a_progress_sheet_can_be_merged(run, ask, rounds):
    complete, progress = rounds
    ask("publish", complete, "--reason", "First")
    output = ask("publish", progress, "--reason", "June", "--mode", "merge", "--token", "t")
    completed = {"ref": "1", "from": "Amber", "to": "Green", "movement": "completed"}
    assert output["changed"] == {
        **NO_CHANGE,
        "movement": moved("2024-02", "2024-06", completed),
        "updated": [{"ref": "1", "round": "2024-06"}],
        "unchanged": 1,
    }
    assert ask("publish", progress, "--reason", "June", "--mode", "merge", "--token", "t")["version"] == 2
    version = ask("show", 2)
    assert (version["mode"], version["recommendations"], version["updates"]) == ("merge", 2, 2)
    assert run("publish", progress, "--reason", "June")[0] == 1, "replaced, it would be the whole tracker"


def test_a_refused_merge_is_reported(run, ask, rounds, workbook):
    status, _, err = run("publish", rounds[1], "--reason", "June", "--mode", "merge")
    assert (status, err.startswith("Nothing has been published yet.")) == (2, True)
    ask("publish", rounds[0], "--reason", "First")
    other = [{"Status": "Stopped", "Meaning": "Nobody works on it.", "Complete": "No"}, *KEY[1:]]
    scale = workbook("scale.xlsx", recommendations=BOTH, key=other)
    status, _, err = run("publish", scale, "--reason", "June", "--mode", "merge")
    assert (status, err.startswith("It cannot be merged, because")) == (2, True)
    noted, *_before = ask("audit")
    assert (noted["action"], noted["reason"]) == ("refusal", "other-scale")
    assert len(ask("versions")) == 1


def test_conflicts_of_a_merge_are_listed_and_an_option_settles_them(run, ask, rounds, tmp_path):
    ask("publish", rounds[0], "--reason", "First")
    files = []
    run("export", 1, tmp_path / "export.xlsx")
    book = load_workbook(tmp_path / "export.xlsx")
    for title in ("Money", "Grants"):
        book["Recommendations"]["C2"] = title
        files.append(tmp_path / f"{title}.xlsx")
        book.save(files[-1])
    ask("publish", files[0], "--reason", "Title", "--mode", "merge")
    status, out, err = run("publish", files[1], "--reason", "Title", "--mode", "merge", "--json")
    assert status == 2
    assert err.splitlines()[1:4] == [
        "  Recommendation 1: Title",
        "    Published: “Money”",
        "    In the workbook: “Grants”",
    ]
    assert err.splitlines()[4].startswith(
        "Add --prefer file to take all that is in the workbook, or --prefer published"
    )
    row = {"review": "Stalking", "ref": "1"}
    expected = {"sheet": "Recommendations", "row": row, "field": "title", "base": "Funding"}
    assert json.loads(out) == {"conflicts": [{**expected, "published": "Money", "file": "Grants"}]}
    assert ask("audit")[0]["reason"] == "conflicts"
    assert ask("publish", files[1], "--reason", "T", "--mode", "merge", "--prefer", "published")["unchanged"]
    taken = ask("publish", files[1], "--reason", "T", "--mode", "merge", "--prefer", "file")
    assert taken["changed"]["reworded"] == [{"ref": "1", "field": "title"}]


@pytest.fixture
def two_agencies(temporary_database, ask, workbook):
    """Publish a tracker of two agencies."""
    assert temporary_database
    recommendations = [{**RECOMMENDATION, "Lead agency": "The force", "Supporting agencies": "Partner"}]
    ask("publish", workbook(recommendations=recommendations), "--reason", "First")


@pytest.mark.usefixtures("two_agencies")
def test_roles_are_granted_listed_and_revoked(run, ask):
    status, _out, err = run("roles", "grant", "Cai@Office.example", "administrator", "--who", "A")
    assert (status, "by the claim email_verified or xms_edov" in err) == (0, True), err
    grant = ("roles", "grant", "https://login.example|s-1", "viewer", "--agency", "The force", "--agency", "Partner")
    listed = ask(*grant, "--who", "A")
    assert [(each["identity"], each["role"], each["agencies"], each["granted_by"]) for each in listed] == [
        ("cai@office.example", "administrator", None, "A"),
        ("https://login.example|s-1", "viewer", ["Partner", "The force"], "A"),
    ]
    lines = run("roles", "list")[1].splitlines()
    assert lines[1].startswith("https://login.example|s-1 · viewer · sees Partner, The force alone · granted on ")
    status, _out, err = run("roles", "revoke", "cai@office.example")
    assert (status, err.startswith("This is the last administrator in the store")) == (2, True)
    assert run("roles", "revoke", "https://login.example|s-1")[0] == 0
    assert run("roles", "revoke", "nobody@x.example")[0] == 2
    assert run("roles", "grant", "nobody@x.example")[0] == 2
    assert [entry["action"] for entry in ask("audit")][:3] == ["revoke", "grant", "grant"]


@pytest.mark.usefixtures("two_agencies")
def test_feed_tokens_are_made_listed_and_revoked(run, ask):
    made = ask("tokens", "add", "Power BI", "--who", "A")
    assert (made["name"], made["agencies"], made["made_by"], len(made["token"])) == ("Power BI", None, "A", 43)
    status, out, err = run("tokens", "add", "Partner", "--agency", "Partner", "--who", "A")
    assert (status, len(out.strip())) == (0, 43)
    assert err.startswith("This is the token “Partner”. It is not shown again")
    lines = run("tokens", "list")[1].splitlines()
    assert lines[0].startswith("Partner · sees Partner alone · made on ")
    assert lines[1].startswith("Power BI · made on ")
    assert [token for token in (made["token"], out.strip()) if token in "".join(lines)] == []
    assert run("tokens", "revoke", "Partner")[0] == 0
    assert [each["name"] for each in ask("tokens", "list")] == ["Power BI"]
    status, _out, err = run("tokens", "revoke", "Partner")
    assert (status, err.startswith("No token has the name “Partner”.")) == (2, True)
    assert run("tokens", "add", "power bi")[0] == 2
    actions = [(entry["action"], entry["reason"]) for entry in ask("audit")]
    made_and_revoked = [("token-revoke", "Partner"), ("token-add", "Partner (Partner)"), ("token-add", "Power BI")]
    assert actions[:3] == made_and_revoked


def test_unknown_versions_and_missing_arguments_are_refused(run, ask, workbook, tmp_path):
    ask("publish", workbook(), "--reason", "First")
    for command in (
        ("show", 9),
        ("diff", 1, 9),
        ("export", 9, tmp_path / "out.xlsx"),
        ("original", 0, tmp_path / "out"),
        ("roll-back", 9, "--reason", "x"),
        ("show", "one"),
        ("roll-back", 1),
        ("publish", workbook()),
        ("publish", workbook(), "--reason", " "),
        (),
    ):
        status, out, err = run(*command)
        assert (status, out) == (2, ""), command
        assert err
    assert not list(tmp_path.glob("out*"))


def test_nothing_is_written_over_the_database_or_where_nothing_can_be_written(run, ask, workbook, temporary_database):
    ask("publish", workbook(), "--reason", "First")
    database_file = database(temporary_database)
    before = database_file.read_bytes()
    for command in (
        ("original", 1, database_file),
        ("original", 1, database_file.with_name(f"{database_file.name}-wal")),
        ("backup", database_file),
        ("export", 1, database_file.parent / "none" / "out.xlsx"),
        ("export", 1, database_file.parent / "out.csv"),
        ("backup", database_file.parent / "none" / "backup"),
        ("original", 1, database_file.parent),
    ):
        status, out, err = run(*command)
        assert (status, out) == (2, ""), command
        assert err.count("\n") == 1
    assert database_file.read_bytes() == before


def test_a_backup_is_restored_into_a_database_without_versions_only(run, ask, workbook, tmp_path, monkeypatch):
    ask("publish", workbook(), "--reason", "First")
    assert run("backup", tmp_path / "backup")[0] == 0
    status, _, err = run("restore", tmp_path / "backup")
    assert (status, "1 version already" in err) == (2, True)
    versions = ask("versions")
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", f"sqlite:///{(tmp_path / 'other.db').as_posix()}")
    assert run("restore", tmp_path / "backup")[0] == 0
    assert ask("versions") == versions
    assert run("restore", tmp_path / "none")[0] == 2


@pytest.mark.parametrize("url", ["sqlite:////none/such/folder/x.db", "nonsense"])
def test_a_database_that_cannot_be_used_is_status_4(run, workbook, monkeypatch, url):
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    for command in (("init",), ("publish", workbook(), "--reason", "First"), ("versions", "--json")):
        status, out, err = run(*command)
        assert (status, out, err.count("\n")) == (4, "", 1), command
