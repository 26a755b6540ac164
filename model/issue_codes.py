"""The code of every issue a workbook can have, with its severity, from `issue_codes.toml`."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from model.issue import Severity

_CODES: Mapping[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
# The severity of each code.
SEVERITIES: Mapping[str, Severity] = {code: severity for severity in Severity for code in _CODES[severity]}
# Each code of a `WorkbookError`: the file cannot be used at all.
FILE_FAULTS = tuple(_CODES["file-faults"])
# Each code of an issue about a column that was not read.
COLUMNS_NOT_READ = tuple(_CODES["columns-not-read"])
# Each code of an issue about statuses that a workbook has and that were not read.
STATUSES_NOT_READ = tuple(_CODES["statuses-not-read"])
