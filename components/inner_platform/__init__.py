"""What sign-in and the limits need of the platform's inside: docs/updating-streamlit.md lists each name."""
