from model.settings import BUNDLED_TRACKER, SAMPLE_OFFICE, UNNAMED_OFFICE, OfficeName, Settings


def test_without_any_setting_the_database_is_next_to_the_bundled_tracker(monkeypatch):
    for name in ("CYNNYDD_TRACKER", "CYNNYDD_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    settings = Settings.from_environment()
    assert settings.tracker is None
    assert settings.database_url == f"sqlite:///{(BUNDLED_TRACKER.parent / 'cynnydd.db').as_posix()}"


def test_the_names_of_the_dashboard_are_separated_by_commas(monkeypatch):
    monkeypatch.setenv("CYNNYDD_HOSTS", " Cynnydd.example, ,second.example ")
    assert Settings.from_environment().hosts == {"cynnydd.example", "second.example"}


def test_the_settings_name_the_office_and_without_them_only_the_sample_has_one(monkeypatch):
    monkeypatch.setenv("CYNNYDD_OFFICE_SHORT", "OPCC")
    assert [Settings.from_environment().office_of(sample=each) for each in (False, True)] == [
        UNNAMED_OFFICE,
        SAMPLE_OFFICE,
    ]
    monkeypatch.setenv("CYNNYDD_OFFICE", " Office of the  Commissioner ")
    monkeypatch.setenv("CYNNYDD_OFFICE_WELSH", "Swyddfa'r Comisiynydd")
    monkeypatch.setenv("CYNNYDD_OFFICE_SHORT_WELSH", "SC")
    named = OfficeName("Office of the Commissioner", "OPCC", "Swyddfa'r Comisiynydd", "SC")
    assert [Settings.from_environment().office_of(sample=each) for each in (False, True)] == [named, named]
