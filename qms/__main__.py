"""`python -m qms` is the `qms` command."""

from qms.cli import main

if __name__ == "__main__":
    main()
