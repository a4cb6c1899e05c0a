"""Where the files lie that are no Python modules of qms: the dashboard with its pages, and the data that ship.

In a checkout they stand beside the package (dashboard.py, pages/, data/); in an installed wheel they are inside
it, under qms/site.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def site_folder() -> Path:
    """The folder that holds dashboard.py, pages/ and data/.

    It has to be on ``sys.path`` for pages to find each other (``pages.parts``).
    """
    installed = PACKAGE / "site"
    return installed if installed.is_dir() else PACKAGE.parent


def dashboard_script() -> Path:
    """The script that Streamlit runs."""
    return site_folder() / "dashboard.py"


def docs_folder() -> Path:
    """The method in plain words and the questions asked most, a file a language each, which a page shows too."""
    return site_folder() / "docs"


def data_folder() -> Path:
    """The registers, successions, published figures, tile grids and templates that ship."""
    return site_folder() / "data"
