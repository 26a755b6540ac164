"""A server does not look for the platform's warning of a script that runs without one."""

import inspect
from unittest.mock import Mock

import streamlit as st
from streamlit import delta_generator, env_util

from components.serving.direct_run import skip_direct_run_warning


def test_the_platform_does_not_look_at_its_modules(monkeypatch):
    looks = Mock(return_value=False)
    monkeypatch.setattr(env_util, "is_repl", looks)
    monkeypatch.setattr(delta_generator, "_use_warning_has_been_displayed", False)
    assert "is_repl" in inspect.getsource(delta_generator)
    skip_direct_run_warning()
    st.text("shown nowhere")
    looks.assert_not_called()
