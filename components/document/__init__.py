"""What a browser has of every page: the script that puts HTML into place, the styles, and the mount for Streamlit."""
