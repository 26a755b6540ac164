"""The worker processes that read workbooks, and their clients."""
