"""What annotators call things: which ids are recalled, and what they change in a grounding."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.exchange.annotation_formats.printed_names import namer, read_namespaces
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.taxa import HUMAN
from kg.model import Grounding, Mention
from kg.ontologies.terms import Name, Parent, Term, Xref
from kg.ontologies.writer import write
from kg.pipeline.config import NOTHING_SCORES
from kg.pipeline.ground import learned, species
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.grounder import Grounder
from kg.pipeline.ground.learned import LearnedName, LearnedNames
from kg.pipeline.ground.species import SpeciesFinder
from kg.pipeline.guidelines import GUIDELINES, named
from tests import small_lexicon as small
from tests.conftest import MakeDocument

ROWS = (
    LearnedName("Disease", "hepatomas", "", Ids.read("MONDO:0007256"), (("biored", 2),)),
    LearnedName("Disease", "breast cancer", "", Ids.read("MESH:D001943"), (("bc5cdr", 3), ("biored", 9))),
    LearnedName("Disease", "breast cancer", "", Ids.read("MESH:D061325"), (("ncbi-disease", 4),)),
    LearnedName("Disease", "breast and liver cancer", "", Ids.read("MESH:D001943|MESH:D008113"), (("bc5cdr", 1),)),
    LearnedName("Disease", "oddity", "", Ids.read(""), (("bc5cdr", 5),)),
    LearnedName("Disease", "hepatotoxicity", "", Ids.read("MESH:D056486"), (("bc5cdr", 9),)),
    LearnedName("Disease", "cardiotoxicity", "", Ids.read("MESH:D066126"), (("bc5cdr", 9),)),
    LearnedName("Disease", "cardiac toxicity", "", Ids.read("MESH:D006331"), (("bc5cdr", 1),)),
    LearnedName("Drug", "frap", "", Ids.read("HGNC:3942"), (("bc5cdr", 1),)),
    LearnedName("Disease", "antineoplastic state", "", Ids.read("CHEBI:35610"), (("bc5cdr", 1),)),
    LearnedName("Drug", "metformin", "", Ids.read("MESH:C000001"), (("bc5cdr", 5),)),
)


def _ground(
    lexicon: Lexicon, make: MakeDocument, text: str, type_: str = "Disease", guideline: str = "biored"
) -> Grounding:
    mention = Mention(0, len(text), text, type_, "network", tagged=type_)
    (grounding,) = Grounder(lexicon, learned=LearnedNames(ROWS, named(guideline)))(make(text), (mention,))
    return grounding


def test_the_corpus_that_is_followed_counts_most() -> None:
    assert [
        str(found.ids) if (found := LearnedNames(ROWS, named(corpus)).recall("Disease", "Breast cancers")) else ""
        for corpus in ("biored", "ncbi-disease", "gnormplus")
    ] == [
        "MESH:D001943",
        "MESH:D061325",
        "MESH:D001943",
    ]
    assert LearnedNames(ROWS, GUIDELINES["biored"]).recall("Drug", "breast cancer") is None


def test_a_name_that_only_annotators_have_leads_to_its_entity(small_lexicon: Lexicon, document: MakeDocument) -> None:
    best = _ground(small_lexicon, document, "hepatoma").best
    assert best is not None and best.id == "MONDO:0007256" and "annotators of biored" in best.reason


def test_an_entity_keeps_its_type_whatever_annotators_take_it_for(
    small_lexicon: Lexicon, document: MakeDocument
) -> None:
    grounding = _ground(small_lexicon, document, "frap", "Drug")
    assert grounding.best is not None and (grounding.best.id, grounding.best.type) == ("HGNC:3942", "Target")
    assert grounding.mention.type == "Target" and grounding.mention.annotated_type == "Drug"
    alike = _ground(small_lexicon, document, "antineoplastic states of rest").best
    assert alike is not None and (alike.id, alike.type) == ("CHEBI:35610", "Role")


def test_the_entity_stays_and_the_annotators_id_is_printed(small_lexicon: Lexicon, document: MakeDocument) -> None:
    grounding = _ground(small_lexicon, document, "breast cancer")
    assert grounding.best is not None and grounding.best.id == "MONDO:0007254"
    name = namer(small_lexicon, read_namespaces("Disease=MESH"), bare=True)
    assert name(grounding.candidates, "Disease") == "D001943"
    assert namer(small_lexicon, {}, bare=True)(grounding.candidates, "Disease") == "MONDO:0007254"


def test_a_disease_without_a_mesh_heading_takes_the_nearest_broader_one(
    small_lexicon: Lexicon, document: MakeDocument
) -> None:
    candidates = _ground(small_lexicon, document, "fibrolamellar carcinoma").candidates
    printed = [
        namer(small_lexicon, read_namespaces(f"Disease={one}"), bare=True)(candidates, "Disease")
        for one in ("MESH", "DOID")
    ]
    assert candidates[0].id == "MONDO:0006210" and printed == ["D006528", ""]


def test_a_corpus_of_earlier_years_has_the_heading_of_its_time(document: MakeDocument, tmp_path: Path) -> None:
    """A kind of fibrolamellar carcinoma, both with headings of later years here: who follows BC5CDR of 2015 gets the
    carcinoma's.
    """
    made = small.terms()
    made.terms["MONDO:1"] = Term("MONDO:1", "Disease", "childhood fibrolamellar carcinoma", "mondo")
    made.names.append(Name("MONDO:1", "childhood fibrolamellar carcinoma", "label", "mondo"))
    made.parents.append(Parent("MONDO:1", "MONDO:0006210", "SUBCLASS_OF", "mondo"))
    made.xrefs += [Xref("MONDO:1", "MESH:D000123456", "mondo"), Xref("MONDO:0006210", "MESH:D000123457", "mondo")]
    (tmp_path / "lexicon").mkdir()
    write(tmp_path / "lexicon", made, {"licences": {}})
    lexicon, name = Lexicon(tmp_path / "lexicon"), "childhood fibrolamellar carcinoma"
    printed = {}
    for guideline in ("biored", "bc5cdr", "ncbi-disease"):
        candidates = _ground(lexicon, document, name, guideline=guideline).candidates
        assert candidates[0].id == "MONDO:1"
        printed[guideline] = namer(lexicon, read_namespaces("Disease=MESH"), bare=True)(candidates, "Disease")
    assert printed == {"biored": "D000123456", "bc5cdr": "D006528", "ncbi-disease": "D006528"}


def test_a_name_of_two_things_prints_both(small_lexicon: Lexicon, document: MakeDocument) -> None:
    grounding = _ground(small_lexicon, document, "breast and liver cancer", guideline="bc5cdr")
    assert (
        namer(small_lexicon, read_namespaces("Disease=MESH"), bare=True)(grounding.candidates, "Disease")
        == "D001943|D008113"
    )


def test_an_id_its_source_gave_up_is_for_who_follows_that_corpus(
    small_lexicon: Lexicon, document: MakeDocument
) -> None:
    followed, other = (_ground(small_lexicon, document, "metformin", "Drug", corpus) for corpus in ("bc5cdr", "biored"))
    assert followed.best is not None and followed.best.ids == ("MESH:C000001",)
    assert other.best is not None and other.best.ids == ()


def test_what_annotators_leave_without_an_id_stays_without(small_lexicon: Lexicon, document: MakeDocument) -> None:
    assert _ground(small_lexicon, document, "oddity").candidates == ()


def test_an_unknown_name_takes_the_most_similar_one(small_lexicon: Lexicon, document: MakeDocument) -> None:
    best = _ground(small_lexicon, document, "fibrolamellar hepatic carcinoma").best
    assert best is not None and best.id == "MONDO:0006210" and best.reason.startswith("most like 'fibrolamellar")
    assert _ground(small_lexicon, document, "sudden loss of balance").best is None


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("sporadic fibrolamellar carcinoma", "MONDO:0006210"),
        ("severe and progressive breast cancers", "MONDO:0007254"),
        ("progressive", ""),
        ("severe loss of balance", ""),
    ],
)
def test_a_disease_is_meant_without_the_words_for_its_course(
    text: str, id_: str, small_lexicon: Lexicon, document: MakeDocument
) -> None:
    best = _ground(small_lexicon, document, text).best
    assert (best.id if best else "") == id_


def test_of_names_equally_alike_those_written_most_often_decide(small_lexicon: Lexicon, document: MakeDocument) -> None:
    for ids in (("MESH:D000001", "MESH:D000002"), ("MESH:D000002", "MESH:D000001")):
        rows = (
            LearnedName("Disease", "thymic lesion", "", Ids.read(ids[0]), (("bc5cdr", 1),)),
            LearnedName("Disease", "thymic damage", "", Ids.read(ids[1]), (("bc5cdr", 2), ("biored", 1))),
        )
        grounder = Grounder(small_lexicon, learned=LearnedNames(rows, GUIDELINES["bc5cdr"]))
        (grounding,) = grounder(
            document("odd thymic injury"), (Mention(0, 17, "odd thymic injury", "Disease", "network"),)
        )
        assert [one.ids for one in grounding.candidates] == [(ids[1],), (ids[0],)]
        assert grounding.candidates[0].score == grounding.candidates[1].score


@pytest.mark.parametrize(
    ("text", "id_"),
    [("liver toxicity", "MESH:D056486"), ("Hepatic  toxicities", "MESH:D056486"), ("cardiac toxicity", "MESH:D006331")],
)
def test_a_toxicity_in_two_words_is_the_one_in_one(
    text: str, id_: str, small_lexicon: Lexicon, document: MakeDocument
) -> None:
    best = _ground(small_lexicon, document, text).best
    assert best is not None and best.ids == (id_,)


def test_nothing_is_added_below_the_least_score(small_lexicon: Lexicon, document: MakeDocument) -> None:
    for text, type_ in (("hepatoma", "Disease"), ("fibrolamellar hepatic carcinoma", "Disease"), ("mTORX", "Target")):
        rows = (*ROWS, LearnedName("Target", "mTORX", HUMAN, Ids.read("NCBIGene:2475"), (("biored", 1),)))
        finder = SpeciesFinder(small_lexicon, species.load_weights(learned.in_use()))
        mention = Mention(0, len(text), text, type_, "network", tagged=type_)
        made = [
            Grounder(small_lexicon, least, LearnedNames(rows, GUIDELINES["biored"]), finder)(
                document(text), (mention,)
            )[0].candidates
            for least in (0.5, NOTHING_SCORES)
        ]
        assert made[0] and not made[1]


def test_without_a_table_nothing_is_guessed(small_lexicon: Lexicon, document: MakeDocument) -> None:
    text = "fibrolamellar hepatic carcinoma"
    (grounding,) = Grounder(small_lexicon)(
        document(text), (Mention(0, len(text), text, "Disease", "network", tagged="Disease"),)
    )
    assert grounding.candidates == ()


def test_a_table_comes_back_as_it_was_written(tmp_path: Path) -> None:
    for name in ("species.json", "families.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    learned.save(tmp_path, ROWS)
    again = learned.load(tmp_path, GUIDELINES["bc5cdr"])
    assert again.recall("Disease", "breast and liver cancer") == LearnedNames(ROWS, GUIDELINES["bc5cdr"]).recall(
        "Disease", "breast and liver cancer"
    )
    before = learned.content_hash(tmp_path)
    learned.save(tmp_path, ROWS[1:])
    other = learned.content_hash(tmp_path)
    (tmp_path / "families.json").write_text("[]", encoding="utf-8")
    assert len({before, other, learned.content_hash(tmp_path)}) == 3


@pytest.mark.parametrize(
    "content",
    [
        "type\tname\n",
        "\t".join(learned.COLUMNS) + "\nDisease\tx\n",
        "\t".join(learned.COLUMNS) + "\nD\tx\t\t-\tbc5cdr=?\n",
    ],
)
def test_a_damaged_table_is_one_clear_error(content: str, tmp_path: Path) -> None:
    (tmp_path / learned.FILE).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"names\.tsv: damaged .*; install kg again"):
        learned.load(tmp_path, GUIDELINES["biored"])


def test_a_missing_table_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"names\.tsv: cannot be read"):
        learned.load(tmp_path, GUIDELINES["biored"])


@pytest.mark.lexicon
def test_every_learned_name_leads_to_an_entity_under_its_own_id_and_type(
    real_lexicon: Lexicon, document: MakeDocument
) -> None:
    """A dataset cannot be opened where one entity stands in it under two ids or types."""
    table = learned.load(learned.in_use(), GUIDELINES["biored"])
    grounder = Grounder(
        real_lexicon, learned=table, species=SpeciesFinder(real_lexicon, species.load_weights(learned.in_use()))
    )
    text, wrong = "Mice and patients.", []
    for row in table.rows:
        mention = Mention(0, 4, row.text, row.type, "network", tagged=row.type)
        for one in grounder(document(text), (mention,))[0].candidates:
            entity = real_lexicon.row(one.id)
            if entity is not None and (real_lexicon.id(entity), real_lexicon.type(entity)) != (one.id, one.type):
                wrong.append((row.text, one.id, one.type, real_lexicon.id(entity), real_lexicon.type(entity)))
    assert table.rows and not wrong
