"""The `qms` command: what people type, a file a group of commands. This is the edge: every act ends here in a code.

0 done · 1 the data was refused · 2 wrong usage · 3 could not · 4 unknown whether written
70 our own fault, logged · 130 interrupted · 141 nobody reads what we write
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Final

from qms.errors import QmsError

PROGRAM: Final = "qms"
OUR_FAULT: Final = 70
INTERRUPTED: Final = 130
PYTHONS_OWN: Final = gc.get_threshold()
"""How often Python looks for garbage by itself; whoever stays for long goes back to it."""
_SELDOM: Final = 100_000


def main() -> None:
    """Run the command line of this process and end it."""
    # What is loaded stays until the end: to search it for garbage again and again only slows the start.
    gc.set_threshold(_SELDOM)
    # numpy would start a thread a core for linear algebra, of which there is none here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    code = run(sys.argv[1:])
    # Nobody needs the room that Python would search for at the end, three times over.
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run a command line; returns its exit code. Sentences go to stderr, never a traceback."""
    _speak_utf8()
    try:
        code = _obey(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        from qms.cli.output import nobody_reads

        return nobody_reads()
    except KeyboardInterrupt:
        return INTERRUPTED
    except QmsError as error:
        _say(str(error))
        return error.exit_code
    except Exception as error:  # noqa: BLE001 – the last edge: a user gets a sentence and a reference, we get the log
        from qms.cli.faults import recorded

        _say(recorded(error))
        return OUR_FAULT
    return code


def _obey(arguments: list[str]) -> int:
    from typer import TyperException

    from qms.cli.commands import application
    from qms.cli.help import usage_sentence

    try:
        ended = application().main(arguments, prog_name=PROGRAM, standalone_mode=False)
    except TyperException as error:
        _say(usage_sentence(error))
        return 2
    return ended if isinstance(ended, int) else 0


def _say(sentence: str) -> None:
    """Tell on stderr what went wrong; what was typed or read may stand in it, and must not move the cursor."""
    from qms.cli.output import printable_lines

    sys.stderr.write(f"{printable_lines(sentence)}\n")


def _speak_utf8() -> None:
    """Write UTF-8 whatever the terminal's locale says: names are Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
