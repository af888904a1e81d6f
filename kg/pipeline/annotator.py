"""One document through nlp, ground and relate: the part of the order of stages that ``kg run`` and ``kg annotate``
share.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from kg import paths
from kg.lexicon.curated_tables import cell_lines
from kg.lexicon.lexicon import Lexicon
from kg.model import TIERS, AnnotatedDocument, Candidate, Claim, Document, Grounding, Mention
from kg.pipeline.config import Nlp, Pipeline, reaches
from kg.pipeline.corrections import Corrections
from kg.pipeline.guidelines import DEFAULT, named

# A stage is imported where it is made ready: a run that is cut short does without those behind the cut, and spaCy alone
# takes half a second.
if TYPE_CHECKING:
    from kg.pipeline.ground.grounder import Grounder
    from kg.pipeline.nlp.mentions import MentionFinder
    from kg.pipeline.relate.network_files import Layout

Reader = Callable[[AnnotatedDocument], Iterable[Claim]]

COLLECT_EVERY = 50_000
"""Objects made and kept between two looks of the garbage collector, instead of 700."""


class Annotator:
    """Holds what the stages of a pipeline need (lexicon, networks, compiled rules); call it with a document.

    Of a pipeline that is cut short only the stages before the cut are loaded.
    """

    _find: MentionFinder
    _ground: Grounder

    def __init__(self, lexicon: Lexicon, pipeline: Pipeline, *, given: bool = False) -> None:
        """``given``: keep the mentions and ids that the input brings and find none of its own."""
        self._lexicon, self._given = lexicon, given
        self._finds, self._grounds = reaches(pipeline, "nlp"), reaches(pipeline, "ground")
        if self._finds:
            self._find = _finder(lexicon, pipeline.nlp, given)
        if self._grounds:
            self._ground = _grounder(lexicon, pipeline, given)
            self._correct = Corrections(pipeline.corrections, lexicon)
        self._readers = [READERS[name](pipeline.nlp) for name in _readers(pipeline)]
        self._least = pipeline.relate.min_score

    def mentions(self, document: Document) -> AnnotatedDocument:
        """Sentences and grounded mentions of a document, those that the pipeline has corrections of corrected; what is
        given is not.
        """
        if not self._finds:
            return AnnotatedDocument(document, (), ())
        if self._given:
            return _as_given(document, self._lexicon)
        found = self.uncorrected(document)
        return self.corrected(found) if self._grounds else found

    def uncorrected(self, document: Document) -> AnnotatedDocument:
        """Sentences and grounded mentions as they are found, before corrections."""
        found = self._find(document)
        mentions = (*found.mentions, *found.aside)
        grounded = self._ground(document, mentions) if self._grounds else tuple(Grounding(one, ()) for one in mentions)
        count = len(found.mentions)
        return AnnotatedDocument(document, found.sentences, grounded[:count], grounded[count:])

    def corrected(self, document: AnnotatedDocument) -> AnnotatedDocument:
        """A document with the pipeline's corrections."""
        return self._correct(document)

    def alone(self, name: str, type_: str = "") -> tuple[Candidate, ...]:
        """What ``kg ground`` says of a name without a text, whatever the profile: ranked candidates, of one type if
        given.
        """
        return self._of_names.ground(name, type_)

    @cached_property
    def _of_names(self) -> Grounder:
        from kg.pipeline.ground.grounder import of_names

        return of_names(self._lexicon)

    def regrounded(self, document: Document, mentions: tuple[Mention, ...]) -> tuple[Grounding, ...]:
        """Groundings of mentions as a finder would have handed them over, in the same order."""
        return self._ground(document, mentions)

    def refused(self, document: Document, mention: Mention) -> str:
        """Why a mention without an entity has not that of its name, in words; empty where nothing tells."""
        return self._ground.refused(document, mention)

    def ground(self, document: Document, mentions: tuple[Mention, ...]) -> tuple[Grounding, ...]:
        """Groundings of mentions whose borders and types are settled (they may overlap), in the same order; input ids
        do not count.
        """
        return self._ground(document, self._find.explained(document, mentions), typed=True)

    def __call__(self, document: Document) -> tuple[AnnotatedDocument, list[Claim], str]:
        """The annotated document, its claims in text order, and the strongest tier of its evidence (empty where it has
        none).
        """
        annotated = self.mentions(document)
        claims = without_studies_of_harm([claim for read in self._readers for claim in read(annotated)])
        claims = [one for one in claims if one.evidence.score >= self._least]
        claims.sort(key=lambda c: (c.evidence.start, c.evidence.subject_start, c.evidence.object_start, c.evidence.id))
        return annotated, claims, min((c.evidence.tier for c in claims if c.evidence.tier), key=TIERS.index, default="")


HARMFUL = 0.3
"""Score of a claim that a drug causes a disease from which the document is not believed to study the one for the
other.
"""


def without_studies_of_harm(claims: list[Claim]) -> list[Claim]:
    """The claims without studies (and their results) of a drug for a disease that it brings about, by the same
    document.

    What induces a model or does harm stands beside the disease as a treatment does; the reader of relations tells them
    apart better. On the documents held back from training ten of 544 studies go, one of them right (F1 67.7 to 68.2).
    """
    harmful = {
        (one.assertion.subject, one.assertion.object)
        for one in claims
        if one.assertion.relation == "CAUSES" and not one.assertion.negated and one.evidence.score >= HARMFUL
    }
    studied = ("STUDIED_FOR", "AMELIORATES")
    return [
        one
        for one in claims
        if one.assertion.relation not in studied or (one.assertion.subject, one.assertion.object) not in harmful
    ]


def settled(annotator: Annotator) -> Annotator:
    """The same, and all that this process has loaded is out of the garbage collector's sight from here on
    (``gc.freeze``), which looks for cycles every ``COLLECT_EVERY`` objects.

    For a process that annotates and then ends: to look through tables that stay anyway takes a tenth of the fast
    profile's time, and to look through what is kept of the texts before as often as Python does takes another
    twentieth; a document leaves no cycles behind.
    """
    gc.freeze()
    gc.set_threshold(COLLECT_EVERY)
    return annotator


def models(pipeline: Pipeline) -> dict[str, str]:
    """Content hashes (hex) of the trained models that a pipeline uses, by name; those behind a cut are not used."""
    found: dict[str, str] = {}
    if pipeline.nlp.profile == "default":
        if reaches(pipeline, "nlp"):
            from kg.pipeline.nlp.ner import model as ner_model

            found["ner"] = ner_model.content_hash(ner_model.in_use())
        if reaches(pipeline, "ground"):
            from kg.pipeline.ground import learned

            found["ground"] = learned.content_hash(learned.in_use())
    if _readers(pipeline):
        from kg.pipeline.relate import linear_model, network_files

        for name, layout in _networks(pipeline):
            found[name] = network_files.content_hash(paths.models(name), layout)
        found["linear"] = linear_model.content_hash(linear_model.in_use())
    return found


def trained_on(pipeline: Pipeline) -> frozenset[str]:
    """PMIDs of the gold documents that the trained models of a pipeline have seen."""
    from kg.pipeline.ground import learned, species
    from kg.pipeline.nlp.ner import model as ner_model
    from kg.pipeline.relate import linear_model, network_files

    read = [network_files.publications(paths.models(name), layout) for name, layout in _networks(pipeline)]
    if pipeline.relate.readers:
        read.append(linear_model.publications(linear_model.in_use()))
    if pipeline.nlp.profile == "default":
        read += [ner_model.publications(ner_model.in_use()), species.publications(learned.in_use())]
    return frozenset().union(*read)


def _readers(pipeline: Pipeline) -> tuple[str, ...]:
    return pipeline.relate.readers if reaches(pipeline, "relate") else ()


def _networks(pipeline: Pipeline) -> Iterator[tuple[str, Layout]]:
    """What a pipeline reads with beside the linear models: the folder of each network, and its layout.

    The fast profile takes from the network for results only what sentences weigh.
    """
    from kg.pipeline.relate.pairs import model as pairs_model
    from kg.pipeline.relate.reader import model as reader_model
    from kg.pipeline.relate.reader import results_model

    alone = pipeline.nlp.profile == "fast"
    for reader in _readers(pipeline):
        if reader == "rules" and not alone:
            yield "relate", pairs_model.LAYOUT
        if reader == "studies":
            if not alone:
                yield "read", reader_model.LAYOUT
            yield "results", results_model.LAYOUT


def _finder(lexicon: Lexicon, nlp: Nlp, given: bool) -> MentionFinder:
    from kg.pipeline.nlp import no_entity
    from kg.pipeline.nlp.mentions import MentionFinder
    from kg.pipeline.nlp.ner import model as ner_model
    from kg.pipeline.nlp.ner.tagger import Tagger

    guideline = named(nlp.guideline)
    tagger = no_entities = None
    if not given and nlp.profile == "default":
        tagger = Tagger(lexicon, ner_model.load(ner_model.in_use()), guideline)
    as_annotated = guideline is not DEFAULT
    if not given and not as_annotated:  # a guideline that is asked for decides by itself what counts
        no_entities = no_entity.NoEntities(no_entity.read(paths.data("ontologies", "no_entity.tsv")))
    return MentionFinder(lexicon, frozenset(nlp.types), tagger, no_entities, as_annotated=as_annotated)


def _as_given(document: Document, lexicon: Lexicon) -> AnnotatedDocument:
    from kg.pipeline.ground.given_ids import given_groundings
    from kg.pipeline.nlp.sentences import sentences

    return AnnotatedDocument(document, sentences(document), given_groundings(document, lexicon))


def _grounder(lexicon: Lexicon, pipeline: Pipeline, given: bool) -> Grounder:
    from kg.pipeline.ground import gene_families, learned, species
    from kg.pipeline.ground.gene_families import FamilyFinder
    from kg.pipeline.ground.grounder import Grounder
    from kg.pipeline.ground.species import SpeciesFinder

    guideline, least = named(pipeline.nlp.guideline), pipeline.ground.min_score
    if given or pipeline.nlp.profile == "fast":
        return Grounder(lexicon, least)
    folder = learned.in_use()
    finders = (
        SpeciesFinder(lexicon, species.load_weights(folder), guideline),
        FamilyFinder(lexicon, gene_families.load_weights(folder)),
    )
    return Grounder(lexicon, least, learned.load(folder, guideline), *finders)


def _relations(nlp: Nlp) -> Reader:
    """What is read of sentences by the models (the fast profile has the linear one alone), and by rules which class a
    drug is put in.
    """
    from kg.pipeline.relate import linear_model
    from kg.pipeline.relate.pairs import model as pairs_model
    from kg.pipeline.relate.pairs.claims import RelationReader
    from kg.pipeline.relate.pairs.labels import GRAPH
    from kg.pipeline.relate.pairs.network import RelationNetwork
    from kg.pipeline.relate.roles import roles
    from kg.pipeline.relate.rules import read_rules

    guideline = named(nlp.guideline)
    output = guideline.name if guideline.relations else GRAPH
    linear = linear_model.load(linear_model.in_use())
    alone = nlp.profile == "fast"
    network = None if alone else RelationNetwork(pairs_model.load(pairs_model.in_use()), output)
    least = linear.least[linear_model.ALONE if alone else linear_model.TOGETHER][output]
    read = RelationReader(linear.models[output], network, output, least)
    rules = read_rules(paths.data("ontologies", "roles.toml"))
    return lambda annotated: chain(roles(annotated, rules), read(annotated))


def _studies(nlp: Nlp) -> Reader:
    """What is read of studies by the models; the fast profile has the linear one alone."""
    from kg.pipeline.relate import linear_model
    from kg.pipeline.relate.reader import model as reader_model
    from kg.pipeline.relate.reader import results_model
    from kg.pipeline.relate.reader.network import StudyNetwork
    from kg.pipeline.relate.reader.results import ResultNetwork
    from kg.pipeline.relate.reader.studies import StudyReader

    contaminated = frozenset(line.id for line in cell_lines() if line.status != "ok")
    linear, results = linear_model.load(linear_model.in_use()), results_model.load(results_model.in_use())
    alone = nlp.profile == "fast"
    networks = None if alone else (StudyNetwork(reader_model.load(reader_model.in_use())), ResultNetwork(results))
    least = linear.least[linear_model.ALONE if alone else linear_model.TOGETHER]["studies"]["studied"]
    return StudyReader(linear.models["studies"], networks, least, results.sentences, contaminated)


READERS: dict[str, Callable[[Nlp], Reader]] = {"rules": _relations, "studies": _studies}
