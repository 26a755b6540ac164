"""Who may do what: the roles that are granted and the tokens of the data feeds, and the forms that change them."""
