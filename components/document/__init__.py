"""What a browser has of every page: the script that puts its HTML into place, its styles, and the mount of Streamlit."""
