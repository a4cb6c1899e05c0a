"""All commands of `qms` in the order in which they are met."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import typer

from qms.cli import chain, making, questions
from qms.cli.help import SpokenCommand, SpokenGroup
from qms.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH = 100


def _register(app: typer.Typer, command: Callable[..., Any], help_: str, examples: str) -> None:
    app.command(cls=SpokenCommand, help=help_, epilog=examples)(command)


@cache
def application() -> Any:
    """Return the command line as Typer runs it."""
    app = typer.Typer(
        cls=SpokenGroup,
        help=N_("Adoption of TCVN ISO 9001 by Vietnamese state agencies: figures, series and lists for any day."),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"max_content_width": WIDTH},
    )
    app.callback()(_nothing_of_its_own)
    for module in (making, questions, chain):
        for command, help_, examples in module.COMMANDS:
            _register(app, command, help_, examples)
    return typer.main.get_command(app)


def _nothing_of_its_own() -> None:
    """Let `qms` be a group even while it has but one command."""
