"""Read a workbook to explain how its layout was recognised."""

from loaders.explain.describe_stages import describe_canonical, describe_stages
from loaders.explain.explained_layout import ExplainedLayout
from loaders.layouts.recognise.canonical_layout import recognise_canonical
from loaders.layouts.recognise.free_layout import run_stages
from loaders.mapping.fit import fit_mapping
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.papers.read_paper import read_paper
from loaders.progress import Progress, ProgressCallback, no_progress
from loaders.read_cells import read_file_cells
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.security.package import FileType, check_package
from model.issues.issue import WorkbookError


def read_layout(
    content: bytes,
    *,
    name: str = "",
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
) -> ExplainedLayout:
    """Return what each stage of recognising a layout concluded, also if no table is a tracker.

    Raises WorkbookError if the file cannot be read, or is a published paper, which has no cells.
    """
    kind = check_package(content, limits=limits).kind
    is_text = kind in (FileType.CSV, FileType.DOCX)
    if is_text and read_paper(content, kind=kind, name=name, review=None) is not None:
        raise WorkbookError("paper-without-cells")
    sheets = fit_mapping(read_file_cells(content, kind=kind, limits=limits, progress=progress), options.mapping).sheets
    progress(Progress("tables"))
    canonical = recognise_canonical(sheets, options=options)
    if canonical is not None:
        return describe_canonical(sheets, *canonical, file_name=name)
    return describe_stages(run_stages(sheets, options=options, file_name=name), file_name=name)
