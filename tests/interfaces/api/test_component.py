"""kg in a spaCy pipeline of the user's own."""

from __future__ import annotations

import pickle
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

import kg
from kg.errors import ConfigError, OntologyError
from kg.interfaces.api import component
from kg.interfaces.api.component import KgComponent

TEXT = (
    "Everolimus for liver\n\nWe gave 😀 everolimus to patients with hepatocellular\ncarcinoma (HCC). RAD001 inhibited"
    " mTOR, in HCC too."
)


@pytest.fixture
def nlp(small: None) -> Language:
    """A blank English pipeline with kg in it, on the small lexicon."""
    blank = spacy.blank("en")
    blank.add_pipe("kg", config={"profile": "fast", "relations": True})
    return blank


def test_the_entry_point_leads_to_the_factory() -> None:
    project = tomllib.loads((Path(__file__).resolve().parents[3] / "pyproject.toml").read_text(encoding="utf-8"))
    named = project["project"]["entry-points"]["spacy_factories"]["kg"]
    module, _, function = named.partition(":")
    assert module == component.__name__
    assert getattr(component, function) is component.make_component


def test_mentions_are_entities_with_ids(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [(one.text.split()[0], one.label_, one.kb_id_) for one in doc.ents] == [
        ("Everolimus", "Drug", "CHEBI:68478"),
        ("everolimus", "Drug", "CHEBI:68478"),
        ("hepatocellular", "Disease", "MONDO:0007256"),
        ("HCC", "Disease", "MONDO:0007256"),
        ("RAD001", "Drug", "CHEBI:68478"),
        ("mTOR", "Target", "HGNC:3942"),
        ("HCC", "Disease", "MONDO:0007256"),
    ]
    assert all(0 < score <= 1 for score in doc.spans["kg"].attrs["scores"]) and len(doc.spans["kg"]) == len(doc.ents)


def test_what_it_says_is_what_annotate_says(nlp: Language) -> None:
    doc = nlp(TEXT)
    (annotated,) = kg.annotate(TEXT, profile="fast")
    assert [(one["start"], one["end"], one["id"]) for one in doc._.kg_mentions] == [
        (m.start, m.end, m.id) for m in annotated.mentions
    ]
    assert [(one["subject_id"], one["relation"], one["object_id"], one["score"]) for one in doc._.kg_claims] == [
        (claim.subject_id, claim.relation, claim.object_id, claim.score) for claim in annotated.claims
    ]
    assert "INHIBITS" in {one["relation"] for one in doc._.kg_claims}


def test_abbreviations_are_spans_with_their_long_forms(nlp: Language) -> None:
    doc = nlp(TEXT)
    (short,) = doc._.kg_abbreviations
    assert (short.text, short.start_char) == ("HCC", TEXT.index("HCC"))
    assert short._.kg_long_form.text.split() == ["hepatocellular", "carcinoma"]
    assert doc[0:1]._.kg_long_form is None
    assert nlp("Nothing is defined.")._.kg_abbreviations == []


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_a_text_with_nothing_to_read_stays_as_it_is(text: str, nlp: Language) -> None:
    doc = nlp(text)
    assert (list(doc.ents), doc._.kg_mentions, doc._.kg_claims, doc._.kg_abbreviations) == ([], [], [], [])


def test_entities_of_other_components_stay_where_they_are_longer(small: None) -> None:
    def others(doc: Doc) -> Doc:
        doc.ents = [Span(doc, 2, 5, label="GROUP"), Span(doc, 6, 7, label="VERB")]
        return doc

    Language.component("others_of_this_test", func=others)
    blank = spacy.blank("en")
    blank.add_pipe("others_of_this_test")
    blank.add_pipe("kg", config={"profile": "fast"})
    doc = blank("We gave the everolimus group what inhibits mTOR.")
    assert [(one.text, one.label_) for one in doc.ents] == [
        ("the everolimus group", "GROUP"),
        ("inhibits", "VERB"),
        ("mTOR", "Target"),
    ]
    assert [one.text for one in doc.spans["kg"]] == ["everolimus", "mTOR"]
    assert doc._.kg_claims == [], "no relations unless they are asked for"


def test_a_mention_that_ends_within_a_token_takes_it_whole(nlp: Language) -> None:
    doc = nlp("An everolimus-eluting stent; mTOR/sorafenib.")
    assert doc.text[doc.ents[0].start_char : doc.ents[0].end_char] == doc.ents[0].text
    assert all(ent.start < ent.end for ent in doc.ents)


def test_it_goes_through_bytes_pickle_and_other_processes(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [(one.text, one.kb_id_) for one in again.ents] == [(one.text, one.kb_id_) for one in doc.ents]
    assert again._.kg_mentions == doc._.kg_mentions
    assert [one._.kg_long_form.text for one in again._.kg_abbreviations] == [
        one._.kg_long_form.text for one in doc._.kg_abbreviations
    ]
    copy = pickle.loads(pickle.dumps(nlp.get_pipe("kg")))
    assert isinstance(copy, KgComponent)
    assert [one.kb_id_ for one in copy(spacy.blank("en")(TEXT)).ents] == [one.kb_id_ for one in doc.ents]
    (piped,) = nlp.pipe([TEXT])
    assert [one.kb_id_ for one in piped.ents] == [one.kb_id_ for one in doc.ents]


def test_a_pipeline_is_saved_and_loaded_with_its_settings(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert loaded.get_pipe_config("kg") == {"profile": "fast", "guideline": "", "ids": "", "relations": True} | {
        "factory": "kg"
    }
    assert [one.kb_id_ for one in loaded(TEXT).ents] == [one.kb_id_ for one in nlp(TEXT).ents]


def test_wrong_settings_and_a_missing_lexicon_are_said_when_it_is_added(
    small: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ConfigError, match="profile quick: unknown profile"):
        spacy.blank("en").add_pipe("kg", config={"profile": "quick"})
    monkeypatch.setenv("KG_LEXICON", str(tmp_path))
    with pytest.raises(OntologyError, match="there is no lexicon here; run `kg ontologies build`"):
        spacy.blank("en").add_pipe("kg")


def test_the_analysis_of_a_pipeline_knows_what_it_assigns(nlp: Language) -> None:
    analysis = nlp.analyze_pipes()
    assert set(analysis["summary"]["kg"]["assigns"]) >= {
        "doc.ents",
        "doc.spans",
        "token.ent_kb_id",
        "doc._.kg_abbreviations",
    }
    assert not analysis["problems"]["kg"]
