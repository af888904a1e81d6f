"""``kg names`` lists what a dataset's texts call things, and ``kg ground --in`` what a text makes of a name."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kg.annotator import Annotator
from kg.config import Pipeline
from kg.corrections import Correction, read_corrections
from kg.dataset.frequent import frequent_names
from kg.errors import ConfigError, DatasetError
from kg.in_text import InText, document_of, in_text
from kg.ontologies.lexicon import Lexicon
from tests.conftest import MakeDocument
from tests.runs import FAST, run_on, study, table, write
from tests.test_cli import Kg, kg, made, pipeline

__all__ = ["kg", "made", "pipeline"]  # fixtures


@pytest.fixture(scope="module")
def dataset(small_lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of three studies and a text with a short form of nothing known."""
    folder = tmp_path_factory.mktemp("names")
    (folder / "b.jsonl").write_text(
        json.dumps({"pmid": "9", "title": "Rapamycin in mice", "abstract": "The carbon adsorption test (CAT) was used. CAT was easy."})
        + "\n"
    )
    run_on(small_lexicon, folder / "ds", write(folder / "a.xml", study(1), study(2, "sirolimus"), study(3)), str(folder / "b.jsonl"))
    return folder / "ds"


# --- kg names ---------------------------------------------------------------------------------------------------------


def test_the_counts_are_those_of_the_mentions_table(dataset: Path) -> None:
    listed = frequent_names(dataset)
    mentions = table(dataset, "mentions")
    assert sum(one.mentions for one in listed) == len(mentions)
    for one in listed:
        own = [
            row for row in mentions
            if (row["type"], row["text"], row["entity"]) == (one.type, one.surface, one.id)
            and (row["expanded"] if row["detector"] in ("abbreviation", "network") else "") == one.long_form
        ]  # fmt: skip
        documents = {row["document"] for row in own}
        assert (one.mentions, one.documents, one.example) == (len(own), len(documents), min(documents))
        assert one.reason in {row["reason"] for row in own}
    order = [(-one.documents, -one.mentions, one.type, one.surface) for one in listed]
    assert order == sorted(order)


def test_a_name_is_listed_by_its_definition(dataset: Path) -> None:
    (defined,) = [one for one in frequent_names(dataset) if one.surface == "HCC"]
    assert (defined.long_form, defined.id, defined.documents) == ("hepatocellular carcinoma", "MONDO:0007256", 3)
    assert defined.reason.startswith("defined here as 'hepatocellular carcinoma'")


def test_names_are_chosen(dataset: Path) -> None:
    everything = frequent_names(dataset)
    assert frequent_names(dataset, limit=2) == everything[:2]
    assert frequent_names(dataset, "Drug") == [one for one in everything if one.type == "Drug"]
    assert frequent_names(dataset, least=2) == [one for one in everything if one.documents >= 2]
    assert frequent_names(dataset, without_id=True) == [one for one in everything if not one.id]
    assert [one.surface for one in frequent_names(dataset, without_id=True)] == ["CAT"]


def test_contexts_show_the_name_where_it_stands(dataset: Path) -> None:
    (mtor,) = [one for one in frequent_names(dataset, "Target", contexts=2) if one.surface == "mTOR"]
    assert len(mtor.contexts) == 2
    assert all("inhibited [mTOR] in HepG2 cells" in one and one[0] == one[-1] == "…" for one in mtor.contexts)
    (start,) = [one for one in frequent_names(dataset, contexts=1) if one.surface == "Rapamycin"]
    assert start.contexts == ("[Rapamycin] in mice The carbon adsorption test (CAT) was used. CAT was …",)
    assert not any(one.contexts for one in frequent_names(dataset))


def test_the_table_of_corrections_corrects_nothing_until_it_is_edited(kg: Kg, dataset: Path, tmp_path: Path) -> None:
    said = kg("names", str(dataset), "--format", "tsv", "--contexts", "1", "--limit", "0")
    head, *rows = csv.reader(io.StringIO(said.out), dialect="excel-tab")
    assert head[:6] == ["surface", "type", "id", "why", "long_form", "was"]
    assert len(rows) == len(frequent_names(dataset))
    (tmp_path / "c.tsv").write_text(said.out)
    assert read_corrections([tmp_path / "c.tsv"]) == ()
    for row in rows:
        if row[0] in ("mTOR", "CAT"):
            row[2:4] = ("none", "no entity here")
    with (tmp_path / "c.tsv").open("w", newline="") as out:
        csv.writer(out, dialect="excel-tab").writerows([head, *rows])
    edited = read_corrections([tmp_path / "c.tsv"])
    assert {one.key for one in edited} == {("mTOR", "Target", ""), ("CAT", "Target", "carbon adsorption test")}


def test_an_audit_from_the_list_to_the_list(kg: Kg, tmp_path: Path) -> None:
    write(tmp_path / "a.xml", study(1), study(2))
    (tmp_path / "mine.toml").write_text('[source]\npath = "a.xml"\n[nlp]\nprofile = "fast"\n[output]\ndataset = "ds"\n')
    assert kg("run", "mine.toml", "--stop-after", "ground").code == 0
    listed = kg("names", "--type", "target", "--format", "tsv")
    assert "mTOR\tTarget\tHGNC:3942\t\t\tHGNC:3942\t" in listed.out
    (tmp_path / "c.tsv").write_text(listed.out.replace("mTOR\tTarget\tHGNC:3942\t\t", "mTOR\tTarget\tHGNC:391\tanother kinase here\t"))
    with (tmp_path / "mine.toml").open("a") as out:
        out.write('[ground]\ncorrections = "c.tsv"\n')
    assert "kg: 1 correction of 1 held, for 2 mentions" in kg("run", "mine.toml").err
    (mtor,) = [row for row in kg("names", "--type", "target", "--json").rows if row["surface"] == "mTOR"]
    assert (mtor["id"], mtor["reason"], mtor["documents"]) == ("HGNC:391", "correction: another kinase here", 2)


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown", "tsv"])
def test_every_format_has_every_name(form: str, kg: Kg, dataset: Path) -> None:
    said = kg("names", str(dataset), "--format", form)
    assert said.code == 0
    assert all(one.surface in said.out for one in frequent_names(dataset))


def test_names_talks_of_what_it_lists(kg: Kg, dataset: Path) -> None:
    assert kg("names", str(dataset), "--limit", "3", "--json").err == f"kg: {dataset}: 3 names listed, the most frequent ones\n"
    assert kg("names", str(dataset), "--no-id", "--json").err == f"kg: {dataset}: 1 name listed\n"


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (("nowhere",), "nowhere does not exist: make one with `kg run", 1),
        (("bolt://localhost:1",), "bolt:// is a server, and names are in a dataset folder: name it, kg names DATASET", 2),
        ((".", "--type", "gene"), "--type 'gene': expected one of drug, target", 2),
        ((".", "--format", "excel"), "format 'excel': expected one of table, json, csv, markdown, tsv", 2),
        ((), "no store: give --store", 1),
    ],
)
def test_names_of_nothing_are_one_line(arguments: tuple[str, ...], message: str, code: int, kg: Kg) -> None:
    said = kg("names", *arguments)
    said.one_line(message, said.code)
    assert said.code in (code, 2)


def test_a_damaged_table_is_one_line(dataset: Path, tmp_path: Path, small_lexicon: Lexicon) -> None:
    run_on(small_lexicon, tmp_path / "ds", write(tmp_path / "a.xml", study(1)))
    (tmp_path / "ds" / "tables" / "mentions.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(DatasetError, match=r"tables cannot be read .*: run the same command again with `kg run`"):
        frequent_names(tmp_path / "ds")


# --- kg ground --in ---------------------------------------------------------------------------------------------------


def asked(
    name: str, text: str, lexicon: Lexicon, document: MakeDocument, *corrections: Correction, type_: str = "", mesh: tuple[str, ...] = ()
) -> tuple[InText, ...]:
    """What a text makes of a name."""
    annotator = Annotator(lexicon, Pipeline("p", nlp=FAST, corrections=corrections))
    return in_text(name, document(text, mesh=mesh), annotator, lexicon, type_)


def test_what_a_text_makes_of_a_name_is_what_annotate_has(small_lexicon: Lexicon, document: MakeDocument) -> None:
    text = "Hürthle cell carcinoma (HCC) is rare. HCC was treated with everolimus, an mTOR inhibitor, and mTOR was measured."
    annotated = Annotator(small_lexicon, Pipeline("p", nlp=FAST)).mentions(document(text))
    for grounding in annotated.groundings:
        found = asked(grounding.mention.text, text, small_lexicon, document)
        (own,) = [one for one in found if (grounding.mention.start, grounding.mention.end) in one.places]
        assert (own.type, own.best) == (grounding.mention.type, grounding.best)


def test_a_definition_is_what_changed_it(small_lexicon: Lexicon, document: MakeDocument) -> None:
    text = "Hürthle cell carcinoma (HCC) is rare. HCC was treated."
    (one,) = asked("hcc", text, small_lexicon, document)
    assert one.best is not None
    assert (one.best.id, one.places) == ("MONDO:0003215", ((24, 27), (38, 41)))
    assert one.changed[-1] == "definition: 'Hürthle cell carcinoma'"
    (plain,) = asked("everolimus", "Everolimus was given.", small_lexicon, document)
    assert plain.changed == ()


def test_the_next_words_and_the_neighbours_and_the_headings_are_told_apart(small_lexicon: Lexicon, document: MakeDocument) -> None:
    first, second, *_ = Annotator(small_lexicon, Pipeline("p", nlp=FAST)).alone("HCC")
    assert (first.id, second.id) == ("HGNC:4336", "MONDO:0007256"), "two that are as good, so that the text decides"
    for text, mesh, changed in (
        ("HCC patients were seen.", (), "next words"),
        ("HCC was seen there. Hepatocellular carcinoma was treated elsewhere.", (), "neighbours"),
        ("HCC was seen.", ("MONDO:0007256",), "headings"),
    ):
        (one,) = asked("HCC", text, small_lexicon, document, mesh=mesh)
        assert one.best is not None
        assert (one.best.id, one.changed) == ("MONDO:0007256", (changed,))


def test_a_name_within_a_longer_one(small_lexicon: Lexicon, document: MakeDocument) -> None:
    (one,) = asked("mTOR", "An mTOR inhibitor.", small_lexicon, document)
    assert one.best is not None
    assert (one.mention, one.best.id, one.changed) == ("mTOR inhibitor", "CHEBI:68481", ("part of 'mTOR inhibitor'",))


def test_a_correction_is_what_changed_it(small_lexicon: Lexicon, document: MakeDocument) -> None:
    rows = (Correction("mTOR", "Target", "HGNC:391", "x"), Correction("everolimus", "Drug", "", "a name of a dog"))
    text = "The mTOR of everolimus."
    (one,) = asked("mTOR", text, small_lexicon, document, *rows)
    assert one.best is not None
    assert (one.best.id, one.reason, one.changed) == ("HGNC:391", "correction: x", ("correction",))
    (gone,) = asked("everolimus", text, small_lexicon, document, *rows)
    assert (gone.best, gone.type, gone.reason) == (None, "Drug", "correction: no entity, the mention is left out")
    assert gone.changed == ("correction",)


def test_what_is_printed_and_not_recognised(small_lexicon: Lexicon, document: MakeDocument) -> None:
    (one,) = asked("met", "They met. Met is no gene of ours: MET.", small_lexicon, document, type_="")[:1]
    assert (one.type, one.best, one.reason) == ("", None, "not recognised here")
    assert asked("nothing", "They met.", small_lexicon, document) == ()
    assert asked("", "They met.", small_lexicon, document) == ()


def test_only_one_type(small_lexicon: Lexicon, document: MakeDocument) -> None:
    assert asked("mTOR", "The mTOR gene.", small_lexicon, document, type_="Drug") == ()
    assert len(asked("mTOR", "The mTOR gene.", small_lexicon, document, type_="Target")) == 1


def test_a_text_is_read_as_a_file_of_it_is(tmp_path: Path) -> None:
    text = "A title\n\nAn abstract of  two blanks."
    (tmp_path / "one.txt").write_text(text)
    assert document_of(text).text == document_of(str(tmp_path / "one.txt")).text == "A title\nAn abstract of two blanks."
    assert document_of("x" * 5000).text.strip() == "x" * 5000, "which is too long for a file's name"
    with pytest.raises(ConfigError, match="--in: no text but white space: nothing to read: expected a text, or a file with one document"):
        document_of("  ")
    several = write(tmp_path / "a.xml", study(1), study(2))
    with pytest.raises(ConfigError, match=r"a\.xml holds 2 documents: expected a text, or a file with one document"):
        document_of(several)


def test_ground_in_a_text_prints_both(kg: Kg) -> None:
    said = kg("ground", "HCC", "mTOR", "--in", "Hürthle cell carcinoma (HCC) and mTOR.", "--profile", "fast", "--json")
    assert (said.code, said.err) == (0, "")
    here = [row for row in said.rows if row["where"] == "here"]
    assert [(row["text"], row["places"], row["id"]) for row in here] == [
        ("HCC", ["25-28"], "MONDO:0003215"),
        ("mTOR", ["34-38"], "HGNC:3942"),
    ]
    alone = [{k: row[k] for k in ("text", "id", "name", "type", "score", "reason")} for row in said.rows if row["where"] == "alone"]
    assert alone == kg("ground", "HCC", "mTOR", "--json").rows


def test_ground_says_what_a_text_does_not_have(kg: Kg) -> None:
    said = kg("ground", "mTOR", "met", "nosuch", "everolimus", "--in", "They met everolimus.", "--profile", "fast", "--json")
    assert said.code == 1
    assert said.err.splitlines() == [
        "kg: mTOR is not in the text; alone it would be what is listed",
        "kg: met is printed in the text but not recognised there; alone it would be what is listed",
        "kg: nosuch is not in the text; and the lexicon does not have it either",
    ]
    assert {row["where"] for row in said.rows if row["text"] == "mTOR"} == {"alone"}


def test_ground_in_a_text_applies_corrections(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "c.tsv").write_text("surface\ttype\tid\twhy\nmTOR\tTarget\tHGNC:391\tx\n")
    said = kg("ground", "mTOR", "--in", "The mTOR.", "--profile", "fast", "--corrections", "c.tsv", "--json")
    assert [(row["id"], row["changed_by"]) for row in said.rows if row["where"] == "here"] == [("HGNC:391", ["correction"])]
    kg("ground", "mTOR", "--in", "The mTOR.", "--corrections", "no.tsv").one_line(r"no\.tsv: cannot be read", 2)


@pytest.mark.lexicon
def test_the_species_is_what_changed_it(real_lexicon: Lexicon, document: MakeDocument) -> None:
    annotator = Annotator(real_lexicon, Pipeline("p"))
    found = in_text("PTGS2", document("PTGS2 mRNA was measured in the kidneys of Sprague-Dawley rats."), annotator, real_lexicon)
    (one,) = found
    assert one.best is not None and one.best.taxon == "NCBITaxon:10116"
    assert one.changed == ("species: rat (NCBITaxon:10116)",)
