"""A dashboard started as a person starts it, and ended as a person ends it."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

SECONDS_TO_END = 30


class Served(NamedTuple):
    """A dashboard that runs: its process leads a group of its own."""

    url: str
    process: subprocess.Popen[str]

    def interrupt(self) -> int:
        """Press Ctrl-C and wait: the exit code."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(SECONDS_TO_END)

    def left_anything_running(self) -> bool:
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True


@contextmanager
def serving(command: Sequence[str | Path], environment: Mapping[str, str], folder: Path) -> Iterator[Served]:
    """Start a dashboard on a free port; its address is the first line that it prints."""
    with (
        (folder / "server.log").open("w") as log,
        subprocess.Popen(
            [*command, "--port", "0"],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        ) as process,
    ):
        assert process.stdout is not None
        try:
            url = process.stdout.readline().strip()
            assert url.startswith("http://127.0.0.1:"), (folder / "server.log").read_text()
            yield Served(url, process)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
