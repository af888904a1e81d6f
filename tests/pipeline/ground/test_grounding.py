"""Grounding with the small lexicon: who comes first, why, and what a document's own words change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.scopes import SCOPES
from kg.model import Annotation, Document, Grounding, Mention
from kg.pipeline.ground.given_ids import given_groundings
from kg.pipeline.ground.grounder import Grounder
from kg.pipeline.ground.rank import SCOPE_SCORE, score_names
from kg.pipeline.nlp.mentions import MentionFinder
from tests.conftest import MakeDocument


@pytest.fixture(scope="module")
def grounder(small_lexicon: Lexicon) -> Grounder:
    """Grounds with the small lexicon."""
    return Grounder(small_lexicon)


def _grounded(lexicon: Lexicon, made: Document) -> list[Grounding]:
    return list(Grounder(lexicon)(made, MentionFinder(lexicon)(made).mentions))


def _best(groundings: Iterable[Grounding], text: str) -> list[str]:
    return [g.best.id if g.best else "" for g in groundings if g.mention.text == text]


# --- names on their own -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("everolimus", ["CHEBI:68478"]),
        ("Afinitor", ["CHEBI:68478"]),
        ("AKT", ["FPLX:AKT", "HGNC:391"]),
        ("FRAP1", ["HGNC:3942"]),
        ("PI3K/AKT/mTOR signaling", ["WIKIPATHWAYS:WP3844"]),
        ("tumours", ["MONDO:0005070"]),
        ("Adriamycin", []),
        ("", []),
    ],
)
def test_candidates_of_a_name_are_ranked(text: str, ids: list[str], grounder: Grounder) -> None:
    found = grounder.ground(text)
    assert [candidate.id for candidate in found] == ids
    assert [candidate.score for candidate in found] == sorted((candidate.score for candidate in found), reverse=True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("everolimus", "label 'everolimus' (chebi)"),
        ("Everolimus", "label 'everolimus' (chebi)"),
        ("EVEROLIMUS", "label 'everolimus' (chebi), other case"),
        ("RAD 001", "code 'RAD001' (chebi), same letters and digits"),
        ("HCC", "abbreviation 'HCC' (hgnc), short alias"),
    ],
)
def test_the_reason_says_which_name_fitted_and_how(text: str, reason: str, grounder: Grounder) -> None:
    assert grounder.ground(text)[0].reason == reason


def test_a_closer_scope_is_worth_more() -> None:
    assert SCOPE_SCORE.keys() == set(SCOPES)
    groups = (
        ("label", "symbol", "curated"),
        ("exact",),
        ("brand", "code"),
        ("abbreviation",),
        ("related", "narrow"),
        ("broad",),
    )
    values = [SCOPE_SCORE[group[0]] for group in groups]
    assert values == sorted(set(values), reverse=True)
    assert all(0 < value <= 1 for value in SCOPE_SCORE.values())


def test_a_type_can_be_asked_for(grounder: Grounder) -> None:
    assert [candidate.id for candidate in grounder.ground("HCC", "Disease")] == ["MONDO:0007256"]


def test_each_entity_is_a_candidate_once_with_its_best_name(small_lexicon: Lexicon) -> None:
    rows = small_lexicon.lookup("mtor")
    scored = score_names("MTOR", rows + rows, small_lexicon)
    assert len(scored) == len({s.row for s in scored})
    assert scored[0].reason == "symbol 'MTOR' (hgnc)"


# --- in a document ----------------------------------------------------------------------------------------------------


def test_hcc_is_what_the_document_defines(small_lexicon: Lexicon, document: MakeDocument) -> None:
    liver = document("HCC", ("abstract", "Hepatocellular carcinoma (HCC) is common. HCC grows."))
    thyroid = document("HCC", ("abstract", "Hürthle cell carcinoma (HCC) is rare. HCC of the thyroid grows."))
    assert set(_best(_grounded(small_lexicon, liver), "HCC")) == {"MONDO:0007256"}
    assert set(_best(_grounded(small_lexicon, thyroid), "HCC")) == {"MONDO:0003215"}
    reason = next(g.best.reason for g in _grounded(small_lexicon, thyroid) if g.best and g.mention.text == "HCC")
    assert reason.startswith("defined here as 'Hürthle cell carcinoma'")


def test_a_definition_the_lexicon_does_not_know_takes_the_short_form_from_its_entity(
    small_lexicon: Lexicon, document: MakeDocument
) -> None:
    made = document("HCC", ("abstract", "Home care coordination (HCC) was offered. HCC helped."))
    assert all(best == "" for best in _best(_grounded(small_lexicon, made), "HCC"))


def test_an_undefined_short_alias_goes_by_the_document(small_lexicon: Lexicon, document: MakeDocument) -> None:
    def best(*arguments: str, mesh: tuple[str, ...] = ()) -> str:
        made = document(arguments[0], ("abstract", arguments[1]), mesh=mesh)
        return _best(_grounded(small_lexicon, made), "HCC")[0]

    assert best("x", "We saw HCC and a hepatocellular carcinoma.") == "MONDO:0007256"
    assert best("x", "We saw HCC.", mesh=("MESH:D006528",)) == "MONDO:0007256"
    assert best("x", "We saw HCC patients.") == "MONDO:0007256"
    assert best("x", "We saw HCC gene expression.") == "HGNC:4336"


def test_the_reason_tells_what_the_document_added(small_lexicon: Lexicon, document: MakeDocument) -> None:
    made = document("x", ("abstract", "We saw HCC patients."), mesh=("MESH:D006528",))
    (grounding,) = [g for g in _grounded(small_lexicon, made) if g.mention.text == "HCC"]
    assert grounding.best is not None
    assert "among the document's MeSH terms; followed by a word for a disease" in grounding.best.reason


def test_a_mention_takes_the_type_of_its_best_candidate(small_lexicon: Lexicon, document: MakeDocument) -> None:
    made = document("x", ("abstract", "We saw HCC gene expression."))
    (grounding,) = [g for g in _grounded(small_lexicon, made) if g.mention.text == "HCC"]
    assert grounding.mention.type == "Target"


def test_what_scores_too_low_stays_ungrounded(small_lexicon: Lexicon, document: MakeDocument) -> None:
    made = document("We saw AKT and everolimus")
    mentions = MentionFinder(small_lexicon)(made).mentions
    strict = Grounder(small_lexicon, 0.99)(made, mentions)
    assert [g.candidates for g in strict] == [(), ()]
    assert [g.mention for g in strict] == list(mentions), "a mention is never lost"
    loose = Grounder(small_lexicon, 0.0)(made, mentions)
    assert [len(g.candidates) for g in loose] == [2, 1]


def test_a_pathway_is_grounded_by_its_core(small_lexicon: Lexicon, document: MakeDocument) -> None:
    found = _grounded(small_lexicon, document("PI3K-Akt-mTOR cascade, the mTOR axis and the Hippo pathway"))
    assert [(g.mention.text, g.best.id if g.best else "") for g in found if g.mention.type == "Pathway"] == [
        ("PI3K-Akt-mTOR cascade", "WIKIPATHWAYS:WP3844"), ("mTOR axis", "REACT:R-HSA-165159")
    ]  # fmt: skip


def test_scores_stay_within_bounds_and_order(small_lexicon: Lexicon, document: MakeDocument) -> None:
    made = document(
        "Hepatocellular carcinoma",
        ("abstract", "HCC patients with hepatocellular carcinoma took everolimus; AKT and HCC."),
        mesh=("MESH:D006528",),
    )
    for grounding in _grounded(small_lexicon, made):
        scores = [candidate.score for candidate in grounding.candidates]
        assert all(0 <= score <= 1 for score in scores)
        assert scores == sorted(scores, reverse=True)


# --- what the input brings --------------------------------------------------------------------------------------------


def test_given_ids_are_kept_and_brought_to_preferred_ones(small_lexicon: Lexicon) -> None:
    made = Document(
        "PMID:1",
        "RAD001 in HCC and foo",
        "RAD001 in HCC and foo",
        annotations=(
            Annotation(0, 6, "RAD001", "Drug", "MESH:D000068338"),
            Annotation(18, 21, "foo", "Disease", "MESH:D999999"),
        ),
    )
    found = given_groundings(made, small_lexicon)
    assert [(g.mention.text, g.best.id if g.best else "") for g in found] == [
        ("RAD001", "CHEBI:68478"),
        ("foo", "MESH:D999999"),
    ]
    assert found[0].best is not None
    assert found[0].best.reason == "given with the input as MESH:D000068338"


def test_a_mention_whose_type_is_known_keeps_it(small_lexicon: Lexicon) -> None:
    made = Document("PMID:1", "We saw HCC gene expression.", "We saw HCC gene expression.")
    mention = Mention(7, 10, "HCC", "Disease", "given")
    (free,), (typed,) = (Grounder(small_lexicon)(made, (mention,), typed=typed) for typed in (False, True))
    assert free.mention.type == "Target"
    assert (typed.mention.type, [candidate.id for candidate in typed.candidates]) == ("Disease", ["MONDO:0007256"])


def test_one_short_form_may_stand_for_two_things_in_a_document(small_lexicon: Lexicon) -> None:
    text = "HCC patients, HCC gene expression and HCC"
    made, places = Document("PMID:1", text, text), [at for at in range(len(text)) if text.startswith("HCC", at)]
    by_place = [Mention(at, at + 3, "HCC", "Disease", "dictionary") for at in places]
    assert _best(Grounder(small_lexicon)(made, tuple(by_place)), "HCC")[:2] == ["MONDO:0007256", "HGNC:4336"]
    by_type = [replace(by_place[2], type=type_) for type_ in ("Disease", "Target")]
    assert _best(Grounder(small_lexicon)(made, tuple(by_type), typed=True), "HCC") == ["MONDO:0007256", "HGNC:4336"]
    defined = replace(by_place[2], expanded="Hürthle cell carcinoma")
    first, second = _best(Grounder(small_lexicon)(made, (defined, by_place[2])), "HCC")
    assert first == "MONDO:0003215" != second


# --- mentions of the network
# --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_", "best"), [("Disease", "MONDO:0007256"), ("Target", "HGNC:4336"), ("Drug", "HGNC:4336")]
)
def test_a_mention_of_the_network_keeps_its_type_where_it_can(
    type_: str, best: str, document: MakeDocument, grounder: Grounder
) -> None:
    made = document("HCC")
    (found,) = grounder(made, (Mention(0, 3, "HCC", type_, "network", 0.9),))
    assert found.best is not None
    assert found.best.type == found.mention.type
    if type_ != "Drug":
        assert found.best.id == best
