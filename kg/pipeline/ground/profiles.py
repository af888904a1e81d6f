"""The resolvers of each profile, in their order.

========================  ==================================================================================
``fast``                  the lexicon's names alone
``by_order_of_evidence``  the default: after the lexicon come annotators, other spellings and likeness
``following``             the guideline of a corpus: what its annotators call things comes before the lexicon
========================  ==================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.lexicon.lexicon import Lexicon
from kg.pipeline.ground.annotators import Annotators
from kg.pipeline.ground.by_name import ByName, Voted, by_evidence, by_score
from kg.pipeline.ground.case import Resolver
from kg.pipeline.ground.classes import Classes
from kg.pipeline.ground.corpus_genes import CorpusGenes
from kg.pipeline.ground.corpus_names import CorpusNames
from kg.pipeline.ground.gene_ids import GeneIds
from kg.pipeline.ground.learned import LearnedNames
from kg.pipeline.ground.lexicon_names import LexiconNames
from kg.pipeline.ground.plain_genes import PlainGenes
from kg.pipeline.ground.plain_names import PlainNames
from kg.pipeline.ground.resolvers import (
    ByType,
    FirstThatFinds,
    ListedNames,
    OtherTypes,
    Where,
    best_few,
    families_alone,
)
from kg.pipeline.guidelines import DEFAULT


@dataclass(frozen=True, slots=True)
class Profile:
    """How mentions are grounded.

    ``names``: how their names are looked up; ``by_name``: the first resolver; ``resolvers``: all, in their order;
    ``of_marked``: those for what annotators of the guideline mark as a family; ``beside``: those that a name on its own
    is asked of where the lexicon is not sure. ``annotators``: where they have a say beside the lexicon, and ``voted``
    what weighs it. ``followed``: whether the guideline of a corpus is followed to the letter.
    """

    names: LexiconNames
    by_name: ByName
    resolvers: tuple[Resolver, ...]
    of_marked: tuple[Resolver, ...]
    beside: tuple[Resolver, ...] = ()
    annotators: Annotators | None = None
    voted: Voted | None = None
    followed: bool = False


def fast(lexicon: Lexicon, min_score: float) -> Profile:
    """The lexicon's names, and ids of the species that a gene is of, where somebody looks for species."""
    by_name = ByName(lexicon, min_score, by_evidence(lexicon))
    nobody = LearnedNames((), DEFAULT)
    genes = ByType({"Target": CorpusGenes(lexicon, nobody, GeneIds(lexicon, nobody))}, min_score)
    after = (OtherTypes(by_name), best_few, Classes(lexicon))
    return Profile(
        LexiconNames(lexicon, widely=False),
        by_name,
        resolvers=(by_name, genes, *after),
        of_marked=(by_name, families_alone, *after),
    )


def by_order_of_evidence(lexicon: Lexicon, learned: LearnedNames, min_score: float) -> Profile:
    """The order of evidence (``kg.pipeline.ground.evidence``), where nobody's guideline is followed."""
    names = LexiconNames(lexicon, widely=True)
    annotators = Annotators(lexicon, learned)
    voted = Voted(lexicon, annotators)
    by_name = ByName(lexicon, min_score, voted)
    plain = PlainNames(lexicon, annotators)
    alike = (plain.alike, plain.alike_vouched, plain.without_course, plain.without_bracket, plain.kind_of)
    disease = (plain.vouched, plain.vouched_in_one_word, Where(plain.says_enough, FirstThatFinds(alike)))
    beside = ByType(
        {
            "Target": PlainGenes(lexicon, annotators, GeneIds(lexicon, learned)),
            "Drug": FirstThatFinds((plain.vouched, plain.drug_spelled_otherwise, plain.drug_misspelt)),
            "Disease": FirstThatFinds(disease),
        }
    )
    alone = (by_name, replace(beside, min_score=min_score))
    after = (OtherTypes(by_name), best_few, Classes(lexicon))
    return Profile(
        names,
        by_name,
        resolvers=(*alone, ListedNames(names, alone), *after),
        of_marked=(by_name, families_alone, *after),
        beside=(beside,),
        annotators=annotators,
        voted=voted,
    )


def following(lexicon: Lexicon, learned: LearnedNames, min_score: float) -> Profile:
    """What the annotators of the guideline call things, before the lexicon."""
    names = LexiconNames(lexicon, widely=False)
    by_name = ByName(lexicon, min_score, by_score)
    corpus_names = CorpusNames(lexicon, learned, min_score)
    genes = CorpusGenes(lexicon, learned, GeneIds(lexicon, learned))
    alone = (by_name, ByType({"Target": genes, "Drug": corpus_names, "Disease": corpus_names}, min_score))
    after = (OtherTypes(by_name), best_few)
    return Profile(
        names,
        by_name,
        resolvers=(*alone, ListedNames(names, alone), *after),
        of_marked=(by_name, families_alone, *after),
        followed=True,
    )
