"""Values stay the texts that were typed: a command understands them itself, and refuses them in its own words.

Typer would build a pydantic validator for each option to the same end, and loading pydantic takes longer than most
answers.
"""

from __future__ import annotations

from typing import Any


class AsTyped:
    """What Typer asks to understand a value."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002 – the framework's signature
        """Return the value as it is; no value of an option that may be repeated is an empty row."""
        return () if value is None and param.multiple else value


class TakesTexts:
    """A command or group whose options all take texts, or nothing."""

    def get_params(self, ctx: Any) -> Any:
        """Return the options, that of the help included."""
        params = super().get_params(ctx)  # type: ignore[misc]  # of the command that this is mixed into
        for param in params:
            param.get_runtime_param = AsTyped
        return params
