"""Read a workbook or a published report into a tracker and its issues, without pandas."""
