"""`python -m kanto_docs` and the `kanto-docs` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from kanto_docs.cli.running import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
