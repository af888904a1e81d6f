"""What a short form stands for at a place."""

from __future__ import annotations

import pytest

from kg.pipeline.nlp.abbreviations import abbreviations
from kg.pipeline.nlp.defined import ShortForms, uses
from kg.pipeline.nlp.tokens import tokenize

TEXT = (
    "HCC grew. Hepatocellular carcinoma (HCC) is common. HCCs grow. Hürthle cell carcinoma (HCC) is rare. HCC is of the"
    " thyroid."
)


def test_of_several_definitions_the_nearest_before_counts_and_the_first_before_all() -> None:
    forms = ShortForms(abbreviations(TEXT))
    places = [tokenize(TEXT).starts[first] for first, _ in uses(tokenize(TEXT), "HCC")]
    longs = [one.long if (one := forms.at("HCC", place)) else "" for place in sorted(places)]
    assert longs == ["Hepatocellular carcinoma"] * 3 + ["Hürthle cell carcinoma"] * 2


@pytest.mark.parametrize("printed", ["COX-2", "COX2", "COX 2", "COX‑2"])
def test_a_short_form_is_known_without_its_hyphen(printed: str) -> None:
    found = ShortForms(abbreviations("cyclooxygenase 2 (COX-2)")).at(printed, 90)
    assert found and found.long == "cyclooxygenase 2"


def test_a_greek_letter_and_its_name_are_one_and_another_case_is_not() -> None:
    forms = ShortForms(abbreviations("transforming growth factor beta (TGF-β)"))
    assert [bool(forms.at(printed, 50)) for printed in ("TGF-beta", "TGFβ", "tgf-β", "TGF")] == [
        True,
        True,
        False,
        False,
    ]
    assert ShortForms(()).at("TGF", 0) is None


def test_uses_are_the_tokens_of_a_short_form_and_its_plural() -> None:
    tokens = tokenize("TGF-β1, TGF-β and HCCs, HCC")
    words = tokens.words
    assert [words[first:last] for first, last in uses(tokens, "HCC")] == [["HCC"], ["HCCs"]]
    assert ["".join(words[first:last]) for first, last in uses(tokens, "TGF-β")] == ["TGF-β"]
    assert list(uses(tokens, "")) == []
