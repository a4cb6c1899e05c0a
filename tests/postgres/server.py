"""A PostgreSQL server of the test session's own: started from its binaries, on a socket in a private folder."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import quote

import psycopg

ROLE = "qms"
ROOM = 2 * 1024**3
"""Bytes free for a cluster to be held in memory: those of two processes took 0.4 gigabytes for the whole suite."""


@dataclass(frozen=True)
class Server:
    """A running server; `sockets` is the folder of its socket."""

    binaries: Path
    data: Path
    sockets: Path

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://{ROLE}@/{name}?host={quote(str(self.sockets))}"

    def run(self, *statements: str) -> None:
        """Execute statements outside a transaction, as the owner of the server."""
        address = f"host={self.sockets} user={ROLE} dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def binaries() -> Path:
    """Return the folder of the newest server installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    if found or on_path:
        return found[0].parent if found else Path(str(on_path)).parent
    raise AssertionError("The store's tests need the PostgreSQL server binaries: apt-get install postgresql")


@contextmanager
def running_server() -> Iterator[Server]:
    """Give a server on an empty cluster; it listens on no network address and is stopped at the end."""
    folder = Path(mkdtemp(prefix="qms-pg-", dir=_memory()))  # short: a socket's path has about 100 characters at most
    owner = pwd.getpwnam("postgres" if _is_user("postgres") else "nobody") if os.getuid() == 0 else None
    if owner:  # the server refuses to run as root
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    server = Server(binaries(), folder / "data", folder)
    try:
        _run(server, owner, "initdb", "-A", "trust", "-U", ROLE, "-E", "UTF8", "--locale=C", "--no-sync")
        quick = "-c fsync=off -c full_page_writes=off -c max_connections=60"
        options = f"{quick} -c listen_addresses='' -c unix_socket_directories='{folder}'"
        _run(server, owner, "pg_ctl", "-w", "-t", "60", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield server
        finally:
            _run(server, owner, "pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> Path | None:
    """Where files are held in memory, if there is room: a test's database has 300 files, slow to make on a disk."""
    folder = Path("/dev/shm")  # noqa: S108 – mkdtemp makes a folder there that is nobody else's
    has_room = os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free > ROOM
    return folder if has_room else None


def _is_user(name: str) -> bool:
    return any(entry.pw_name == name for entry in pwd.getpwall())


def _run(server: Server, owner: pwd.struct_passwd | None, program: str, *arguments: str) -> None:
    user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    done = subprocess.run(  # type: ignore[call-overload]  # the keywords for another user are given together or not
        [str(server.binaries / program), "-D", str(server.data), *arguments],
        cwd=server.sockets,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        check=False,
        **user,
    )
    # pg_ctl start leaves the server holding our pipe's end if it has no log file; it has one.
    assert done.returncode == 0, done.stderr.decode()
