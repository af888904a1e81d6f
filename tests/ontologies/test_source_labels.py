from __future__ import annotations

import pytest

from kg.ontologies.source_labels import clean, is_title, label_key, salt_base, worth_keeping


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sorafenib", "SORAFENIB", True),
        ("AZD-8055", "azd 8055", True),
        ("tacrolimus (anhydrous)", "Tacrolimus", True),
        ("Dextrose, unspecified form", "dextrose", True),
        ("(+)-pinene", "(-)-pinene", False),
        ("ambrisentan, (+/-)-", "ambrisentan", False),
        ("2,3-thing", "23-thing", False),
        ("naïve acid", "naive acid", True),
    ],
)
def test_labels_are_equal_only_when_they_name_one_substance(one: str, other: str, same: bool) -> None:
    assert (label_key(one) == label_key(other)) is same


@pytest.mark.parametrize(
    ("label", "base"),
    [
        ("SORAFENIB TOSYLATE", "sorafenib"),
        ("imatinib mesylate", "imatinib"),
        ("dexamethasone sodium phosphate", "dexamethasone"),
        ("atorvastatin calcium trihydrate", "atorvastatin"),
        ("ANHYDROUS TACROLIMUS", "tacrolimus"),
        ("ambrisentan, (+/-)-", "ambrisentan"),
        ("lithium carbonate", ""),
        ("sodium chloride", ""),
        ("ethyl acetate", ""),
        ("adenosine phosphate", ""),
        ("disodium hydrogen phosphate", ""),
        ("sorafenib", ""),
        ("acetate", ""),
    ],
)
def test_a_salt_is_told_from_a_substance_of_its_own(label: str, base: str) -> None:
    assert salt_base(label) == base


@pytest.mark.parametrize(
    ("text", "type_", "scope", "kept"),
    [
        ("everolimus", "Drug", "label", True),
        ("RAD001", "Drug", "code", True),
        ("Afinitor", "Drug", "brand", True),
        ("Impact", "Drug", "brand", False),
        ("IMPACT", "Target", "symbol", True),
        ("T", "Target", "abbreviation", False),
        ("12-34", "Drug", "code", False),
        ("hepatoblastoma, somatic", "Disease", "exact", False),
        ("one two three four five six seven eight nine ten eleven twelve thirteen", "Pathway", "exact", False),
        ("x" * 101, "Drug", "exact", False),
    ],
)
def test_names_that_no_text_uses_are_dropped(text: str, type_: str, scope: str, kept: bool) -> None:
    assert worth_keeping(text, type_, scope) is kept


@pytest.mark.parametrize(
    ("label", "title"),
    [("Arsenic Trioxide", True), ("Bevacizumab", True), ("AZD-8055", False), ("DDT", False), ("mTOR", False)],
)
def test_house_style_capitals_are_told_from_meant_ones(label: str, title: bool) -> None:
    assert is_title(label) is title


def test_a_label_is_cleaned_of_its_qualifier() -> None:
    assert clean("tacrolimus (anhydrous)") == "tacrolimus"
    assert clean("insulin (human)") == "insulin (human)"
