"""The public edition: a version as a website of plain files, from the same pages, for any web server or folder."""
