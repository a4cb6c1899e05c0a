"""A reader's session without a browser: the WebSocket that Streamlit's page opens, and what comes back over it."""

from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

SECONDS_TO_ANSWER = 120


@dataclass
class Screen:
    """What a run of the dashboard put on the screen."""

    menu: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    found: bool = True

    def take(self, message: ForwardMsg) -> None:
        """Add what one message brings."""
        if message.HasField("navigation"):
            self.menu = [page.url_pathname for page in message.navigation.app_pages]
        if message.HasField("page_not_found"):
            self.found = False
        element = message.delta.new_element
        if element.HasField("html"):
            self.html.append(element.html.body)
        if element.HasField("exception"):
            self.exceptions.append(element.exception.message)


def open_page(url: str, page: str = "", query: str = "") -> Screen:
    """Open a session as a page of ours does, ask for a page, and return what is on the screen after its run."""
    screen = Screen()
    with connect(
        f"{url.replace('http://', 'ws://')}/_stcore/stream",
        origin=Origin(url),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        proxy=None,
    ) as socket:
        wish = BackMsg()
        wish.rerun_script.page_name = page
        wish.rerun_script.query_string = query
        socket.send(wish.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(bytes(socket.recv(SECONDS_TO_ANSWER, decode=False)))
            screen.take(answer)
            if answer.HasField("script_finished"):
                return screen
