"""Every code block of the pages runs, or is of a kind that cannot and says why.

Pages to work through (the tutorial, correcting names, the cache, ...) are typed here line by line. The other blocks
belong to other tests, which go through the pages by themselves; the walk over all of them holds that each block is in
one.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg import paths
from kg.ask.catalogue import browser_parameters, command
from kg.ask.pack import load_queries
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.open import lexicon_folder
from kg.ontologies.build import is_current
from kg.pipeline.config import read_pipeline
from kg.pipeline.run import RunResult
from kg.stores import open_store
from tests import test_docs, test_neo4j_page, test_readme
from tests.exchange import test_side_by_side
from tests.exchange.elsewhere import files
from tests.how_to import following
from tests.how_to.test_pages import EXAMPLES, WITH_EXAMPLE
from tests.interfaces.api import test_examples
from tests.server import Server, clear
from tests.typing_pages import ROOT, Fence, Shell, fences, pubmed

PAGES = [str(page.relative_to(ROOT)) for page in test_docs.PAGES]
FENCES = [fence for page in PAGES for fence in fences(page)]
TYPED = (
    *("docs/tutorial.md", "docs/corrections.md", "docs/cypher.md", "docs/neo4j.md", "docs/rdf.md"),
    *("docs/how-to/report.md", "docs/how-to/cache.md", "docs/how-to/neo4j-without-docker.md"),
)
"""Pages whose lines are typed here, in their order."""

NOT_TYPED = {
    "make ": "is one of the Makefile, which a test holds; setting up and running all tests takes minutes",
    ". .venv/bin/activate": "is what the tests run in already; tests/test_readme.py types it",
    "kg ontologies build": "downloads 200 MB and builds the lexicon; tests/ontologies/test_build.py builds small ones",
    "docker compose ": "needs Docker and images of a registry; tests/test_compose.py holds what these lines name",
    "sh build/neo4j-admin/import.sh ": "needs a stopped Neo4j; tests/exchange/export/test_neo4j_import.py runs it",
    "bin/neo4j": "needs Neo4j's archive; tests/server/ starts the same server from its jars",
    "riot ": "needs Apache Jena; tests/exchange/elsewhere types these lines with it",
    "tdb2.": "needs Apache Jena; tests/exchange/elsewhere types these lines with it",
    "mvn ": "downloads 120 MB; tests/server/install.py does the same",
    "cd build/neo4j": "is the folder of the server",
    "export NEO4J_HOME": "is about the server's own folders; tests/server/process.py sets the same",
    "OPEN=": "is for the two lines that start a server, see there",
    "java $OPEN": "stays until Ctrl-C; tests/server/process.py starts the server by the same class",
    "pip install ": "installs; .ci/wheel does in an environment of its own, and tests/test_site.py reads the extras",
    "python .ci/unpinned.py": "is for pip; tests/pipeline/nlp/test_without_scispacy.py has what comes of it",
    "kg mcp ": "serves until its client leaves; tests/interfaces/mcp_server starts it over stdio and HTTP",
    "KG_TOKEN=": "serves other machines; tests/interfaces/mcp_server/test_transports.py has the token and the hosts",
    "kg serve ": "stays until Ctrl-C; tests/interfaces/web/test_serving.py starts one",
    "curl ": "asks a server; tests/interfaces/web/test_contract.py asks one the same addresses",
    "export KG_TOKEN": "is for the server of the next line; tests/interfaces/web/test_security.py has tokens",
    "kg train ": "takes an hour and corpora; tests/gold/training trains small models by the same functions",
}
"""Beginnings of lines that are typed nowhere here, each with the reason."""

NOT_TYPED_OF = {
    "docs/how-to/relation.md": {
        "kg run pipelines/mtor-hcc.toml": "with the new lexicon; the test of the page makes a small dataset instead",
        "kg evaluate held.jsonl": "needs gold of the new relation; such is measured in tests/gold/evaluate",
    },
    "docs/how-to/ontology.md": {
        "kg ontologies search LAB-001": "needs the lexicon built anew; the page's own test finds the name",
        "kg ground LAB-001": "needs the lexicon built anew; the page's own test finds the name",
    },
    "docs/how-to/source.md": {
        "kg annotate saved.nbib": "tests/how_to reads such a file by its content in the changed copy",
    },
    "docs/how-to/judge.md": {
        "kg run mine.toml": "is a user's pipeline; tests/interfaces/test_judging.py runs one",
        "kg sample ": "tests/interfaces/test_judging.py types these, and judges",
        "kg curate ": "tests/interfaces/test_judging.py types these with ids of its own dataset",
    },
    "docs/install.md": {"kg run mtor-hcc": "is run by .ci/wheel from the wheel, and from the sources by most tests"},
    "docs/how-to/guideline.md": {
        "kg annotate abstracts.xml": "the page's own test follows the guideline in the changed copy",
        "kg evaluate nlmchem-held.pubtator": "needs gold of the corpus; such is measured in tests/gold/evaluate",
    },
}
"""Page -> beginnings of its lines that are typed nowhere, each with the reason."""

SHOWN = {
    "docs/benchmarks.md": "what `python -m bench` printed; tests/test_bench_*.py run its parts on little",
    "docs/index.md": "a drawing",
    "docs/structure.md": "a drawing; tests/test_site.py holds the names in the page",
    "docs/neo4j.md": "needs Neo4j Enterprise, which has roles",
    "docs/how-to/serve.md": "the settings of another server",
    "docs/how-to/ontology.md": "the table and the archive of a user; the page's own test packs one",
    "README.md": "the drawing of the stages, and an answer that tests/test_readme.py compares",
}
"""Page -> what its blocks of kind ``text`` are, where no test reads them."""

ADDRESS = "bolt://localhost:7687"


# --- the walk over all blocks ---------------------------------------------------------------------------------------


def _sh(fence: Fence) -> str:
    """The lines of a block that neither a test types nor a reason is given for."""
    page = Path(fence.page).stem
    reasons = (*NOT_TYPED, *NOT_TYPED_OF.get(fence.page, ()))
    followed = {
        line
        for line in (following.commands(page) if page in WITH_EXAMPLE else ())
        if line.startswith("python ") or (page in EXAMPLES and line.split()[:2] in (["kg", "query"], ["kg", "export"]))
    }
    # tests/demo/test_pack_answers.py asks each query its example
    asked = {command(query) for query in load_queries().values() if query.example} if page == "queries" else set()
    typed = {*test_readme.LINES, *followed, *asked}
    return "\n".join(
        line for line in fence.typed() if fence.page not in TYPED and line not in typed and not line.startswith(reasons)
    )


def _diff(fence: Fence) -> bool:
    """Whether a block writes or changes a file, and the page is followed."""
    block = following.Block(fence.kind, fence.title, fence.body)
    return Path(fence.page).stem in WITH_EXAMPLE and block in following.blocks(Path(fence.page).stem)


def _side_by_side(fence: Fence) -> bool:
    """Whether it is one of the three forms of a claim, which its own test compares."""
    return fence.page == test_side_by_side.PAGE and fence.kind in test_side_by_side.KINDS


LOADED = [fence for kind in ("cypher", "java") for fence in files.blocks(kind)]
"""What tests/exchange/elsewhere runs of docs/rdf.md."""

IN_A_TEST: dict[str, Callable[[Fence], bool]] = {
    "sh": lambda fence: not _sh(fence),
    "python": lambda fence: fence.page in ("README.md", "docs/python.md") and fence.body in _python(fence.page),
    "toml": lambda fence: "[source]" in fence.body,  # tests/test_docs.py reads all of those
    "cypher": lambda fence: fence.body in test_neo4j_page.STATEMENTS or _side_by_side(fence) or fence in LOADED,
    "java": lambda fence: fence in LOADED,
    "turtle": lambda fence: _side_by_side(fence),
    "jsonld": lambda fence: _side_by_side(fence),
    # measured below; tests/interfaces/mcp_server/test_page.py reads the other page's
    "json": lambda fence: fence.page in ("docs/studies-and-claims.md", "docs/how-to/mcp.md"),
    "text": lambda fence: fence.page in SHOWN or fence.body in PRINTED,
    "": lambda fence: fence.page == "docs/queries.md" and fence.body.strip() in _parameters(),
}
"""Kind of a block without a title -> whether a test runs it, or the reason why none does is written down."""


def _python(page: str) -> list[str]:
    return test_examples.BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))


def _parameters() -> set[str]:
    return {browser_parameters(query) for query in load_queries().values()}


PRINTED: list[str] = [fence.body for fence in FENCES if fence.page == "docs/tutorial.md" and fence.kind == "text"]
"""What the tutorial says that its commands print."""


@pytest.mark.parametrize("page", [page for page in PAGES if any(fence.page == page for fence in FENCES)])
def test_every_block_of_a_page_runs_or_says_why_not(page: str) -> None:
    for fence in (fence for fence in FENCES if fence.page == page):
        held = _diff(fence) or page in TYPED if fence.title else IN_A_TEST[fence.kind](fence)
        rest = _sh(fence) if fence.kind == "sh" else fence.body
        assert held, f"{page}:{fence.line}: no test runs this, and nothing says why:\n{rest}"


def test_every_reason_is_of_a_line_that_is_there() -> None:
    lines = [(fence.page, line) for fence in FENCES if fence.kind == "sh" for line in fence.typed()]
    for start in NOT_TYPED:
        assert any(line.startswith(start) for _, line in lines), start
    for page, starts in NOT_TYPED_OF.items():
        for start in starts:
            assert (page, start) in [(one, line[: len(start)]) for one, line in lines], start
    assert set(SHOWN) <= {fence.page for fence in FENCES if fence.kind == "text"}


def test_a_block_that_nothing_runs_is_noticed() -> None:
    assert _sh(Fence("docs/faq.md", 1, "sh", "", "# a remark\nkg queries\nmake run\n")) == "kg queries"
    assert not IN_A_TEST["cypher"](Fence("docs/neo4j.md", 1, "cypher", "", "RETURN 1 AS x\n"))


# --- pages that are typed -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def typed(
    demonstration: RunResult, real_lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Shell]]:
    """Types a page, once: all of its lines but those that need a server, and those of ``NOT_TYPED``."""
    done: dict[str, Shell] = {}
    with pubmed(paths.data("pipelines") / "mtor-hcc" / "clinical-trials.xml") as address:

        def page_typed(page: str) -> Shell:
            if page not in done:
                done[page] = _typed(page, tmp_path_factory.mktemp("typed"), demonstration, address)
            return done[page]

        yield page_typed


def _typed(page: str, folder: Path, demonstration: RunResult, address: str) -> Shell:
    _users_files(folder, demonstration)
    shell = Shell(
        folder,
        {
            "HOME": str(folder / "home"),
            "KG_CACHE": str(folder / "home" / ".cache" / "kg"),
            "KG_LEXICON": str(lexicon_folder().resolve()),
            "KG_EUTILS_URL": address,
            "NO_PROXY": "*",
            "KG_STORE": "" if page in ("docs/tutorial.md", "docs/corrections.md") else "build/mtor-hcc",
        },
        {"/data/": f"{folder}/data/"},
    )
    for fence in fences(page):
        for part in ("lexicon", "wheels"):  # a block before may have moved the cache
            (folder / "home" / ".cache" / "kg" / part).mkdir(parents=True, exist_ok=True)
        if fence.title:
            (folder / fence.title).parent.mkdir(parents=True, exist_ok=True)
            (folder / fence.title).write_text(fence.body, encoding="utf-8")
        for line in fence.typed() if fence.kind == "sh" else ():
            if not line.startswith(tuple(NOT_TYPED)) and not _is_for_a_server(line):
                shell.type(line)
                good = (0,) if not line.startswith("kg doctor") or is_current(lexicon_folder()) else (0, 1)
                assert shell.code[line] in good, f"{page}: {line}\n{shell.out[line]}{shell.err[line]}"
    return shell


def _is_for_a_server(line: str) -> bool:
    return ADDRESS in line or line.startswith("export NEO4J_PASSWORD")


def _users_files(folder: Path, demonstration: RunResult) -> None:
    """What lies in the folder of a user after ``make run``, and the files that the pages name."""
    (folder / "build").mkdir()
    (folder / "data").mkdir()
    shutil.copytree(demonstration.dataset, folder / "build" / "mtor-hcc")
    (folder / "pipelines").symlink_to(paths.data("pipelines"), target_is_directory=True)
    shutil.copy(ROOT / ".env.example", folder)
    reviews = paths.data("pipelines") / "mtor-hcc" / "reviews.xml"
    (folder / "my-abstracts.xml.gz").write_bytes(gzip.compress(reviews.read_bytes(), mtime=0))
    (folder / "abstract.txt").write_text("CAT was measured in liver.\n", encoding="utf-8")


@pytest.mark.lexicon
@pytest.mark.parametrize("page", TYPED)
def test_what_a_page_says_to_type_works(page: str, typed: Callable[[str], Shell]) -> None:
    shell = typed(page)
    assert shell.code, "nothing was typed"
    assert not [line for line, said in shell.err.items() if "Traceback" in said]
    for line, out in shell.out.items():
        asks = line.startswith(("kg query ", "kg sparql ", "kg explain ", "kg names ", "kg queries"))
        assert ">" in line or not asks or out.count("\n") > 1, f"{line} found nothing"


@pytest.mark.lexicon
@pytest.mark.neo4j
@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in TYPED if ADDRESS in (ROOT / page).read_text(encoding="utf-8")])
def test_what_a_page_says_to_type_for_a_server_works(
    page: str, typed: Callable[[str], Shell], neo4j_server: Server
) -> None:
    shell = typed(page)
    clear(neo4j_server, schema=True)
    shell.replaced |= {ADDRESS: neo4j_server.uri, "NEO4J_PASSWORD=...": f"NEO4J_PASSWORD={neo4j_server.password}"}
    shell.environment |= {"NEO4J_USERNAME": neo4j_server.user, "NEO4J_PASSWORD": neo4j_server.password}
    lines = [line for fence in fences(page) if fence.kind == "sh" for line in fence.typed() if _is_for_a_server(line)]
    for line in lines:
        if line.startswith("kg run "):  # the one that is there was made of the same files in another place
            shutil.rmtree(shell.folder / "build" / "mtor-hcc")
        shell.type(line)
        assert shell.code[line] == 0, f"{line}\n{shell.out[line]}{shell.err[line]}"
    clear(neo4j_server, schema=True)


@pytest.mark.lexicon
def test_the_tutorial_shows_what_its_commands_print(demonstration: RunResult, typed: Callable[[str], Shell]) -> None:
    """What the page shows is of the demonstration records, as it says."""
    records, answer, explained = PRINTED
    ledger = demonstration.ledger["records"]
    for number, word in re.findall(
        r"(\d+) (records read|documents kept|superseded|deleted|deletion|rejected)", records
    ):
        key = {"records read": "read", "documents kept": "kept", "deletion": "deletions"}.get(word, word)
        assert ledger[key] == int(number), word
    shell = typed("docs/cypher.md")  # which has the dataset of the demonstration
    shell.environment["COLUMNS"] = "200"  # wide enough for every column, whatever the terminal is
    asked = read_pipeline(paths.data("pipelines", "mtor-hcc.toml")).answer.query
    shell.type(f"kg query {asked}")
    found = [line.split() for line in shell.out[f"kg query {asked}"].splitlines()]
    for row in (line.split() for line in answer.splitlines() if line != "..."):
        assert any(line[: len(row)] == row for line in found), row
    explain = 'kg explain everolimus "hepatocellular carcinoma"'
    shell.type(explain)
    printed = iter(shell.out[explain].splitlines())
    for line in explained.splitlines():
        if line and line != "...":
            assert any(one == line for one in printed), f"not there, or not in this order: {line}"


@pytest.mark.lexicon
@pytest.mark.parametrize(
    "statement", [fence.body for fence in FENCES if fence.page == "docs/tutorial.md" and fence.kind == "cypher"]
)
def test_a_statement_of_the_tutorial_is_answered_without_a_server(statement: str, demonstration: RunResult) -> None:
    store = open_store(str(demonstration.dataset))
    try:
        assert store.run(statement)
    finally:
        store.close()


@pytest.mark.lexicon
def test_the_gold_that_a_page_shows_is_measured(typed: Callable[[str], Shell]) -> None:
    (fence,) = [fence for fence in FENCES if fence.kind == "json" and fence.page == "docs/studies-and-claims.md"]
    shell = typed("docs/cypher.md")
    (shell.folder / "gold.jsonl").write_text(json.dumps(json.loads(fence.body)) + "\n", encoding="utf-8")
    for task in ("studies", "claims"):
        line = f"kg evaluate gold.jsonl --task {task} --json"
        shell.type(line)
        assert shell.code[line] == 0, shell.err[line]
        assert json.loads(shell.out[line])
