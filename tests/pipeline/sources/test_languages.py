"""Of an abstract in several languages the English one is read."""

from pathlib import Path

import pytest

from kg.pipeline.sources.languages import reads_english
from tests.pipeline.sources.build import article, article_set, citation, document, records

ENGLISH = (
    "The aim of the trial was to treat patients with a rare tumour. Sirolimus was given to forty of them, and it helped"
    " for a year."
)
OTHERS = {
    "spa": (
        "El objetivo fue tratar a los pacientes con un tumor raro. El fármaco fue administrado a cuarenta de ellos por"
        " un año."
    ),
    "fre": (
        "Le but de cette étude était de traiter une tumeur rare. Le médicament a été donné à quarante sujets par voie"
        " orale."
    ),
    "ger": (
        "Das Ziel der Studie war die Behandlung eines seltenen Tumors. Das Mittel wurde bei vierzig von ihnen gegeben."
    ),
    "por": (
        "O objetivo foi tratar os pacientes com um tumor raro. O medicamento foi dado para uma parte e não para os"
        " demais."
    ),
    "ita": (
        "Lo scopo dello studio è la cura dei pazienti con un tumore raro. Il farmaco è stato dato alla metà per un"
        " anno."
    ),
    "dut": (
        "Het doel was om patiënten met een zeldzame tumor te behandelen. Het middel werd door veertig van hen gebruikt."
    ),
    "rus": (
        "Цель исследования состояла в лечении больных с редкой опухолью. Препарат получали сорок человек в течение"
        " года."
    ),
    "chi": "目的是治疗罕见肿瘤患者。四十名患者接受药物治疗一年，结果表明该药物对多数患者有效，并且患者耐受性良好。",
}


def _other(language: str, text: str, kind: str = "Publisher") -> str:
    return f'<OtherAbstract Type="{kind}" Language="{language}"><AbstractText>{text}</AbstractText></OtherAbstract>'


@pytest.mark.parametrize("language", OTHERS)
def test_the_words_of_a_text_tell_its_language(language: str) -> None:
    assert reads_english(OTHERS[language]) is False
    assert reads_english(ENGLISH) is True
    assert reads_english("Sirolimus inhibits mTOR.") is None


@pytest.mark.parametrize("language", OTHERS)
def test_the_english_abstract_is_read_wherever_it_stands(tmp_path: Path, language: str) -> None:
    other = OTHERS[language]
    shapes = [
        article(1, "T.", other, _other("eng", ENGLISH)),
        article(1, "T.", ENGLISH, _other(language, other)),
        article(1, "T.", "", _other(language, other) + _other("eng", ENGLISH)),
        article(1, "T.", f"<AbstractText>{other}</AbstractText><AbstractText>{ENGLISH}</AbstractText>"),
        article(
            1, "T.", f"<AbstractText>{ENGLISH}</AbstractText></Abstract><Abstract><AbstractText>{other}</AbstractText>"
        ),
        article(
            1,
            "T.",
            f'<AbstractText xml:lang="{language}">{other}</AbstractText>'
            f'<AbstractText xml:lang="en">{ENGLISH}</AbstractText>',
        ),
        article(1, "T.", f"{ENGLISH} RESUMEN: {other}"),
        article(1, "T.", f"{other} ABSTRACT: {ENGLISH}"),
    ]
    texts = [document(records(tmp_path / "a.xml", article_set(shape))).text for shape in shapes]
    assert texts[:-1] == [f"T.\n{ENGLISH}"] * 7
    assert texts[-1] in (f"T.\nABSTRACT: {ENGLISH}", f"T.\n{ENGLISH}")


def test_without_an_english_abstract_the_first_one_is_read(tmp_path: Path) -> None:
    row = article(1, "T.", "", _other("spa", OTHERS["spa"]) + _other("fre", OTHERS["fre"]))
    assert document(records(tmp_path / "a.xml", row)).text == f"T.\n{OTHERS['spa']}"


def test_a_summary_in_plain_words_does_not_stand_for_the_abstract(tmp_path: Path) -> None:
    for abstract in (ENGLISH, "It grew less."):
        row = article(1, "T.", abstract, _other("eng", "In plain words, " + ENGLISH, "plain-language-summary"))
        assert document(records(tmp_path / "a.xml", row)).text == f"T.\n{abstract}"


def test_a_few_foreign_words_in_an_english_abstract_stay(tmp_path: Path) -> None:
    text = (
        ENGLISH + " It was called “El tratamiento de los pacientes con un tumor”. The patients of the study were well."
    )
    assert document(records(tmp_path / "a.xml", citation(1, "T.", text))).text == f"T.\n{text}"


@pytest.mark.parametrize(
    ("main", "translated", "title"),
    [("es", "en", "An English title."), ("en", "es", "The title."), ("", "es", "The title.")],
)
def test_the_english_abstract_of_a_full_text_may_be_the_translated_one(
    tmp_path: Path, main: str, translated: str, title: str
) -> None:
    abstracts = {"es": OTHERS["spa"], "en": ENGLISH, "": ENGLISH}
    declared = f' xml:lang="{main}"' if main else ""
    content = (
        f'<article{declared}><front><article-meta><article-id pub-id-type="pmid">1</article-id>'
        "<title-group><article-title>The title.</article-title>"
        f'<trans-title-group xml:lang="{translated}"><trans-title>An English title.</trans-title></trans-title-group>'
        f"</title-group><abstract><p>{abstracts[main]}</p></abstract>"
        f'<trans-abstract xml:lang="{translated}"><p>{abstracts[translated]}</p></trans-abstract>'
        "</article-meta></front></article>"
    )
    assert document(records(tmp_path / "a.nxml", content)).text == f"{title}\n{ENGLISH}"
