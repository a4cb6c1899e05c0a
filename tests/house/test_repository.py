"""What must hold of the files in the repository, whatever is in them."""

import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

from tests.house.repository import ROOT, committed_files, committed_lines, scripts

LONGEST_MODULE = 400
UV = Path(sys.executable).with_name("uv")

OWN_MACHINE = re.compile(r"(^|[\s\"'=(`:])/(?:work|farm|root|tmp|home|Users)/")
REGISTRIES = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|/simple/")


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert [str(line) for line in committed_lines() if OWN_MACHINE.search(line.text)] == []


def test_package_registries_are_named_in_the_lock_file_alone() -> None:
    exempt = {"uv.lock", "tests/house/test_repository.py"}
    assert [str(line) for line in committed_lines() if line.path not in exempt and REGISTRIES.search(line.text)] == []


def test_the_lock_file_names_only_the_public_index() -> None:
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://([^/\"]+)", lock)) == {"pypi.org", "files.pythonhosted.org"}


def test_the_lock_file_fits_the_project() -> None:
    checked = subprocess.run(
        [UV, "lock", "--check", "--offline", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr


def test_every_command_can_be_run_and_is_committed_so() -> None:
    commands = [*scripts(), ".ci/run"]
    listed = subprocess.run(
        ["git", "ls-files", "--stage", *commands], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert {line.split("\t")[1]: line.split()[0] for line in listed} == dict.fromkeys(commands, "100755")


def test_no_page_lies_directly_in_pages_where_streamlit_would_open_it_without_the_dashboard() -> None:
    assert [path for path in committed_files() if PurePosixPath(path).parent.as_posix() == "pages"] == []


def test_no_module_holds_more_than_one_idea() -> None:
    lengths: dict[str, int] = {}
    for line in committed_lines():
        if line.path.endswith(".py"):
            lengths[line.path] = line.number
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_every_text_is_stored_in_utf8_with_unix_line_ends() -> None:
    assert [
        path
        for path in committed_files()
        if PurePosixPath(path).suffix in {".py", ".md", ".toml", ".po", ".csv", ".sh"}
        and b"\r" in (ROOT / path).read_bytes()
    ] == []
