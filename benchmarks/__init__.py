"""How fast the dashboard answers, against a page of literal data and beside other frameworks."""
