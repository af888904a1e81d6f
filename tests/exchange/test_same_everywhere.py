"""One graph in every form: the same numbers in all of them, and in a Neo4j the same nodes and relationships whether it
is loaded from the dataset or from what came back of its RDF.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from kg.exchange.check.checking import check
from kg.exchange.check.counts import CLAIM, DENIED, EDGE, NODE, GraphCounts
from kg.exchange.check.faults import Findings
from kg.exchange.check.graph import check_graph
from kg.exchange.export import COMPLETE, SEVERAL
from kg.pipeline.run import RunResult
from kg.stores import load_store, open_store
from tests.exchange.curated import CuratedDataset
from tests.exchange.test_commands import kg
from tests.exchange.test_round_trip import files_of, read
from tests.server import Server, clear
from tests.stores.whole_graph import digest

EDGE_LINE = re.compile(r"KGA:|^<\S+/CHEBI_\d+> <https://w3id.org/biolink/\S+> <\S+/MONDO_")
OTHERS = ("rdf12",)
"""Formats that are checked and are no complete export."""


def counted(*places: Path) -> GraphCounts:
    found = check([str(place) for place in places])
    assert [str(one) for one in found.faults] == []
    return found.counts


def embedded(dataset: Path) -> GraphCounts:
    found = Findings()
    with closing(open_store(str(dataset))) as store:
        check_graph(store, found)
    assert found.total == 0
    return found.counts


def require_the_same(dataset: Path, folder: Path, formats: Sequence[str]) -> None:
    wanted = counted(dataset)
    kinds = Counter(what for what, _ in wanted)
    assert min(kinds[what] for what in (NODE, CLAIM, EDGE)) > 2
    assert embedded(dataset) == wanted
    for name in formats:
        assert counted(*files_of(name, dataset, folder / name, complete=False)) == wanted, name


def test_every_form_of_a_judged_graph_has_the_same_numbers(curated: CuratedDataset, tmp_path: Path) -> None:
    require_the_same(curated.folder, tmp_path, [*COMPLETE, *OTHERS])


@pytest.mark.lexicon
@pytest.mark.slow
def test_every_form_of_the_worked_example_has_the_same_numbers(demonstration: RunResult, tmp_path: Path) -> None:
    assert any(what == DENIED for what, _ in counted(demonstration.dataset))
    require_the_same(demonstration.dataset, tmp_path, ["nquads", "kgx-tsv"])


@pytest.mark.parametrize("name", [*SEVERAL[:2], "nquads"])
def test_a_lost_edge_is_another_number(name: str, curated: CuratedDataset, tmp_path: Path) -> None:
    *_, path = files_of(name, curated.folder, tmp_path / name, complete=False)
    wanted = check([str(one) for one in path.parent.iterdir()]).counts
    path = next((one for one in path.parent.iterdir() if "edges" in one.name), path)
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if EDGE_LINE.search(line))
    path.write_text("\n".join([*lines[:at], *lines[at + 1 :]]), encoding="utf-8")
    assert check([str(one) for one in path.parent.iterdir()]).counts != wanted


# --- a server ---------------------------------------------------------------------------------------------------------

DENIED_EDGE = """
MATCH (a:Assertion {negated: true})-[:SUBJECT]->(s:Entity) MATCH (a)-[:OBJECT]->(o:Entity)
WITH a, s, o ORDER BY a.id LIMIT 1
CREATE (s)-[:INHIBITS {assertion: a.id, basis: 'text', predicate: a.predicate, key: a.id}]->(o)
RETURN a.id AS id
"""
ODD_TIER = "MATCH (e:Evidence) WITH e ORDER BY e.id LIMIT 1 SET e.tier = 'phase-9' RETURN e.id AS id"
UNSAID = """
MATCH (a:Assertion)-[r:HAS_EVIDENCE]->(e:Evidence) WITH a, r ORDER BY a.id DESC, e.id LIMIT 1
WITH a, r, a.id AS id DELETE r RETURN id
"""
PLANTED = {
    DENIED_EDGE: "assertion: found {id}, expected a claim that is not denied",
    ODD_TIER: "Evidence {id}: tier: found phase-9, expected one of phase-3,",
    UNSAID: "HAS_EVIDENCE|REJECTED_EVIDENCE: found 0, expected one claim that names it",
}
"""What is done to a server -> what is said of it."""


@pytest.mark.neo4j
@pytest.mark.lexicon
@pytest.mark.slow
@pytest.mark.xdist_group("neo4j")
def test_a_server_holds_the_same_however_the_graph_came_there(
    demonstration: RunResult, tmp_path: Path, empty_neo4j: Server
) -> None:
    dataset, server = demonstration.dataset, empty_neo4j
    load_store(dataset, server.uri)
    with server.driver() as driver:
        first = digest(driver)
    assert first["nodes"][0] > 3000 and first["relationships"][0] > 5000
    found = check([server.uri])
    assert found.total == 0 and found.counts == counted(dataset) == embedded(dataset)
    made = read(files_of("nquads", dataset, tmp_path / "files", packed=".gz"), tmp_path / "again")
    clear(server)
    load_store(tmp_path / "again", server.uri)
    with server.driver() as driver:
        assert digest(driver) == first and made.same
        for statement, wanted in PLANTED.items():
            (planted,) = driver.execute_query(statement).records
            done = kg("check", server.uri, cwd=tmp_path)
            line = wanted.format(id=planted["id"])
            assert done.returncode == 1 and any(line in one for one in done.stdout.splitlines()), statement
            assert server.password not in done.stdout + done.stderr and "Traceback" not in done.stderr
    clear(server)  # what the next test finds there is no build
