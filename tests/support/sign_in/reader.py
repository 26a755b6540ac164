"""A reader who speaks the platform's protocol over a websocket, and presses buttons that no page need show."""

import re

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class Reader:
    """An open websocket of one page."""

    def __init__(self, socket, *, page):
        self.socket = socket
        self.page = page
        self.messages = []

    def run(self, widgets=None, *, query=""):
        """Run the page with the values of widgets by their ids, and return everything that was sent."""
        request = BackMsg()
        request.rerun_script.page_name = self.page
        request.rerun_script.query_string = query
        for name, value in (widgets or {}).items():
            state = request.rerun_script.widget_states.widgets.add(id=name)
            setattr(state, "trigger_value" if value is True else "string_value", value)
        self.socket.send(request.SerializeToString())
        self.messages = []
        while True:
            self.messages.append(ForwardMsg.FromString(self.socket.recv(timeout=60)))
            if self.messages[-1].WhichOneof("type") == "script_finished":
                return self

    @property
    def elements(self):
        """The elements of the last run."""
        return [
            message.delta.new_element
            for message in self.messages
            if message.WhichOneof("type") == "delta" and message.delta.WhichOneof("type") == "new_element"
        ]

    def widget(self, label):
        """Return the id of a widget by its label; None where the page has none."""
        for each in self.elements:
            kind = each.WhichOneof("type")
            if kind and getattr(getattr(each, kind), "label", None) == label:
                return getattr(each, kind).id
        return None

    def roll_back(self, reason):
        """Return what a press of the button that rolls back sends, by what the page shows now."""
        chosen = [each.selectbox for each in self.elements if each.HasField("selectbox")]
        box = next(each for each in chosen if each.label == "Version to bring back")
        return {box.id: box.options[0], self.widget("Reason"): reason, self.widget("Publish this version again"): True}

    @property
    def session(self):
        """The platform's identifier of this session."""
        return next(each.new_session.initialize.session_id for each in self.messages if each.HasField("new_session"))

    @property
    def text(self):
        """Everything that the last run sent, as text."""
        return b"".join(message.SerializeToString() for message in self.messages).decode("utf-8", "replace")

    @property
    def menu(self):
        """The titles of the pages in the menu."""
        (menu,) = re.findall(r"<nav.*?</nav>", self.text, re.DOTALL)
        return re.findall(r">([^<>]+)</a>", menu)
