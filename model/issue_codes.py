"""The code of every issue a workbook can have, with its severity, from `issue_codes.toml`."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from model.issue import Severity

_CODES: Mapping[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
SEVERITIES: Mapping[str, Severity] = {code: severity for severity in Severity for code in _CODES[severity]}
"""The severity of each code."""
FILE_FAULTS = tuple(_CODES["file-faults"])
"""Each code of a `WorkbookError`: the file cannot be used at all."""
COLUMNS_NOT_READ = tuple(_CODES["columns-not-read"])
"""Each code of an issue about a column that was not read."""
ASSUMPTIONS = tuple(_CODES["assumptions"])
"""Each code of an issue about what was assumed of a whole workbook, because nothing in it says otherwise."""
STATUSES_NOT_READ = tuple(_CODES["statuses-not-read"])
"""Each code of an issue about statuses that a workbook has and that were not read."""
PARTS_NOT_READ = tuple(_CODES["parts-not-read"])
"""Each code of an issue about a part of a workbook that was not read, because it is no part of the tracker."""
COLUMNS_ADDED = tuple(_CODES["columns-added"])
"""Each code of an issue about a column whose cells were added to another field, after its heading."""
