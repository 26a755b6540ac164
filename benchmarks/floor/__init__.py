"""The floor: a page of literal data with as many pieces as another page."""
