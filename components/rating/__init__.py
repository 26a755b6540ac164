"""Parts of the Rating page: what was answered, the fields of the office's drafts, and publishing a round."""
