"""The order of evidence: which of several entities a name stands for where no corpus is followed."""

from __future__ import annotations

import pytest

from kg.lexicon.lexicon import Lexicon, NameRow
from kg.lexicon.names import ANY
from kg.lexicon.scopes import SCOPES
from kg.lexicon.taxa import HUMAN, MOUSE
from kg.model import Grounding, Mention
from kg.ontologies.terms import Name, SpeciesGene, Term, Xref
from kg.ontologies.writer import write
from kg.pipeline.ground import evidence, learned, species
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.annotators import Annotators
from kg.pipeline.ground.case import Case, resolved
from kg.pipeline.ground.grounder import Grounder
from kg.pipeline.ground.learned import LearnedName, LearnedNames
from kg.pipeline.ground.profiles import by_order_of_evidence
from kg.pipeline.ground.rank import SCOPE_SCORE, same_words
from kg.pipeline.ground.species import SpeciesFinder
from kg.pipeline.guidelines import DEFAULT, GUIDELINES
from tests import small_lexicon as small
from tests.conftest import MakeDocument

GENES = (
    ("HGNC:1", "KINA", "abbreviation:Kinex"),
    ("HGNC:2", "KINB", "previous:Kinex"),
    ("HGNC:3", "SHOA", "abbreviation:p99"),
    ("HGNC:4", "SHOB"),
    ("HGNC:5", "CURA", "curated:Dupli-2"),
    ("HGNC:6", "CURB", "abbreviation:Dupli2"),
    ("HGNC:7", "LABL"),
    ("HGNC:8", "LABM", "exact:LABL"),
    ("FPLX:Fibrin", "Fibrinoid"),
)
"""Genes of one's own, told apart by nothing but their names."""

DISEASES = (
    ("MESH:D100001", "Sugar Illness", "exact:Sweet Illness"),
    ("MONDO:90", "congenital numbness"),
    ("MONDO:91", "liver disorder"),
    ("MONDO:92", "toxic liver injury"),
    ("MONDO:93", "chronic brain damage"),
    ("MONDO:94", "asthma"),
    ("MONDO:95", "status asthmaticus"),
    ("MONDO:96", "postoperative nausea and vomiting"),
    ("MONDO:97", "belly ache", "abbreviation:BA"),
    ("MONDO:98", "lung cancer"),
    ("MONDO:99", "kidney cancer"),
)

ROWS = (
    LearnedName("Target", "Kinex", HUMAN, Ids.read("NCBIGene:12"), (("gnormplus", 1), ("nlmgene", 2))),
    LearnedName("Target", "p99", HUMAN, Ids.read("NCBIGene:14"), (("biored", 4),)),
    LearnedName("Target", "Dupli-2", HUMAN, Ids.read("NCBIGene:16"), (("biored", 40),)),
    LearnedName("Target", "LABL", HUMAN, Ids.read("NCBIGene:18"), (("biored", 40),)),
    LearnedName("Target", "b-kina", MOUSE, Ids.read("NCBIGene:901"), (("biored", 9),)),
    LearnedName("Target", "fibrinoid", HUMAN, Ids.read("NCBIGene:12"), (("biored", 9),)),
    LearnedName("Target", "KOX2", HUMAN, Ids.read("NCBIGene:11"), (("biored", 1),)),
    LearnedName("Disease", "numbness", "", Ids.read("MONDO:90"), (("bc5cdr", 6),)),
    LearnedName("Disease", "Sweet Illness", "", Ids.read("MONDO:91"), (("bc5cdr", 60),)),
    LearnedName("Disease", "bad mood", "", Ids.read("MONDO:91"), (("bc5cdr", 4), ("biored", 3))),
    LearnedName("Disease", "grief", "", Ids.read("MONDO:91"), (("bc5cdr", 11), ("biored", 3))),
    LearnedName("Disease", "HD", "", Ids.read("MONDO:93"), (("ncbi-disease", 17),)),
    LearnedName("Disease", "cat", "", Ids.read("MONDO:93"), (("ncbi-disease", 90), ("bc5cdr", 9))),
    LearnedName("Drug", "Na", "", Ids.read("CHEBI:6801"), (("bc5cdr", 20), ("biored", 15))),
)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The small lexicon with genes and diseases of this page's own."""
    made = small.terms()
    for identifier, label, *names in (*GENES, *DISEASES):
        type_ = "Target" if identifier.startswith(("HGNC", "FPLX")) else "Disease"
        made.terms[identifier] = Term(identifier, type_, label, "test")
        made.names.append(Name(identifier, label, "symbol" if type_ == "Target" else "label", "test"))
        made.names += [
            Name(identifier, text, scope, "test") for scope, _, text in (name.partition(":") for name in names)
        ]
    numbers = [identifier.partition(":")[2] for identifier, *_ in GENES if identifier.startswith("HGNC")]
    made.xrefs += [Xref(f"HGNC:{number}", f"NCBIGene:1{number}", "test") for number in numbers]
    made.genes.append(SpeciesGene("NCBIGene:901", MOUSE, "HGNC:1", ("Kina",)))
    folder = tmp_path_factory.mktemp("evidence") / "lexicon"
    folder.mkdir()
    write(folder, made, {"licences": {}})
    return Lexicon(folder)


@pytest.fixture(scope="module")
def grounder(lexicon: Lexicon) -> Grounder:
    """Grounds where no corpus is followed."""
    finder = SpeciesFinder(lexicon, species.load_weights(learned.in_use()))
    return Grounder(lexicon, learned=LearnedNames(ROWS, DEFAULT), species=finder)


@pytest.fixture
def ground(grounder: Grounder, document: MakeDocument):  # type: ignore[no-untyped-def]
    """Grounds a mention of the network in a text that holds it."""

    def grounded(text: str, type_: str, name: str = "", expanded: str = "") -> Grounding:
        name = name or text
        at = text.index(name)
        mention = Mention(at, at + len(name), name, type_, "network", expanded=expanded, tagged=type_)
        (found,) = grounder(document(text), (mention,))
        return found

    return grounded


def _id(grounding: Grounding) -> str:
    return grounding.best.id if grounding.best else ""


def test_every_scope_has_a_class_and_every_class_a_reason() -> None:
    assert evidence.OF_SCOPE.keys() == set(SCOPES) == SCOPE_SCORE.keys()
    assert set(evidence.OF_SCOPE.values()) < evidence.CLASSES.keys() and all(evidence.CLASSES.values())


@pytest.mark.parametrize(
    ("surface", "name", "scope", "identifier", "found"),
    [
        ("tumours", "tumor", "label", "MONDO:1", "label"),
        ("lactate", "Lactates", "label", "MESH:D1", "alias"),
        ("1-acetate", "1,-acetate", "label", "CHEBI:1", "alias"),
        ("insulin human", "insulin human", "label", "UNII:A", "alias"),
        ("p27", "p27", "abbreviation", "HGNC:1", "guess"),
        ("flu", "flu", "exact", "MONDO:1", "alias"),
        ("CO2", "CO2", "exact", "CHEBI:1", "alias"),
        ("VIII", "VIII", "abbreviation", "HGNC:1", "guess"),
        ("neoplasm", "neoplasm", "broad", "MONDO:1", "guess"),
    ],
)
def test_the_class_of_a_name(surface: str, name: str, scope: str, identifier: str, found: str) -> None:
    assert evidence.of_name(NameRow(0, name, scope, "test", ANY), surface, identifier) == found


@pytest.mark.parametrize(
    ("name", "type_", "id_"),
    [
        ("Dupli2", "Target", "HGNC:5"),  # curated, though 40 documents say HGNC:6
        ("LABL", "Target", "HGNC:7"),  # a symbol, though 40 documents say HGNC:8
        ("Kinex", "Target", "HGNC:2"),  # of two aliases the one that annotators mean
        ("p99", "Target", "HGNC:4"),  # many documents against a short alias alone
        ("fibrinoid", "Target", "FPLX:Fibrin"),  # a family of the name, whatever member annotators take
        ("Sweet Illness", "Disease", "MESH:D100001"),  # an alias, though 60 documents say another
        ("KOX2", "Target", "HGNC:1"),  # made up for one gene: a document is enough
        ("grief", "Disease", "MONDO:91"),  # everybody's habit
        ("bad mood", "Disease", ""),  # the nearest that a few had
        ("numbness", "Disease", ""),  # a narrower thing
        ("HD", "Disease", ""),  # a short form of one corpus
        ("BA", "Disease", ""),  # a short form that nothing supports
        ("Na", "Drug", "CHEBI:6801"),
        ("NA", "Drug", ""),  # short names mean another thing in another case
    ],
)
def test_a_stronger_class_decides(name: str, type_: str, id_: str, ground) -> None:  # type: ignore[no-untyped-def]
    assert _id(ground(name, type_)) == id_


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("asthmatics", "MONDO:94"),
        ("liver injury", "MONDO:91"),
        ("disorders of the liver", "MONDO:91"),
        ("chronic disease", ""),
        ("nausea and vomiting", ""),
        ("brain damage", ""),
    ],
)
def test_what_is_alike_is_the_same_or_nothing(name: str, id_: str, ground) -> None:  # type: ignore[no-untyped-def]
    assert _id(ground(name, "Disease")) == id_


def test_a_short_form_stands_where_the_document_says_what_it_is(ground) -> None:  # type: ignore[no-untyped-def]
    assert _id(ground("BA was seen", "Disease", "BA", expanded="belly ache")) == "MONDO:97"
    assert _id(ground("BA was seen", "Disease", "BA", expanded="bandage adhesion")) == ""
    assert ground("BA was seen", "Disease", "BA", expanded="belly ache").best.evidence == "defined"


def test_the_long_form_decides_whatever_annotators_call_the_short_one(ground) -> None:  # type: ignore[no-untyped-def]
    assert _id(ground("KOX2 was seen", "Target", "KOX2", expanded="keen observer scale")) == ""


def test_a_name_of_another_species_leads_to_the_human_ortholog(ground) -> None:  # type: ignore[no-untyped-def]
    found = ground("In mice, b-kina was knocked out in mouse liver.", "Target", "b-kina").best
    assert found is not None and (found.id, found.name, found.ids) == ("HGNC:1", "KINA", ("NCBIGene:901",))


def test_a_list_is_each_of_its_things(ground) -> None:  # type: ignore[no-untyped-def]
    found = ground("lung and kidney cancer", "Disease").candidates
    assert [one.id for one in found] == ["MONDO:98", "MONDO:99"] and found[0].ids == ("MONDO:98|MONDO:99",)


def test_names_on_their_own_go_by_the_same_order(grounder: Grounder) -> None:
    for name, type_, id_ in (
        ("Dupli2", "Target", "HGNC:5"),
        ("Kinex", "", "HGNC:2"),
        ("p99", "", "HGNC:4"),
        ("asthmatics", "", "MONDO:94"),
    ):
        found = grounder.ground(name, type_)
        assert found[0].id == id_
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_followed_corpus_bends_the_order(lexicon: Lexicon, document: MakeDocument) -> None:
    mention = Mention(0, 8, "numbness", "Disease", "network", tagged="Disease")
    (found,) = Grounder(lexicon, learned=LearnedNames(ROWS, GUIDELINES["bc5cdr"]))(document("numbness"), (mention,))
    assert _id(found) == "MONDO:90"


def test_a_curated_ban_holds_for_annotators_but_not_for_all_of_them(lexicon: Lexicon) -> None:
    for counts, holds in (
        ((("bc5cdr", 3), ("biored", 2)), True),
        ((("bc5cdr", 50),), True),
        ((("bc5cdr", 50), ("biored", 50)), False),
    ):
        rows = (LearnedName("Drug", "luminal", "", Ids.read("CHEBI:6801"), counts),)
        table = Annotators(lexicon, LearnedNames(rows, DEFAULT))
        assert (table.vouched("Drug", "luminal") is None) is holds
        assert table.vouched("Disease", "luminal") is None


@pytest.mark.parametrize(
    ("surface", "name", "same"),
    [
        ("Signal transduction", "Signal Transduction", True),
        ("glucocorticoids", "Glucocorticoids", True),
        ("Axl", "AXL", False),
        ("cat", "Cat", False),
        ("Pi3k pathway", "PI3K pathway", False),
        ("signal", "signals", False),
    ],
)
def test_a_capital_at_the_start_of_a_word_is_no_other_name(surface: str, name: str, same: bool) -> None:
    assert same_words(surface, name) is same


@pytest.mark.parametrize(
    ("surface", "scope", "found"),
    [
        ("nostril", "brand", "guess"),
        ("Nostril", "brand", "alias"),
        ("nostril", "exact", "alias"),
        ("NOSTRIL", "brand", "alias"),
    ],
)
def test_a_brand_in_small_letters_is_a_word_first(surface: str, scope: str, found: str) -> None:
    assert evidence.of_name(NameRow(0, "Nostril", scope, "unii", ANY), surface, "CHEBI:1") == found


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("severe recurrent asthma", ["MONDO:94"]),
        ("chronic disorder", []),
        ("familial asthma", []),
        ("asthma severe", []),
    ],
)
def test_a_disease_with_words_for_its_course_is_the_disease(text: str, ids: list[str], lexicon: Lexicon) -> None:
    profile = by_order_of_evidence(lexicon, LearnedNames((), DEFAULT), 0.55)
    case = Case.alone(Mention(0, len(text), text, "Disease", "network"))
    assert [one.id for one in resolved(case, profile.beside)] == ids
