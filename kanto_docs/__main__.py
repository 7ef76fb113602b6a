"""`python -m kanto_docs` and the `kanto-docs` command."""

from __future__ import annotations

import gc
import sys
from typing import Final

_INTERRUPTED: Final = 130
_INTERNAL: Final = 70
_RARELY: Final = 100_000
"""New objects between two searches for rubbish: one plan makes hardly any, and soon it is done."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_RARELY)
    try:
        from kanto_docs.cli.running import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except ModuleNotFoundError as error:  # click or PyYAML: nothing could be said in words yet
        sys.stderr.write(f"pip install {error.name}\n")
        code = _INTERNAL
    sys.exit(code)


if __name__ == "__main__":
    main()
