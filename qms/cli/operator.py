"""Who types: the name that stands in the history beside what the command line changed."""

from qms.access import Access


def operator_name() -> str:
    """Return the name under which this machine knows whoever types, `local` where it knows none."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a process without an entry among the machine's users
        return Access.LOCAL.value
