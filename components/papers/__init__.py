"""Parts of the Reports page: the choice of a paper, its preview and its download."""
