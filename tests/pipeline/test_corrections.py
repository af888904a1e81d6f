"""Corrections of a pipeline: read and checked, applied to mentions, counted, and made anew only where they change."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.lexicon.lexicon import Lexicon
from kg.model import Candidate, Corrected, Grounding
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline, pipeline_of, read_pipeline
from kg.pipeline.corrections import Correction, Corrections, read_corrections
from kg.pipeline.run import run, settings_hash
from tests.conftest import MakeDocument
from tests.exchange.annotate.conftest import STUDY, Annotate, annotate
from tests.interfaces.test_cli import Kg, kg
from tests.runs import FAST, fingerprint, study, table, write

__all__ = ["annotate", "kg"]  # fixtures

HEAD = "surface\ttype\tid\twhy\n"
DEFINED = "We studied hepatocellular carcinoma (HCC). HCC was seen in mice given rapamycin. Rapamycin was safe."
PLAIN = "HCC tumours were seen in mice given rapamycin, and rapamycin was safe."


def rows(*lines: str, head: str = HEAD, folder: Path) -> tuple[Correction, ...]:
    """The rows of a table with these lines."""
    (folder / "c.tsv").write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return read_corrections([folder / "c.tsv"])


def found(
    lexicon: Lexicon, text: str, document: MakeDocument, *corrections: Correction
) -> dict[str, tuple[str, str, str]]:
    """Surface -> type, id and reason in a text."""
    annotated = Annotator(lexicon, Pipeline("p", nlp=FAST, corrections=corrections)).mentions(document(text))
    return {
        g.mention.text: (g.mention.type, g.best.id, g.best.reason) if g.best else (g.mention.type, "", "")
        for g in annotated.groundings
    }


# --- reading ----------------------------------------------------------------------------------------------------------


def test_a_table_is_read_as_spreadsheets_write_it(tmp_path: Path) -> None:
    quoted = (
        '\ufefftype\tsurface\twhy\tid\r\ntarget\t"the ""old"" CAT"\tno gene\tNONE\r\n\r\nDrug\tRAD 001\tits'
        " code\tCHEBI:68478\r\n"
    )
    (tmp_path / "c.tsv").write_bytes(quoted.encode())
    first, second = read_corrections([tmp_path / "c.tsv"])
    assert (first.surface, first.type, first.id, first.why) == ('the "old" CAT', "Target", "", "no gene")
    assert (second.surface, second.id, second.place) == ("RAD 001", "CHEBI:68478", f"{tmp_path / 'c.tsv'}:4")


def test_a_row_that_was_left_as_it_was_written_corrects_nothing(tmp_path: Path) -> None:
    head = "surface\ttype\tid\twhy\twas\tname\tdocuments\n"
    lines = (
        "mTOR\tTarget\tHGNC:3942\t\tHGNC:3942\tMTOR\t9",
        "thing\tDrug\t\t\t\t\t3",
        "HCC\tDisease\tnone\tno\tMONDO:0007256\tHCC\t2",
    )
    assert [one.surface for one in rows(*lines, head=head, folder=tmp_path)] == ["HCC"]
    with pytest.raises(ConfigError, match=r"c\.tsv:2: why is empty: expected the reason"):
        rows("mTOR\tTarget\tnone\t\tHGNC:3942\tMTOR\t9", head=head, folder=tmp_path)


@pytest.mark.parametrize(
    ("head", "lines", "says"),
    [
        (
            "surface\ttype\tid\twhy\tnote\n",
            [],
            r":1: unknown column 'note': expected surface, type, id, why and, if wanted, long_form, was",
        ),
        ("surface\ttype\tid\n", [], r":1: no column why: expected surface"),
        ("surface\ttype\tid\twhy\tid\n", [], r":1: column 'id' found twice"),
        ("", [], r":1: nothing found: expected a first line"),
        (HEAD, ["HCC\tDisease\tnone"], r":2: 3 cells found, 4 expected"),
        (HEAD, ["\tDisease\tnone\tx"], r":2: surface is empty: expected a surface"),
        (HEAD, ["HCC\t\tnone\tx"], r":2: type is empty: expected a type"),
        (HEAD, ["HCC\tDisease\t\tx"], r":2: id is empty: expected a CURIE or none"),
        (HEAD, ["HCC\tDisease\tnone\t"], r":2: why is empty: expected the reason in a few words"),
        (
            HEAD,
            ["HCC\tGene\tnone\tx"],
            r":2: unknown type 'Gene': expected one of Drug, .*, Organism; did you mean Target\?$",
        ),
        (HEAD, ["HCC\tChemicals\tnone\tx"], r"; did you mean Drug\?$"),
        (HEAD, ["HCC\tspecies\tnone\tx"], r"; did you mean Organism\?$"),
        (HEAD, ["HCC\tDiesase\tnone\tx"], r"; did you mean Disease\?$"),
        (HEAD, ["HCC\tPublication\tnone\tx"], r":2: unknown type 'Publication': expected one of Drug, .*, Organism$"),
        (HEAD, ["HCC\tDisease\tcancer\tx"], r":2: id 'cancer' is not a CURIE: expected PREFIX:local, .*, or none"),
        (HEAD, ["HCC\tDisease\tNOSUCH:1\tx"], r":2: id 'NOSUCH:1' has the unknown prefix 'NOSUCH'"),
        (
            HEAD,
            ["HCC\tDisease\tnone\tx", "", "HCC\tdisease\tnone\tx"],
            r":4: 'HCC' \(Disease\) is none here, which repeats \S+c\.tsv:2",
        ),
        (
            HEAD,
            ["HCC\tDisease\tnone\tx", "HCC\tDisease\tMONDO:0007256\tx"],
            r":3: .* is MONDO:0007256 here, which contradicts .*:2 \(none\)",
        ),
        (HEAD, ['HCC\tDisease\tnone\t"x'], r":2: no TSV"),
    ],
)
def test_a_wrong_table_is_refused_with_file_and_line(head: str, lines: list[str], says: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=says) as error:
        rows(*lines, head=head, folder=tmp_path)
    assert str(error.value).startswith(f"{tmp_path / 'c.tsv'}:")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "content", [None, b"surface\ttype\tid\twhy\r\nna\xefve\tDrug\tnone\tx\n", b"surface\ttype\tid\twhy\nna\0"]
)
def test_a_table_that_cannot_be_read_is_one_line(content: bytes | None, tmp_path: Path) -> None:
    if content:
        (tmp_path / "c.tsv").write_bytes(content)
    with pytest.raises(
        ConfigError, match=r"c\.tsv: cannot be read" if content is None else r"c\.tsv:2: (is not UTF-8|a NUL)"
    ):
        read_corrections([tmp_path / "c.tsv"])


def test_rows_of_several_tables_must_agree(tmp_path: Path) -> None:
    for name, identifier in (("a", "none"), ("b", "MONDO:0007256")):
        (tmp_path / f"{name}.tsv").write_text(f"{HEAD}HCC\tDisease\t{identifier}\tx\n")
    with pytest.raises(ConfigError, match=r"b\.tsv:2: .* contradicts .*a\.tsv:2"):
        read_corrections([tmp_path / "a.tsv", tmp_path / "b.tsv"])
    assert len(read_corrections([tmp_path / "a.tsv", tmp_path / "a.tsv"])) == 1, (
        "what another table says word for word counts once"
    )


def test_an_id_that_the_lexicon_lacks_is_refused(small_lexicon: Lexicon, tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"c\.tsv:2: MONDO:9999999 is in no entity of the lexicon: expected .* or none$"
    ):
        Corrections(rows("HCC\tDisease\tMONDO:9999999\tx", folder=tmp_path), small_lexicon)


def test_a_pipeline_names_its_tables_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "c.tsv").write_text(f"{HEAD}HCC\tDisease\tnone\tx\n")
    (tmp_path / "p.toml").write_text('[ground]\ncorrections = "c.tsv"\n')
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    pipeline = read_pipeline(tmp_path / "p.toml")
    assert [one.surface for one in pipeline.corrections] == ["HCC"]
    assert (
        pipeline_of(json.loads(json.dumps({"name": "p", "description": "", **pipeline.settings()}))).corrections
        == pipeline.corrections
    )


def test_the_ledger_of_a_dataset_from_before_corrections_tells_its_settings() -> None:
    settings = {"name": "p", "description": "", **Pipeline("p").settings()}
    del settings["ground"]["corrections"]
    assert pipeline_of(settings) == Pipeline("p")


def test_only_what_a_row_does_is_in_the_hash(small_lexicon: Lexicon, tmp_path: Path) -> None:
    first = rows("HCC\tDisease\tnone\tx", folder=tmp_path)
    moved = rows(
        "HCC\tDisease\tnone\tx\tHepatoma\t7", head="surface\ttype\tid\twhy\tname\tdocuments\n\n", folder=tmp_path
    )
    other = rows("HCC\tDisease\tnone\ty", folder=tmp_path)
    hashes = [
        settings_hash(Pipeline("p", corrections=corrections), small_lexicon)
        for corrections in (first, moved, other, ())
    ]
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3


# --- what a correction does -------------------------------------------------------------------------------------------


def test_a_surface_stands_for_the_entity_of_its_row(small_lexicon: Lexicon, document: MakeDocument) -> None:
    row = Correction("rapamycin", "Drug", "CHEBI:68478", "means the rapalog here")
    before, after = found(small_lexicon, PLAIN, document), found(small_lexicon, PLAIN, document, row)
    assert before["rapamycin"][1] == "CHEBI:9168"
    assert after["rapamycin"] == ("Drug", "CHEBI:68478", "correction: means the rapalog here")
    assert {name: one for name, one in after.items() if name != "rapamycin"} == {
        n: one for n, one in before.items() if n != "rapamycin"
    }


def test_letter_case_and_type_count(small_lexicon: Lexicon, document: MakeDocument) -> None:
    for row in (
        Correction("Rapamycin", "Drug", "", "x"),
        Correction("rapamycin", "Role", "", "x"),
        Correction("rapa*", "Drug", "", "x"),
    ):
        assert found(small_lexicon, PLAIN, document, row) == found(small_lexicon, PLAIN, document)


def test_none_leaves_the_mention_out_and_what_was_read_from_it(small_lexicon: Lexicon, document: MakeDocument) -> None:
    text = document("Everolimus inhibited mTOR in HepG2 cells.")
    pipeline = Pipeline("p", nlp=FAST)
    _, claims, _ = Annotator(small_lexicon, pipeline)(text)
    assert any(one.assertion.object == "HGNC:3942" for one in claims)
    row = Correction("mTOR", "Target", "", "a machine of this name")
    annotated, claims, _ = Annotator(small_lexicon, dataclasses.replace(pipeline, corrections=(row,)))(text)
    assert "mTOR" not in {g.mention.text for g in annotated.groundings}
    assert not any(one.assertion.object == "HGNC:3942" for one in claims)
    assert annotated.corrected == (Corrected("mTOR", "Target", "", 1, 0),)


def test_the_entity_decides_the_type_and_a_cross_reference_will_do(
    small_lexicon: Lexicon, document: MakeDocument
) -> None:
    row = Correction("rapamycin", "Drug", "NCBIGene:2475", "its target")
    assert found(small_lexicon, PLAIN, document, row)["rapamycin"][:2] == ("Target", "HGNC:3942")


def test_a_definition_in_the_document_stands(small_lexicon: Lexicon, document: MakeDocument) -> None:
    row = Correction("HCC", "Disease", "MONDO:0003215", "of the thyroid")
    assert found(small_lexicon, PLAIN, document, row)["HCC"][1] == "MONDO:0003215"
    annotated = Annotator(small_lexicon, Pipeline("p", nlp=FAST, corrections=(row,))).mentions(document(DEFINED))
    short = [g for g in annotated.groundings if g.mention.text == "HCC"]
    assert [g.best.id for g in short if g.best] == ["MONDO:0007256"] * len(short)
    assert annotated.corrected == (Corrected("HCC", "Disease", "", 0, len(short)),)


def test_a_row_may_be_about_a_definition(small_lexicon: Lexicon, document: MakeDocument) -> None:
    row = Correction("HCC", "Disease", "MONDO:0006210", "fibrolamellar here", "Hepatocellular Carcinoma")
    assert found(small_lexicon, DEFINED, document, row)["HCC"][1] == "MONDO:0006210"
    assert found(small_lexicon, PLAIN, document, row)["HCC"][1] == "MONDO:0007256"


def test_what_is_said_of_a_long_form_holds_for_its_short_form(small_lexicon: Lexicon, document: MakeDocument) -> None:
    row = Correction("hepatocellular carcinoma", "Disease", "MONDO:0002691", "all liver cancers here")
    after = found(small_lexicon, DEFINED, document, row)
    assert {after["hepatocellular carcinoma"][1], after["HCC"][1]} == {"MONDO:0002691"}


def test_a_definition_that_leads_nowhere_does_not_stand(small_lexicon: Lexicon, document: MakeDocument) -> None:
    text = "The carbon adsorption test (CAT) was done. CAT was easy."
    row = Correction("CAT", "Target", "HGNC:1516", "the enzyme all the same")
    assert found(small_lexicon, text, document)["CAT"][1] == ""
    assert found(small_lexicon, text, document, row)["CAT"] == (
        "Target",
        "HGNC:1516",
        "correction: the enzyme all the same",
    )


def test_what_was_known_of_the_entity_stays_known(small_lexicon: Lexicon, document: MakeDocument) -> None:
    annotated = Annotator(small_lexicon, Pipeline("p", nlp=FAST)).mentions(document("The mTOR kinase."))
    (grounding,) = annotated.groundings
    assert grounding.best is not None
    mouse = Candidate("HGNC:3942", "MTOR", "Target", 0.6, "likeness", ("NCBIGene:56717",), "NCBITaxon:10090")
    rivals = dataclasses.replace(
        annotated, groundings=(Grounding(grounding.mention, (dataclasses.replace(grounding.best, id="X:1"), mouse)),)
    )
    (after,) = Corrections((Correction("mTOR", "Target", "HGNC:3942", "x"),), small_lexicon)(rivals).groundings
    assert after.best is not None
    assert (after.best.id, after.best.ids, after.best.taxon, after.best.score) == (
        "HGNC:3942",
        ("NCBIGene:56717",),
        "NCBITaxon:10090",
        1.0,
    )
    assert [one.id for one in after.candidates] == ["HGNC:3942", "X:1"]


# --- in a run and in kg annotate --------------------------------------------------------------------------------------


def test_a_run_counts_what_held_and_does_again_what_changed(small_lexicon: Lexicon, tmp_path: Path) -> None:
    source = write(tmp_path / "a.xml", study(1), study(2, "sirolimus"))
    held, idle = Correction("everolimus", "Drug", "CHEBI:79699", "x"), Correction("nosuch", "Drug", "", "x")
    pipeline = Pipeline("p", nlp=FAST, corrections=(held, idle))
    first = run(pipeline, [source], out=tmp_path / "ds", lexicon=small_lexicon)
    mentions = table(tmp_path / "ds", "mentions")
    changed = [one for one in mentions if one["reason"].startswith("correction: ")]
    assert {(one["text"], one["entity"], one["reason"]) for one in changed} == {
        ("everolimus", "CHEBI:79699", "correction: x")
    }
    unmatched = [{"surface": "nosuch", "type": "Drug", "long_form": "", "was": "", "defined": 0}]
    assert first.ledger["corrections"] == {"rows": 2, "mentions": len(changed), "unmatched": unmatched, "left_out": []}
    again = run(pipeline, [source], out=tmp_path / "ds", lexicon=small_lexicon)
    assert (again.made, again.found, again.ledger["corrections"]) == (0, 1, first.ledger["corrections"])
    without = run(
        dataclasses.replace(pipeline, corrections=()),
        [source],
        out=tmp_path / "ds",
        lexicon=small_lexicon,
        replace=True,
    )
    assert without.made == 1
    run(pipeline, [source], out=tmp_path / "other", lexicon=small_lexicon)
    run(pipeline, [source], out=tmp_path / "ds", lexicon=small_lexicon)
    assert fingerprint(tmp_path / "ds") == fingerprint(tmp_path / "other")


def test_a_correction_in_a_superseded_record_is_not_counted(small_lexicon: Lexicon, tmp_path: Path) -> None:
    source = write(tmp_path / "a.xml", study(1, "everolimus"), study(1, "sirolimus", version=2))
    row = Correction("everolimus", "Drug", "CHEBI:79699", "x")
    done = run(Pipeline("p", nlp=FAST, corrections=(row,)), [source], out=tmp_path / "ds", lexicon=small_lexicon)
    assert done.ledger["corrections"]["mentions"] == 0
    assert [one["surface"] for one in done.ledger["corrections"]["unmatched"]] == ["everolimus"]


def test_an_unknown_id_is_told_before_anything_is_written(small_lexicon: Lexicon, tmp_path: Path) -> None:
    source = write(tmp_path / "a.xml", study(1))
    row = Correction("everolimus", "Drug", "CHEBI:0", "x", place="c.tsv:7")
    with pytest.raises(ConfigError, match=r"^c\.tsv:7: CHEBI:0 is in no entity"):
        run(Pipeline("p", nlp=FAST, corrections=(row,)), [source], out=tmp_path / "ds", lexicon=small_lexicon)
    assert not (tmp_path / "ds").exists()


def test_the_run_says_what_held_and_what_matched_nothing(kg: Kg, tmp_path: Path) -> None:
    lines = ("everolimus\tDrug\tCHEBI:79699\tx", "HCC\tDisease\tnone\tx", *(f"no{n}\tDrug\tnone\tx" for n in range(6)))
    (tmp_path / "c.tsv").write_text(HEAD + "".join(f"{line}\n" for line in lines))
    (tmp_path / "p.toml").write_text('[nlp]\nprofile = "fast"\n[ground]\ncorrections = ["c.tsv"]\n')
    said = kg("run", "p.toml", write(tmp_path / "a.xml", study(1)), "--out", "ds")
    assert said.code == 0
    told = said.err.splitlines()
    assert "kg: 1 correction of 8 held, for 1 mention" in told
    assert (
        "kg: a correction that matched no mention: 'HCC' as Disease; documents define 2 mentions: give the long form as"
        " well" in told
    )
    assert sum("a correction that matched no mention" in line for line in told) == 5
    assert told[-1] == "kg: 2 more that matched no mention are in ds/run.json, corrections.unmatched"
    assert "correction" not in kg("run", str(tmp_path / "a.xml"), "--out", "plain", "--stop-after", "sources").err


def test_a_run_without_corrections_takes_none_away_unasked(kg: Kg, tmp_path: Path) -> None:
    source = write(tmp_path / "a.xml", study(1))
    (tmp_path / "c.tsv").write_text(f"{HEAD}everolimus\tDrug\tCHEBI:79699\tx\n")
    (tmp_path / "p.toml").write_text('[nlp]\nprofile = "fast"\n[ground]\ncorrections = "c.tsv"\n')
    (tmp_path / "plain.toml").write_text('[nlp]\nprofile = "fast"\n')
    assert kg("run", "p.toml", source, "--out", "ds").code == 0
    before = fingerprint(tmp_path / "ds")
    says = (
        r"ds holds a dataset with 1 correction \(c\.tsv\), and this run has none: name the pipeline .*, give --replace"
        r" .*--out"
    )
    for arguments in ((source,), ("plain.toml", source), ("plain.toml", source, "--add")):
        kg("run", *arguments, "--out", "ds").one_line(says, 2)
    assert fingerprint(tmp_path / "ds") == before
    (tmp_path / "c.tsv").write_text(HEAD)
    assert kg("run", "p.toml", source, "--out", "ds").code == 0, "a table without its last row is a table"
    (tmp_path / "c.tsv").write_text(f"{HEAD}everolimus\tDrug\tCHEBI:79699\tx\n")
    assert kg("run", "p.toml", source, "--out", "ds").code == 0
    assert kg("run", "plain.toml", source, "--out", "ds", "--replace").code == 0
    assert kg("run", "plain.toml", source, "--out", "ds").code == 0


def test_stages_before_grounding_have_nothing_to_correct(kg: Kg, tmp_path: Path) -> None:
    source = write(tmp_path / "a.xml", study(1))
    (tmp_path / "c.tsv").write_text(f"{HEAD}everolimus\tDrug\tCHEBI:79699\tx\n")
    (tmp_path / "p.toml").write_text('[nlp]\nprofile = "fast"\n[ground]\ncorrections = "c.tsv"\n')
    for stage in ("sources", "nlp", "ground", "relate"):
        assert kg("run", "p.toml", source, "--out", "ds", "--stop-after", stage).code == 0


def test_a_dataset_from_before_the_note_told_of_corrections_is_not_robbed_of_them(kg: Kg, tmp_path: Path) -> None:
    source = write(tmp_path / "a.xml", study(1))
    (tmp_path / "c.tsv").write_text(f"{HEAD}everolimus\tDrug\tCHEBI:79699\tx\n")
    (tmp_path / "p.toml").write_text('[nlp]\nprofile = "fast"\n[ground]\ncorrections = "c.tsv"\n')
    assert kg("run", "p.toml", source, "--out", "ds").code == 0
    note = json.loads((tmp_path / "ds" / "inputs.json").read_text())
    assert note["corrections"] == [["everolimus", "Drug", "", "", "c.tsv:2"]]
    del note["corrections"]
    (tmp_path / "ds" / "inputs.json").write_text(json.dumps(note))
    kg("run", source, "--out", "ds").one_line("holds a dataset with 1 correction, and this run has none", 2)
    (tmp_path / "ds" / "inputs.json").unlink()
    kg("run", source, "--out", "ds").one_line("holds a dataset with 1 correction, and this run has none", 2)


def test_adding_goes_on_with_the_corrections_of_the_dataset(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "c.tsv").write_text(f"{HEAD}everolimus\tDrug\tCHEBI:79699\tx\n")
    (tmp_path / "p.toml").write_text('[nlp]\nprofile = "fast"\n[ground]\ncorrections = "c.tsv"\n')
    assert kg("run", "p.toml", write(tmp_path / "a.xml", study(1)), "--out", "ds").code == 0
    (tmp_path / "c.tsv").unlink()
    said = kg("run", write(tmp_path / "b.xml", study(2)), "--out", "ds", "--add")
    assert "1 partition made, 1 found" in said.err
    assert "kg: 1 correction of 1 held, for 2 mentions" in said.err
    assert json.loads((tmp_path / "ds" / "inputs.json").read_text())["corrections"][0][-1] == "c.tsv:2", (
        "where it came from stays known"
    )


def test_annotate_applies_a_table(annotate: Annotate, tmp_path: Path) -> None:
    (tmp_path / "c.tsv").write_text(f"{HEAD}Everolimus\tDrug\tnone\tx\nmTOR\tTarget\tHGNC:391\tx\n")
    names = {(row[3], row[5]) for row in annotate(STUDY, corrections=[tmp_path / "c.tsv"]).rows if len(row) == 6}
    assert ("everolimus", "CHEBI:68478") in names and ("mTOR", "HGNC:391") in names
    assert "Everolimus" not in {surface for surface, _ in names}
    (tmp_path / "c.tsv").write_text(f"{HEAD}Everolimus\tDrug\tnone\tx\nHCC\tDisease\tnone\tx\n")
    for workers in (1, 2):
        assert annotate(STUDY, corrections=[tmp_path / "c.tsv"], workers=workers).said == [
            "1 correction of 2 held, for 2 mentions",
            (
                "a correction that matched no mention: 'HCC' as Disease; documents define 1 mention: give the long form"
                " as well"
            ),
        ]
    assert annotate(STUDY, corrections=[tmp_path / "c.tsv"], given=True, profile="default").said == [
        "--given keeps the mentions of the input, so --corrections changes nothing"
    ]


def test_annotate_refuses_an_unknown_id_and_writes_nothing(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "c.tsv").write_text(f"{HEAD}Everolimus\tDrug\tCHEBI:0\tx\n")
    (tmp_path / "a.pubtator").write_text(STUDY)
    said = kg(
        "annotate", "a.pubtator", "--to", "jsonl", "-o", "out.jsonl", "--corrections", "c.tsv", "--profile", "fast"
    )
    said.one_line(r"c\.tsv:2: CHEBI:0 is in no entity of the lexicon", 2)
    assert not (tmp_path / "out.jsonl").exists()
