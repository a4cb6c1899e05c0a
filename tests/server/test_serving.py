"""A real `qms serve`: what it answers over the network, how it starts and how it ends."""

import gzip
import shutil
import socket
import sqlite3
import subprocess
from pathlib import Path

import httpx
import pytest
from streamlit import file_util
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from qms.server.headers import SECURITY_HEADERS
from tests.house.serving import Served, serving
from tests.server.conftest import QMS, environment
from tests.server.session import session

EVERYWHERE = "0.0.0.0"  # noqa: S104 – it is the address that must be refused

ANSWERS = [
    ("/", 200),
    ("/phuong-phap?lang=en", 200),
    ("/khong-co", 404),
    ("/_stcore/health", 200),
    ("/_stcore/host-config", 200),
    ("/phuong-phap/_stcore/health", 404),
    ("/_stcore/metrics", 404),
    ("/_stcore/agent/openapi.json", 404),
    ("/_stcore/agent/mcp", 404),
    ("/media/none.png", 404),
    ("/static/js/none.js", 404),
    ("/static/", 404),
    ("/component/none/index.html", 404),
    ("/_stcore/bidi-components/none", 404),
    ("/_stcore/upload_file/none/none", 404),
    ("/qms/connection.js", 200),
]


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_every_answer_carries_the_security_headers(served: Served, path: str, status: int) -> None:
    answer = httpx.get(served.url + path)
    assert answer.status_code == status
    for name, value in SECURITY_HEADERS:
        assert answer.headers.get_list(name.decode()) == [value.decode()]
    assert "server" not in answer.headers
    assert "You need to enable JavaScript" not in answer.text


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/static/js/x.js", "/khong-co"])
def test_a_foreign_host_is_refused_with_the_headers(served: Served, path: str) -> None:
    answer = httpx.get(served.url + path, headers={"host": "evil.example"})
    assert answer.status_code == 421
    assert "This address is not served here." in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")


def test_a_foreign_origin_is_refused(served: Served) -> None:
    answer = httpx.get(served.url, headers={"origin": "http://evil.example"})
    assert (answer.status_code, answer.headers["x-frame-options"]) == (403, "DENY")


def test_a_websocket_of_our_own_page_is_opened(served: Served) -> None:
    with session(served.url) as opened:
        assert opened.subprotocol == "streamlit"


def test_a_websocket_of_another_sites_page_is_refused(served: Served) -> None:
    with pytest.raises(InvalidStatus) as refused, session(served.url, "http://evil.example"):
        raise AssertionError("a foreign page got in")
    assert refused.value.response.status_code == 403
    assert refused.value.response.headers["x-content-type-options"] == "nosniff"


def test_a_websocket_to_a_foreign_host_is_refused(served: Served) -> None:
    address = served.url.removeprefix("http://127.0.0.1:")
    with (
        socket.create_connection(("127.0.0.1", int(address))) as raw,
        pytest.raises(InvalidStatus) as refused,
        connect(f"ws://evil.example:{address}/_stcore/stream", sock=raw, proxy=None),
    ):
        raise AssertionError("a foreign host was answered")
    assert refused.value.response.status_code == 421


def test_scripts_come_compressed_and_whole(served: Served) -> None:
    folder = Path(file_util.get_static_dir()) / "static" / "js"
    largest = max(folder.glob("*.js"), key=lambda file: file.stat().st_size)
    with httpx.stream("GET", f"{served.url}/static/js/{largest.name}", headers={"accept-encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())
    assert gzip.decompress(packed) == largest.read_bytes()
    assert len(packed) < largest.stat().st_size / 2


def test_without_javascript_the_page_speaks_vietnamese(served: Served) -> None:
    page = httpx.get(served.url).text
    assert '<html lang="vi">' in page
    assert "Bảng theo dõi cần JavaScript." in page


def run_out(database: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Start a server that is expected to end at once."""
    return subprocess.run(
        [QMS, "serve", *arguments],
        env=environment(database, QMS_LANG="en") | more,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_local_access_on_an_address_that_others_reach_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    ended = run_out(tmp_path / "new.sqlite", "--host", EVERYWHERE, "--port", "0")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "QMS_AUTH=local gives everybody all rights" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_sign_in_is_refused_with_a_sentence(tmp_path: Path) -> None:
    ended = run_out(tmp_path / "new.sqlite", "--port", "0", QMS_AUTH="oidc")
    assert ended.returncode == 2
    assert ended.stderr.startswith("QMS_AUTH=oidc asks for a sign-in")


def test_a_port_in_use_is_told_before_the_database_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run_out(tmp_path / "new.sqlite", "--port", str(port))
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr == (
        f"Port {port} on 127.0.0.1 is in use. End the other program, or name another port: --port {port + 1}\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_is_not_this_machines_is_told(tmp_path: Path) -> None:
    ended = run_out(tmp_path / "new.sqlite", "--host", "192.0.2.1", "--port", "0", QMS_AUTH="readonly")
    assert ended.returncode == 3
    assert ended.stderr.startswith("The dashboard cannot be served on 192.0.2.1, port 0: ")


def test_a_database_of_a_newer_version_is_refused_at_the_start(small_database: Path, tmp_path: Path) -> None:
    newer = Path(shutil.copy(small_database, tmp_path))
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    ended = run_out(newer, "--port", "0")
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr == (
        f"The database {newer} was made by a newer version of this product. Install that version.\n"
    )


@pytest.mark.heavy
def test_a_first_start_makes_the_database_a_second_one_reuses_it_and_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    database = tmp_path / "data" / "new.sqlite"
    with serving([QMS, "serve"], environment(database), tmp_path) as first:
        assert httpx.get(first.url).status_code == 200
        assert first.interrupt() == 0
        assert not first.left_anything_running()
    assert "6/6" in (tmp_path / "server.log").read_text()
    made = database.read_bytes()

    with serving([QMS, "serve", "--demo"], environment(database), tmp_path) as second:
        assert httpx.get(second.url).status_code == 200
        with session(second.url):  # a reader has the page open
            assert second.interrupt() == 0
        assert not second.left_anything_running()
    assert (tmp_path / "server.log").read_text() == ""
    assert database.read_bytes() == made
    assert not database.with_name("new.sqlite.making").exists()


@pytest.mark.heavy
def test_a_first_start_that_was_interrupted_is_finished_by_the_next(tmp_path: Path) -> None:
    """What was to be made stands beside the database until it is made."""
    database = tmp_path / "new.sqlite"
    subprocess.run([QMS, "init", "--empty"], env=environment(database), check=True)
    (tmp_path / "new.sqlite.making").write_text("register")
    with serving([QMS, "serve"], environment(database), tmp_path) as served:
        assert httpx.get(served.url).status_code == 200
        served.interrupt()
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT COUNT(*) FROM batch").fetchone() == (6,)
    connection.close()
    assert not (tmp_path / "new.sqlite.making").exists()


def test_a_folder_that_cannot_hold_the_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = run_out(tmp_path / "file" / "new.sqlite", "--port", "0")
    assert (ended.returncode, ended.stdout) == (3, "")
    assert str(tmp_path / "file" / "new.sqlite") in ended.stderr
    assert "Traceback" not in ended.stderr
