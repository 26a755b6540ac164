"""What each stage of reading a workbook with a free layout concluded."""

from dataclasses import dataclass

from loaders.layouts.assemble.build_records import BuiltRecords
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.recognise.split_workbook import SplitWorkbook
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.earlier_sheets import EarlierSheetRows
from loaders.layouts.select.inherit_names import NamedTables
from loaders.layouts.select.single_review import TrackerReviews
from loaders.records import Recognised
from model.issues.issue import Issue


@dataclass(frozen=True, slots=True)
class TrackerStages:
    """What the stages from the choice of tables to the records concluded.

    Attributes:
        chosen: the tables that are the tracker.
        removed: the rows of earlier sheets that repeat other sheets.
        named: the tables without those rows, with what the names of sheets and the titles of tables give.
        tracker: the tables with their months and their review, from which the records are built.
        reviews: the reviews of the tracker.
        built: the records, and what building them shows about each table.
        recognised: all records with the cell addresses of the sheets.
    """

    chosen: TrackerTables
    removed: tuple[EarlierSheetRows, ...]
    named: NamedTables
    tracker: TrackerTables
    reviews: TrackerReviews
    built: BuiltRecords
    recognised: Recognised


@dataclass(frozen=True, slots=True)
class LayoutStages:
    """What each stage of reading a free layout concluded, in the order of the stages.

    Attributes:
        workbook: the keys, the canonical sheets, and the sheets and blocks without them.
        tables: every table with its columns and its rows, forms included.
        tracker: the tables that are the tracker and their records; None if no table is one.
        issues: the issues of all stages, with the cell addresses of the sheets.
    """

    workbook: SplitWorkbook
    tables: tuple[InterpretedTable, ...]
    tracker: TrackerStages | None
    issues: tuple[Issue, ...]
