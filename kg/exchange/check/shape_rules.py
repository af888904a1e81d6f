"""What a rule of ``kg.exchange.check.shapes`` is made of: a property, a node, and of which nodes it speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

STRING, INTEGER, FLOAT = "xsd:string", "xsd:integer", "xsd:float"
BOOLEAN, YEAR, IRI = "xsd:boolean", "xsd:gYear", "IRI"


@dataclass(frozen=True, slots=True)
class PropertyRule:
    """What the values of one property are: how many, of which datatype (``IRI`` for none), of which closed list.

    ``classes``: the classes of which the thing that is named is one. ``among``: texts, or CURIEs where ``kind`` is
    ``IRI``. With ``either`` a value is of ``among`` or a thing of ``classes``. ``inverse``: counted are the subjects
    that name this node. ``besides``: another property, counted with it. ``below``: a property whose value is not
    smaller. ``like``: a pattern, the same in Python and in XPath, of a whole text.
    """

    path: str
    least: int = 0
    most: int | None = None
    kind: str = ""
    among: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    starts: str = ""
    filled: bool = False
    either: bool = False
    inverse: bool = False
    besides: str = ""
    below: str = ""
    like: str = ""
    both_or_none: bool = False


@dataclass(frozen=True, slots=True)
class NodeCondition:
    """Of which nodes a rule speaks: those that have a property, with one of ``among`` where that is given. ``holds``:
    of those, or of all others.
    """

    path: str
    among: tuple[str, ...] = ()
    holds: bool = True

    def speaks(self, values: Sequence[str]) -> bool:
        """Whether it is so of a node whose property has these values."""
        return bool(set(values) & set(self.among) if self.among else values) == self.holds


@dataclass(frozen=True, slots=True)
class NodeRule:
    """What is said of the nodes of some classes, or of all nodes that have a property of ``having`` or are named by one
    of ``naming``.

    ``closed``: nothing but these properties, and ``besides``, is said of them. ``not_below``: prefixes of other things.
    ``said_twice``: the class is ``biolink:category`` too. ``one_of``: the classes of which a node is one.
    ``when``: it speaks of these nodes alone; such a rule has ``properties`` and nothing else.
    """

    name: str
    help: str
    properties: tuple[PropertyRule, ...]
    classes: tuple[str, ...] = ()
    having: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    closed: bool = False
    besides: tuple[str, ...] = ()
    not_below: tuple[str, ...] = ()
    said_twice: bool = False
    one_of: tuple[str, ...] = ()
    when: NodeCondition | None = None


def one_value(path: str, kind: str = STRING, **more: Any) -> PropertyRule:
    """A property with exactly one value."""
    return PropertyRule(path, 1, 1, kind, **more)


def optional(path: str, kind: str = STRING, **more: Any) -> PropertyRule:
    """A property with at most one value."""
    return PropertyRule(path, 0, 1, kind, **more)


def any_values(path: str, kind: str = STRING, **more: Any) -> PropertyRule:
    """A property with any number of values."""
    return PropertyRule(path, 0, None, kind, **more)


def share(path: str) -> PropertyRule:
    """A property with at most one number, 0 to 1."""
    return optional(path, FLOAT, lowest=0, highest=1)
