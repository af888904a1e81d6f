"""Which drugs belong to a class because of what they act on."""

from __future__ import annotations

from collections import defaultdict

from kg.model import Fact
from kg.ontologies.terms import Terms


def implied_roles(terms: Terms, wanted: dict[str, dict[tuple[str, str], str]], source: str, licence: str) -> list[Fact]:
    """HAS_ROLE facts that follow from drug-target facts: the drug acts, as the role says, on every target of the role.

    A role's target that is a family is met by any gene of the family (alpelisib inhibits PIK3CA, so it is a PI3K
    inhibitor); a gene is never met by its family. ``wanted``: role -> (relation, target) -> the source of that row.
    """
    families: dict[str, list[str]] = defaultdict(list)
    for edge in terms.parents:
        if edge.relation in ("MEMBER_OF", "SUBCLASS_OF") and edge.parent.startswith("FPLX:"):
            families[edge.id].append(edge.parent)
    acts: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for fact in terms.facts:
        if terms.terms[fact.subject].type == "Drug" and terms.terms[fact.object].type == "Target":
            for target in _with_families(fact.object, families):
                acts[fact.subject].setdefault((fact.relation, target), fact.reference)
    has = {(fact.subject, fact.object) for fact in terms.facts if fact.relation == "HAS_ROLE"}
    roles_by_target: dict[tuple[str, str], list[str]] = defaultdict(list)
    for role, asked in wanted.items():
        for action in asked:
            roles_by_target[action].append(role)
    found = []
    for drug, actions in sorted(acts.items()):
        for role in sorted({role for action in actions for role in roles_by_target.get(action, ())}):
            if wanted[role].keys() <= actions.keys() and (drug, role) not in has:
                reference = "; ".join(sorted({actions[action] for action in wanted[role]}))
                found.append(Fact(drug, "HAS_ROLE", role, source, licence, reference))
    return found


def _with_families(target: str, families: dict[str, list[str]]) -> list[str]:
    found = [target]
    for identifier in found:
        found.extend(family for family in families.get(identifier, ()) if family not in found)
    return found
