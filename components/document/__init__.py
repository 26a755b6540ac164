"""What a browser has of every page: the script that puts its HTML into place, its styles, and Streamlit's mount for it."""
