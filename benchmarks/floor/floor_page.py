"""The floor page: literal data in as many metrics, charts, rows, texts, widgets and containers as another page.

It is what an author who computes nothing would write for the same content:

- each metric is an `st.metric` of a number;
- each chart is a `graph_objects.Figure` of bars, made in the script from lists, with as many traces and points;
- each table or list is one Markdown table with as many rows of three short cells, a constant text;
- each heading or paragraph is a line of Markdown, a constant text;
- each widget is of the same kind, with as many options, and each container is of the same kind.

It reads no tracker, chooses no language, has no menu, no links, no styles and no URL state. `?page=` names the page
that it is the floor of; the file named on the command line has the census of that page.
"""

import sys
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from benchmarks.floor.census import Census
from benchmarks.floor.floor_pieces import MONTHS, cached_census, table_text

page_census: Census = cached_census(Path(sys.argv[1]), st.query_params["page"])
containers = dict(page_census.containers)
columns = st.columns(containers["column"]) if containers.get("column") else []
boxes = [st.container(horizontal=True) for _ in range(containers.get("flex_container", 0) - (1 if columns else 0))]
folds = [st.expander(f"Fold {n}") for n in range(containers.get("expandable", 0))]
covers = [st.popover(f"Cover {n}") for n in range(containers.get("popover", 0))]

for n in range(page_census.metrics):
    st.metric(f"Metric {n}", 12, 3)
for n, points in enumerate(page_census.charts):
    traces = [go.Bar(name=f"Trace {m}", x=MONTHS[:size], y=list(range(size))) for m, size in enumerate(points)]
    st.plotly_chart(go.Figure(traces, {"barmode": "stack", "height": 300}), key=f"chart-{n}", alt="A chart of bars.")
for rows in page_census.tables:
    st.markdown(table_text(rows))
for n in range(page_census.texts):
    st.markdown(f"A line of text, the {n}th of the page.")
for n, (kind, options) in enumerate(page_census.widgets):
    key, choices = f"widget-{n}", [f"Choice {m}" for m in range(options)]
    if kind == "button":
        st.button("Press", key=key)
    elif kind == "button_group":
        st.segmented_control("Show", choices, key=key)
    elif kind == "checkbox":
        st.checkbox("Tick", key=key)
    elif kind == "download_button":
        st.download_button("Download", b"1,2,3", key=key, on_click="ignore")
    elif kind == "file_uploader":
        st.file_uploader("Choose a file", key=key)
    elif kind == "multiselect":
        st.multiselect("Choose", choices, key=key)
    elif kind == "radio":
        st.radio("Choose one of these", choices, key=key)
    elif kind == "selectbox":
        st.selectbox("Choose one", choices, key=key)
    elif kind == "slider":
        st.select_slider("Slide", choices, key=key)
    elif kind == "text_area":
        st.text_area("Write", key=key)
    else:
        st.text_input("Search", key=key)
