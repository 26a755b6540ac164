"""The charts as Plotly understands them: its classes refuse a name or a value that it does not know."""

import plotly.graph_objects as go

from charts import coverage, small_multiples, status_over_time


def _drawn(draw):
    return lambda *arguments, **options: go.Figure(draw(*arguments, **options))


draw_coverage = _drawn(coverage.draw_coverage)
draw_small_multiples = _drawn(small_multiples.draw_small_multiples)
draw_status_over_time = _drawn(status_over_time.draw_status_over_time)
