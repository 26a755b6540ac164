"""The sentences and words that answer a reader's questions about a tracker."""
