"""The whole query pack on the embedded engine and on a real Neo4j: the very same rows, in the same order, of the same
types.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

from kg.ask.lookup import KnownNames, find_entity
from kg.ask.pack import Query, load_queries, statement_query
from kg.ask.queries import parse_parameters, run_query
from kg.errors import QueryError
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.config import Pipeline
from kg.pipeline.run import RunResult, run
from kg.stores import open_store
from kg.stores.store import Store
from tests.ask.pack_sample import write_pack_sample
from tests.ask.test_query_pack import values
from tests.conftest import credentials, hold
from tests.runs import FAST
from tests.server import Server

pytestmark = pytest.mark.neo4j

PACK = load_queries()
SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).parents[3] / "shared")) / "pubmed" / "trial-abstracts.jsonl.gz"
TRIED = 8
"""How many entities each query is asked about in the larger graphs."""


Both = tuple[Store, Store]
Open = Callable[[Path], Both]


@pytest.fixture(scope="module")
def both(neo4j_server: Server) -> Iterator[Open]:
    """Opens a dataset on both engines, which stay open until another one is asked for: opening takes longest."""
    opened: dict[Path, Both] = {}

    def close() -> None:
        for store in opened.popitem()[1] if opened else ():
            store.close()

    def open_both(dataset: Path) -> Both:
        if dataset not in opened:
            close()
            opened[dataset] = open_store(str(dataset)), open_store(hold(neo4j_server, dataset).uri)
        return opened[dataset]

    with pytest.MonkeyPatch.context() as patch:
        credentials(neo4j_server, patch)
        yield open_both
        close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack_sample(tmp_path_factory.mktemp("sample") / "dataset")


@pytest.fixture
def on_sample(both: Open, sample: Path) -> Both:
    return both(sample)


@pytest.fixture
def on_demo(both: Open, demonstration: RunResult) -> Both:
    return both(demonstration.dataset)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A dataset of 1,000 real abstracts, of trials: null results are rare elsewhere."""
    if not SHARED.is_file():
        pytest.skip(f"{SHARED} is not there; set KG_SHARED to the folder that holds pubmed/")
    lexicon: Lexicon = request.getfixturevalue("real_lexicon")
    return run(
        Pipeline("real", nlp=FAST),
        [str(SHARED)],
        out=tmp_path_factory.mktemp("real") / "dataset",
        lexicon=lexicon,
        limit=1000,
    ).dataset


@pytest.fixture
def on_real(both: Open, real: Path) -> Both:
    return both(real)


def typed(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Rows with the types of their values, as 1 == 1.0 == True."""
    return [tuple((name, type(value).__name__, value) for name, value in row.items()) for row in rows]


CASES = """
MATCH (drug:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR'})-[:OBJECT]->(disease:Disease)
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)
WITH drug, claim, disease, count(evidence) AS sentences, sum(size(evidence.trials)) AS trials
ORDER BY trials DESC, sentences DESC, claim.id LIMIT 30
OPTIONAL MATCH (drug)-[:HAS_ROLE]->(class:Role)
WITH drug, claim, disease, min(class.id) AS class
OPTIONAL MATCH (drug)-[:INHIBITS]->(target:Target)
RETURN drug.id AS drug, disease.id AS disease, claim.id AS assertion, class AS class,
       min(target.id) AS target
ORDER BY assertion
"""


LINKED = {
    "disease-targets": (
        "MATCH (:Target)<-[:SUBJECT]-(claim:Assertion {relation: 'ASSOCIATED_WITH', negated:"
        " false})-[:OBJECT]->(d:Disease) WITH DISTINCT d RETURN d.id AS disease ORDER BY disease LIMIT 3"
    )
}
"""What a query is asked of besides, where what is studied most need not have what it asks for."""


TARGETS = (
    "MATCH (:Drug)-[:INHIBITS]->(t:Target) WITH DISTINCT t RETURN t.id AS target ORDER BY target LIMIT 3",
    "MATCH (t:Target)-[:PARTICIPATES_IN]->(:Pathway) WITH DISTINCT t RETURN t.id AS target ORDER BY target LIMIT 3",
)
"""Targets that something is known of."""


ALONE = {
    "publication": "MATCH (:Evidence)-[:FROM]->(p:Publication) WITH DISTINCT p "
    "RETURN p.id AS publication ORDER BY publication LIMIT 5",
    "pathway": "MATCH (:Target)-[:PARTICIPATES_IN]->(p:Pathway) WITH p, count(*) AS n "
    "RETURN p.id AS pathway ORDER BY n DESC, pathway LIMIT 5",
    "entity": "MATCH (d:Disease) RETURN d.id AS entity ORDER BY d.mentions DESC, entity LIMIT 5",
    "trial": "MATCH (t:Trial) RETURN t.id AS trial ORDER BY trial LIMIT 5",
}
"""What a query is asked of that must be given one thing of another kind."""


def asked(store: Store, query: Query, tried: int = TRIED) -> list[dict[str, Any]]:
    """Parameters to try: the defaults, and what the claims with the most trials and sentences are about, in a fixed
    order.
    """
    names = {parameter.name for parameter in query.parameters}
    wanted = names & {"drug", "disease", "assertion", "class", "target"}
    cases = [case for case in store.run(CASES) if all(case[name] for name in wanted)]
    chosen = random.Random(query.name).sample(cases, min(tried, len(cases)))
    if query.name in LINKED:
        chosen += store.run(LINKED[query.name])
    if wanted == {"target"}:
        chosen += [target for statement in TARGETS for target in store.run(statement)]
    if alone := names & {*ALONE}:
        wanted, chosen = alone, [case for name in alone for case in store.run(ALONE[name])]
    found = [parse_parameters(query, [f"{name}={case[name]}" for name in sorted(wanted)]) for case in chosen]
    if all(parameter.default is not None for parameter in query.parameters):
        found.append(parse_parameters(query, []))
    return found


@pytest.mark.parametrize("query", PACK.values(), ids=lambda query: query.name)
def test_rows_on_the_sample(on_sample: Both, query: Query) -> None:
    embedded, server = (run_query(store, query, values(query)) for store in on_sample)
    assert embedded
    assert typed(embedded) == typed(server)


NAMED = {
    "mTOR inhibitors": "CHEBI:68481",
    "mTOR": "HGNC:3942",
    "HCC": "MONDO:0007256",
    "hepatocellular cancer": "MONDO:0007256",
    "RAD-001": "CHEBI:68478",
    "MESH:D000068338": "CHEBI:68478",
    "NCBIGene:2475": "HGNC:3942",
    "breast cancer": "MONDO:0007254",
}


def test_names_lead_to_the_same_entities(on_sample: Both, small_lexicon: Lexicon) -> None:
    for text, expected in NAMED.items():
        embedded, server = (find_entity(store, text, lexicon=KnownNames(small_lexicon)) for store in on_sample)
        assert embedded == server
        assert (embedded.id, embedded.here) == (expected, text != "breast cancer")
    for text in (
        "everolimmuss",
        "srafnib",
        "mTOR degraders",
        "MONDO:0007265",
        "CHEBI:everolimus",
        "-",
        'it\'s "quoted" \\ (',
    ):
        for known in (KnownNames(small_lexicon), KnownNames()):
            for store in on_sample:
                with pytest.raises(QueryError, match=r"^x=.* is neither|^x=.* is not in this graph"):
                    find_entity(store, text, (), "x", known)


@pytest.mark.parametrize(
    "statement",
    [
        "RETURN $a AS a, $b AS b, $c AS c, $d AS d, $e AS e",
        "UNWIND $d AS x RETURN $a + x AS n, $b AS b, $c AS c, $e AS e",
    ],
)
def test_parameters_of_ones_own_arrive_alike(on_sample: Both, statement: str) -> None:
    query = statement_query(statement)
    values = parse_parameters(query, ["a=3", "b=0.5", "c=true", "d=[1, 2]", "e=PMID:3"])
    embedded, server = (run_query(store, query, values) for store in on_sample)
    assert typed(embedded) == typed(server)


@pytest.mark.lexicon
@pytest.mark.parametrize("query", PACK.values(), ids=lambda query: query.name)
def test_rows_on_the_demonstration(on_demo: Both, query: Query) -> None:
    compare(on_demo, query)


@pytest.mark.lexicon
def test_the_flagship_pasted_as_it_is_gives_the_answer_of_the_product(on_demo: Both, neo4j_server: Server) -> None:
    """What a person does in Neo4j Browser: the ``:params`` line of its statement's file, then the whole file, comments
    and all.
    """
    query = PACK["mtor-inhibitors-with-hcc-evidence"]
    text = PACK[query.extends].path.read_text(encoding="utf-8")
    line = re.search(r":params? (\{.*\})", text)
    assert line
    with neo4j_server.driver() as driver, driver.session(default_access_mode=neo4j.WRITE_ACCESS) as session:
        parameters = session.run(f"RETURN {line[1]} AS params").single(strict=True)["params"]
        pasted = session.run(text, parameters).data()
    assert pasted == run_query(on_demo[0], query, parse_parameters(query, []))
    assert len(pasted) == 10


@pytest.mark.corpus
@pytest.mark.lexicon
@pytest.mark.slow
@pytest.mark.parametrize("query", PACK.values(), ids=lambda query: query.name)
def test_rows_on_a_thousand_real_abstracts(on_real: Both, query: Query) -> None:
    """The same rows; that there are any is asked of the demonstration, which has something for every query."""
    compare(on_real, query, TRIED // 4, may_be_empty=True)


NEEDED = {
    "retracted-evidence": "MATCH (p:Publication) WHERE p.retracted RETURN count(p) AS n",
    "trials-for-drug": "MATCH (t:Trial) RETURN count(t) AS n",
    "results-of-trial": "MATCH (t:Trial) RETURN count(t) AS n",
    "cell-lines-in-evidence": "MATCH (c:CellLine) RETURN count(c) AS n",
}
"""What a query is about, where a graph may have nothing of the kind: no real abstract here is retracted or has its
trial's number.
"""


def compare(stores: Both, query: Query, tried: int = TRIED, *, may_be_empty: bool = False) -> None:
    """The same rows for everything asked, and some rows at all unless there ``may_be_empty`` ones."""
    found = 0
    for parameters in asked(stores[0], query, tried):
        embedded, server = (run_query(store, query, parameters) for store in stores)
        assert typed(embedded) == typed(server), parameters
        found += len(embedded)
    nothing = query.name in NEEDED and not stores[0].run(NEEDED[query.name])[0]["n"]
    assert found or nothing or may_be_empty, f"{query.name} has no rows for anything that was asked"
