"""Who may do what: the roles that are granted, granting one, and taking one away."""
