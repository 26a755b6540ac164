"""Signing in: who sends a request, what may be answered to whom, and the pages that say so."""
