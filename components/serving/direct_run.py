"""The platform's warning of a script that runs without a server, which a server need not look for."""

from streamlit import delta_generator


def skip_direct_run_warning() -> None:
    """Let the platform take its warning for given: it looks at all modules for it, a tenth of a second of a start."""
    delta_generator._use_warning_has_been_displayed = True
