"""The demonstration corpus is genuine in shape, honest in its identifiers, and its answer key is whole and adds up."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from kg.model import FLAGS, POLARITIES, TIERS

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "pipelines" / "mtor-hcc"
FILES = ("clinical-trials", "distractors", "observational", "preclinical", "reviews", "updates")
MARKER = "kg demonstration record"
REAL = {"25058218", "36411723", "33053849", "22539746", "32070029"}
TRIALS = {"NCT01005199", "NCT00355862", "NCT02575339"}
HCC = {"MONDO:0007256", "MONDO:0006210"}

PUBLICATION_TYPES = {
    "D016428": "Journal Article",
    "D016449": "Randomized Controlled Trial",
    "D017428": "Clinical Trial, Phase III",
    "D017427": "Clinical Trial, Phase II",
    "D017426": "Clinical Trial, Phase I",
    "D016430": "Clinical Trial",
    "D016454": "Review",
    "D002363": "Case Reports",
    "D064888": "Observational Study",
    "D000078325": "Clinical Trial Protocol",
    "D016441": "Retracted Publication",
    "D016440": "Retraction of Publication",
    "D003160": "Comparative Study",
    "D017418": "Meta-Analysis",
    "D000078182": "Systematic Review",
    "D016448": "Multicenter Study",
    "D016420": "Comment",
    "D016422": "Letter",
    "D016421": "Editorial",
    "D016425": "Published Erratum",
    "D017065": "Practice Guideline",
    "D004740": "English Abstract",
}
HEADINGS = {
    "Humans": "D006801",
    "Animals": "D000818",
    "Mice": "D051379",
    "Rats": "D051381",
    "Cell Line, Tumor": "D045744",
    "Carcinoma, Hepatocellular": "D006528",
    "Liver Neoplasms": "D008113",
    "Everolimus": "D000068338",
    "Sirolimus": "D020123",
    "Sorafenib": "D000077157",
    "TOR Serine-Threonine Kinases": "D058570",
    "Xenograft Model Antitumor Assays": "D023041",
}
CATEGORIES = {"BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS"}

# Children in the order of the PubMed DTD, so far as the corpus uses them.
ORDER = {
    "PubmedArticle": ("MedlineCitation", "PubmedData"),
    "MedlineCitation": (
        "PMID",
        "Article",
        "MedlineJournalInfo",
        "ChemicalList",
        "CitationSubset",
        "CommentsCorrectionsList",
        "MeshHeadingList",
        "KeywordList",
    ),
    "Article": (
        "Journal",
        "ArticleTitle",
        "Pagination",
        "ELocationID",
        "Abstract",
        "AuthorList",
        "Language",
        "DataBankList",
        "PublicationTypeList",
        "VernacularTitle",
    ),
    "Journal": ("JournalIssue", "Title", "ISOAbbreviation"),
    "PubmedData": ("PublicationStatus", "ArticleIdList"),
}

# Names by which the corpus calls each mTOR inhibitor (lower case).
MTOR_INHIBITORS = {
    "everolimus": ("everolimus", "rad001"),
    "sirolimus": ("sirolimus", "rapamycin"),
    "temsirolimus": ("temsirolimus", "cci-779"),
    "sapanisertib": ("sapanisertib", "mln0128", "ink128", "tak-228"),
    "onatasertib": ("onatasertib", "cc-223", "atg-008"),
    "AZD8055": ("azd8055",),
    "dactolisib": ("dactolisib", "bez235"),
    "gedatolisib": ("gedatolisib", "pki-587"),
    "torin 2": ("torin-2", "torin 2"),
    "torin 1": ("torin-1", "torin 1"),
    "PI-103": ("pi-103",),
    "ridaforolimus": ("ridaforolimus",),
}
# "mammalian target of rapamycin" names no drug.
NO_DRUG = re.compile(r"target of rapamycin")
DISEASE = re.compile(r"hepatocellular|hepatoma|\bHCCs?\b|fibrolamellar|HCC\d")


@cache
def trees() -> dict[str, Any]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return {name: etree.parse(str(CORPUS / f"{name}.xml"), parser) for name in FILES}


@cache
def articles() -> list[tuple[str, Any]]:
    return [(name, node) for name, tree in trees().items() for node in tree.getroot().findall("PubmedArticle")]


def pmid(article: Any) -> str:
    return str(article.findtext("MedlineCitation/PMID"))


def version(article: Any) -> int:
    return int(article.find("MedlineCitation/PMID").get("Version"))


@cache
def newest() -> dict[str, tuple[str, Any]]:
    """Newest version of each record: PMID -> (file, article)."""
    best: dict[str, tuple[str, Any]] = {}
    for name, article in articles():
        if pmid(article) not in best or version(article) > version(best[pmid(article)][1]):
            best[pmid(article)] = (name, article)
    return best


@cache
def deleted() -> set[str]:
    return {str(node.text) for tree in trees().values() for node in tree.getroot().findall("DeleteCitation/PMID")}


def words(article: Any) -> str:
    """Title and abstract as one string, markup dropped."""
    nodes = [article.find(".//ArticleTitle"), *article.findall(".//AbstractText")]
    return " ".join("".join(node.itertext()) for node in nodes)


def links(article: Any, kind: str) -> set[str]:
    return {str(node.findtext("PMID")) for node in article.findall(f".//CommentsCorrections[@RefType='{kind}']")}


@cache
def key() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("answers.toml").read_text(encoding="utf-8"))


@cache
def records() -> dict[str, dict[str, Any]]:
    return {record["id"].removeprefix("PMID:"): record for record in key()["record"]}


def evidence() -> list[tuple[str, dict[str, Any]]]:
    return [(identifier, item) for identifier, record in records().items() for item in record.get("evidence", [])]


def year(identifier: str) -> int:
    return int(newest()[identifier][1].findtext(".//JournalIssue/PubDate/Year"))


# --- the XML ----------------------------------------------------------------------------------------------------------


def test_files_are_well_formed_article_sets_of_enough_records() -> None:
    assert {path.stem for path in CORPUS.glob("*.xml")} == set(FILES)
    for name, tree in trees().items():
        assert tree.docinfo.root_name == "PubmedArticleSet", name
        assert tree.docinfo.public_id.startswith("-//NLM//DTD PubMedArticle"), name
        assert {child.tag for child in tree.getroot()} <= {"PubmedArticle", "DeleteCitation"}, name
    assert len(newest()) - len(deleted()) >= 90


@pytest.mark.parametrize("name", FILES)
def test_elements_keep_the_order_of_the_dtd(name: str) -> None:
    for parent, order in ORDER.items():
        for node in trees()[name].iter(parent):
            places = [order.index(child.tag) for child in node]
            assert places == sorted(places), (name, parent, [child.tag for child in node])


def test_every_record_says_that_it_is_a_demonstration() -> None:
    for _, article in articles():
        assert MARKER in [keyword.text for keyword in article.findall(".//Keyword")], pmid(article)
        assert (
            not article.findall(".//CoiStatement")
            and not article.findall(".//ISSN")
            and not article.findall(".//LastName")
        ), pmid(article)


def test_identifiers_are_real_or_in_the_demonstration_range() -> None:
    for _, article in articles():
        assert pmid(article) in REAL or int(pmid(article)) > 99_000_000, pmid(article)
        assert article.findtext(".//ArticleId[@IdType='pubmed']") == pmid(article)
    assert len({(pmid(article), version(article)) for _, article in articles()}) == len(articles())
    assert set(newest()) >= REAL
    assert {node.text for _, article in articles() for node in article.findall(".//AccessionNumber")} == TRIALS


def test_every_identifier_that_looks_real_is_explained_in_the_readme() -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    found = (
        REAL
        | TRIALS
        | {
            node.text
            for _, article in articles()
            for node in article.findall(".//ArticleId")
            if node.get("IdType") != "pubmed"
        }
    )
    found |= {number for _, article in articles() for number in re.findall(r"NCT\d{8}", words(article))}
    assert not [identifier for identifier in sorted(found) if identifier not in readme]


def test_publication_types_and_headings_carry_their_own_identifiers() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for _, article in articles():
        types = article.findall(".//PublicationType")
        assert types, pmid(article)
        for node in types:
            assert PUBLICATION_TYPES.get(node.get("UI")) == node.text, (pmid(article), node.text)
        for node in article.findall(".//DescriptorName"):
            names[node.text].add(node.get("UI"))
    assert all(len(identifiers) == 1 for identifiers in names.values())
    assert {name: next(iter(names[name])) for name in HEADINGS} == HEADINGS


def test_structured_abstracts_have_labels_and_categories() -> None:
    for _, article in articles():
        parts = article.findall(".//AbstractText")
        labelled = [part for part in parts if part.get("Label")]
        assert len(labelled) in (0, len(parts)), pmid(article)
        assert all(part.get("NlmCategory") in CATEGORIES for part in labelled), pmid(article)
        if labelled:
            assert {"RESULTS", "CONCLUSIONS"} <= {part.get("NlmCategory") for part in labelled} or "Protocol" in str(
                [node.text for node in article.findall(".//PublicationType")]
            ), pmid(article)
    trials = [
        article
        for _, article in articles()
        if any(
            (node.text or "").startswith("Clinical Trial, Phase III") for node in article.findall(".//PublicationType")
        )
    ]
    assert trials and all(article.findall(".//AbstractText[@Label]") for article in trials)


def test_abstracts_differ_from_one_another() -> None:
    seen: dict[str, str] = {}
    for _, article in newest().values():
        for part in article.findall(".//AbstractText"):
            for sentence in re.split(r"(?<=[.?]) ", "".join(part.itertext())):
                if len(sentence) > 60:
                    assert seen.setdefault(sentence, pmid(article)) == pmid(article), sentence


def test_links_lead_to_records_of_the_corpus() -> None:
    known = {pmid(article) for _, article in articles()}
    assert deleted() and deleted() <= known
    for _, article in articles():
        for kind in ("RetractionIn", "RetractionOf", "ErratumIn", "ErratumFor", "CommentOn"):
            assert links(article, kind) <= known, (pmid(article), kind)
    assert any(version(article) == 2 for _, article in articles())


# --- the answer key ---------------------------------------------------------------------------------------------------


def test_key_has_each_record_once() -> None:
    assert len(key()["record"]) == len(records())
    assert {(identifier, record["file"], record.get("version", 1)) for identifier, record in records().items()} == {
        (identifier, f"{name}.xml", version(article)) for identifier, (name, article) in newest().items()
    }
    assert {identifier for identifier, record in records().items() if record.get("deleted")} == deleted()
    assert all(record["note"] for record in records().values())


def test_evidence_uses_the_closed_lists() -> None:
    names: dict[str, str] = {}
    for identifier, item in evidence():
        assert item["disease"] in HCC and item["tier"] in TIERS and item["polarity"] in POLARITIES, identifier
        assert item["attribution"] in ("drug", "combination") and set(item["flags"]) <= set(FLAGS), identifier
        assert item["tier"] not in ("review", "mention") or item["polarity"] == "unclear", identifier
        assert names.setdefault(item["drug_name"], item.get("drug", "")) == item.get("drug", ""), identifier
        assert not records()[identifier].get("deleted"), identifier


def test_every_mtor_inhibitor_named_beside_the_disease_is_judged() -> None:
    open_cases = []
    for identifier, (_, article) in newest().items():
        text = words(article)
        if not DISEASE.search(text) or identifier in deleted():
            continue
        plain = NO_DRUG.sub("", text.lower())
        record = records()[identifier]
        judged = {item["drug_name"] for item in [*record.get("evidence", []), *record.get("excluded", [])]}
        for drug, names in MTOR_INHIBITORS.items():
            if drug not in judged and any(re.search(rf"(?<![a-z]){re.escape(name)}", plain) for name in names):
                open_cases.append((identifier, drug))
    assert not open_cases


def test_judged_mtor_inhibitors_are_named_in_the_record() -> None:
    for identifier, record in records().items():
        text = words(newest()[identifier][1]).lower()
        for item in [*record.get("evidence", []), *record.get("excluded", [])]:
            names = MTOR_INHIBITORS.get(item["drug_name"])
            assert not names or any(name in text for name in names), (identifier, item["drug_name"])


def test_retracted_flags_follow_the_links() -> None:
    retracted = {target for _, article in articles() for target in links(article, "RetractionOf")}
    retracted |= {pmid(article) for _, article in articles() if links(article, "RetractionIn")}
    assert len(retracted) == 2
    assert {identifier for identifier, item in evidence() if "retracted" in item["flags"]} == retracted


def test_every_tier_and_polarity_occurs_for_mtor_inhibitors() -> None:
    ours = [item for _, item in evidence() if item["drug_name"] in MTOR_INHIBITORS]
    assert {item["tier"] for item in ours} == set(TIERS)
    assert {item["polarity"] for item in ours} == set(POLARITIES)
    assert {flag for item in ours for flag in item["flags"]} == set(FLAGS)
    assert {item["attribution"] for item in ours} == {"drug", "combination"}


@pytest.mark.parametrize(
    "words_of_trap",
    [
        "co-mention",
        "-limus",
        "mTOR activator",
        "gene name",
        "Hürthle",
        "cholangiocarcinoma is not",
        "hepatoblastoma",
        "liver metastases are not",
        "drug-eluting stent",
        "comparator",
        "positive-sounding title",
        "review is not a trial",
        "protocol is not a result",
        "retracted",
        "speculated",
        "case report",
        "fibrolamellar",
    ],
)
def test_every_trap_of_the_design_is_set(words_of_trap: str) -> None:
    assert any(words_of_trap in record.get("trap", "") + " " + record["note"] for record in records().values())


def settled(items: list[dict[str, Any]]) -> str:
    """Polarity under which one publication counts for one drug; the rules stand at the head of answers.toml."""
    own = [
        item
        for item in items
        if item["attribution"] == "drug" and not item["flags"] and item["tier"] not in ("review", "mention")
    ]
    return str(min(own, key=lambda item: TIERS.index(item["tier"]))["polarity"]) if own else "unclear"


def test_answer_rows_are_the_count_of_the_records() -> None:
    studied: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for identifier, item in evidence():
        if item["drug_name"] in MTOR_INHIBITORS:
            studied[item["drug_name"]][identifier].append(item)
    rows = {row["drug_name"]: row for row in key()["answer"]}
    assert set(rows) == set(studied)
    for drug, publications in studied.items():
        row = rows[drug]
        polarities = [settled(items) for items in publications.values()]
        tiers = [item["tier"] for items in publications.values() for item in items if "retracted" not in item["flags"]]
        assert {name: row[name] for name in POLARITIES} == {name: polarities.count(name) for name in POLARITIES}, drug
        assert row["publications"] == len(publications) == sum(row[name] for name in POLARITIES), drug
        assert row["tier"] == min(tiers, key=TIERS.index), drug
        assert row["pmids"] == sorted(publications, key=int), drug
        assert row["latest_year"] == max(map(year, publications)), drug


def test_rows_stand_best_tier_first_and_leave_out_what_is_no_mtor_inhibitor() -> None:
    order = [TIERS.index(row["tier"]) for row in key()["answer"]]
    assert order == sorted(order)
    names = {row["drug_name"] for row in key()["answer"]}
    assert {
        "everolimus",
        "sirolimus",
        "temsirolimus",
        "sapanisertib",
        "onatasertib",
        "AZD8055",
        "dactolisib",
        "gedatolisib",
        "torin 2",
        "PI-103",
    } == names
    others = {item["drug_name"] for _, item in evidence()} - names
    assert {"sorafenib", "lenvatinib", "regorafenib", "tacrolimus", "metformin", "MK-2206"} <= others
