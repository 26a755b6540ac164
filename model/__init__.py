"""The domain model: the words of the project as types, which read no file, draw nothing and make no sentences."""
