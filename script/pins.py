"""Writes for pip what uv reads from the project: wanted.txt, what to install, and pins.txt, the versions of uv.lock.

Called by environment.sh where uv cannot do the work, on the machine's own Python, before anything is installed:
``pins.py CHECKOUT run|dev``. Both files go into the checkout's .venv; pip is to run in the checkout.
"""

import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any


def pins(lock: dict[str, Any]) -> list[str]:
    """One ``name==version`` for each locked package; none where the lock holds several versions of it."""
    versions: defaultdict[str, set[str]] = defaultdict(set)
    for package in lock["package"]:
        if "registry" in package["source"]:
            versions[package["name"]].add(package["version"])
    return [f"{name}=={found.pop()}" for name, found in sorted(versions.items()) if len(found) == 1]


def wanted(project: dict[str, Any], purpose: str) -> list[str]:
    """The checkout itself, editable, and for ``dev`` the packages of its development group."""
    development = project["dependency-groups"]["dev"] if purpose == "dev" else []
    return ["-e .", *development]


def _main(checkout: Path, purpose: str) -> None:
    lock = tomllib.loads((checkout / "uv.lock").read_text(encoding="utf-8"))
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    _write(checkout / ".venv" / "pins.txt", pins(lock))
    _write(checkout / ".venv" / "wanted.txt", wanted(project, purpose))


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2])
