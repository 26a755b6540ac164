"""The fills that conditional formats give to cells, worked out from their rules and formulas."""
