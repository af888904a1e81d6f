"""How the network's spans become mentions among those of the dictionary and the rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from kg import paths
from kg.exchange.annotation_formats import pubtator
from kg.exchange.annotation_formats.printed_names import namer
from kg.exchange.annotation_formats.printed_rows import found_rows
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.annotator import Annotator, models
from kg.pipeline.config import Nlp, Pipeline, Relate
from kg.pipeline.ground import learned
from kg.pipeline.guidelines import GUIDELINES
from kg.pipeline.nlp.dictionary import TYPE_ORDER
from kg.pipeline.nlp.mentions import MentionFinder
from kg.pipeline.nlp.ner.decode import TaggedSpan
from kg.pipeline.nlp.ner.kinds import DISEASE, DRUG, KINDS, TARGET
from kg.pipeline.nlp.ner.model import content_hash, in_use
from kg.pipeline.nlp.ner.tagger import Tagger
from kg.pipeline.nlp.tokens import Tokens
from kg.pipeline.relate import linear_model, network_files
from kg.pipeline.relate.pairs import model as pairs_model
from kg.pipeline.relate.reader import model as reader_model
from kg.pipeline.relate.reader import results_model
from kg.pipeline.run import run
from tests.conftest import MakeDocument


class Said:
    """Stands in for the tagger: tags the surfaces it is given, everywhere."""

    guideline = GUIDELINES["biored"]
    plain = True

    def __init__(self, **surfaces: int) -> None:
        self._surfaces = {tuple(surface.split("_")): kind for surface, kind in surfaces.items()}

    def __call__(self, tokens: Tokens, *_: Any) -> tuple[TaggedSpan, ...]:
        return tuple(
            TaggedSpan(at, at + len(words), kind, 0.8127)
            for at in range(len(tokens.words))
            for words, kind in self._surfaces.items()
            if tuple(tokens.words[at : at + len(words)]) == words
        )


def _found(document: Any, lexicon: Lexicon, said: Said) -> list[tuple[str, str, str]]:
    finder = MentionFinder(lexicon, frozenset(TYPE_ORDER), cast(Tagger, said))
    return [(m.text, m.type, m.detector) for m in finder(document).mentions]


def test_the_network_decides_on_drugs_diseases_and_targets(document: MakeDocument, small_lexicon: Lexicon) -> None:
    made = document("Metformin for newdrug in mice with HepG2 tumors")
    assert _found(made, small_lexicon, Said(newdrug=DRUG)) == [
        ("newdrug", "Drug", "network"),
        ("mice", "Organism", "dictionary"),
        ("HepG2", "CellLine", "dictionary"),
    ]


def test_a_code_or_generic_name_that_the_network_passes_over_is_a_drug(
    document: MakeDocument, small_lexicon: Lexicon
) -> None:
    assert _found(document("Sorafenib and metformin"), small_lexicon, Said()) == [("Sorafenib", "Drug", "dictionary")]
    made = document("RAD001 and metformin")
    assert _found(made, small_lexicon, Said()) == [("RAD001", "Drug", "dictionary")]
    # what the network has at the place counts, and no name of another shape comes in beside it
    assert _found(made, small_lexicon, Said(RAD001=TARGET)) == [("RAD001", "Target", "network")]
    assert _found(made, small_lexicon, Said(RAD001_and=DRUG)) == [("RAD001 and", "Drug", "network")]


def test_a_mention_never_reaches_into_the_next_sentence(document: MakeDocument, small_lexicon: Lexicon) -> None:
    for text, words in (
        ("pain of the chest. Tumour was seen", "chest_._Tumour"), ("vitamin C. Reactive sites", "C_._Reactive"),
        ("of the chest. tumour was", "chest_._tumour"), ("the chest? Tumour was", "chest_?_Tumour"),
        ("(chest). Tumour", "chest_)_._Tumour"),
    ):  # fmt: skip
        assert _found(document(text), small_lexicon, Said(**{words: DISEASE})) == []
    assert _found(document("it was Q. fever here"), small_lexicon, Said(**{"Q_._fever": DISEASE})) == [
        ("Q. fever", "Disease", "network")
    ]


def test_a_role_and_a_pathway_win_over_the_network(document: MakeDocument, small_lexicon: Lexicon) -> None:
    made = document("An mTOR inhibitor and the mTOR signaling pathway")
    said = Said(mTOR_inhibitor=DRUG, mTOR=TARGET)
    assert _found(made, small_lexicon, said)[0] == ("mTOR inhibitor", "Role", "dictionary")
    assert _found(made, small_lexicon, said)[1][1:] == ("Pathway", "pathway-rule")
    assert _found(document("mTOR fell"), small_lexicon, said) == [("mTOR", "Target", "network")]


def test_what_the_network_finds_within_a_role_or_pathway_is_set_aside(
    document: MakeDocument, small_lexicon: Lexicon
) -> None:
    finder = MentionFinder(
        small_lexicon, frozenset(TYPE_ORDER), cast(Tagger, Said(mTOR_inhibitor=DRUG, mTOR=TARGET, HepG2=TARGET))
    )
    found = finder(document("An mTOR inhibitor and the mTOR signaling pathway of HepG2 cells"))
    assert [(m.text, m.type, m.start) for m in found.aside] == [("mTOR", "Target", 3), ("mTOR", "Target", 26)]
    assert all(m.detector == "network" for m in found.aside) and not {m.start for m in found.aside if m.type == "Drug"}
    only_roles = MentionFinder(small_lexicon, frozenset({"Role"}), cast(Tagger, Said(mTOR=TARGET)))
    assert only_roles(document("An mTOR inhibitor")).aside == ()


def test_mentions_within_others_are_printed_and_take_no_part_in_relations(
    document: MakeDocument, small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = document("Everolimus, an mTOR inhibitor, was given.")
    annotate = Annotator(small_lexicon, Pipeline("test"))
    finder = MentionFinder(small_lexicon, frozenset(TYPE_ORDER), cast(Tagger, Said(Everolimus=DRUG, mTOR=TARGET)))
    monkeypatch.setattr(annotate, "_find", finder)
    annotated, claims, _ = annotate(made)
    assert [g.mention.text for g in annotated.groundings] == ["Everolimus", "mTOR inhibitor"]
    assert [(g.mention.text, g.best and g.best.id) for g in annotated.aside] == [("mTOR", "HGNC:3942")]
    assert [g.mention.text for g in annotated.all_groundings] == ["Everolimus", "mTOR inhibitor", "mTOR"]
    row = found_rows(annotated, claims, namer(small_lexicon, {"Target": ("NCBIGene",)}, bare=True))
    assert [(m.text, m.id) for m in row.mentions][2] == ("mTOR", "2475") and "mTOR\tGene\t2475" in pubtator.write(row)
    spans = {(m.mention.start, m.mention.end) for m in annotated.aside}
    assert not any((c.evidence.subject_start, c.evidence.subject_end) in spans for c in claims)
    assert not any((c.evidence.object_start, c.evidence.object_end) in spans for c in claims)


def test_words_for_people_are_printed_under_bioreds_guideline_and_take_no_part_in_relations(
    document: MakeDocument, small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = document(
        "Women and patients with HCC", ("abstract", "MEN 1, MEN, Men and children took everolimus. Inpatients did not.")
    )
    tagger = Said(HCC=DISEASE, everolimus=DRUG, MEN_1=DISEASE)
    found = MentionFinder(small_lexicon, frozenset(TYPE_ORDER), cast(Tagger, tagger))(made)
    assert [(m.text, m.type, m.detector) for m in found.aside] == [
        (word, "Organism", "people") for word in ("Women", "patients", "Men")
    ]
    assert [m.text for m in found.mentions] == ["HCC", "MEN 1", "everolimus"]
    assert MentionFinder(small_lexicon, frozenset({"Disease"}), cast(Tagger, tagger))(made).aside == ()
    monkeypatch.setattr(tagger, "guideline", GUIDELINES["bc5cdr"])
    assert MentionFinder(small_lexicon, frozenset(TYPE_ORDER), cast(Tagger, tagger))(made).aside == ()
    assert MentionFinder(small_lexicon, frozenset(TYPE_ORDER))(made).aside == ()


def test_a_word_for_people_within_a_longer_mention_is_part_of_it(
    document: MakeDocument, small_lexicon: Lexicon
) -> None:
    finder = MentionFinder(small_lexicon, frozenset(TYPE_ORDER), cast(Tagger, Said(liver_cancer_patients=DISEASE)))
    found = finder(document("liver cancer patients and patients"))
    assert [(m.text, m.start) for m in found.aside] == [("patients", 26)]


@pytest.mark.lexicon
def test_a_word_for_people_is_grounded_to_the_human(document: MakeDocument, real_lexicon: Lexicon) -> None:
    annotated, _, _ = Annotator(real_lexicon, Pipeline("p"))(document("Everolimus in patients"))
    (grounding,) = annotated.aside
    assert (
        grounding.best
        and grounding.best.id == "NCBITaxon:9606"
        and grounding.best.reason.startswith("a word for people: ")
    )


def test_a_mention_of_the_network_knows_its_long_form_and_its_score(
    document: MakeDocument, small_lexicon: Lexicon
) -> None:
    finder = MentionFinder(small_lexicon, tagger=cast(Tagger, Said(HCC=DISEASE, HCCs=DISEASE)))
    mentions = finder(document("hepatocellular carcinoma (HCC)", ("abstract", "HCC and HCCs"))).mentions
    assert [(m.text, m.expanded, m.score) for m in mentions if m.detector == "network"] == [
        (surface, "hepatocellular carcinoma", 0.813) for surface in ("HCC", "HCC", "HCCs")
    ]


def test_a_run_with_the_network_names_its_model(tmp_path: Path, small_lexicon: Lexicon) -> None:
    (tmp_path / "a.txt").write_text("Everolimus in hepatocellular carcinoma.", encoding="utf-8")
    fast, slow = (Pipeline("p", nlp=Nlp(profile=profile)) for profile in ("fast", "default"))
    layouts = {"relate": pairs_model.LAYOUT, "read": reader_model.LAYOUT, "results": results_model.LAYOUT}
    networks = {name: network_files.content_hash(paths.models(name), layout) for name, layout in layouts.items()}
    linear = {"linear": linear_model.content_hash(linear_model.in_use())}
    assert models(fast) == {"results": networks["results"], **linear}
    assert models(slow) == {
        "ner": content_hash(in_use()),
        "ground": learned.content_hash(learned.in_use()),
        **networks,
        **linear,
    }
    assert models(replace(fast, relate=Relate(readers=()))) == {}
    ledgers = [
        run(p, [str(tmp_path / "a.txt")], out=tmp_path / p.nlp.profile, lexicon=small_lexicon).ledger
        for p in (fast, slow)
    ]
    assert [ledger["versions"]["models"] for ledger in ledgers] == [models(fast), models(slow)]
    assert ledgers[0]["versions"]["settings"] != ledgers[1]["versions"]["settings"]


@pytest.mark.lexicon
def test_the_shipped_model_tags_what_it_should(document: MakeDocument, real_lexicon: Lexicon) -> None:
    from kg.pipeline.annotator import Annotator

    annotate = Annotator(real_lexicon, Pipeline("p", nlp=Nlp(profile="default")))
    text = (
        "Everolimus (RAD001), an mTOR inhibitor, slowed hepatocellular carcinoma (HCC) and lowered VEGFA; HCC cells"
        " died."
    )
    found = {
        (g.mention.text, g.mention.type, g.mention.detector)
        for g in annotate.mentions(document("Trial", ("abstract", text))).groundings
    }
    assert {("Everolimus", "Drug", "network"), ("HCC", "Disease", "network"), ("VEGFA", "Target", "network")} <= found
    assert ("mTOR inhibitor", "Role", "dictionary") in found
    assert {kind for _, kind, how in found if how == "network"} <= set(KINDS)
