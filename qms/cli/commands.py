"""All commands of `qms` in the order in which they are met. A command is built when it is asked for, not before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

import typer

from qms.cli import chain, importing, making, questions, reporting, updating
from qms.cli.help import SpokenCommand, SpokenGroup
from qms.i18n import N_

WIDTH: Final = 100


class Offered(NamedTuple):
    """A command as its module offers it."""

    function: Callable[..., Any]
    help: str
    examples: str


class Commands(Mapping[str, SpokenCommand]):
    """The commands by their names."""

    def __init__(self, offered: list[Offered]) -> None:
        self.offered: Final = {one.function.__name__.rstrip("_"): one for one in offered}
        self._built: dict[str, SpokenCommand] = {}

    def __getitem__(self, name: str) -> SpokenCommand:
        if name not in self._built:
            self._built[name] = _built(name, self.offered[name])
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.offered)

    def __len__(self) -> int:
        return len(self.offered)


def _built(name: str, offered: Offered) -> Any:
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, cls=SpokenCommand, help=offered.help, epilog=offered.examples)(offered.function)
    return typer.main.get_command(app)


@cache
def application() -> Any:
    """Return the command line as Typer runs it."""
    modules = (making, questions, importing, updating, reporting, chain)
    commands = Commands([Offered(*one) for module in modules for one in module.COMMANDS])
    return SpokenGroup(
        name="qms",
        help=N_("Adoption of TCVN ISO 9001 by Vietnamese state agencies: figures, series and lists for any day."),
        commands=commands,
        summaries={name: one.help for name, one in commands.offered.items()},
        rich_markup_mode=None,
        context_settings={"max_content_width": WIDTH},
    )
