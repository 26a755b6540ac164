"""Make the mapping of a workbook from short tuples."""

from loaders.options import NO_MAPPING, ColumnChoice


def mapping_of(*columns):
    """Return the mapping of columns: each the sheet, the letters, the field, and the heading if it decides."""
    mapping = NO_MAPPING
    for sheet, letters, field, *heading in columns:
        choice = ColumnChoice(letters, heading[0] if heading else "", field)
        mapping = mapping.with_sheet(mapping.of_sheet(sheet).with_column(choice))
    return mapping
