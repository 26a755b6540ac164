import pytest

from loaders.command_line import OutputError, check_output, write_output


def test_a_workbook_replaces_the_previous_one_and_leaves_no_other_file(tmp_path):
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"before")
    write_output(out, b"after")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"out.xlsx": b"after"}


@pytest.mark.parametrize(
    ("name", "code"), [("out.csv", "not-xlsx"), ("gone/out.xlsx", "not-writable"), ("in.xlsx", "same-file")]
)
def test_an_invalid_path_is_refused_by_its_code_and_nothing_is_written(tmp_path, name, code):
    source = tmp_path / "in.xlsx"
    source.write_bytes(b"before")
    with pytest.raises(OutputError) as refused:
        write_output(tmp_path / name, b"after", source=source)
    assert refused.value.code == code
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"in.xlsx": b"before"}


def test_a_missing_folder_is_reported_before_any_work(tmp_path):
    with pytest.raises(OutputError, match=r"not-writable: .*No such file or directory"):
        check_output(tmp_path / "gone" / "out.xlsx")


def test_a_link_to_the_source_is_the_source(tmp_path):
    source = tmp_path / "in.xlsx"
    source.write_bytes(b"before")
    link = tmp_path / "link.xlsx"
    link.hardlink_to(source)
    with pytest.raises(OutputError, match="same-file"):
        write_output(link, b"after", source=source)
