"""Before readers come: what pages stand on is loaded, and set apart from what is searched after each of their runs."""

from __future__ import annotations

import gc
import pkgutil
from importlib import import_module


def get_ready() -> None:
    """Load the parts of all pages, and tell Python's collector that what is loaded stays.

    Streamlit lets it search the whole process after every run of a page. Modules alone are some 150,000 objects, and
    took longer to search than most pages take to run.
    """
    import pages.parts

    for part in pkgutil.walk_packages(pages.parts.__path__, "pages.parts."):
        import_module(part.name)
    gc.collect()
    gc.freeze()
