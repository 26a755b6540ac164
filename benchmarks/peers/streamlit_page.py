"""The dashboard as an obvious Streamlit page: `streamlit run streamlit_page.py -- UPDATES.csv`."""

import sys
from pathlib import Path

import streamlit as st

from benchmarks.peers.updates import counts_of, figure_of, list_of, read_updates, themes_of, with_theme

updates = st.cache_data(read_updates)(Path(sys.argv[1]))
st.title("Recommendations")
chosen = with_theme(updates, st.radio("Theme", themes_of(updates)))
for column, (name, count) in zip(st.columns(3), counts_of(chosen).items(), strict=True):
    column.metric(name, count)
st.plotly_chart(figure_of(chosen), alt="Statuses in each round.")
st.dataframe(list_of(chosen), hide_index=True)
