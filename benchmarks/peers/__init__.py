"""The same small dashboard in Dash, in Panel and as an obvious Streamlit page, each as its documentation shows."""
