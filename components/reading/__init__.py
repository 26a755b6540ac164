"""How a workbook was read: its columns, statuses, issues and differences."""
