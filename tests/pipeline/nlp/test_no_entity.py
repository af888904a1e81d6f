"""What looks like a name and names no entity: words with their uses, and the places that show a use."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from kg import paths
from kg.errors import ConfigError
from kg.lexicon.lexicon import Lexicon
from kg.model import Document, Mention
from kg.pipeline.nlp import no_entity
from kg.pipeline.nlp.dictionary import TYPE_ORDER
from kg.pipeline.nlp.mentions import MentionFinder
from kg.pipeline.nlp.ner.kinds import DRUG, TARGET
from kg.pipeline.nlp.ner.tagger import Tagger
from kg.pipeline.nlp.no_entity import NoEntities
from kg.pipeline.nlp.uses import USES
from tests.conftest import MakeDocument
from tests.pipeline.nlp.ner.test_mentions import Said


@pytest.fixture(scope="module")
def no_entities() -> NoEntities:
    """The table in use."""
    return NoEntities(no_entity.read(paths.data("ontologies", "no_entity.tsv")))


def left_out(no_entities: NoEntities, made: Document, type_: str, text: str, expanded: str = "") -> int:
    """How many of the places of a text are left out as mentions of a type."""
    starts = [at for at in range(len(made.text)) if made.text.startswith(text, at)]
    assert starts, text
    return len(no_entities(made, [Mention(at, at + len(text), text, type_, "network", 0.9, expanded) for at in starts]))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        *[
            ("Cancer", f"It was paid for by the {centre} of Cancer.")
            for centre in ("Institute", "Department", "Division", "Center", "Centre")
        ],
        *[
            ("Cancer", f"It was paid for by the Cancer {centre}.")
            for centre in ("Society", "Association", "Hospital", "Journal", "Section")
        ],
        *[
            ("Cancer", f"They met at the Cancer {centre}.")
            for centre in ("Branch", "Foundation", "Academy", "College", "Federation")
        ],
        *[("Cancer", f"They met at the Cancer {centre}.") for centre in ("League", "Council", "Institutes")],
        *[
            ("Depression", f"The Depression {scale} was used.")
            for scale in ("Scale", "Inventory", "Questionnaire", "Index", "Scores")
        ],
        *[
            ("Depression", f"The Depression {scale} was used.")
            for scale in ("Checklist", "Survey", "Interview", "Schedule", "Module")
        ],
        ("Depression", "The Beck Depression and Mood Instrument was used."),
        ("Mental Disorders", "By the Diagnostic and Statistical Manual of Mental Disorders."),
        *[
            ("leukemia", f"The leukemia {what} was grown.")
            for what in ("virus", "viral particle", "toxin", "toxoid", "bacillus")
        ],
        ("hepatitis", "The hepatitis surface antigen was seen."),
        *[
            ("influenza", f"An influenza-like {what} came first.")
            for what in ("symptom", "illness", "syndrome", "disease")
        ],
    ],
)
def test_each_cue_of_a_use_lets_its_signs_be_seen(
    no_entities: NoEntities, document: MakeDocument, text: str, sentence: str
) -> None:
    assert left_out(no_entities, document("", ("abstract", sentence)), "Disease", text) == 1


@pytest.mark.parametrize(
    ("type_", "text", "sentence"),
    [
        ("Drug", "SDS", "Proteins were parted by SDS-PAGE."),
        ("Drug", "Agarose", "Agarose gels were run for one hour."),
        ("Drug", "DMEM", "Cells were kept in DMEM with serum."),
        ("Drug", "creams", "Both creams were put on twice a day."),
        ("Drug", "methyl", "A methyl group was added at the ring."),
        ("Drug", "serines", "Two serines of the tail were mutated."),
        ("Drug", "tyrosine", "STAT5 showed tyrosine phosphorylation."),
        ("Drug", "alanine", "The change of proline 12 to alanine 12 had no effect; alanine 12 is conserved."),
        ("Drug", "amino acid", "The deduced amino acid sequence is short."),
        ("Drug", "hydrogen", "It forms three hydrogen bonds."),
        ("Drug", "NaCl", "The buffer held 150 mM NaCl."),
        ("Drug", "biotin", "A biotin-labelled primer was made."),
        ("Drug", "formalin", "Tissue was formalin-fixed overnight."),
        ("Drug", "EDTA", "Cells were lysed in 5 mM EDTA on ice."),
        ("Drug", "MA", "These were bought in the USA (Waters, Milford, MA)."),
        ("Drug", "EPA", "The US EPA lists it."),
        ("Drug", "CCK-8", "Growth was seen by CCK-8 assay."),
        ("Role", "DNA probes", "Three DNA probes were hybridised."),
        ("Role", "cholinergic", "The cholinergic neurons were lost."),
        ("Role", "protease inhibitor", "It was lysed with a protease inhibitor cocktail."),
        ("Target", "thromboplastin", "The activated partial thromboplastin time rose."),
        ("Target", "Annexin V", "Annexin V staining showed apoptosis."),
        ("Target", "GST", "The GST-Rab4 fusion protein was made."),
        ("Target", "MCH", "Haematocrit, MCV and MCH fell."),
        ("Target", "OR", "The risk was doubled (OR = 2.1)."),
        ("Disease", "deaths", "There were two deaths."),
        ("Disease", "Coma", "The Glasgow Coma Scale was 12."),
        ("Disease", "Allergy", "It was paid for by the Institute of Allergy and Immunity."),
        ("Disease", "starvation", "Yeast cells under nitrogen starvation stopped growing."),
        ("Drug", "calcium", "A calcium channel blocker was stopped."),
        ("Drug", "creatine", "The creatine kinase level rose."),
        ("Drug", "tricarboxylic acid", "Genes of the tricarboxylic acid (TCA) cycle fell."),
        ("Drug", "dextran", "Colitis was made by dextran sulfate sodium."),
        ("Target", "Kit", "RNA was gained with the RNA Extraction Kit (Qiagen, Hilden)."),
        ("Target", "renin", "The renin-angiotensin system was blocked."),
        ("Target", "prothrombin", "The prothrombin time was long."),
        ("Target", "haemoglobin", "Glycated haemoglobin fell."),
        ("Target", "thymidine kinase", "A herpes thymidine kinase promoter drives it."),
        (
            "Target",
            "terminal deoxynucleotidyl transferase",
            "It was seen by terminal deoxynucleotidyl transferase-mediated dUTP nick end labelling.",
        ),
        ("Disease", "Osteoarthritis", "The McMaster Universities Osteoarthritis Index was used."),
        ("Disease", "Mental Disorders", "It follows the Diagnostic and Statistical Manual of Mental Disorders."),
        ("Disease", "hepatitis B", "The DNA of hepatitis B virus was found."),
        ("Disease", "tuberculosis", "They were grown with M. tuberculosis."),
        ("Disease", "flu", "Some had flu-like symptoms."),
        ("Disease", "apnea", "The apnea-hypopnea index fell."),
        ("Disease", "frailty", "A shared frailty model was fitted."),
        ("Disease", "inflammatory", "It is a pro-inflammatory gene."),
        ("Drug", "MI", "It was cited (Gilmour MI, Smith AB)."),
        ("Drug", "mercury", "A pressure of 12 cm mercury was held."),
        ("Disease", "confusion", "To avoid confusion, both terms are spelled out."),
        ("Disease", "confusion", "The confusion matrix is below."),
        ("Disease", "hypotensive", "Its hypotensive effect was lost."),
        ("Disease", "hypothermic", "Hearts were kept in hypothermic storage."),
        ("Disease", "hyperthermia", "Whole body hyperthermia was added to the drug."),
        ("Drug", "ASA", "All were of ASA physical status I or II."),
        ("Drug", "ACR50", "An ACR50 response was seen in half of them."),
        ("Target", "SCL", "They filled in the SCL 90 and a diary."),
        ("Target", "FAS", "The WMFT-FAS was better after a month."),
        ("Target", "CS", "The log CS was the same in both eyes."),
        ("Target", "CCK-8", "Cells were counted by the CCK-8 kit."),
        ("Target", "IgG1", "An anti-CD3 IgG1 was bound to the plate."),
        ("Target", "glutathione S-transferase", "It was fused to glutathione S-transferase."),
        ("Drug", "gamma-aminobutyric acid", "The gamma-aminobutyric acid (GABA) receptor was cloned."),
        ("Drug", "TCA", "The primer was 5-GCA TCA GAA-3."),
        ("Disease", "FD", "Paul WE, Finkelman FD. A paper on worms."),
        ("Pathway", "glomerular filtration", "The glomerular filtration rate fell."),
        ("Pathway", "response to stress", "The gene rises in response to stress."),
        ("Pathway", "reverse transcription", "It was measured by reverse transcription-PCR."),
    ],
)
def test_left_out(no_entities: NoEntities, document: MakeDocument, type_: str, text: str, sentence: str) -> None:
    made = document("A study", ("abstract", sentence))
    assert left_out(no_entities, made, type_, text) == made.text.count(text)


@pytest.mark.parametrize(
    ("type_", "text", "sentence"),
    [
        ("Drug", "alanine", "Plasma alanine rose after the meal."),
        ("Drug", "tyrosine", "They took tyrosine supplements."),
        ("Drug", "amino acids", "Branched-chain amino acids were infused."),
        ("Drug", "NaCl", "Rats on a high dietary NaCl intake had a higher pressure."),
        ("Drug", "biotin", "Patients received biotin for a year."),
        ("Drug", "formalin", "It was less after formalin injection in the paw."),
        ("Drug", "EPA", "Fish oil with EPA and DHA was given."),
        ("Drug", "MA", "Users of MA had a smaller volume."),
        ("Drug", "CCK-8", "CCK-8 made the rats eat less."),
        ("Drug", "P", "One group was given P alone for a week."),
        ("Drug", "ASA", "Low-dose ASA 100 mg was given to half of them."),
        ("Drug", "TCA", "Overdose of a TCA was fatal."),
        ("Target", "FAS", "Variants of the FAS gene were sought."),
        ("Target", "CS", "The CS gene encodes an enzyme."),
        ("Target", "SCL", "SCL binds GATA1 in red cells; symptoms are none."),
        ("Disease", "confusion", "Some had mental confusion and fever."),
        ("Disease", "hypotensive", "Two patients were hypotensive at night."),
        ("Disease", "hyperthermia", "A malignant hyperthermia was feared."),
        ("Role", "cholinergic", "Cholinergic agents and other cholinergic drugs were stopped."),
        ("Role", "protease inhibitor", "An HIV protease inhibitor was added to the regimen."),
        ("Target", "GST", "Activity of GST in the liver rose."),
        ("Target", "OR", "The OR of the fly binds odours."),
        ("Disease", "Depression", "Depression was common after stroke."),
        ("Disease", "starvation", "Prisoners died of starvation."),
        ("Pathway", "response to stress", "Genes involved in the response to stress were found."),
        ("Pathway", "reverse transcription", "The drug blocks reverse transcription of HIV."),
        ("Drug", "calcium", "They took calcium and kept to the channel of care."),
        ("Target", "Kit", "Kit was mutated in the tumour."),
        ("Target", "renin", "Plasma renin activity rose."),
        ("Target", "haemoglobin", "The haemoglobin fell."),
        ("Disease", "hepatitis B", "Patients with hepatitis B were treated."),
        ("Disease", "influenza", "An influenza vaccine was given."),
        ("Disease", "inflammatory", "The inflammatory pain was less."),
        ("Disease", "pylori infection", "They had H. pylori infection."),
        ("Disease", "psychiatric disorder", "A psychiatric disorder was known."),
    ],
)
def test_kept(no_entities: NoEntities, document: MakeDocument, type_: str, text: str, sentence: str) -> None:
    assert left_out(no_entities, document("A study", ("abstract", sentence)), type_, text) == 0


def test_only_mentions_of_the_type_of_a_word_are_left_out(no_entities: NoEntities, document: MakeDocument) -> None:
    made = document("A study", ("abstract", "Agarose gels were run."))
    assert left_out(no_entities, made, "Drug", "Agarose") == 1
    assert left_out(no_entities, made, "Target", "Agarose") == 0


def test_a_reagent_of_the_title_is_what_the_document_is_about(no_entities: NoEntities, document: MakeDocument) -> None:
    body = ("abstract", "Airways were exposed. Formaldehyde fixed the cells.")
    assert left_out(no_entities, document("Formaldehyde", body), "Drug", "Formaldehyde") == 0
    assert left_out(no_entities, document("Airways", body), "Drug", "Formaldehyde") == 1


def test_places_without_a_sign_go_with_the_rest_of_their_document(
    no_entities: NoEntities, document: MakeDocument
) -> None:
    def of(text: str, name: str = "EDTA", type_: str = "Drug") -> int:
        return left_out(no_entities, document("A study", ("abstract", text)), type_, name)

    lysed = "Cells were lysed in 5 mM EDTA on ice. With EDTA the yield was better."
    assert of(lysed) == 2
    assert of(f"{lysed} EDTA infusion was safe.") == 1, "only what has a sign"
    assert of("With EDTA the yield was better.") == 0
    assert of("Mortality fell (HR = 0.8). HR binds it.", "HR", "Target") == 1, (
        "a statistic says nothing about the symbol elsewhere"
    )


def test_an_abbreviation_goes_by_its_long_form(no_entities: NoEntities, document: MakeDocument) -> None:
    made = document("A study", ("abstract", "It was measured as FPG and as MEM."))
    assert left_out(no_entities, made, "Drug", "FPG", "fasting plasma glucose") == 1
    assert left_out(no_entities, made, "Drug", "MEM") == 1
    assert left_out(no_entities, made, "Drug", "MEM", "memantine") == 0


def finder(lexicon: Lexicon, no_entities: NoEntities | None) -> MentionFinder:
    said = cast(Tagger, Said(metformin=DRUG, agarose=DRUG, mTOR=TARGET))
    return MentionFinder(lexicon, frozenset(TYPE_ORDER), said, no_entities)


def test_mentions_are_left_out_only_where_that_is_asked_for(
    small_lexicon: Lexicon, document: MakeDocument, no_entities: NoEntities
) -> None:
    made = document("Gels of agarose with metformin")
    assert [m.text for m in finder(small_lexicon, no_entities)(made).mentions] == ["metformin"]
    assert [m.text for m in finder(small_lexicon, None)(made).mentions] == ["agarose", "metformin"]


def test_what_a_phrase_holds_is_named_in_its_own_right(small_lexicon: Lexicon, document: MakeDocument) -> None:
    autophagy = NoEntities({("Pathway", "autophagy"): ("always",)})
    made = document("In autophagy mTOR falls")
    assert [m.text for m in finder(small_lexicon, autophagy)(made).mentions] == ["mTOR"]


def test_the_table_in_use_names_known_types_and_each_use_is_one_of_the_registry() -> None:
    words = no_entity.read(paths.data("ontologies", "no_entity.tsv"))
    assert {type_ for type_, _ in words} <= set(TYPE_ORDER)
    used = {use for uses in words.values() for use in uses} | {form.use for form in no_entity.FORMS}
    assert used == set(USES), "a use that no word has is dead"
    assert all(use.before or use.after or use.near or use.around or use.usual for use in USES.values())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("type\tname\n", r"no_entity\.tsv:1: the header is type, name; expected type, name, use, reason"),
        ("type\tname\tuse\treason\nDrug\tagar\talways\n", r"no_entity\.tsv:2: 3 fields; expected type, name, use"),
        ("# c\ntype\tname\tuse\treason\nDrug\tagar\tnever\tgel\n", r"no_entity\.tsv:3: unknown use 'never'"),
    ],
)
def test_a_table_that_cannot_be_read(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "no_entity.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        no_entity.read(path)
    with pytest.raises(ConfigError, match="cannot be read"):
        no_entity.read(tmp_path / "none.tsv")
