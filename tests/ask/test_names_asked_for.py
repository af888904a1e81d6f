"""Names asked for mean what ``kg ground`` says they mean; the graph decides between names that are as good."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ask.explain import explain
from kg.ask.lookup import KnownNames, find_entity, known
from kg.ask.pack import load_queries
from kg.ask.queries import entities, parse_parameters, run_query
from kg.errors import QueryError, StoreError
from kg.lexicon.lexicon import Lexicon
from kg.model import Fact
from kg.ontologies.terms import Name, Term
from kg.ontologies.writer import write
from kg.pipeline.ground.grounder import of_names
from kg.stores import open_store
from kg.stores.store import Store
from tests import small_lexicon as small
from tests.stores.sample import (
    CURATED,
    ENTITIES,
    EVEROLIMUS,
    HCC,
    MTOR,
    MTOR_INHIBITOR,
    SAID,
    Content,
    Said,
    write_dataset,
)

TWIN, OTHER_TWIN = "MESH:D000091203", "KGR:mtor-blocker"
PD1_INHIBITOR, NIVOLUMAB = "KGR:pd1-inhibitor", "DRUGBANK:DB09035"


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> KnownNames:
    """The small lexicon with more classes: two of the same name, and one that the sample does not have."""
    terms = small.terms()
    for identifier, type_, label, source, *names in (
        (TWIN, "Role", "MTOR Inhibitors", "mesh", "exact:mTOR-inhibitor"),
        (OTHER_TWIN, "Role", "TOR blocker", "curated", "curated:TOR kinase blocker"),
        ("KGR:tor-kinase", "Role", "tor kinase blocking agent", "curated", "curated:TOR kinase blocker"),
        (PD1_INHIBITOR, "Role", "PD-1 inhibitor", "curated"),
        (NIVOLUMAB, "Drug", "nivolumab", "chebi", "brand:Opdivo", "code:BMS-936558"),
    ):
        terms.terms[identifier] = Term(identifier, type_, label, source)
        terms.names.append(Name(identifier, label, "label", source))
        terms.names += [Name(identifier, name.partition(":")[2], name.partition(":")[0], source) for name in names]
    for identifier in ("MONDO:0006210", HCC):  # one is a kind of the other
        terms.names.append(Name(identifier, "liver cell neoplasm", "exact", "mondo"))
    terms.facts.append(Fact(NIVOLUMAB, "HAS_ROLE", PD1_INHIBITOR, "curated", "MIT", "written for the tests"))
    folder = tmp_path_factory.mktemp("lexicon")
    write(folder, terms, {"licences": {}, "sources": {}})
    return KnownNames(Lexicon(folder))


Entities = dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]]
RIVALS: Entities = {
    OTHER_TWIN: ("Role", "TOR blocker", (), ()),
    "KGR:tor-kinase": ("Role", "tor kinase blocking agent", (), ()),
}


def opened(folder: Path, more: Entities, curated: tuple[tuple[str, str, str], ...] = ()) -> Store:
    content = Content(SAID, entities={**ENTITIES, **more}, curated=(*CURATED, *curated))
    return open_store(str(write_dataset(folder / "dataset", content)))


@pytest.mark.parametrize(
    ("text", "labels", "curie"),
    [
        ("mTOR inhibitor", ["Role", "Target"], MTOR_INHIBITOR),
        ("MTOR inhibitors", ["Role", "Target"], MTOR_INHIBITOR),
        ("mtor-inhibitor", ["Role", "Target"], MTOR_INHIBITOR),
        ("mammalian target of rapamycin inhibitors", ["Role", "Target"], MTOR_INHIBITOR),
        ("mTOR", ["Role", "Target"], MTOR),
        ("mtor", ["Role", "Target"], MTOR),
        ("FRAP1", ["Role", "Target"], MTOR),
        ("HCC", ["Disease"], HCC),
        ("hcc", ["Disease"], HCC),
        ("Hepatocellular carcinomas", ["Disease"], HCC),
        ("hepatocellular-carcinoma", ["Disease"], HCC),
        (
            "severe hepatocellular carcinoma",
            ["Disease"],
            HCC,
        ),  # words for the course of a disease make no other disease
        ("hepatocellular cancer", ["Disease"], HCC),  # the sample's graph does not call it so
        ("RAD 001", ["Drug"], EVEROLIMUS),
        ("rad-001", ["Drug"], EVEROLIMUS),
        ("AFINITOR", ["Drug"], EVEROLIMUS),
        ("everolimuss", ["Drug"], EVEROLIMUS),  # a slip of one letter in a long name can mean nothing else
        ("MESH:D000068338", ["Drug"], EVEROLIMUS),  # the sample's graph has no cross-references of drugs
        ("DRUGBANK:DB01590", [], EVEROLIMUS),
    ],
)
def test_a_name_means_what_kg_ground_says(
    store: Store, lexicon: KnownNames, text: str, labels: list[str], curie: str
) -> None:
    found = find_entity(store, text, labels, lexicon=lexicon)
    assert (found.id, found.here, found.by_name) == (curie, True, True)
    assert lexicon.lexicon is not None
    if ":" not in text:
        assert (
            next(one.id for one in of_names(lexicon.lexicon).ground(text) if not labels or one.type in labels) == curie
        )


@pytest.mark.parametrize("text", ["PD-1 inhibitor", "PD1 inhibitors", "KGR:pd1-inhibitor"])
def test_a_known_entity_that_the_graph_does_not_have_is_known(store: Store, lexicon: KnownNames, text: str) -> None:
    found = find_entity(store, text, ["Role", "Target"], "class", lexicon)
    assert (found.id, found.name, found.label, found.here) == (PD1_INHIBITOR, "PD-1 inhibitor", "Role", False)


def test_a_known_entity_without_rows_answers_with_none_and_says_so(store: Store, lexicon: KnownNames) -> None:
    query = load_queries()["drug-class-with-disease-evidence"]
    said: list[str] = []
    values = parse_parameters(query, ["class=PD-1 inhibitors", f"disease={HCC}"])
    assert run_query(store, query, values, lexicon, said.append) == []
    assert said == [
        "class 'PD-1 inhibitors' is KGR:pd1-inhibitor (PD-1 inhibitor, Role)",
        "known, nothing here: class KGR:pd1-inhibitor (PD-1 inhibitor, Role) is not in this graph",
    ]


def test_an_entity_of_the_graph_without_rows_is_known_too(store: Store, lexicon: KnownNames) -> None:
    said: list[str] = []
    assert explain(store, drug="umirolimus", disease="HCC", lexicon=lexicon, report=said.append) == []
    assert said == [
        "drug 'umirolimus' is CHEBI:900007 (umirolimus, Drug)",
        "disease 'HCC' is MONDO:0007256 (hepatocellular carcinoma, Disease)",
        (
            "known, nothing here: no row for drug CHEBI:900007 (umirolimus, Drug), disease MONDO:0007256"
            " (hepatocellular carcinoma, Disease)"
        ),
    ]


def test_what_is_given_by_its_own_curie_and_found_needs_no_word(store: Store, lexicon: KnownNames) -> None:
    said: list[str] = []
    assert explain(store, drug=EVEROLIMUS, disease=HCC, lexicon=lexicon, report=said.append)
    assert said == []


@pytest.fixture(params=["the better name", "the other name", "both"])
def with_twins(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Store, str]:
    """A graph with the entities of two classes of one name, and the one to take: the one that it says something about,
    or the better.
    """
    twin: Entities = {TWIN: ("Role", "MTOR Inhibitors", (), ())}
    member = ((EVEROLIMUS, "HAS_ROLE", TWIN),)
    if request.param == "both":
        return opened(tmp_path, twin, member), MTOR_INHIBITOR
    if request.param == "the better name":
        return opened(tmp_path, twin, ((TWIN, "SUBCLASS_OF", "CHEBI:35705"),)), MTOR_INHIBITOR
    folder = write_dataset(tmp_path / "dataset", Content((), entities={**ENTITIES, **twin}, curated=member))
    return open_store(str(folder)), TWIN


def test_of_two_entities_of_one_name_the_one_with_rows_is_taken(
    with_twins: tuple[Store, str], lexicon: KnownNames
) -> None:
    opened_, expected = with_twins
    for text in ("mTOR inhibitor", "mTOR inhibitors", "mTOR-inhibitor"):
        found = find_entity(opened_, text, ["Role", "Target"], "class", lexicon)
        assert (found.id, found.here) == (expected, True), text
        assert {one.id for one in found.others} == {MTOR_INHIBITOR, TWIN} - {expected}


def test_an_entity_that_is_only_a_kind_of_something_gives_way(tmp_path: Path, lexicon: KnownNames) -> None:
    graph = opened(
        tmp_path, RIVALS, (("KGR:tor-kinase", "SUBCLASS_OF", "CHEBI:35705"), (EVEROLIMUS, "HAS_ROLE", OTHER_TWIN))
    )
    assert find_entity(graph, "TOR kinase blocker", ["Role"], "x", lexicon).id == OTHER_TWIN


def test_names_that_are_as_good_and_both_have_rows_are_ambiguous(tmp_path: Path, lexicon: KnownNames) -> None:
    graph = opened(
        tmp_path, RIVALS, ((EVEROLIMUS, "HAS_ROLE", OTHER_TWIN), ("CHEBI:9168", "HAS_ROLE", "KGR:tor-kinase"))
    )
    with pytest.raises(
        QueryError,
        match=r"class='TOR kinase blocker' names several entities: KGR:mtor-blocker .*, KGR:tor-kinase .*CURIE",
    ):
        find_entity(graph, "TOR kinase blocker", ["Role", "Target"], "class", lexicon)


def test_of_a_thing_and_its_kind_that_share_a_name_the_first_is_taken(tmp_path: Path, lexicon: KnownNames) -> None:
    said = Said("PMID:90", EVEROLIMUS, "STUDIED_FOR", "MONDO:0006210", "phase-2", "supports")
    graph = open_store(
        str(
            write_dataset(
                tmp_path / "said",
                Content(
                    (*SAID, said),
                    entities={**ENTITIES, "MONDO:0006210": ("Disease", "fibrolamellar carcinoma", (), ())},
                ),
            )
        )
    )
    found = find_entity(graph, "liver cell neoplasm", ["Disease"], "disease", lexicon)
    assert (found.id, [one.id for one in found.others]) == ("MONDO:0006210", [HCC])


@pytest.mark.parametrize(
    ("text", "labels", "message"),
    [
        (
            "MONDO:0007265",
            ["Disease"],
            r"x='MONDO:0007265' is neither in this graph nor in the lexicon; nearest: .*MONDO:0007256 \(hepato",
        ),
        (
            "CHEBI:everolimus",
            ["Drug"],
            r"neither in this graph nor in the lexicon; nearest: CHEBI:68478 \(everolimus, Drug\)",
        ),
        (
            HCC,
            ["Drug"],
            r"x='MONDO:0007256' is MONDO:0007256 \(hepatocellular carcinoma\), a Disease: expected a Drug$",
        ),
        ("DRUGBANK:DB01590", ["Disease"], r"is CHEBI:68478 \(everolimus\), a Drug: expected a Disease$"),
        (
            "everolimus",
            ["Role", "Target"],
            r"x='everolimus' is the name of CHEBI:68478 \(everolimus, Drug\): expected a Role or Target$",
        ),
        ("everolimmuss", ["Drug"], r"neither a CURIE nor the name of a Drug; nearest: CHEBI:68478"),
        ("srafnib", ["Drug"], r"nearest: CHEBI:50924 \(sorafenib, Drug\)"),
        ("mTOR degraders", ["Role", "Target"], r"nearest: HGNC:3942 \(MTOR, Target\)"),
        ("hepatocellular carcinoma cells", ["Disease"], r"nearest: MONDO:0007256"),
        ("-", ["Disease"], "x='-' is neither a CURIE nor the name of a Disease$"),
    ],
)
def test_what_nothing_is_called_names_what_is_near(
    store: Store, lexicon: KnownNames, text: str, labels: list[str], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        find_entity(store, text, labels, "x", lexicon)


def test_without_a_lexicon_the_graphs_own_names_count_and_only_a_miss_says_so(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_LEXICON", str(tmp_path / "nowhere"))
    nothing = known()
    assert find_entity(store, "RAD001", ["Drug"], lexicon=nothing).id == EVEROLIMUS
    for text in ("hepatocellular cancer", "MONDO:0019935"):
        with pytest.raises(
            QueryError, match=r"this graph.* \(names of the lexicon were not looked at: .*nowhere: there is no lexicon"
        ):
            find_entity(store, text, ["Disease"], lexicon=nothing)


def test_what_the_query_itself_names_needs_no_lexicon(tmp_path: Path) -> None:
    some = {curie: ENTITIES[curie] for curie in (HCC, EVEROLIMUS)}
    bare = open_store(str(write_dataset(tmp_path / "dataset", Content((), entities=some, curated=()))))
    query = load_queries()["mtor-inhibitors-with-hcc-evidence"]
    found = entities(bare, query, parse_parameters(query, []))
    assert {name: (entity.id, entity.here) for name, entity in found.items()} == {
        "class": (MTOR_INHIBITOR, False),
        "disease": (HCC, True),
    }


def test_a_name_that_only_the_graph_has_is_found_beside_a_lexicon(tmp_path: Path, lexicon: KnownNames) -> None:
    own = opened(tmp_path, {"MONDO:77": ("Disease", "Smith disease", ("lipoma of Smith", "HCC"), ())})
    for text in ("smith disease", "Lipoma of Smith"):
        assert find_entity(own, text, ["Disease"], "disease", lexicon).id == "MONDO:77"
    assert find_entity(own, "HCC", ["Disease"], "disease", lexicon).id == HCC


def test_a_synonym_of_another_does_not_stand_in_for_what_the_graph_lacks(tmp_path: Path, lexicon: KnownNames) -> None:
    """The lexicon knows what HCC is, and that the other disease which the graph calls so is not it."""
    some = {EVEROLIMUS: ENTITIES[EVEROLIMUS], "MONDO:0003215": ("Disease", "Hürthle cell carcinoma", ("HCC",), ())}
    bare = open_store(str(write_dataset(tmp_path / "dataset", Content((), entities=some, curated=()))))
    found = find_entity(bare, "HCC", ["Disease"], "disease", lexicon)
    assert (found.id, found.here) == (HCC, False)


def test_a_closed_store_is_no_unknown_name(tmp_path: Path, lexicon: KnownNames) -> None:
    closed = opened(tmp_path, {})
    closed.close()
    with pytest.raises(StoreError, match="closed"):
        find_entity(closed, "everolimus", ["Drug"], lexicon=lexicon)


def _real(real_lexicon: Lexicon, folder: Path, *curies: str) -> Store:
    found = [real_lexicon.entity(curie) for curie in curies]
    some = {entity.id: (entity.type, entity.name, entity.synonyms, entity.xrefs) for entity in found if entity}
    roles = tuple(
        (EVEROLIMUS, "HAS_ROLE", curie)
        for curie, (type_, *_) in some.items()
        if type_ == "Role" and not curie.startswith("MESH:")
    )
    some[EVEROLIMUS] = ENTITIES[EVEROLIMUS]
    return open_store(str(write_dataset(folder / "dataset", Content((), entities=some, curated=roles))))


@pytest.mark.lexicon
@pytest.mark.parametrize(
    ("text", "labels", "curie"),
    [
        ("PD-1 inhibitor", ("Role", "Target"), "KGR:pd1-inhibitor"),
        ("DPP-4 inhibitor", ("Role", "Target"), "CHEBI:68612"),
        ("SGLT2 inhibitors", ("Role", "Target"), "CHEBI:73273"),
        ("depression", ("Disease",), "MONDO:0002050"),
        ("HCC", ("Disease",), "MONDO:0007256"),
        ("PD-1", ("Role", "Target"), "HGNC:8760"),
    ],
)
def test_names_of_two_entities_lead_to_the_one_with_rows(
    text: str, labels: tuple[str, ...], curie: str, real_lexicon: Lexicon, tmp_path: Path
) -> None:
    twins = (
        "MESH:D054873",
        "CHEBI:68612",
        "MESH:D000077203",
        "CHEBI:73273",
        "MONDO:0002050",
        "MONDO:0002009",
        "MONDO:0007256",
    )
    for graph in (twins, (*twins, "KGR:pd1-inhibitor", "HGNC:8760")):
        folder = tmp_path / str(len(graph))
        folder.mkdir()
        found = find_entity(_real(real_lexicon, folder, *graph), text, labels, lexicon=KnownNames(real_lexicon))
        assert (found.id, found.here) == (curie, curie in graph)
