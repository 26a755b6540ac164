"""Tables of a sheet: their header rows, their ranges, and the blocks of cells next to them."""
