"""The figures of a paper: as SVG, and as PNG for formats without SVG."""
