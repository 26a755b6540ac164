"""The commands of the store, a file for each kind: publishing, versions, files, access."""
