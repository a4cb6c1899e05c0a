"""What Streamlit is told: its settings and the theme. In code, so that they hold whatever folder one starts in."""

from __future__ import annotations

from typing import Any, Final

UPLOAD_MEGABYTES: Final = 20
"""The largest file that may be uploaded, in megabytes."""

WEBSOCKET_BYTES: Final = 4_000_000
"""The largest message that a browser may send; what a reader types and chooses is small, files come another way."""

SETTINGS: Final[dict[str, Any]] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "global.developmentMode": False,
    "logger.enableRich": False,
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
    "server.baseUrlPath": "",
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.maxUploadSize": UPLOAD_MEGABYTES,
    "server.runOnSave": False,
}

_FORM: Final[dict[str, Any]] = {
    "font": "sans-serif",
    "headingFont": "serif",
    "baseFontSize": 17,
    "headingFontSizes": ["2.125rem", "1.375rem", "1.1875rem"],
    "headingFontWeights": [600, 600, 600],
    "baseRadius": "3px",
    "buttonRadius": "3px",
    "showWidgetBorder": True,
    "linkUnderline": True,
    "paddingTop": "1.25rem",
    "paddingBottom": "3rem",
}

_LIGHT: Final = {
    "primaryColor": "#17568F",
    "backgroundColor": "#FCFBF8",
    "secondaryBackgroundColor": "#F2EFE8",
    "textColor": "#1A222B",
    "linkColor": "#17568F",
    "borderColor": "#8C8779",
}

_DARK: Final = {
    "primaryColor": "#8DBBEA",
    "backgroundColor": "#12171D",
    "secondaryBackgroundColor": "#1C232B",
    "textColor": "#E9E6DF",
    "linkColor": "#9CC4EE",
    "borderColor": "#77808A",
}


def streamlit_settings(host: str, port: int) -> dict[str, Any]:
    """Return every setting that we decide, by Streamlit's names; they win over files and the environment."""
    return {
        **SETTINGS,
        "server.address": host,
        "server.port": port,
        **{f"theme.{name}": value for name, value in _FORM.items()},
        **{f"theme.light.{name}": value for name, value in _LIGHT.items()},
        **{f"theme.dark.{name}": value for name, value in _DARK.items()},
    }
