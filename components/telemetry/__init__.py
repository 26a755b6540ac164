"""What whoever runs the server sees of it: a line for each request, with its id, and counts."""
