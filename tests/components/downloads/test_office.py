from components.downloads import print_logo_fault


def test_a_logo_that_cannot_be_used_is_named_when_the_program_starts(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("CYNNYDD_OFFICE_LOGO", str(tmp_path / "none.png"))
    print_logo_fault()
    assert "none.png, cannot be read. Correct the path in CYNNYDD_OFFICE_LOGO." in capsys.readouterr().err


def test_nothing_is_printed_without_a_logo(monkeypatch, capsys):
    monkeypatch.delenv("CYNNYDD_OFFICE_LOGO", raising=False)
    print_logo_fault()
    assert capsys.readouterr().err == ""
