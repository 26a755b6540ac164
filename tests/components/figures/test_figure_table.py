from io import BytesIO

import pandas as pd
import pytest

from components.figures import as_csv

COLUMNS = {"group": "Theme", "count": "Count"}


def csv_of(*groups):
    return as_csv(pd.DataFrame({"group": groups, "count": range(len(groups)), "unnamed": 0}), columns=COLUMNS)


def test_a_file_has_the_named_columns_under_their_headings_in_utf_8_with_its_mark():
    assert csv_of("Ynys Môn", "Data") == "\ufeffTheme,Count\r\nYnys Môn,0\r\nData,1\r\n".encode()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", " ", "'", ' "'])
def test_a_text_that_a_spreadsheet_would_run_is_made_text(sign, before):
    text = f"{before}{sign}1+1"
    table = pd.read_csv(BytesIO(csv_of(text)), encoding="utf-8-sig", skipinitialspace=False)
    assert table["Theme"].tolist() == [f"'{text}"]


@pytest.mark.parametrize("sign", ["\t", "\r"])
def test_a_text_that_begins_with_a_tab_or_a_return_is_made_text(sign):
    assert f"'{sign}=1".encode() in csv_of(f"{sign}=1")


def test_numbers_and_blanks_stay_what_they_are():
    table = pd.DataFrame({"group": ["Data", None], "count": [-1, 2]})
    assert as_csv(table, columns=COLUMNS).decode("utf-8-sig") == "Theme,Count\r\nData,-1\r\n,2\r\n"


def test_a_round_is_written_as_its_day():
    table = pd.DataFrame({"round": pd.to_datetime(["2024-06-01"]), "count": [3]})
    assert (
        as_csv(table, columns={"round": "Round", "count": "Count"}).decode("utf-8-sig")
        == "Round,Count\r\n2024-06-01,3\r\n"
    )
