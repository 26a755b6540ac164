"""Parts of the Versions page: the list, the comparison, the files, rolling back and the audit trail."""
