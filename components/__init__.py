"""What pages are made of, and what serves them: parts, documents, Streamlit and the routes of the server."""
