"""A group project (ryhmähanke): the plan files of its members, read together and summed."""

from kanto_docs.groups.group import SUMMED, Group
from kanto_docs.groups.member import CARRIERS, LEAD, MEMBER, Member
from kanto_docs.groups.publishing import published
from kanto_docs.groups.reading import ABSENT, OUTSIDE, UNNAMED, group_again, group_of

__all__ = [
    "ABSENT",
    "CARRIERS",
    "LEAD",
    "MEMBER",
    "OUTSIDE",
    "SUMMED",
    "UNNAMED",
    "Group",
    "Member",
    "group_again",
    "group_of",
    "published",
]
