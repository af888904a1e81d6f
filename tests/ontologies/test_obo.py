from __future__ import annotations

import pytest

from kg.ontologies.readers import obo

FILE = r"""format-version: 1.4
data-version: test

[Term]
id: X:1
name: thing with \"quotes\" ! a comment
namespace: things
alt_id: X:9
synonym: "the \"thing\", said so" EXACT ABBREVIATION [REF:1, REF:2]
synonym: "wider" BROAD [] {source="x"}
synonym: "no scope" []
xref: DOID:684 {source="MONDO:equivalentTo"} ! comment
xref: UMLS:C1
xref: SNOMEDCT_US_2023_03_01:5
xref: NCI:C3099
xref: ORDO:88673
is_a: X:2 {source="x"} ! parent
relationship: part_of X:3 ! whole

[Typedef]
id: part_of
name: part of

[Term]
id: X:2
name: parent
is_obsolete: true
"""


def test_a_term_is_read_with_everything_it_says() -> None:
    first, second = obo.parse(FILE.splitlines(keepends=True))
    assert (first.id, first.name) == ("X:1", 'thing with "quotes"')
    assert first.synonyms == [('the "thing", said so', "exact"), ("wider", "broad")]
    assert first.abbreviations == {'the "thing", said so'}
    assert first.parents == ["X:2"] and first.relations == [("part_of", "X:3")] and first.alternatives == ["X:9"]
    assert (first.namespace, first.obsolete) == ("things", False)
    assert (second.id, second.name, second.obsolete) == ("X:2", "parent", True)


def test_a_typedef_is_no_term() -> None:
    assert [term.id for term in obo.parse(FILE.splitlines())] == ["X:1", "X:2"]


@pytest.mark.parametrize(
    ("xref", "expected"),
    [
        ("DOID:684", "DOID:684"),
        ("NCI:C3099", "NCIT:C3099"),
        ("ORDO:88673", "ORPHANET:88673"),
        ("Orphanet:88673", "ORPHANET:88673"),
        ("UMLS:C1", None),
        ("UMLS_CUI:C1", None),
        ("SCTID:1", None),
        ("SNOMEDCT_US_2023_03_01:5", None),
        ("ICD10CM:C22.0", None),
        ("ICD11:1", None),
        ("MedDRA:10049010", None),
        ("KEGG:05225", None),
        ("GARD:1", None),
        ("MESH:D006528", "MESH:D006528"),
    ],
)
def test_only_namespaces_that_may_be_passed_on_are_kept(xref: str, expected: str | None) -> None:
    assert obo.known_xref(xref) == expected


def test_descendants_follow_is_a_and_survive_a_circle() -> None:
    made = [
        obo.OboTerm("a"),
        obo.OboTerm("b", parents=["a"]),
        obo.OboTerm("c", parents=["b"]),
        obo.OboTerm("b", parents=["c"]),
        obo.OboTerm("d"),
    ]
    assert obo.descendants(made, ["a"]) == {"a", "b", "c"}
