"""How the command line speaks of itself: usage, options and examples in the language of the moment.

Typer's own words are English; every sentence that a user of `qms` meets comes from our catalogues instead. Help texts
are registered as messages (`N_`) and translated when they are shown, so that a command that runs loads no catalogue.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from typer import TyperException
from typer.core import TyperCommand, TyperGroup

from qms.asking import not_among
from qms.cli.output import nobody_reads
from qms.cli.typed import TakesTexts
from qms.errors import WrongUsage
from qms.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


_HELP: Final = N_("Show this help and end.")


class SpokenCommand(TakesTexts, TyperCommand):
    """One command of `qms`."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; when nobody reads any more what it writes, that ends it, in peace."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return nobody_reads()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; what is left over is refused in our words."""
        ctx.allow_extra_args = True
        try:
            left = super().parse_args(ctx, args)
        except TyperException as error:
            vars(error)["ctx"] = getattr(error, "ctx", None) or ctx  # the option parser does not say whose option it is
            raise
        if left and not ctx.resilient_parsing:
            raise WrongUsage(
                _('"{argument}" is not understood here. See: {command} --help').format(
                    argument=left[0], command=ctx.command_path
                )
            )
        return left

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage with every option in it."""
        formatter.write_usage(ctx.command_path, " ".join(_usage(self.params)), prefix=_("Usage:") + " ")

    def format_help_text(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 – the framework's signature
        """Write what the command does."""
        _write_paragraphs(formatter, self.help)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, one a line."""
        _write_options(formatter, self.get_params(ctx))

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 – the framework's signature
        """Write the examples as they are typed."""
        if self.epilog:
            with formatter.section(_("Examples")):
                for line in self.epilog.splitlines():
                    formatter.write(f"{' ' * formatter.current_indent}{line}\n")


class SpokenGroup(TakesTexts, TyperGroup):
    """The `qms` command: a list of commands, each with what it does."""

    def __init__(self, *, summaries: Mapping[str, str], **rest: Any) -> None:
        super().__init__(**rest)
        self._summaries = summaries

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; without any, show the help."""
        return super().parse_args(ctx, args or ["--help"])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is named; raises WrongUsage with the nearest one."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise WrongUsage(not_among(args[0], self.list_commands(ctx)))
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage."""
        formatter.write_usage(ctx.command_path, _("COMMAND [OPTIONS]"), prefix=_("Usage:") + " ")

    def format_help_text(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 – the framework's signature
        """Write what the product does."""
        _write_paragraphs(formatter, self.help)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, then the commands with the first sentence of each."""
        _write_options(formatter, self.get_params(ctx))
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _spoken(summary)) for name, summary in self._summaries.items()])


def _spoken(message: str | None) -> str:
    return _(message) if message else ""  # gettext answers a blank message with the catalogue's header


def _write_paragraphs(formatter: Any, message: str | None) -> None:
    for paragraph in _spoken(message).split("\n\n"):
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(paragraph)


def _usage(params: Iterable[Any]) -> Iterator[str]:
    """Yield each option as in a usage line: `--as-of DATE`, `[--members]`, `[--measure ID]...`."""
    for param in params:
        asked = f"{param.opts[0]} {_(param.metavar)}" if param.metavar else param.opts[0]
        yield asked if param.required else f"[{asked}]{'...' if param.multiple else ''}"


def _write_options(formatter: Any, params: Iterable[Any]) -> None:
    with formatter.section(_("Options")):
        formatter.write_dl([_option(param) for param in params])


def _option(param: Any) -> tuple[str, str]:
    named = ", ".join(param.opts) + (f" {_(param.metavar)}" if param.metavar else "")
    if param.name == "help":
        return named, _(_HELP)
    said = _spoken(param.help)
    remark = ""
    if param.required:
        remark = _("required")
    elif isinstance(param.default, str):
        remark = _("default: {default}").format(default=param.default)
    return named, f"{said} [{remark}]" if remark else said


def usage_sentence(error: TyperException) -> str:
    """Return in our words what Typer found wrong with the options."""
    param = getattr(error, "param", None)
    context = getattr(error, "ctx", None)
    name = getattr(error, "option_name", None)
    known = (
        {} if context is None else {option: one for one in context.command.get_params(context) for option in one.opts}
    )
    if param is not None:
        return _("{option} is missing. See: {command} --help").format(
            option=param.opts[0], command=context.command_path if context else "qms"
        )
    if name in known:
        refused, wanted = _("{option} takes no value."), _("{option} needs a value.")
        return (wanted if known[name].metavar else refused).format(option=name)
    if name is not None:
        near = get_close_matches(name, known, n=3, cutoff=0.5)
        sentence = _("There is no option {option}.").format(option=name)
        return f"{sentence} " + _("Did you mean {candidates}?").format(candidates=", ".join(near)) if near else sentence
    return error.format_message()
