import re
from pathlib import Path

import pytest

from kg.model import Annotation, Document, Reject
from kg.pipeline.sources import pubtator
from kg.pipeline.sources.assemble import MAX_TEXT
from tests.pipeline.sources.build import document, gz, only, records

TWO = (
    "11|t|Sirolimus  and TSC2\n"
    "11|a| We gave  sirolimus to mice.\n"
    "11\t0\t9\tSirolimus\tChemical\tD020123\n"
    "11\t15\t19\tTSC2\tGene\t7249\n"
    "11\t30\t40\tsirolimus \tChemical\t-1\n"
    "11\t43\t47\tmice\tSpecies\n"
    "11\tCID\tD020123\tD000001\n"
    "11\tAssociation\tD020123\t7249\tNovel\n"
    "\n"
    "12|t|Asthma or cough\n"
    "12|a|\n"
    "12\t0\t15\tAsthma or cough\tDisease\tD001249|D003371\tAsthma|cough\n"
)


def test_text_is_kept_to_the_character_and_mentions_are_annotations(tmp_path: Path) -> None:
    first, second = only(Document, records(tmp_path / "a.txt", TWO))
    assert first.text == "Sirolimus  and TSC2\n We gave  sirolimus to mice."
    assert [first.text[section.start : section.end] for section in first.sections] == [
        "Sirolimus  and TSC2",
        " We gave  sirolimus to mice.",
    ]
    assert first.annotations == (
        Annotation(0, 9, "Sirolimus", "Drug", "MESH:D020123"),
        Annotation(15, 19, "TSC2", "Target", "NCBIGene:7249"),
        Annotation(30, 40, "sirolimus ", "Drug", ""),
        Annotation(43, 47, "mice", "Organism", ""),
    )
    assert (first.place, second.place) == ("line 1", "line 10")
    assert second.text == "Asthma or cough"
    assert second.annotations[0].id == "MESH:D001249|MESH:D003371"


@pytest.mark.parametrize(
    "content",
    [TWO.replace("\n", "\r\n"), "\ufeff" + TWO, TWO.replace("\n\n", "\n"), "\n\n" + TWO + "\n\n"],
    ids=["CRLF", "BOM", "no blank line between", "blank lines around"],
)
def test_line_ends_and_blank_lines_change_nothing(tmp_path: Path, content: str) -> None:
    expected = [(one.id, one.text, one.annotations) for one in only(Document, records(tmp_path / "a.txt", TWO))]
    found = records(tmp_path / "b.txt", content)
    assert [(one.id, one.text, one.annotations) for one in only(Document, found)] == expected
    assert len(found) == 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("11\t1\t9\tSirolimus\tChemical\tD020123", "the text at 1-9 is 'irolimus', not the mention's 'Sirolimus'"),
        ("11\t900\t909\tSirolimus\tChemical\tD020123", "the text at 900-909 is ''"),
        ("11\t3\t3\t\tChemical\tD020123", "is empty"),
        ("99\t0\t9\tSirolimus\tChemical\tD020123", "belongs to '99'"),
        ("11\t0\t9\tSirolimus", "4 tab-separated fields"),
        ("11\t0\tnine\tSirolimus\tChemical\tD1", "start and end are '0' and 'nine'"),
        ("what is this", "belongs to 'what is this'"),
        ("11|a|A second abstract.", "a second abstract"),
    ],
)
def test_a_line_that_does_not_fit_is_a_reject_with_its_number_and_the_document_stays(
    tmp_path: Path, line: str, words: str
) -> None:
    found = records(tmp_path / "a.txt", TWO.replace("11\tCID\tD020123\tD000001", line))
    assert len(only(Document, found)) == 2
    assert len(only(Document, found)[0].annotations) == 4
    (reject,) = only(Reject, found)
    assert reject.place == "line 7"
    assert words in reject.reason
    assert found.index(reject) == 1


def test_a_title_that_is_not_utf8_costs_its_document_and_names_the_byte(tmp_path: Path) -> None:
    content = TWO.encode().replace(b"12|t|Asthma", b"12|t|Asth\xffma")
    found = records(tmp_path / "a.txt", content)
    assert [type(record) for record in found] == [Document, Reject]
    assert only(Reject, found)[0].place == "line 10"
    assert f"byte 0xff at byte offset {content.index(0xFF)}" in only(Reject, found)[0].reason


def test_a_mention_that_is_not_utf8_costs_only_itself(tmp_path: Path) -> None:
    content = TWO.encode().replace(b"43\t47\tmice", b"43\t47\tmi\xe9e")
    found = records(tmp_path / "a.txt", content)
    assert len(only(Document, found)) == 2
    assert [reject.place for reject in only(Reject, found)] == ["line 6"]


def test_a_truncated_gz_keeps_the_documents_before_the_cut(tmp_path: Path) -> None:
    blocks = [
        f"{number}|t|Title {number * 7919}\n{number}|a|Abstract {number * 104729}\n\n" for number in range(1, 2000)
    ]
    whole = gz("".join(blocks))
    found = records(tmp_path / "a.gz", whole[: len(whole) // 2])
    documents = only(Document, found)
    assert len(documents) > 500
    # the last block may be without its abstract, never with half of one
    assert all(one.text in (f"{one.title}\nAbstract {int(one.id[5:]) * 104729}", one.title) for one in documents)
    assert [type(record) for record in found[-2:]] == [Document, Reject]


@pytest.mark.parametrize(
    ("printed", "curie"),
    [
        ("PMC123", "PMC:PMC123"),
        ("10.9999/Ab", "DOI:10.9999/ab"),
        ("my-note", "KGD:my-note"),
        ("doi:10.9999/X", "DOI:10.9999/x"),
        ("foo:4", "KGD:foo:4"),
        ("doc 7", "KGD:doc 7"),
        ("[7] {a}", "KGD:[7] {a}"),
        ("<a>", "KGD:<a>"),
        ("007x", "KGD:007x"),
    ],
)
def test_other_identifiers_than_pmids(tmp_path: Path, printed: str, curie: str) -> None:
    assert (
        document(
            records(tmp_path / "a.txt", f"{printed}|t|Title\n{printed}|a|Text.\n{printed}\t0\t5\tTitle\tX\ty\n")
        ).id
        == curie
    )


def test_a_block_without_text_or_with_too_much_or_without_identifier_is_a_reject(tmp_path: Path) -> None:
    content = f"1|t|\n1|a|\n\n2|t|T\n2|a|{'x' * MAX_TEXT}\n\n3\t0\t1\tT\tGene\t1\n\n |t|T\n |a|A\n\n5|t|T\n5|a|A\n"
    found = records(tmp_path / "a.txt", content, "pubtator")
    assert [record.id for record in only(Document, found)] == ["PMID:5"]
    reasons = [reject.reason for reject in only(Reject, found)]
    assert [reject.place for reject in only(Reject, found)] == ["line 1", "line 4", "line 7", "line 9"]
    assert [
        word in reason
        for word, reason in zip(("neither", "1,000,002", "before mentions", "is empty"), reasons, strict=True)
    ] == [True] * 4


def test_blocks_of_one_pmid_are_documents_of_their_own(tmp_path: Path) -> None:
    found = only(Document, records(tmp_path / "a.txt", "1|t|First passage\n1|a|\n\n1|t|Second passage\n1|a|\n\n"))
    assert [(one.id, one.text) for one in found] == [("PMID:1", "First passage"), ("PMID:1", "Second passage")]


def test_long_texts_are_quoted_where_they_differ(tmp_path: Path) -> None:
    abstract = "x" * 60 + " here it is one blank and no more " + "y" * 60
    mention = abstract.replace("one blank", "one  blank")
    (reject,) = only(
        Reject,
        records(tmp_path / "a.txt", f"1|t|T\n1|a|{abstract}\n1\t2\t{2 + len(abstract)}\t{mention}\tChemical\tD1\n"),
    )
    there, said = (part.strip("'") for part in re.findall(r"'[^']*'", reject.reason.replace("mention's", "mention")))
    assert there.startswith("...it is one blank and") and there.endswith("...")
    assert said.startswith("...it is one  blank and") and said.endswith("...")


def test_an_offset_of_thousands_of_digits_is_no_number() -> None:
    assert pubtator._is_number("12") and not pubtator._is_number("9" * 5000)
