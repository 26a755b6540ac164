"""The theme of the settings, collected once: the platform collects it from all of its options at each run of a page."""

from functools import cache, wraps

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


@cache
def cache_theme() -> None:
    """Let the platform fill in the theme from what it collected for the first page.

    Its settings do not change while it runs, and six searches through its options, with names converted by regular
    expressions, were an eighth of the processor time of a page that had been shown before.
    """
    collect = app_session._populate_theme_msg

    @cache
    def collected(section: str) -> CustomThemeConfig:
        message = CustomThemeConfig()
        collect(message, section)
        return message

    @wraps(collect)
    def fill_in(msg: CustomThemeConfig, section: str = "theme") -> None:
        theme = collected(section)
        if theme.ByteSize():  # merging an empty message would mark it as set
            msg.MergeFrom(theme)

    app_session._populate_theme_msg = fill_in
