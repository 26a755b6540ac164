"""Access: roles and tokens are given and taken away by an administrator, and by nobody else."""

import pytest

from model.access import Role
from tests.support.page_text import heading, lines, nodes, open_page, section_headings
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, recommendation, rows


@pytest.fixture
def store(opened_store):
    """Return a store whose tracker names two agencies."""
    agencies = ("The force", "Partner")
    listed = [recommendation(str(n), lead_agency=agency) for n, agency in enumerate(agencies, start=1)]
    opened_store.publish(candidate(rows("1", "2", recommendations=listed)), **ME)
    return opened_store


def granted(app, identity, role, *, agencies=()):
    app.text_input(key="access.identity").set_value(identity)
    app.radio(key="access.role").set_value(role).run()
    if role is Role.VIEWER:
        app.multiselect(key="access.agencies").set_value(list(agencies))
    return app.button(key="access.grant").click().run()


def table(app):
    return [line.split(" | ")[:3] for line in lines(nodes(app, "access.grants")) if "@" in line]


def test_roles_are_granted_limited_and_taken_away(store):
    app = granted(open_page("access"), " Cai@Office.example", Role.ADMINISTRATOR)
    assert lines(nodes(app, "access.came")) == ["cai@office.example has the role “administrator” from now on."]
    app = granted(app, "ann@force.example", Role.VIEWER, agencies=["The force"])
    assert lines(nodes(app, "access.came")) == [
        "ann@force.example has the role “viewer” from now on, for these agencies alone: The force."
    ]
    assert heading(app) == "2 roles are granted."
    assert table(app) == [["ann@force.example", "viewer", "The force"], ["cai@office.example", "administrator", "all"]]
    app.selectbox(key="access.revoked").set_value("ann@force.example")
    app.button(key="access.revoke").click().run()
    assert [grant.identity for grant in store.grants(actor=ADMINISTRATOR)] == ["cai@office.example"]
    app.button(key="access.revoke").click().run()
    assert "This is the last administrator in the store" in app.error[0].value
    assert len(store.grants(actor=ADMINISTRATOR)) == 1


def test_a_token_is_made_shown_one_time_alone_and_revoked(store):
    app = open_page("access")
    app.text_input(key="tokens.name").set_value("Calendar")
    app.multiselect(key="tokens.agencies").set_value(["Partner"])
    app.button(key="tokens.make").click().run()
    assert lines(nodes(app, "tokens.made")) == ["This is the token of Calendar. Copy it now: it is not shown again."]
    (shown,) = app.code
    made = store.feed_token_of(shown.value)
    assert (made.name, made.agencies) == ("Calendar", frozenset({"Partner"}))
    listed = [line.split(" | ")[:2] for line in lines(nodes(app, "tokens.list"))]
    assert ["Calendar", "Partner"] in listed
    app.run()
    assert not app.code
    app.button(key="tokens.revoke").click().run()
    assert lines(nodes(app, "tokens.gone")) == ["The token of Calendar is refused from now on."]
    assert store.feed_tokens(actor=ADMINISTRATOR) == ()


@pytest.mark.usefixtures("store")
def test_the_token_of_the_settings_is_named_and_not_shown(monkeypatch):
    monkeypatch.setenv("CYNNYDD_FEED_TOKEN", "of-this-test-alone")
    listed = lines(nodes(open_page("access"), "tokens.list"))
    assert listed[-1] == "One token more is in the settings of the server, as CYNNYDD_FEED_TOKEN: it opens everything."
    assert "of-this-test-alone" not in "".join(listed)


@pytest.mark.usefixtures("store")
def test_what_is_no_identity_and_no_name_is_refused_with_what_to_do():
    assert granted(open_page("access"), " ", Role.EDITOR).error[0].value.startswith("This role cannot be granted")
    app = open_page("access").button(key="tokens.make").click().run()
    assert app.error[0].value.startswith("This token cannot be made")


@pytest.mark.usefixtures("store")
def test_whoever_is_no_administrator_sees_nothing_of_it(monkeypatch):
    monkeypatch.setenv("CYNNYDD_ALLOW_ANONYMOUS", "readers")
    app = open_page("access")
    assert (heading(app), section_headings(app)) == ("This page needs the role “administrator”.", [])


@pytest.mark.usefixtures("store")
def test_the_roles_of_the_provider_are_named_where_people_sign_in(sign_in_as):
    alone = "Nobody signs in here yet: these roles count as soon as people do."
    assert lines(nodes(open_page("access"), "access.grants"))[0] == alone
    sign_in_as(Role.ADMINISTRATOR)
    both = "Roles that the provider names count as well, and the highest of each person does."
    assert lines(nodes(open_page("access"), "access.grants"))[0] == both
