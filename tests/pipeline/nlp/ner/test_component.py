"""The tagger in a spaCy pipeline of the user's own."""

from __future__ import annotations

import spacy

from kg.pipeline.nlp.ner.component import SPANS, TaggerComponent
from kg.pipeline.nlp.ner.kinds import KINDS
from kg.pipeline.nlp.ner.tagger import Tagger


def test_a_pipeline_gets_entities_and_scores(any_tagger: Tagger) -> None:
    nlp = spacy.blank("en")
    doc = TaggerComponent(any_tagger)(
        nlp("Everolimus-induced 😀 remission of hepatocellular carcinoma (HCC), and of HCC.")
    )
    assert len(doc.spans[SPANS]) == len(doc.spans[SPANS].attrs["scores"]) > 0
    assert all(0 < score <= 1 for score in doc.spans[SPANS].attrs["scores"])
    assert {span.label_ for span in doc.ents} <= set(KINDS) and doc.ents
    assert not list(TaggerComponent(any_tagger)(nlp("")).ents)


def test_the_factory_is_known_by_name() -> None:
    assert spacy.blank("en").get_factory_meta("kg_ner").default_config == {"guideline": "default"}
