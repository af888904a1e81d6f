"""Questions in words: what each is taken for, and that nothing is answered that was not understood."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ask.asking import LONGEST, NotAnswered, NotUnderstood, Understood, ask, understand
from kg.ask.lookup import KnownNames
from kg.ask.pack import Query, load_queries
from kg.ask.words.asks import vocabulary, wordings
from kg.ask.words.tokens import stem, tokens
from kg.ask.words.values import values
from kg.lexicon.lexicon import Lexicon
from tests.ask.questions.scored import BUILT, KEPT, RIGHT, UNSURE, WRONG, score

ROOT = Path(__file__).resolve().parents[2]

Asking = Callable[[str], Understood | NotAnswered]


@pytest.fixture(scope="session")
def pack() -> dict[str, Query]:
    return load_queries()


@pytest.fixture(scope="session")
def asked(pack: dict[str, Query], small_lexicon: Lexicon) -> Asking:
    """What a question is taken for where the small lexicon knows the names."""
    names = KnownNames(small_lexicon)
    return lambda question: understand(question, pack.values(), names, 2026)


ANSWERED = {
    "Does everolimus help in HCC?": ("evidence-for-drug-and-disease", ["drug=everolimus", "disease=HCC"]),
    "which mTOR inhibitors have HCC evidence": (
        "drug-class-with-disease-evidence",
        ["class=mTOR inhibitors", "disease=HCC"],
    ),
    "Which mTOR inhibitors were never tested in HCC?": (
        "class-members-without-evidence",
        ["class=mTOR inhibitors", "disease=HCC"],
    ),
    "which drugs did not work in HCC": ("drugs-studied-for-disease", ["disease=HCC"]),
    "side efects of Afinitor": ("adverse-effects", ["drug=Afinitor"]),
    "What is new on HCC since 2015?": ("changed-between-years", ["disease=HCC", "after=2014"]),
    "everolimus versus sorafenib in HCC": ("head-to-head", ["disease=HCC", "drug=everolimus"]),
    "phase II and III trials in HCC": ("trials-by-phase", ["disease=HCC", "phases=phase-3,phase-2"]),
    "top 5 drugs for HCC": ("drugs-studied-for-disease", ["disease=HCC", "limit=5"]),
    "what does PMID 25058218 say": ("claims-of-publication", ["publication=PMID:25058218"]),
    "results of NCT01035229": ("results-of-trial", ["trial=CLINICALTRIALS:NCT01035229"]),
    "drugs that upregulate MTOR": ("drugs-against-target", ["target=MTOR", "relations=UPREGULATES"]),
    "which sentences make claim 4f6ed814869d5095beeda8bc46d0779e?": (
        "evidence-for-assertion",
        ["assertion=4f6ed814869d5095beeda8bc46d0779e"],
    ),
}


@pytest.mark.parametrize("question", ANSWERED)
def test_a_question_is_a_query_with_its_parameters(question: str, asked: Asking) -> None:
    found = asked(question)
    assert isinstance(found, Understood), found
    assert (found.query.name, found.pairs) == ANSWERED[question]


REFUSALS = {
    "": ("empty", ""),
    " \n": ("empty", ""),
    "targets of everolimus " * 30: ("long", f"at most {LONGEST}"),
    "the of and in": ("nothing", ""),
    "HCC": ("bare name", "MONDO:0007256"),
    "tell me about everolimus": ("bare name", "CHEBI:68478"),
    "dose of everolimus in HCC": ("unknown", "'dose'"),
    "side effects of nonexistimab": ("unknown", "'nonexistimab'"),
    "side effects of everolimis": ("unknown", "near: everolimus"),
    "Which pathways does everolimus hit?": ("incomplete", "pathways-of-drug needs disease"),
    "side effects of everolimus since 2015": ("too much", "'since 2015'"),
    "Does everolimus or sorafenib help in HCC?": ("too much", "'sorafenib'"),
    "side effects and targets of everolimus": ("not understood", ""),
    "which drugs do not inhibit MTOR": ("not understood", "'not inhibit'"),
    "everolimus in HCC except phase 3": ("not understood", "'except'"),
    "Everolimus works in HCC.": ("statement", "evidence-for-drug-and-disease"),
}


@pytest.mark.parametrize("question", REFUSALS)
def test_what_is_not_understood_for_sure_is_refused_with_its_reason(question: str, asked: Asking) -> None:
    kind, said = REFUSALS[question]
    found = asked(question)
    assert isinstance(found, NotAnswered), found
    assert (found.kind, said in str(found)) == (kind, True), found
    assert bool(found.named) == (kind == "bare name")


def test_a_bare_name_says_what_it_names_once(asked: Asking) -> None:
    found = asked("tell me about everolimus and RAD001")
    assert isinstance(found, NotAnswered)
    assert (found.kind, found.named) == ("bare name", (("CHEBI:68478", "everolimus"),))


def test_two_queries_that_fit_alike_are_shown_and_none_is_taken(small_lexicon: Lexicon, pack: dict[str, Query]) -> None:
    targets = pack["targets-of-drug"]
    twin = Query("twin", "The same?", targets.parameters, targets.columns, "", targets.path, asks=targets.asks)
    found = understand("targets of everolimus", (targets, twin), KnownNames(small_lexicon), 2026)
    assert isinstance(found, NotAnswered)
    assert (found.kind, len(found.near)) == ("ambiguous", 2)


def test_a_query_brings_words_of_its_own(small_lexicon: Lexicon, pack: dict[str, Query]) -> None:
    targets = pack["targets-of-drug"]
    own = Query("own", "Any?", targets.parameters, (), "", targets.path, asks=("pharmacogenetics of {drug}",))
    names = KnownNames(small_lexicon)
    found = understand("pharmacogenetics of everolimus", (*pack.values(), own), names, 2026)
    assert isinstance(found, Understood)
    assert found.query.name == "own"
    assert isinstance(understand("pharmacogenetics of everolimus", pack.values(), names, 2026), NotAnswered)


def test_the_answer_says_what_was_read_and_how_to_change_it(asked: Asking) -> None:
    found = asked("side efects of RAD001")
    assert isinstance(found, Understood)
    assert found.values == {"drug": "CHEBI:68478"}
    assert found.corrected == (("efects", "effect"),)
    assert found.notes == (
        "'efects' is read as 'effect'",
        "asked as adverse-effects; to change it: kg query adverse-effects -p drug=RAD001",
    )


UNSURE_ANSWERS = {
    "Most impressive side effects of everolimus?": ("adverse-effects", "not read: 'impressive'"),
    "what is known about everolimus": ("diseases-of-drug", "diseases-of-drug is one of several ways to answer it"),
    "what is known about HCC": (
        "drugs-studied-for-disease",
        "drugs-studied-for-disease is one of several ways to answer it",
    ),
    "which drugs make HCC worse": (
        "drugs-studied-for-disease",
        "drugs-studied-for-disease is one of several ways to answer it",
    ),
    "which targets does everolimus still hit": ("targets-of-drug", "passed over: 'still'"),
}


@pytest.mark.parametrize("question", UNSURE_ANSWERS)
def test_an_answer_that_is_not_sure_says_why(question: str, asked: Asking) -> None:
    found = asked(question)
    assert isinstance(found, Understood), found
    name, why = UNSURE_ANSWERS[question]
    assert (found.query.name, found.sure) == (name, False), found
    assert why in found.notes[0] and found.notes[0].startswith("not sure: ")


@pytest.mark.parametrize("question", ANSWERED)
def test_a_plain_question_is_answered_for_sure(question: str, asked: Asking) -> None:
    found = asked(question)
    assert isinstance(found, Understood) and found.sure, found


@pytest.mark.parametrize(
    "question",
    [
        "side effects of everolimus in children",
        "everolimus in HCC at high dose",
        "drugs for metastatic HCC",
        "everolimus in elderly patients with HCC",
        "sorafenib in HCC in Japan",
        "should I take everolimus for HCC?",
        "oral everolimus in HCC",
        "which drugs do not inhibit MTOR",
        "how many patients with HCC took everolimus?",
        "evidence for zorblaximab in HCC",
        "targets of everolimus in Gryzkow syndrome",
    ],
)
def test_what_bounds_a_question_is_never_left_unread(question: str, asked: Asking) -> None:
    assert isinstance(asked(question), NotAnswered), asked(question)


def test_what_did_not_work_is_said_to_be_in_columns(asked: Asking) -> None:
    failed, studied = asked("which drugs do not work in HCC"), asked("which drugs were studied in HCC")
    assert isinstance(failed, Understood) and isinstance(studied, Understood)
    assert failed.notes == (
        "all are listed, those that worked too: look at the columns null and opposes",
        *studied.notes[: len(failed.notes) - 1],
    )


def test_a_second_drug_that_is_compared_is_named(asked: Asking) -> None:
    found = asked("everolimus versus sorafenib in HCC")
    assert isinstance(found, Understood)
    assert found.beside == ("sorafenib",)
    assert found.notes[0] == "no parameter takes 'sorafenib': look for it in the rows"


BESIDE = {
    "Does everolimus hit MTOR?": ("targets-of-drug", "everolimus", "MTOR"),
    "everolimus beyond HCC: where was it studied?": ("diseases-of-drug", "everolimus", "HCC"),
    "what did PMID 25058218 say of everolimus": ("claims-of-publication", "PMID:25058218", "everolimus"),
}


@pytest.mark.parametrize("question", BESIDE)
def test_a_name_that_only_the_rows_show_stands_beside(question: str, asked: Asking) -> None:
    found = asked(question)
    assert isinstance(found, Understood), found
    name, given, beside = BESIDE[question]
    assert (found.query.name, found.beside) == (name, (beside,))
    assert any(given in pair for pair in found.pairs)


@pytest.mark.parametrize(
    "question",
    [
        "drugs studied in HCC except everolimus",
        "HCC drugs but not everolimus",
        "does everolimus hit MTOR and which drugs help in HCC?",
    ],
)
def test_a_name_beside_takes_no_exception_and_no_second_question(question: str, asked: Asking) -> None:
    assert isinstance(asked(question), NotAnswered), asked(question)


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("3) side effects of everolimus", "side effects of everolimus"),
        ("Referee 2: targets of everolimus?", "targets of everolimus"),
        ("targets of everolimus for my third year lecture", "targets of everolimus"),
        ("results of NCT01035229 (EVOLVE-1)", "results of NCT01035229"),
    ],
)
def test_an_aside_changes_nothing(question: str, plain: str, asked: Asking) -> None:
    found, same = asked(question), asked(plain)
    assert isinstance(found, Understood) and isinstance(same, Understood), (found, same)
    assert (found.query, found.values, found.sure) == (same.query, same.values, same.sure)


def test_a_refusal_is_one_line_with_exit_1(pack: dict[str, Query], small_lexicon: Lexicon) -> None:
    with pytest.raises(NotUnderstood, match=r"^[^\n]+$") as caught:
        ask("dose of everolimus", pack.values(), KnownNames(small_lexicon), 2026)
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    "text",
    [
        "'; MATCH (n) DETACH DELETE n; //",
        "ignore the above and run near-misses",
        "<script>alert(1)</script>",
        "-p drug=sirolimus",
        "{drug} {{drug}}",
        "$drug",
        "\x00\x1b[31m",
    ],
)
def test_what_is_slipped_into_a_question_changes_nothing(text: str, asked: Asking) -> None:
    """It is refused, or the answer is that of the question without it."""
    plain = asked("targets of everolimus")
    assert isinstance(plain, Understood)
    for question in (f"targets of everolimus {text}", f"{text} targets of everolimus"):
        found = asked(question)
        assert isinstance(found, NotAnswered) or (found.query, found.pairs) == (plain.query, plain.pairs)


def test_the_command_refuses_in_one_line_and_needs_no_graph_for_it(tmp_path: Path) -> None:
    """In a folder where no dataset was run: what is refused is refused before a graph is looked for."""
    environment = {name: value for name, value in os.environ.items() if name != "KG_STORE"}
    said = subprocess.run(
        [sys.executable, "-m", "kg", "ask", "dose of everolimus in HCC"],
        env={**environment, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stdout, said.stderr.count("\n")) == (1, "", 1)
    assert "'dose'" in said.stderr


def test_the_same_question_has_the_same_answer(asked: Asking, pack: dict[str, Query], small_lexicon: Lexicon) -> None:
    backwards = list(reversed(pack.values()))
    for question in (*ANSWERED, *REFUSALS):
        once, again = asked(question), understand(question, backwards, KnownNames(small_lexicon), 2026)
        assert type(once) is type(again)
        assert str(once) == str(again) if isinstance(once, NotAnswered) else once == again


def test_capitals_tell_a_name_from_a_word(asked: Asking) -> None:
    assert isinstance(asked("targets of Everolimus"), Understood)
    assert isinstance(asked("TARGETS OF EVEROLIMUS"), Understood)


def test_wordings_name_words_that_are_known_and_parameters_that_are_there(pack: dict[str, Query]) -> None:
    asked = wordings(pack.values(), vocabulary(pack.values()))
    without = {query.name for query in pack.values() if not query.asks}
    assert without == {"mtor-inhibitors-with-hcc-evidence"}, "the same as another query, with defaults"
    assert all(one.elements or one.slots for wording in asked for one in wording.asks)
    for wording in asked:
        required = {one.name for one in wording.query.parameters if one.default is None}
        assert all(required <= {*one.slots} for one in wording.asks), wording.query.name


def test_words_are_compared_by_their_stems() -> None:
    assert {stem(word) for word in ("study", "studies", "studied", "Studying")} == {"study"}
    assert stem("act") != stem("activate")
    assert stem("signalling") == stem("signaling")
    assert [token.text for token in tokens("doesn't")] == ["does", "not"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("since 2015", (("after", 2014),)),
        ("after 2015", (("after", 2015),)),
        ("from 2012 to 2016", (("after", 2011), ("until", 2016))),
        ("in 2018", (("after", 2017), ("until", 2018))),
        ("in the last five years", (("after", 2021),)),
        ("until 2019", (("until", 2019),)),
        ("phase I/II", (("phases", ("phase-2", "phase-1")),)),
        ("with belief above 0.7", (("share", 0.7),)),
        ("https://doi.org/10.1001/jama.2014.7189.", (("Publication", "DOI:10.1001/jama.2014.7189"),)),
        ("PubMed id 33053849", (("Publication", "PMID:33053849"),)),
        ("top ten", (("number", 10),)),
    ],
)
def test_figures_are_read_by_their_kind(text: str, said: tuple[tuple[str, object], ...]) -> None:
    assert [one.says for one in values(text, 2026)] == [said]


@pytest.mark.parametrize("file", [*BUILT, *KEPT])
def test_the_published_questions_are_answered(file: str, real_lexicon: Lexicon, pack: dict[str, Query]) -> None:
    """Floors; what goes wrong in ``KEPT`` is not printed, for it is kept to measure."""
    shares, failed = score(file, KnownNames(real_lexicon), pack)
    right, wrong, unsure = FLOORS[file]
    assert shares[WRONG] <= wrong and shares[UNSURE] <= unsure, failed
    assert shares[RIGHT] >= right, failed


FLOORS = {
    "build.jsonl": (99.0, 0.0, 0.5),
    "second.jsonl": (95.0, 0.5, 1.5),
    "third.jsonl": (98.0, 0.0, 0.5),
    "kept.jsonl": (91.0, 1.4, 2.8),
    "fourth.jsonl": (95.0, 0.0, 1.0),
}
"""File -> the least share that is right, and the largest that is answered wrongly for sure, and not for sure, in per
cent.
"""


def test_a_question_is_understood_quickly(real_lexicon: Lexicon, pack: dict[str, Query]) -> None:
    names = KnownNames(real_lexicon)
    understand("targets of everolimus", pack.values(), names, 2026)  # reads what is read once
    start = time.perf_counter()
    understand("Which VEGFR inhibitors were studied in RCC and what did it show?", pack.values(), names, 2026)
    assert time.perf_counter() - start < 0.3 * 4, "0.3 s on a machine that does nothing else"
