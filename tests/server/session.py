"""A reader's session without a browser: the WebSocket that Streamlit's page opens, and what comes back over it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

SECONDS_TO_ANSWER = 120


@dataclass
class Screen:
    """What a run of the dashboard put on the screen."""

    session: str = ""
    menu: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    found: bool = True

    def take(self, message: ForwardMsg) -> None:
        """Add what one message brings."""
        if message.HasField("new_session"):
            self.session = message.new_session.initialize.session_id
        if message.HasField("navigation"):
            self.menu = [page.url_pathname for page in message.navigation.app_pages]
        if message.HasField("page_not_found"):
            self.found = False
        element = message.delta.new_element
        if element.HasField("html"):
            self.html.append(element.html.body)
        if element.HasField("exception"):
            self.exceptions.append(element.exception.message)


@contextmanager
def session(url: str, origin: str | None = None) -> Iterator[ClientConnection]:
    """Open a session as a page does, of ours or of another origin."""
    address = f"{url.replace('http://', 'ws://')}/_stcore/stream"
    subprotocols = [Subprotocol("streamlit")]
    with connect(address, origin=Origin(origin or url), subprotocols=subprotocols, max_size=None, proxy=None) as socket:
        yield socket


def show(socket: ClientConnection, page: str = "", query: str = "") -> Screen:
    """Ask for a page and return what is on the screen after its run."""
    wish = BackMsg()
    wish.rerun_script.page_name = page
    wish.rerun_script.query_string = query
    socket.send(wish.SerializeToString())
    screen = Screen()
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(bytes(socket.recv(SECONDS_TO_ANSWER, decode=False)))
        screen.take(answer)
        if answer.HasField("script_finished"):
            return screen


def open_page(url: str, page: str = "", query: str = "") -> Screen:
    """Open a session, ask for a page, and return what is on the screen after its run."""
    with session(url) as socket:
        return show(socket, page, query)
