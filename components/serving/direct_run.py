"""The platform's warning of a script that runs without a server, which a server need not look for."""

from streamlit import delta_generator


def skip_direct_run_warning() -> None:
    """Mark the platform's warning as already shown: to find whether it is due the platform looks at all modules.

    That takes a tenth of a second of a start, and a server never shows it.
    """
    delta_generator._use_warning_has_been_displayed = True
