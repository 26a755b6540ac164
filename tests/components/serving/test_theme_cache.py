"""The theme of a page is what the platform makes of the settings, and is collected a single time."""

from inspect import unwrap

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from components.serving.theme_cache import cache_theme

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar")
PARTS = ("light", "dark", "sidebar")


@pytest.fixture
def settings(monkeypatch):
    """Return the platform's settings with a theme; its own function collects it, whatever ran before."""
    options = {
        "theme": {"primaryColor": "#123456", "font": "Inter:https://fonts.test/inter", "base": "dark"},
        "theme.light": {"borderColor": "#abcdef", "textColor": None},
        "theme.dark.sidebar": {"chartCategoricalColors": ["#111111", "#222222"]},
    }
    asked = []

    def section_options(section):
        asked.append(section)
        return options.get(section, {"primaryColor": None})

    monkeypatch.setattr(config, "get_options_for_section", section_options)
    monkeypatch.setattr(app_session, "_populate_theme_msg", unwrap(app_session._populate_theme_msg))
    cache_theme.cache_clear()
    yield asked
    cache_theme.cache_clear()


def theme():
    """Return the theme as the platform fills it in for a run."""
    message = CustomThemeConfig()
    app_session._populate_theme_msg(message)
    for section in SECTIONS[1:]:
        part = message
        for name in section.split(".")[1:]:
            part = getattr(part, name)
        app_session._populate_theme_msg(part, section)
    return message


def test_the_theme_is_that_of_the_settings_and_is_collected_for_the_first_run_alone(settings):
    before = theme()
    assert (before.primary_color, before.light.border_color, len(before.dark.sidebar.chart_categorical_colors)) == (
        "#123456",
        "#abcdef",
        2,
    )
    settings.clear()
    cache_theme()
    first, second = theme(), theme()
    assert first == before == second
    assert [second.HasField(part) for part in PARTS] == [before.HasField(part) for part in PARTS]
    assert settings == list(SECTIONS)


def test_it_is_the_function_that_the_platform_calls_for_each_run():
    assert "_populate_theme_msg" in app_session.AppSession._create_new_session_message.__code__.co_names
