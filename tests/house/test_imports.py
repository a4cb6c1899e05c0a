"""Who may import whom. The contracts themselves stand in pyproject.toml."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.repository import ROOT

DATABASE = {"sqlalchemy", "sqlmodel", "alembic", "sqlite3", "psycopg", "adbc_driver_manager"}


def test_imports_point_at_the_rules() -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_nothing_in_qms_but_the_server_imports_streamlit() -> None:
    outside = {path for path in importers_of({"streamlit"}, ROOT / "qms") if not path.startswith("qms/server/")}
    assert outside == set()


def test_only_the_store_speaks_to_a_database() -> None:
    outside = {path for path in importers_of(DATABASE, ROOT / "qms") if not path.startswith("qms/store/")}
    assert outside == set()


def test_pages_speak_to_no_database() -> None:
    assert importers_of(DATABASE, ROOT / "pages") == set()


@pytest.mark.parametrize("module", ["qms", "qms.vocabulary", "qms.register", "qms.coverage", "qms.store.ledger"])
def test_what_answers_a_question_starts_without_the_heavy_libraries(module: str) -> None:
    heavy = ["pandas", "pyarrow", "sqlalchemy", "sqlmodel", "alembic", "streamlit", "plotly"]
    loaded = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print(*[name for name in {heavy} if name in sys.modules])"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.split() == []


def importers_of(libraries: set[str], folder: Path) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in folder.rglob("*.py")
        if libraries & set(imported_by(ast.parse(path.read_text(encoding="utf-8"))))
    }


def imported_by(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]
