"""A report of every query of the pack, on the worked example: well-formed, self-contained, and with the numbers of the
rows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from kg.ask.behind import subject_of
from kg.ask.links import page as address
from kg.ask.lookup import KnownNames
from kg.ask.pack import Query, load_queries
from kg.ask.queries import parse_parameters, run_query
from kg.ask.studies import studies_behind
from kg.interfaces.report.contents import AnswerReport, ReportSettings, answer_report
from kg.interfaces.report.html import html
from kg.interfaces.report.markdown import markdown
from kg.interfaces.report.said import timeline_caption
from kg.lexicon.lexicon import Lexicon
from kg.model import POLARITIES
from kg.pipeline.run import RunResult
from kg.stores import open_store

pytestmark = pytest.mark.lexicon

PACK = load_queries()
FLAGSHIP = "mtor-inhibitors-with-hcc-evidence"
GOLDEN = Path(__file__).parent / "golden" / f"{FLAGSHIP}.md"
XHTML = etree.XMLParser(resolve_entities=False, no_network=True)

LADDERS = {
    *("changed-between-years", "class-evidence-by-tier", "diseases-of-drug", "drug-class-with-disease-evidence"),
    *("drugs-of-target-with-disease-evidence", "drugs-studied-for-disease", FLAGSHIP),
}
"""Queries whose rows count studies by finding, drug by drug or disease by disease."""

Reported = Callable[[str], AnswerReport]


@pytest.fixture(scope="module")
def reported(demonstration: RunResult, real_lexicon: Lexicon) -> Iterator[Reported]:
    """The contents of the report on a query's example, made once."""
    store, known = open_store(str(demonstration.dataset), lambda _: None), KnownNames(real_lexicon)

    @cache
    def made(name: str) -> AnswerReport:
        query = PACK[name]
        values = parse_parameters(query, [f"{key}={text}" for key, text in query.example])
        rows = run_query(store, query, values, known)
        settings = ReportSettings("2026-05-01", 3)
        return answer_report(str(demonstration.dataset), store, query, values, rows, (), known, settings)

    yield made
    store.close()


def _page(report: AnswerReport) -> Any:
    """The page, parsed as strictly as XML is."""
    return etree.fromstring(html(report).encode(), XHTML)


@pytest.mark.parametrize("query", PACK.values(), ids=lambda query: query.name)
def test_a_page_is_well_formed_and_needs_nothing_from_elsewhere(query: Query, reported: Reported) -> None:
    page = _page(reported(query.name))
    assert not page.xpath("//script | //link | //img | //iframe | //object | //@onclick | //@onload")
    assert "url(" not in re.sub(r"url\(#[a-z-]+\)", "", etree.tostring(page, encoding="unicode"))
    assert not re.search(r"@import|https?:", "".join(page.xpath("//style/text()")))
    anchors = set(page.xpath("//@id"))
    assert len(anchors) == len(page.xpath("//@id")), "an id stands twice"
    for link in page.xpath("//@href | //@src"):
        known = re.fullmatch(r"https://(pubmed\.ncbi\.nlm\.nih\.gov/\d+/|clinicaltrials\.gov/study/NCT\d+)", link)
        assert known or (link[0] == "#" and link[1:] in anchors), link


@pytest.mark.parametrize("query", PACK.values(), ids=lambda query: query.name)
def test_both_formats_have_the_same_parts_and_say_what_is_left_out(query: Query, reported: Reported) -> None:
    report = reported(query.name)
    headings = _page(report).xpath("//h2/text()")
    text = markdown(report)
    assert headings[-2:] == ["Method", "Limits"]
    assert [one for one in headings if one not in ("Network", "What was found")] == re.findall("^## (.*)$", text, re.M)
    limits = " ".join(_page(report).xpath("//section[@aria-labelledby='limits']//text()"))
    absent = {"Evidence ladder": "vidence ladder", "Timeline": "imeline", "Network": "etwork"}
    for heading, words in absent.items():
        assert (heading in headings) != (f"{words}: " in limits), heading
    assert any(heading.startswith(("Sentences", "The answer, sentence")) for heading in headings) == bool(report.behind)


@pytest.mark.parametrize("name", sorted(LADDERS))
def test_the_ladder_counts_what_the_rows_count(name: str, reported: Reported) -> None:
    report = reported(name)
    expected: dict[str, Counter[str]] = defaultdict(Counter)
    for row in report.rows:
        expected[subject_of(row)[0]].update({one: row[one] for one in POLARITIES})
    assert {row.key: {one: row.total(one) for one in POLARITIES} for row in report.ladder} == expected
    studies = {(study.document, study.polarity): study.year for study in studies_behind(report.behind)}
    drawn = report.timeline
    assert drawn and sum(map(sum, drawn.counts.values())) == sum(year > 0 for year in studies.values())
    assert drawn.publications == len({document for (document, _), year in studies.items() if year})
    assert drawn.undated == len({document for (document, _), year in studies.items() if not year})
    caption = timeline_caption(drawn)
    assert caption in markdown(report) and f"{drawn.publications:,} publication" in caption
    assert ("without a year" in caption) == bool(drawn.undated)


def test_the_ladder_tells_support_from_study_as_the_queries_do(reported: Reported) -> None:
    for name in ("drugs-studied-for-disease", "drugs-of-target-with-disease-evidence", "diseases-of-drug"):
        report = reported(name)
        assert {row.key: (row.studied, row.supported) for row in report.ladder} == {
            subject_of(row)[0]: (row["tier"], row["supporting_tier"] or "") for row in report.rows
        }


def test_the_ladder_has_the_tiers_of_the_query_that_counts_by_tier(reported: Reported) -> None:
    report = reported("class-evidence-by-tier")
    asked = {(row["drug_id"], row["tier"], one): row[one] for row in report.rows for one in POLARITIES if row[one]}
    assert {(row.key, *cell): count for row in report.ladder for cell, count in row.counts.items()} == asked


def test_what_a_reader_sees_first_keeps_a_null_trial_from_being_support(reported: Reported) -> None:
    report = reported(FLAGSHIP)
    sirolimus = next(row for row in report.ladder if row.name == "sirolimus")
    assert (sirolimus.studied, sirolimus.supported) == ("phase-3", "phase-2")
    assert "sirolimus (phase 3; support phase 2)" in " ".join(report.brief)
    assert "torin 2 (" not in report.brief[-1]


def test_results_of_combinations_are_on_no_ladder_of_drugs(reported: Reported) -> None:
    assert reported("combination-evidence").ladder == ()


def test_a_page_has_every_row_and_marks_the_arguments(reported: Reported) -> None:
    report = reported(FLAGSHIP)
    page = _page(report)
    table = page.xpath("//section[@aria-labelledby='answer']//tbody/tr")
    assert [row.xpath("string(th/text()[1])") for row in table] == [row["drug"] for row in report.rows]
    links = [row.xpath(".//a/@href") for row in table]
    assert links == [[where for one in row["pmids"] if (where := address(one))] for row in report.rows]
    card = page.xpath("//article")[0]
    assert {one.lower() for one in card.xpath(".//mark/text()")} == {"everolimus", "hcc"}
    assert page.xpath("string(//h1)").startswith("Which mTOR inhibitors have evidence in hepatocellular carcinoma")


def test_a_page_says_how_it_was_made(reported: Reported) -> None:
    report = reported("drug-class-with-disease-evidence")
    said = " ".join(_page(report).xpath("//section[@aria-labelledby='method']//text()"))
    for words in (
        *("drug-class-with-disease-evidence", "CHEBI:68481 (mTOR inhibitor, Role)", "mtor-hcc", "clinical-trials.xml"),
        *(report.provenance.build, "Mondo", "MATCH", "-p 'class=mTOR inhibitor' -p disease=HCC"),
    ):
        assert words.lower() in said.lower(), words
    assert len(report.provenance.build) == 64 and report.provenance.models


def test_a_narrow_drawing_and_a_wide_one_hold_the_same(reported: Reported) -> None:
    page = _page(reported(FLAGSHIP))
    svg = "{http://www.w3.org/2000/svg}"
    signs = {
        size: sorted(one.get("class") + "".join(one.itertext()) for one in page.iter(f"{svg}g") if _in(one, size))
        for size in ("wide", "narrow")
    }
    assert signs["wide"] == signs["narrow"] != []


def _in(element: Any, size: str) -> bool:
    is_sign = str(element.get("class", "")).startswith("sign ")
    return is_sign and any(one.get("class") == size for one in element.iterancestors())


def test_the_markdown_of_the_flagship_is_the_golden_one(reported: Reported, tmp_path: Path) -> None:
    # what it was made with changes with every model, and is compared above
    shown = re.sub(r"^## Method\n.*?^(?=## Limits)", "", markdown(reported(FLAGSHIP)), flags=re.M | re.S)
    (tmp_path / "new.md").write_text(shown, encoding="utf-8")
    assert shown == GOLDEN.read_text(encoding="utf-8"), f"read {tmp_path / 'new.md'}, then copy it to {GOLDEN}"
