"""``kg names`` lists what a dataset's texts call things, and ``kg ground --in`` what a text makes of a name."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from kg import schema
from kg.errors import ConfigError, DatasetError
from kg.lexicon.lexicon import Lexicon
from kg.pipeline import frequent
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline
from kg.pipeline.corrections import Correction, read_corrections
from kg.pipeline.frequent import frequent_names
from kg.pipeline.in_text import InText, document_of, in_text
from kg.pipeline.run import run
from tests.conftest import MakeDocument
from tests.interfaces.test_cli import Kg, kg, made, pipeline
from tests.runs import FAST, run_on, study, table, write

__all__ = ["kg", "made", "pipeline"]  # fixtures


@pytest.fixture(scope="module")
def dataset(small_lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of three studies and a text with a short form of nothing known."""
    folder = tmp_path_factory.mktemp("names")
    (folder / "b.jsonl").write_text(
        json.dumps(
            {
                "pmid": "9",
                "title": "Rapamycin in mice",
                "abstract": "The carbon adsorption test (CAT) was used. CAT was easy.",
            }
        )
        + "\n"
    )
    run_on(
        small_lexicon,
        folder / "ds",
        write(folder / "a.xml", study(1), study(2, "sirolimus"), study(3)),
        str(folder / "b.jsonl"),
    )
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
    assert {one.name for one in edited} == {("mTOR", "Target", ""), ("CAT", "Target", "carbon adsorption test")}


def test_an_audit_from_the_list_to_the_list(kg: Kg, tmp_path: Path) -> None:
    write(tmp_path / "a.xml", study(1), study(2))
    (tmp_path / "mine.toml").write_text('[source]\npath = "a.xml"\n[nlp]\nprofile = "fast"\n[output]\ndataset = "ds"\n')
    assert kg("run", "mine.toml", "--stop-after", "ground").code == 0
    listed = kg("names", "--type", "target", "--format", "tsv")
    assert "mTOR\tTarget\tHGNC:3942\t\t\tHGNC:3942\t" in listed.out
    (tmp_path / "c.tsv").write_text(
        listed.out.replace("mTOR\tTarget\tHGNC:3942\t\t", "mTOR\tTarget\tHGNC:391\tanother kinase here\t")
    )
    with (tmp_path / "mine.toml").open("a") as out:
        out.write('[ground]\ncorrections = "c.tsv"\n')
    assert "kg: 1 correction of 1 held, for 2 mentions" in kg("run", "mine.toml").err
    (mtor,) = [row for row in kg("names", "--type", "target", "--json").rows if row["surface"] == "mTOR"]
    assert (mtor["id"], mtor["reason"], mtor["documents"]) == (
        "HGNC:391",
        "correction: another kinase here (c.tsv:2)",
        2,
    )


def corrected(kg: Kg, folder: Path, *lines: str) -> None:
    """A dataset ``ds`` of two studies that a pipeline ``mine.toml`` makes with these corrections in ``c.tsv``."""
    write(folder / "a.xml", study(1), study(2, "sirolimus"))
    (folder / "c.tsv").write_text("surface\ttype\tid\twhy\n" + "".join(f"{line}\n" for line in lines))
    settings = (
        '[source]\npath = "a.xml"\n[nlp]\nprofile = "fast"\n[ground]\ncorrections = "c.tsv"\n[output]\ndataset = "ds"\n'
    )
    (folder / "mine.toml").write_text(settings)
    assert kg("run", "mine.toml", "--stop-after", "ground").code == 0


def test_what_is_corrected_is_listed_as_its_correction_has_it(kg: Kg, tmp_path: Path) -> None:
    corrected(kg, tmp_path, "mTOR\tTarget\tMESH:D020123\tthe drug here", "HepG2\tCellLine\tnone\ta machine")
    (mtor,) = [row for row in kg("names", "--json").rows if row["surface"] == "mTOR"]
    assert (mtor["type"], mtor["id"]) == ("Target", "CHEBI:9168")
    assert mtor["reason"] == "correction: the drug here (recognised as Target) (c.tsv:2)"
    assert not [row for row in kg("names", "--json").rows if row["surface"] == "HepG2"]
    (gone,) = [row for row in kg("names", "--left-out", "--json").rows if row["surface"] == "HepG2"]
    assert (gone["type"], gone["id"], gone["documents"], gone["mentions"]) == ("CellLine", "none", 2, 2)
    assert gone["reason"] == "correction: a machine (c.tsv:3)"
    assert [row["surface"] for row in kg("names", "--left-out", "--type", "cellline", "--json").rows] == ["HepG2"]


def test_a_second_look_can_undo_a_correction(kg: Kg, tmp_path: Path) -> None:
    lines = (
        "mTOR\tTarget\tMESH:D020123\tthe drug here",
        "HepG2\tCellLine\tnone\ta machine",
        "hepatocellular carcinoma\tDisease\tnone\tx",
    )
    corrected(kg, tmp_path, *lines)
    listed = kg("names", "--left-out", "--limit", "0", "--format", "tsv").out
    (tmp_path / "d.tsv").write_text(listed)
    first, second = read_corrections([tmp_path / "c.tsv"]), read_corrections([tmp_path / "d.tsv"])
    assert set(first) == set(second), "the list has the corrections as they are"
    assert set(read_corrections([tmp_path / "c.tsv", tmp_path / "d.tsv"])) == set(first)
    (tmp_path / "c.tsv").write_text(
        "".join(line for line in listed.splitlines(True) if not line.startswith(("mTOR", "HepG2")))
    )
    assert "1 correction of 1 held" in kg("run", "mine.toml", "--stop-after", "ground").err
    back = {row["surface"]: row["id"] for row in kg("names", "--json").rows}
    assert back["mTOR"] == "HGNC:3942" and back["HepG2"]


def test_a_text_with_a_reason_of_the_same_words_and_types_is_told_apart(kg: Kg, tmp_path: Path) -> None:
    corrected(kg, tmp_path, "mTOR\tTarget\tCHEBI:9168\tx", "mTOR\tDrug\tCHEBI:9168\tx")
    (mtor,) = [row for row in kg("names", "--json").rows if row["surface"] == "mTOR"]
    assert (mtor["type"], mtor["reason"]) == ("Target", "correction: x (recognised as Target) (c.tsv:2)")


def test_two_ids_of_one_surface_are_corrected_apart(
    small_lexicon: Lexicon, document: MakeDocument, tmp_path: Path
) -> None:
    head = "surface\ttype\tid\twhy\tlong_form\twas\n"

    def table_of(*lines: str) -> tuple[Correction, ...]:
        (tmp_path / "c.tsv").write_text(head + "".join(f"{line}\n" for line in lines))
        return read_corrections([tmp_path / "c.tsv"])

    left, edited = "CDC15\tTarget\tHGNC:3942\t\t\tHGNC:3942", "CDC15\tTarget\tHGNC:391\tof the other yeast\t\tHGNC:3942"
    other, none = "CDC15\tTarget\tnone\tno gene\t\tHGNC:4336", "CDC15\tTarget\tHGNC:391\ta gene\t\tnone"
    assert [one.was for one in table_of(edited)] == [""], "one row holds for all"
    assert [one.was for one in table_of(edited, other)] == ["HGNC:3942", "HGNC:4336"]
    assert [one.was for one in table_of(left, other)] == ["HGNC:4336"], "what was left alone stays"
    assert [one.was for one in table_of(left, none)] == ["none"]
    assert table_of(left, "CDC15\tTarget\t\t\t\tnone") == ()
    rows = table_of(edited, other)
    mtor = Correction("mTOR", "Target", "HGNC:391", "x", was="HGNC:3942")
    for row, after in (
        (mtor, "HGNC:391"),
        (Correction("mTOR", "Target", "HGNC:391", "x", was="HGNC:4336"), "HGNC:3942"),
    ):
        (one,) = asked("mTOR", "The mTOR gene.", small_lexicon, document, row, *rows)
        assert one.best is not None and one.best.id == after


def test_what_a_row_of_one_id_did_is_counted_by_itself(small_lexicon: Lexicon, tmp_path: Path) -> None:
    rows = tuple(
        Correction("mTOR", "Target", "HGNC:391", "x", was=was, place=f"c.tsv:{n}")
        for n, was in ((2, "HGNC:3942"), (3, "HGNC:1"))
    )
    done = run(
        Pipeline("p", nlp=FAST, corrections=rows),
        [write(tmp_path / "a.xml", study(1))],
        out=tmp_path / "ds",
        lexicon=small_lexicon,
    )
    assert done.ledger["corrections"]["mentions"] == 1
    assert [one["was"] for one in done.ledger["corrections"]["unmatched"]] == ["HGNC:1"]
    (mtor,) = [one for one in frequent_names(tmp_path / "ds") if one.surface == "mTOR"]
    assert (mtor.was, mtor.why, mtor.corrected, mtor.reason) == (
        "HGNC:3942",
        "x",
        "HGNC:391",
        "correction: x (c.tsv:2)",
    )


def test_doubt_goes_by_the_weakest_reason(dataset: Path) -> None:
    everything, doubtful = frequent_names(dataset), frequent_names(dataset, by="doubt")
    assert {one.surface for one in doubtful} == {one.surface for one in everything}
    kinds = [
        next((n for n, kind in enumerate(frequent.DOUBTS.values()) if re.search(kind, one.reason)), 9)
        for one in doubtful
        if one.id
    ]
    assert kinds == sorted(kinds) and len(set(kinds)) > 1
    assert [bool(one.id) for one in doubtful] == sorted((bool(one.id) for one in doubtful), reverse=True)
    assert frequent_names(dataset, by="doubt", limit=2) == doubtful[:2]


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("most like 'PHF9' (0.91)", "likeness"),
        ("the same but for spelling as 'anemia' (MONDO)", "likeness"),
        ("label 'fatigue' (HPO), without the words for its course", "likeness"),
        ("annotators call it so in a document", "few annotators"),
        ("annotators call it so in 3 documents; followed by a word for a drug", "few annotators"),
        ("annotators call it so in 12 documents", "annotators"),
        ("previous 'CAT' (HGNC), short alias", "guess"),
        ("related 'x' (MONDO); annotators call it so in a document", "guess"),
        ("symbol 'MET' (HGNC), other case", "other case"),
        ("brand 'X, other case' (CHEBI)", "alias"),
        ("label 'everolimus' (CHEBI)", ""),
        ("defined here as 'x': exact 'X' (MONDO), other case", ""),
        ("correction: most like this", ""),
    ],
)
def test_kinds_of_doubt(reason: str, kind: str) -> None:
    assert next((name for name, pattern in frequent.DOUBTS.items() if re.search(pattern, reason)), "") == kind


@pytest.mark.parametrize("name", ["mTOR", "MTOR", "mtor", "HCC", "hcc", "sirolimus", "RAD001", "liver cancers", "FRAP"])
def test_kinds_of_doubt_agree_with_classes_of_evidence(name: str, small_lexicon: Lexicon) -> None:
    for one in Annotator(small_lexicon, Pipeline("p", nlp=FAST)).alone(name):
        kind = next((name for name, pattern in frequent.DOUBTS.items() if re.search(pattern, one.reason)), "")
        assert (kind == "likeness") == (one.evidence == "likeness"), one
        assert kind != "alias" or one.evidence in ("alias", "guess"), one
        assert kind or one.evidence in ("label", "curated", "defined", "alias"), one


def test_short_forms_that_nothing_defines(kg: Kg, small_lexicon: Lexicon, tmp_path: Path) -> None:
    texts = {
        "1": "HCC patients were given everolimus.",
        "2": "An mTOR inhibitor and RAD001 and Rapamycin were given. mTOR was seen.",
    }
    lines = [json.dumps({"pmid": pmid, "title": "A study", "abstract": text}) for pmid, text in texts.items()]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    run_on(small_lexicon, tmp_path / "ds", str(tmp_path / "a.jsonl"))
    assert {one.surface for one in frequent_names(tmp_path / "ds", undefined=True)} == {"HCC", "mTOR", "RAD001"}
    said = kg("names", str(tmp_path / "ds"), "--undefined", "--by", "doubt", "--limit", "1", "--json")
    assert said.err.endswith("1 name listed, the most doubtful ones\n")
    run_on(small_lexicon, tmp_path / "ds", str(tmp_path / "a.jsonl"), write(tmp_path / "b.xml", study(1)))
    assert "HCC" not in {one.surface for one in frequent_names(tmp_path / "ds", undefined=True)}


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown", "tsv"])
def test_every_format_has_every_name(form: str, kg: Kg, dataset: Path) -> None:
    said = kg("names", str(dataset), "--format", form)
    assert said.code == 0
    assert all(one.surface in said.out for one in frequent_names(dataset))


def test_names_talks_of_what_it_lists(kg: Kg, dataset: Path) -> None:
    assert (
        kg("names", str(dataset), "--limit", "3", "--json").err
        == f"kg: {dataset}: 3 names listed, the most frequent ones\n"
    )
    assert kg("names", str(dataset), "--no-id", "--json").err == f"kg: {dataset}: 1 name listed\n"


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (("nowhere",), "nowhere does not exist: make one with `kg run", 1),
        (
            ("bolt://localhost:1",),
            "bolt:// is a server, and names are in a dataset folder: name it with --store",
            2,
        ),
        ((".", "--type", "gene"), "--type 'gene': expected one of Drug, Target, .*; did you mean Target", 2),
        ((".", "--type", "publication"), "--type 'publication': expected one of Drug, .*, Organism$", 2),
        ((".", "--by", "age"), "--by 'age': expected one of documents, doubt", 2),
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
    with pytest.raises(DatasetError, match=r"tables is damaged .*; run the same command again with `kg run`"):
        frequent_names(tmp_path / "ds")


# --- kg ground --in ---------------------------------------------------------------------------------------------------


def asked(
    name: str,
    text: str,
    lexicon: Lexicon,
    document: MakeDocument,
    *corrections: Correction,
    type_: str = "",
    mesh: tuple[str, ...] = (),
) -> tuple[InText, ...]:
    """What a text makes of a name."""
    annotator = Annotator(lexicon, Pipeline("p", nlp=FAST, corrections=corrections))
    return in_text(name, document(text, mesh=mesh), annotator, lexicon, type_)


def test_what_a_text_makes_of_a_name_is_what_annotate_has(small_lexicon: Lexicon, document: MakeDocument) -> None:
    text = (
        "Hürthle cell carcinoma (HCC) is rare. HCC was treated with everolimus, an mTOR inhibitor, and mTOR was"
        " measured."
    )
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


def test_the_next_words_and_the_neighbours_and_the_headings_are_told_apart(
    small_lexicon: Lexicon, document: MakeDocument
) -> None:
    first, second, *_ = Annotator(small_lexicon, Pipeline("p", nlp=FAST)).alone("HCC")
    assert (first.id, second.id) == ("HGNC:4336", "MONDO:0007256"), "two that are as good, so that the text decides"
    for text, mesh, changed in (
        ("HCC patients were seen.", (), "next words"),
        ("HCC was seen there. Hepatocellular carcinoma was treated elsewhere.", (), "neighbours"),
        ("HCC was seen.", ("MONDO:0007256",), "headings"),
    ):
        (one,) = asked("HCC", text, small_lexicon, document, mesh=mesh)
        assert one.best is not None
        assert one.best.id == "MONDO:0007256"
        assert [why for why in one.changed if why != "read as Disease"] == [changed], (
            "a lone guess of a gene is left out"
        )


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
    assert (
        document_of(text).text == document_of(str(tmp_path / "one.txt")).text == "A title\nAn abstract of two blanks."
    )
    assert document_of("x" * 5000).text.strip() == "x" * 5000, "which is too long for a file's name"
    with pytest.raises(
        ConfigError,
        match="--in: no text but white space: nothing to read: expected a text, or a file with one document",
    ):
        document_of("  ")
    with pytest.raises(ConfigError, match="--in: no text but white space"):
        document_of("")
    several = write(tmp_path / "a.xml", study(1), study(2))
    with pytest.raises(ConfigError, match=r"a\.xml holds 2 documents: expected a text, or a file with one document"):
        document_of(several)


@pytest.mark.parametrize("given", ["nofile.txt", "a/nofile", "no file.json.gz", "../mine", "texts", "HIV/AIDS"])
def test_a_path_at_which_there_is_nothing_is_no_sentence(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "texts").mkdir()
    monkeypatch.chdir(tmp_path / "texts" if given == "../mine" else tmp_path)
    with pytest.raises(
        ConfigError, match=f"^--in {given}: (no such file|a folder): expected a text of several words, or a file"
    ):
        document_of(given)
    assert document_of("HIV/AIDS was seen.").text.strip() == "HIV/AIDS was seen."


def test_ground_refuses_what_would_change_nothing(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "c.tsv").write_text("surface\ttype\tid\twhy\n")
    for table_ in ("c.tsv", "missing.tsv"):
        kg("ground", "mTOR", "--corrections", table_).one_line(
            "--corrections are applied where a text prints a name: give .* with --in", 2
        )
    kg("ground", "mTOR", "--in", "").one_line("--in: no text but white space", 2)
    kg("ground", "mTOR", "--in", "nofile.txt").one_line(r"--in nofile\.txt: no such file", 2)


def test_ground_says_where_only_the_other_number_is_printed(kg: Kg) -> None:
    said = kg(
        "ground",
        "infection",
        "carcinomas",
        "biopsy",
        "--in",
        "Infections, a carcinoma, biopsies.",
        "--profile",
        "fast",
        "--json",
    )
    told = said.err.splitlines()
    for line, (name, printed) in zip(
        told, (("infection", "Infections"), ("carcinomas", "carcinoma"), ("biopsy", "biopsies")), strict=True
    ):
        assert line.startswith(f"kg: {name} is not in the text, but '{printed}' is, which is another surface; ")


def test_the_types_of_names_are_one_list() -> None:
    from kg.interfaces.commands.options import TypeOption

    told = TypeOption.__metadata__[0].help  # type: ignore[attr-defined]
    assert told == f"{', '.join(schema.mention_types()[:-1])} or {schema.mention_types()[-1]}, in any case.".lower()
    assert schema.mention_types() == Pipeline("p").nlp.types


def test_ground_in_a_text_prints_both(kg: Kg) -> None:
    said = kg("ground", "HCC", "mTOR", "--in", "Hürthle cell carcinoma (HCC) and mTOR.", "--profile", "fast", "--json")
    assert (said.code, said.err) == (0, "")
    here = [row for row in said.rows if row["where"] == "here"]
    assert [(row["text"], row["places"], row["id"]) for row in here] == [
        ("HCC", ["25-28"], "MONDO:0003215"),
        ("mTOR", ["34-38"], "HGNC:3942"),
    ]
    alone = [
        {k: row[k] for k in ("text", "id", "name", "type", "score", "reason")}
        for row in said.rows
        if row["where"] == "alone"
    ]
    assert alone == kg("ground", "HCC", "mTOR", "--json").rows


def test_ground_says_what_a_text_does_not_have(kg: Kg) -> None:
    said = kg(
        "ground", "mTOR", "met", "nosuch", "everolimus", "--in", "They met everolimus.", "--profile", "fast", "--json"
    )
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
    assert [(row["id"], row["changed_by"]) for row in said.rows if row["where"] == "here"] == [
        ("HGNC:391", ["correction"])
    ]
    kg("ground", "mTOR", "--in", "The mTOR.", "--corrections", "no.tsv").one_line(r"no\.tsv: cannot be read", 2)


@pytest.mark.lexicon
def test_the_species_is_what_changed_it(real_lexicon: Lexicon, document: MakeDocument) -> None:
    annotator = Annotator(real_lexicon, Pipeline("p"))
    found = in_text(
        "PTGS2", document("PTGS2 mRNA was measured in the kidneys of Sprague-Dawley rats."), annotator, real_lexicon
    )
    (one,) = found
    assert one.best is not None and one.best.taxon == "NCBITaxon:10116"
    assert one.changed == ("species: rat (NCBITaxon:10116)",)
