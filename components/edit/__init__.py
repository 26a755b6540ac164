"""Parts of the page Edit: the fields of a recommendation, and how what is changed is published."""
