"""Who may do what: the roles that were granted, and the refusal of what a role may not do."""
