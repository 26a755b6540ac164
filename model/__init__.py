"""The words of the project as types; nothing here reads a file, draws or knows a language's sentences."""
