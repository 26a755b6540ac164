"""Charts on a page, with their alternative text and the figures behind them."""
