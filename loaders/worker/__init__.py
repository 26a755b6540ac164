"""A process of its own for each file: it runs one function, within limits, and answers in JSON."""
