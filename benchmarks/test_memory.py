"""The largest file that is taken in: how much memory the import needs, reading process and all."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from benchmarks.test_planning import drawn
from qms.importing.sheet import LIMITS
from qms.store.database import connect
from qms.store.initial import initialise
from qms.store.ledger import current_ledger

if TYPE_CHECKING:
    from pathlib import Path

ALLOWED_MIB: Final = 1.5 * 1024
MEASURED: Final = """
import resource, sys
from qms.cli import run
code = run(sys.argv[1:])
used = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(code, *used)
"""
"""Types a command line; prints its exit code and the most MiB that this process and the one that reads ever had."""


def test_two_hundred_thousand_rows_are_taken_in_within_one_and_a_half_gib(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'demo.sqlite'}"
    initialise(connect(url), "demo")
    file = tmp_path / "file.csv"
    file.write_text(drawn(current_ledger(connect(url)), LIMITS.rows), encoding="utf-8")
    assert file.stat().st_size <= LIMITS.bytes

    done = subprocess.run(  # noqa: S603 – our own command
        [sys.executable, "-c", MEASURED, "import", str(file)],
        env=os.environ | {"QMS_DATABASE_URL": url},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )

    code, importing, reading = done.stdout.splitlines()[-1].split()
    sys.stdout.write(f"{importing} MiB to import, {reading} MiB to read\n")
    assert code == "0"
    assert connect(url).data_version() == 58
    assert float(importing) + float(reading) <= ALLOWED_MIB
