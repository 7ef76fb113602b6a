"""What hatchling runs when the tool is built or installed: it makes the quick forms of the data.

An editable installation gets them too. They are never stale: each is used only while the YAML that
it was made of is the same.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOMS = {"schemas": "schemas", "words": "kanto_docs/words"}
FORMS = "kanto_docs/_quick"


class QuickForms(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's, of any configuration
    """Writes kanto_docs/_quick and puts it into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's
        """Before anything is packed."""
        write_forms(Path(self.root))
        build_data["artifacts"].append(f"{FORMS}/**")


def write_forms(root: Path) -> None:
    """Write every form of the checkout at `root`; take away those whose YAML is gone."""
    sys.path.insert(0, str(root))
    from kanto_docs.source.quick import quick_form

    wanted = set()
    for room, folder in ROOMS.items():
        for path in (root / folder).rglob("*.yaml"):
            name = path.relative_to(root / folder)
            form = (root / FORMS / room / name).with_suffix(".json")
            wanted.add(form)
            form.parent.mkdir(parents=True, exist_ok=True)
            part = form.with_suffix(f".{os.getpid()}")  # another build may write the same
            part.write_bytes(quick_form(path.read_bytes(), f"{room}/{name.as_posix()}"))
            part.replace(form)
    for form in set((root / FORMS).rglob("*.json")) - wanted:
        form.unlink(missing_ok=True)
