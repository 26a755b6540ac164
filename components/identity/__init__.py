"""Who uses the dashboard: the actor of a session, by whom the store is asked."""
