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
