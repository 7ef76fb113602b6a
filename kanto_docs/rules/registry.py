"""How a rule is written down: a function that names what it reads.

`@rule("F01", grant="budget.grant", limit="law.max_grant_share")` maps parameters to dotted names.
A parameter without a mapping is the part of the plan with its own name. Where anything that a rule
reads is not there, the rule is not called: it could not be judged, and the report says why.
`group` is the plans of a whole group project, `group.members` as many of them as could be read.
`for_models` names the cost models that a rule is about: in a plan of another it is in order,
whatever the plan lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from kanto_docs.errors import DataError
from kanto_docs.finding import Faults

Check = Callable[..., Faults]


class Rule(NamedTuple):
    """A rule's code, its function and what it reads: parameter → dotted name."""

    code: str
    check: Check
    reads: Mapping[str, str]
    models: tuple[str, ...] = ()

    @property
    def is_of_groups(self) -> bool:
        """Whether it reads the plans of a group: of one applicant it has nothing to say."""
        return any(name.partition(".")[0] == "group" for name in self.reads.values())

    @property
    def looks_at(self) -> tuple[str, ...]:
        """The dotted names of all that decides what the rule says."""
        return (*self.reads.values(), *(("cost_model",) if self.models else ()))


_RULES: dict[str, Rule] = {}


def rule(code: str, /, for_models: tuple[str, ...] = (), **reads: str) -> Callable[[Check], Check]:
    """Register a function as the rule `code`."""

    def register(check: Check) -> Check:
        names = check.__code__.co_varnames[: check.__code__.co_argcount]
        if code in _RULES or not set(reads) <= set(names):
            raise DataError("rule_badly_registered", code=code)
        names_read = {name: reads.get(name, name) for name in names}
        _RULES[code] = Rule(code, check, names_read, for_models)
        return check

    return register


def registered() -> tuple[Rule, ...]:
    """All rules, in the order in which their modules wrote them down."""
    return tuple(_RULES.values())
