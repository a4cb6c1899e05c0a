"""script/server from its start to Ctrl-C, and what it says where it cannot start."""

import os
import socket
import sqlite3
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.house.repository import ROOT
from tests.house.serving import serving

SERVER = ROOT / "script" / "server"


@pytest.fixture(scope="module", autouse=True)
def prepared() -> None:
    """What a first start would do and tell stands behind us."""
    subprocess.run(["bash", "-c", "source script/environment.sh && make_environment dev"], cwd=ROOT, check=True)


def environment(database: Path) -> dict[str, str]:
    return os.environ | {"QMS_DATABASE_URL": f"sqlite:///{database}", "QMS_LANG": "en"}


def refusal(database: Path, *arguments: str) -> str:
    """The one sentence with which a start ends that could not be."""
    ended = subprocess.run([SERVER, *arguments], env=environment(database), capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (3, "")
    [sentence] = ended.stderr.splitlines()
    return sentence


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"Port {port} on 127.0.0.1 is in use." in refusal(tmp_path / "new.sqlite", "--port", str(port))
    assert not (tmp_path / "new.sqlite").exists()


def test_a_folder_that_cannot_hold_the_database_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    database = tmp_path / "file" / "new.sqlite"
    assert str(database) in refusal(database, "--port", "0")


def test_a_database_of_a_newer_version_is_one_sentence(tmp_path: Path) -> None:
    database = tmp_path / "newer.sqlite"
    subprocess.run([ROOT / ".venv/bin/qms", "init", "--empty"], env=environment(database), check=True)
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert "made by a newer version" in refusal(database, "--port", "0")


@pytest.mark.heavy
def test_ctrl_c_ends_it_with_nothing_left_running(demo_database: Path, tmp_path: Path) -> None:
    with serving([SERVER], environment(demo_database), tmp_path) as served:
        assert httpx.get(served.url).status_code == 200
        assert served.interrupt() in {0, 130}
        assert not served.left_anything_running()
    assert "Traceback" not in (tmp_path / "server.log").read_text()
