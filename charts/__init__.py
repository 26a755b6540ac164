"""A small table in, a Plotly figure out; nothing here counts, formats a date or knows a sentence."""
