"""The guard in front of every request: who may send it, and with which settings the server starts."""
