"""What script/server does before the product itself runs: find Python, make the environment once, say what is missing.

The machine around it is drawn: a folder of small shell programs that stand for python3, uv and the installed `qms`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.repository import ROOT

BASH = shutil.which("bash") or "bash"
PROGRAMS_OF_THE_SYSTEM = ["bash", "cat", "cmp", "dirname", "env", "mkdir", "chmod", "rm"]
PYTHONS = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"]

UP_TO_DATE_PYTHON = f"""
case "$*" in
  *version_info*) echo "$0" ;;
  *"import ensurepip, venv"*) exit 0 ;;
  "-m venv"*) mkdir -p "$4/bin" && cp_program venv-python "$4/bin/python" && cp_program qms "$4/bin/qms" ;;
  *pins.py*) exec {sys.executable} "$@" ;;
esac
"""
MAKES_A_QMS = "mkdir -p .venv/bin && cp_program qms .venv/bin/qms && cp_program venv-python .venv/bin/python"


class Machine:
    """A checkout and a PATH on which only the drawn programs are found."""

    def __init__(self, folder: Path) -> None:
        self.checkout, self.path, self.log = folder / "checkout", folder / "path", folder / "log"
        for made in (self.checkout, self.path):
            made.mkdir()
        for name in ("pyproject.toml", "uv.lock"):
            shutil.copy(ROOT / name, self.checkout)
        shutil.copytree(ROOT / "script", self.checkout / "script", ignore=shutil.ignore_patterns("__pycache__"))
        for name in PROGRAMS_OF_THE_SYSTEM:
            (self.path / name).symlink_to(shutil.which(name) or name)
        self.has("qms", 'echo "qms: $*" >>"$LOG"')
        self.has("venv-python", '[ "$1" = -c ] || echo "pip: $*" >>"$LOG"')

    def has(self, name: str, body: str) -> None:
        copying = f'cp_program() {{ cat "{self.path}/$1" >"$2" && chmod +x "$2"; }}'
        program = self.path / name
        program.write_text(f"#!{BASH}\n{copying}\n{body}\n", encoding="utf-8")
        program.chmod(0o755)

    def server(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [BASH, self.checkout / "script" / "server", *arguments],
            cwd=self.checkout,
            env={"PATH": str(self.path), "LOG": str(self.log)},
            capture_output=True,
            text=True,
            check=False,
        )

    def happened(self) -> list[str]:
        """What the drawn programs did since the last look."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_python_that_is_too_old_is_named_in_one_sentence(machine: Machine) -> None:
    for name in PYTHONS:
        machine.has(name, '[ "$1" = --version ] && echo "Python 3.9.2"; exit 0')
    ended = machine.server()
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr == "Python 3.11 or newer is needed; this machine has Python 3.9.2.\n"


def test_no_python_at_all_is_one_sentence(machine: Machine) -> None:
    ended = machine.server()
    assert ended.returncode == 3
    assert ended.stderr == "Python 3.11 or newer is needed; this machine has none.\n"


def test_a_python_without_venv_names_the_debian_package(machine: Machine) -> None:
    machine.has("python3", 'case "$*" in *version_info*) echo "$0" ;; *) exit 1 ;; esac')
    ended = machine.server()
    assert ended.returncode == 3
    assert "install python3-venv" in ended.stderr.splitlines()[-1]


def test_the_first_start_installs_what_is_locked_and_the_second_reuses_it(machine: Machine) -> None:
    machine.has("python3", UP_TO_DATE_PYTHON)
    machine.has("uv", f'[ "$1" = --version ] && exit; echo "uv: $*" >>"$LOG"; {MAKES_A_QMS}')
    assert machine.server("--port", "8600").returncode == 0
    first = machine.happened()
    assert first[0].startswith("uv: sync --quiet --frozen")
    assert first[1:] == ["qms: serve --demo --port 8600"]
    machine.has("uv", 'echo "uv: asked again" >>"$LOG"; exit 1')
    second = machine.server()
    assert (second.returncode, second.stderr) == (0, "")
    assert machine.happened() == ["qms: serve --demo"]


@pytest.mark.parametrize("changed", ["uv.lock", "pyproject.toml"])
def test_a_changed_project_is_installed_anew(machine: Machine, changed: str) -> None:
    machine.has("python3", UP_TO_DATE_PYTHON)
    machine.has("uv", f'[ "$1" = --version ] && exit; echo "uv: $1" >>"$LOG"; {MAKES_A_QMS}')
    machine.server()
    assert machine.happened() == ["uv: sync", "qms: serve --demo"]
    with (machine.checkout / changed).open("a", encoding="utf-8") as file:
        file.write("# a line more\n")
    machine.server()
    assert machine.happened() == ["uv: sync", "qms: serve --demo"]


def test_where_uv_does_not_get_through_pip_installs_the_locked_versions(machine: Machine) -> None:
    machine.has("python3", UP_TO_DATE_PYTHON)
    machine.has("uv", '[ "$1" = --version ]')
    assert machine.server().returncode == 0
    asked, served = machine.happened()
    assert asked.endswith(" --requirement .venv/wanted.txt --constraint .venv/pins.txt")
    assert served == "qms: serve --demo"
    assert (machine.checkout / ".venv" / "wanted.txt").read_text(encoding="utf-8") == "-e .\n"
    pins = (machine.checkout / ".venv" / "pins.txt").read_text(encoding="utf-8").splitlines()
    assert {pin.split("==")[0] for pin in pins} >= {"streamlit", "pandas", "sqlmodel", "typer"}


def test_where_nothing_can_be_installed_one_last_sentence_says_what_to_check(machine: Machine) -> None:
    machine.has("python3", UP_TO_DATE_PYTHON)
    machine.has("venv-python", "exit 1")
    machine.has("uv", '[ "$1" = --version ]')
    ended = machine.server()
    assert ended.returncode == 3
    assert ended.stderr.splitlines()[-1].startswith("The packages could not be installed. Check the network")
    assert machine.happened() == []


@pytest.fixture
def folder_of_another() -> Iterator[Path]:
    """A folder that anybody may read and this test's user may not write."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
        Path(folder).chmod(0o755)


def test_a_checkout_that_cannot_be_written_is_one_sentence(folder_of_another: Path) -> None:
    machine = Machine(folder_of_another)
    for folder in (folder_of_another, machine.checkout):
        folder.chmod(0o555)
    nobody = 65534 if os.geteuid() == 0 else None  # the superuser may write anywhere
    ended = subprocess.run(
        [BASH, machine.checkout / "script" / "server"],
        cwd=machine.checkout,
        env={"PATH": str(machine.path)},
        capture_output=True,
        text=True,
        check=False,
        user=nobody,
    )
    assert ended.returncode == 3
    assert ended.stderr == (
        f"The folder {machine.checkout} cannot be written to: its .venv cannot be made. Check the rights to it.\n"
    )
