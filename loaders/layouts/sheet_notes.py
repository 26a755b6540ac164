"""What is said of a sheet that is read, whatever its layout: what Excel hides, and what had to be cleaned."""

from loaders.cells import SheetCells
from loaders.issue_log import IssueLog
from loaders.merged_notes import tell_merged


def tell_sheet(sheet: SheetCells, log: IssueLog) -> None:
    """Note what is hidden on a sheet and was read all the same, and the cells that could not be kept as they were."""
    if sheet.hidden:
        log.add("sheet-hidden", sheet=sheet.name)
    if sheet.hidden_rows:
        log.add("rows-hidden", sheet=sheet.name, found=", ".join(map(str, sheet.hidden_rows)))
    if sheet.hidden_columns:
        log.add("columns-hidden", sheet=sheet.name, found=", ".join(sheet.hidden_columns))
    tell_merged(sheet, log)
    for cell in sheet.cleaned:
        log.add("text-cleaned", sheet=sheet.name, cell=cell)
    for cell in sheet.shortened:
        log.add("text-shortened", sheet=sheet.name, cell=cell)
