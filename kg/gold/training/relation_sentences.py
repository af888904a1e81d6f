"""Sentences written for training: turns of phrase that change who does what to whom, and that gold abstracts have too
few of.

A row is a sentence with places for names and what it states. ``D``, ``T`` and ``S`` stand for drugs, targets and
diseases; ``;`` parts statements, ``not`` denies one; ``D~S`` says that the drug is tested against the disease. Pairs
without a statement are not related. Each sentence is learned with several names, so that it is the phrase that is
learned.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

SENTENCES: tuple[tuple[str, str], ...] = (
    # the subject is lost, blocked or lacking: its sign turns
    ("{T1} knockout activates {T2}.", "T1 INHIBITS T2"),
    ("{T1} knockdown activated {T2} in these cells.", "T1 INHIBITS T2"),
    ("Knockdown of {T1} decreased {T2} expression.", "T1 UPREGULATES T2"),
    ("Knockdown of {T1} with siRNA increased the level of {T2}.", "T1 DOWNREGULATES T2"),
    ("Silencing {T1} downregulated {T2}.", "T1 UPREGULATES T2"),
    ("Silencing of {T1} reduced {T2} phosphorylation.", "T1 ACTIVATES T2"),
    ("Loss of {T1} upregulates {T2}.", "T1 DOWNREGULATES T2"),
    ("Loss of {T1} leads to activation of {T2}.", "T1 INHIBITS T2"),
    ("Deletion of {T1} induced {T2} expression.", "T1 DOWNREGULATES T2"),
    ("Depletion of {T1} abolished the activation of {T2}.", "T1 ACTIVATES T2"),
    ("Absence of {T1} activates {T2}.", "T1 INHIBITS T2"),
    ("{T1} deficiency resulted in lower {T2} levels.", "T1 UPREGULATES T2"),
    ("{T1}-deficient mice had elevated {T2}.", "T1 DOWNREGULATES T2"),
    ("In {T1} null cells {T2} was hyperactive.", "T1 INHIBITS T2"),
    ("Neutralizing {T1} antibody blocked {T2} activation.", "T1 ACTIVATES T2"),
    ("An antibody against {T1} reduced the secretion of {T2}.", "T1 UPREGULATES T2"),
    ("{T1} antagonists reduced {T2} expression.", "T1 UPREGULATES T2"),
    ("{T1} inhibitors promote degradation of {T2}.", "T1 UPREGULATES T2"),
    ("{T1} inhibitors increased {T2} expression.", "T1 DOWNREGULATES T2"),
    ("{T1} blockers prevented the phosphorylation of {T2}.", "T1 ACTIVATES T2"),
    ("Dominant-negative {T1} blocked {T2} activation.", "T1 ACTIVATES T2"),
    ("A dominant negative mutant of {T1} suppressed {T2} expression.", "T1 UPREGULATES T2"),
    ("A {T1} shRNA attenuated {T2} signalling.", "T1 ACTIVATES T2"),
    ("In these cells {T1} inhibition activates {T2}.", ""),
    ("In melanoma lines {T1} inhibition raised {T2}.", ""),
    ("{T1} overexpression increased {T2} mRNA.", "T1 UPREGULATES T2"),
    ("Overexpression of {T1} suppressed {T2} activity.", "T1 INHIBITS T2"),
    ("{T1} represses {T2}.", "T1 DOWNREGULATES T2"),
    ("{T1} represses transcription of {T2}.", "T1 DOWNREGULATES T2"),
    ("{T1} activates {T2}.", "T1 ACTIVATES T2"),
    ("{T1} inhibits {T2}.", "T1 INHIBITS T2"),
    ("{T2} is activated by {T1}.", "T1 ACTIVATES T2"),
    ("{T2} is inhibited by {T1}.", "T1 INHIBITS T2"),
    ("{T2} expression is driven by {T1}.", "T1 UPREGULATES T2"),
    ("In the absence of {D1}, {T1} activates {T2}.", "T1 ACTIVATES T2"),
    # the object is lost, or its loss is prevented
    ("{D1} promotes {T1} degradation.", "D1 DOWNREGULATES T1"),
    ("{D1} induced proteasomal degradation of {T1}.", "D1 DOWNREGULATES T1"),
    ("{D1} accelerates the breakdown of {T1}.", "D1 DOWNREGULATES T1"),
    ("{D1} blocks degradation of {T1}.", "D1 UPREGULATES T1"),
    ("{D1} prevented the loss of {T1}.", "D1 UPREGULATES T1"),
    ("{D1} attenuated the decrease in {T1} expression.", "D1 UPREGULATES T1"),
    ("{D1} reversed the downregulation of {T1}.", "D1 UPREGULATES T1"),
    ("{D1} attenuated the increase in {T1} expression.", "D1 DOWNREGULATES T1"),
    ("{D1} prevented the upregulation of {T1}.", "D1 DOWNREGULATES T1"),
    ("{D1} increases inhibition of {T1}.", "D1 INHIBITS T1"),
    ("{D1} enhanced the inhibition of {T1}.", "D1 INHIBITS T1"),
    ("{D1} suppresses inhibition of {T1}.", "D1 ACTIVATES T1"),
    ("{D1} relieved the inhibition of {T1}.", "D1 ACTIVATES T1"),
    ("{D1} inhibits the inhibitor of {T1}.", "D1 ACTIVATES T1"),
    ("{D1} blocks activation of {T1}.", "D1 INHIBITS T1"),
    ("{D1} prevents the activation of {T1}.", "D1 INHIBITS T1"),
    ("{D1} blocks {T1}-induced activation of {T2}.", "D1 INHIBITS T2; T1 ACTIVATES T2"),
    ("{D1} abolished {T1}-stimulated {T2} phosphorylation.", "D1 INHIBITS T2; T1 ACTIVATES T2"),
    ("{D1} reduced {T1}-induced {T2} expression.", "D1 DOWNREGULATES T2; T1 UPREGULATES T2"),
    ("{D1} inhibited {D2}-induced activation of {T1}.", "D1 INHIBITS T1; D2 ACTIVATES T1"),
    ("{D1} inhibited {D2}-induced expression of {T1}.", "D1 DOWNREGULATES T1; D2 UPREGULATES T1"),
    ("{T1} induces several negative regulators of {T2} including {T3}.", "T1 UPREGULATES T3; T3 INHIBITS T2"),
    ("Inhibition of {T1} by {D1} increased {T2} phosphorylation.", "D1 INHIBITS T1; D1 ACTIVATES T2; T1 INHIBITS T2"),
    ("{D1}, an inhibitor of {T1}, raised {T2} levels.", "D1 INHIBITS T1; D1 UPREGULATES T2"),
    ("The {T1} inhibitor {D1} reduced {T2} expression.", "D1 INHIBITS T1; D1 DOWNREGULATES T2"),
    ("The {T1} agonist {D1} was given.", "D1 ACTIVATES T1"),
    ("{D1} binds {T1} with high affinity.", "D1 BINDS T1"),
    ("{D1} is metabolised by {T1}.", "D1 SUBSTRATE_OF T1"),
    ("{T1} catalyses the oxidation of {D1}.", "D1 SUBSTRATE_OF T1"),
    ("{D1} is a substrate of {T1} and inhibits {T2}.", "D1 SUBSTRATE_OF T1; D1 INHIBITS T2"),
    ("{D1}-independent inhibition of {T1} was seen.", ""),
    ("Activation of {T1} was {T2}-independent.", ""),
    ("{T1} was activated in a {T2}-independent manner.", ""),
    # denied, hedged
    ("{D1} did not inhibit {T1}.", "not D1 INHIBITS T1"),
    ("{D1} failed to inhibit {T1}.", "not D1 INHIBITS T1"),
    ("{D1} was unable to activate {T1}.", "not D1 ACTIVATES T1"),
    ("{D1} lacks inhibitory activity against {T1}.", "not D1 INHIBITS T1"),
    ("{D1} had no inhibitory effect on {T1}.", "not D1 INHIBITS T1"),
    ("{D1} had no effect on {T1} expression.", "not D1 AFFECTS T1"),
    ("{D1} cannot inhibit {T1}.", "not D1 INHIBITS T1"),
    ("No inhibition of {T1} by {D1} was seen.", "not D1 INHIBITS T1"),
    ("There was no evidence that {D1} inhibits {T1}.", "not D1 INHIBITS T1"),
    ("Neither {D1} nor {D2} inhibited {T1}.", "not D1 INHIBITS T1; not D2 INHIBITS T1"),
    ("Neither {D1} nor {D2} reduced {T1} expression.", "not D1 DOWNREGULATES T1; not D2 DOWNREGULATES T1"),
    ("{D1} but not {D2} inhibited {T1}.", "D1 INHIBITS T1; not D2 INHIBITS T1"),
    ("{D1}, but not {D2}, activated {T1}.", "D1 ACTIVATES T1; not D2 ACTIVATES T1"),
    ("{D1} inhibited {T1} but not {T2}.", "D1 INHIBITS T1; not D1 INHIBITS T2"),
    ("{D1} not only inhibited {T1} but also {T2}.", "D1 INHIBITS T1; D1 INHIBITS T2"),
    ("{D1} inhibits {T1} in cells that do not express {T2}.", "D1 INHIBITS T1"),
    ("Contrary to earlier reports, {D1} inhibits {T1}.", "D1 INHIBITS T1"),
    ("There is no doubt that {D1} inhibits {T1}.", "D1 INHIBITS T1"),
    ("Not surprisingly, {D1} inhibits {T1}.", "D1 INHIBITS T1"),
    ("It is not known whether {D1} inhibits {T1}.", "D1 INHIBITS T1"),
    ("It is unclear whether {D1} activates {T1}.", "D1 ACTIVATES T1"),
    ("We do not know if {D1} inhibits {T1}.", "D1 INHIBITS T1"),
    ("We cannot exclude that {D1} inhibits {T1}.", "D1 INHIBITS T1"),
    ("{D1} may inhibit {T1}.", "D1 INHIBITS T1"),
    ("No patient in whom {D1} inhibited {T1} died.", "D1 INHIBITS T1"),
    # another name beside, another clause
    ("Unlike {D1}, another compound blocked {T1}.", ""),
    ("In contrast to {D1}, the antibody reduced {T1} levels.", ""),
    ("{D2}, but unlike it not {D1}, inhibited {T1}.", "D2 INHIBITS T1; not D1 INHIBITS T1"),
    ("{D1}, in contrast to {D2}, did not reduce {T1} expression.", "not D1 DOWNREGULATES T1"),
    ("{D1}, unlike {D2}, had no effect on {T1}.", "not D1 AFFECTS T1"),
    ("Unlike {D2}, {D1} does not inhibit {T1}.", "not D1 INHIBITS T1"),
    ("{D1} inhibited {T1} phosphorylation, alone or combined with {D2}.", "D1 INHIBITS T1"),
    ("{D1} reduced {T1} expression, alone or in combination with {D2}.", "D1 DOWNREGULATES T1"),
    ("The drug targets {T1} and the control inhibited {T2}.", ""),
    ("This compound binds {T1} and vehicle activated {T2}.", ""),
    ("The virus degrades {T1} and its other protein inhibits {T2}.", ""),
    ("{T1} was measured and the ligand activates {T2}.", ""),
    ("{D1}-independent activation of {T1} was found.", ""),
    ("Inhibition of {T1} was independent of {D1}.", ""),
    ("{T1} was phosphorylated independently of {D1}.", ""),
    ("{T1}-independent expression of {T2} was seen.", ""),
    ("{T1} induces several repressors of {T2} including {T3}.", "T1 UPREGULATES T3; T3 INHIBITS T2"),
    ("{T1} activates two negative regulators of {T2}, among them {T3}.", "T1 ACTIVATES T3; T3 INHIBITS T2"),
    ("{T1} raises regulators of {T2} such as {T3}.", "T1 UPREGULATES T3"),
    ("{D1} blocks {T1}, {T2} and {T3}.", "D1 INHIBITS T1; D1 INHIBITS T2; D1 INHIBITS T3"),
    ("Unlike {D1}, {D2} inhibited {T1}.", "D2 INHIBITS T1"),
    ("In contrast to {D1}, {D2} inhibited {T1}.", "D2 INHIBITS T1"),
    ("Unlike {D1}, the new compound inhibited {T1}.", ""),
    ("{D1}, in contrast to {D2}, did not inhibit {T1}.", "not D1 INHIBITS T1"),
    ("{D1}, unlike {D2}, does not activate {T1}.", "not D1 ACTIVATES T1"),
    ("{D1}, which unlike {D2} is given by mouth, inhibits {T1}.", "D1 INHIBITS T1"),
    ("As with {D1}, {D2} inhibited {T1}.", "D1 INHIBITS T1; D2 INHIBITS T1"),
    ("{D1}, like {D2}, inhibits {T1}.", "D1 INHIBITS T1; D2 INHIBITS T1"),
    ("{D1}, together with {D2}, inhibited {T1}.", "D1 INHIBITS T1; D2 INHIBITS T1"),
    ("{D1} and {D2} inhibited {T1} and {T2}.", "D1 INHIBITS T1; D2 INHIBITS T1; D1 INHIBITS T2; D2 INHIBITS T2"),
    ("{D1} inhibited {T1}, alone or combined with {D2}.", "D1 INHIBITS T1"),
    ("{D1} inhibits {T1} and {D2} inhibits {T2}.", "D1 INHIBITS T1; D2 INHIBITS T2"),
    ("{D1} inhibits {T1}, whereas {D2} activates {T2}.", "D1 INHIBITS T1; D2 ACTIVATES T2"),
    ("The viral protein degrades {T1} and its partner binds {T2}.", ""),
    ("The compound targets {T1} and placebo inhibited {T2}.", ""),
    ("{T1} was seen and the other receptor binds {T2}.", ""),
    ("{T1}, {T2} and {T3} were active.", ""),
    ("{T1} and {T2} were measured in plasma.", ""),
    ("The association between {T1} and {T2} mutations was analysed.", ""),
    ("Mutations of {T1} were associated with mutations of {T2}.", ""),
    ("{T1} interacts with {T2}.", "T1 INTERACTS_WITH T2"),
    ("{T1} and {T2} form a complex.", "T1 INTERACTS_WITH T2"),
    ("{D1} was synergistic with {D2}.", "D1 INTERACTS_WITH D2"),
    ("{D1} raised the plasma concentration of {D2}.", "D1 INTERACTS_WITH D2"),
    ("{D1} was given with {D2}.", ""),
    ("{D1} was compared with {D2} in {S1}.", "D1~S1; D2~S1"),
    # diseases: brought about, treated, lacking
    ("{D1} causes {S1}.", "D1 CAUSES S1"),
    ("{D1} did not cause {S1}.", "not D1 CAUSES S1"),
    ("{D1} was not associated with {S1}.", "not D1 CAUSES S1"),
    ("{D1}-induced {S1} was mild.", "D1 CAUSES S1"),
    ("{D1}-induced {S1} was treated with {D2}.", "D1 CAUSES S1; D2~S1"),
    ("{D2} protected rats against {D1}-induced {S1}.", "D1 CAUSES S1; D2~S1"),
    ("{S1} occurred after {D1}.", "D1 CAUSES S1"),
    ("{S1} after {D1} was reported.", "D1 CAUSES S1"),
    ("{S1} with {S2} after {D1} was reported.", "D1 CAUSES S1; D1 CAUSES S2"),
    ("Reactivation of {S1} during {D1} was seen in one patient.", "D1 CAUSES S1"),
    ("{S1} developed in a patient who took {D1}.", "D1 CAUSES S1"),
    ("{D1} caused {S1} in two volunteers.", "D1 CAUSES S1"),
    ("The most common adverse event of {D1} was {S1}.", "D1 CAUSES S1"),
    ("{S1} was more frequent with {D1} than with {D2}.", "D1 CAUSES S1; D2 CAUSES S1"),
    ("{D1} for {S1} led to {S2} in three patients.", "D1~S1; D1 CAUSES S2"),
    ("Patients with {S1} treated with {D1} developed {S2}.", "D1~S1; D1 CAUSES S2"),
    ("Low {D1} intake is associated with increased risk of {S1}.", "D1 ASSOCIATED_WITH S1"),
    ("Reduced levels of {D1} are linked with {S1}.", "D1 ASSOCIATED_WITH S1"),
    ("{D1} deficiency causes {S1}.", "D1 ASSOCIATED_WITH S1"),
    ("{S1} due to {D1} deficiency was seen in two children.", "D1 ASSOCIATED_WITH S1"),
    ("{D1} was inversely associated with {S1}.", "D1 ASSOCIATED_WITH S1"),
    ("{D1} use was associated with a lower risk of {S1}.", "D1~S1"),
    ("{D1} was associated with fewer cases of {S1}.", "D1~S1"),
    ("{S1} following withdrawal of {D1} was seen.", ""),
    ("Stopping {D1} was followed by {S1}.", ""),
    ("{S1} associated with {D1} resistance was seen.", ""),
    ("{D1}-resistant {S1} is common.", "D1~S1"),
    ("Overall survival in {S1} after {D1} was 8 months.", "D1~S1"),
    ("{S1} stopped after {D1} was given.", "D1~S1"),
    ("Quality of life in {S1} after {D1} was good.", "D1~S1"),
    ("Relapse of {S1} after {D1} was rare.", "D1~S1"),
    ("{S1} recurred after {D1} in one patient.", "D1~S1"),
    ("Marker levels fell in men with {S1} after {D1}.", "D1~S1"),
    ("{D1} causes differentiation in {S1}.", "D1~S1"),
    ("{D1} induced remission of {S1}.", "D1~S1"),
    ("{D1} induces apoptosis in {S1} cells.", "D1~S1"),
    ("{D1} reduced the incidence of {S1}.", "D1~S1"),
    ("{D1} was active in {S1}.", "D1~S1"),
    ("{D1} prevented {S1}.", "D1~S1"),
    ("Patients with {S1} received {D1}.", "D1~S1"),
    ("{T1} mutations cause {S1}.", "T1 ASSOCIATED_WITH S1"),
    ("{T1} is not associated with {S1}.", "not T1 ASSOCIATED_WITH S1"),
    ("{T1} is overexpressed in {S1}.", "T1 ASSOCIATED_WITH S1"),
    ("{T1} was measured in patients with {S1}.", ""),
)
"""A sentence, and what it states."""

_DONE = (
    *(("activates", "", "ACTIVATES"), ("activated", "", "ACTIVATES"), ("increased", " phosphorylation", "ACTIVATES")),
    *(
        ("increased", " expression", "UPREGULATES"),
        ("upregulated", "", "UPREGULATES"),
        ("induced", " expression", "UPREGULATES"),
    ),
    *(("raised", " levels", "UPREGULATES"), ("inhibited", "", "INHIBITS"), ("blocked", " activation", "INHIBITS")),
    *(
        ("suppressed", " activity", "INHIBITS"),
        ("reduced", " expression", "DOWNREGULATES"),
        ("represses", "", "DOWNREGULATES"),
    ),
    *(("downregulated", "", "DOWNREGULATES"), ("decreased", " levels", "DOWNREGULATES")),
)
"""What is done to a target, what of it, and which relation that is."""

_TURNED = {
    "ACTIVATES": "INHIBITS",
    "INHIBITS": "ACTIVATES",
    "UPREGULATES": "DOWNREGULATES",
    "DOWNREGULATES": "UPREGULATES",
}

_LACKING = (
    *(
        "{T1} knockout",
        "{T1} knockdown",
        "Knockdown of {T1}",
        "Silencing of {T1}",
        "Silencing {T1}",
        "Deletion of {T1}",
        "Loss of {T1}",
    ),
    *(
        "{T1} loss",
        "Absence of {T1}",
        "Depletion of {T1}",
        "{T1} deficiency",
        "Ablation of {T1}",
        "{T1} siRNA",
        "Dominant-negative {T1}",
    ),
    *("{T1} antagonists", "A neutralizing {T1} antibody", "An inhibitor of {T1}"),
)
_ACTING = ("{T1}", "{D1}", "Overexpression of {T1}", "Treatment with {D1}", "{D1} treatment", "Exposure to {D1}")

_STOPPED = ("attenuated", "prevented", "blocks", "reversed", "suppresses", "inhibits", "abolished")
_FURTHERED = ("promotes", "increases", "enhanced", "induces", "accelerates")
_CHANGES = (
    *(
        ("degradation of {T1}", "DOWNREGULATES"),
        ("the decrease in {T1} expression", "DOWNREGULATES"),
        ("the loss of {T1}", "DOWNREGULATES"),
    ),
    *(
        ("inhibition of {T1}", "INHIBITS"),
        ("the inhibitor of {T1}", "INHIBITS"),
        ("the increase in {T1} expression", "UPREGULATES"),
    ),
    *(
        ("{T1} degradation", "DOWNREGULATES"),
        ("activation of {T1}", "ACTIVATES"),
        ("expression of {T1}", "UPREGULATES"),
    ),
    *(("{T1} phosphorylation", "ACTIVATES"), ("transcription of {T1}", "UPREGULATES")),
)
"""A change of a target, and which relation it is to bring it about."""

TURNS: tuple[tuple[str, str], ...] = (
    *(
        (f"{who} {does} {{T2}}{what}.", f"T1 {_TURNED[relation]} T2")
        for who in _LACKING
        for does, what, relation in _DONE
    ),
    *(
        (f"{who} {does} {{T2}}{what}.", f"{who[who.index('{') + 1 :][:2]} {relation} T2")
        for who in _ACTING
        for does, what, relation in _DONE
    ),
    *((f"{{D1}} {does} {change}.", f"D1 {_TURNED[relation]} T1") for does in _STOPPED for change, relation in _CHANGES),
    *(
        (f"{{D1}} {does} {change}.", f"D1 {relation} T1")
        for does in _FURTHERED
        for change, relation in _CHANGES
        if "inhibitor" not in change
    ),
)
"""Sentences of one pattern, in which one word turns the sign; each is learned once."""

NAMES: dict[str, tuple[str, ...]] = {
    "D": (
        *(
            "everolimus",
            "metformin",
            "aspirin",
            "doxorubicin",
            "gemcitabine",
            "curcumin",
            "vincristine",
            "tamoxifen",
            "losartan",
            "MG-132",
        ),
        *(
            "vitamin D",
            "folate",
            "celecoxib",
            "rituximab",
            "isoniazid",
            "carbamazepine",
            "lithium",
            "propranolol",
            "LY294002",
            "nicotine",
        ),
        *(
            "arsenic trioxide",
            "simvastatin",
            "insulin",
            "dexamethasone",
            "cisplatin",
            "torin 2",
            "compound 7",
            "MK-801",
            "statins",
            "SB203580",
        ),
    ),
    "T": (
        *(
            "mTOR",
            "AKT1",
            "EGFR",
            "STAT3",
            "TP53",
            "KRAS",
            "BRAF",
            "PTEN",
            "IL-6",
            "TNF-alpha",
            "NF-kappaB",
            "MAPK1",
            "CDK2",
            "p21",
            "BCL2",
        ),
        *(
            "VEGF",
            "CYP3A4",
            "HIF-1alpha",
            "GSK-3beta",
            "caspase-3",
            "MDM2",
            "SIRT1",
            "PD-L1",
            "TGF-beta1",
            "COX-2",
            "JNK",
            "AMPK",
            "c-Myc",
        ),
    ),
    "S": (
        *(
            "hypertension",
            "breast cancer",
            "seizures",
            "nausea",
            "hepatocellular carcinoma",
            "tuberculosis",
            "depression",
            "stroke",
            "asthma",
        ),
        *(
            "acute myeloid leukemia",
            "rheumatoid arthritis",
            "neutropenia",
            "diabetes",
            "heart failure",
            "peripheral neuropathy",
            "scurvy",
        ),
        *(
            "multiple sclerosis",
            "psoriasis",
            "hepatotoxicity",
            "lung cancer",
            "gout",
            "migraine",
            "prostate cancer",
            "rash",
        ),
    ),
}

_PLACE = re.compile(r"\{([DTS])(\d)\}")
_STATED = re.compile(r"(not )?([DTS]\d)(?: ([A-Z_]+) |~)([DTS]\d)")


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence with names: ``spans``: (start, end, letter of the kind) by place; ``stated``: (first, relation or
    ``~``, second, whether it is denied).
    """

    text: str
    spans: dict[str, tuple[int, int, str]]
    stated: tuple[tuple[str, str, str, bool], ...]


def written(times: int, seed: int) -> Iterator[Written]:
    """Every sentence ``times``, and ``TURNS`` once, with names drawn by chance; the same for the same seed."""
    chance = random.Random(seed)
    for often, (sentence, statements) in (*((times, one) for one in SENTENCES), *((1, one) for one in TURNS)):
        stated = tuple((one[2], one[3] or "~", one[4], bool(one[1])) for one in _STATED.finditer(statements))
        for _ in range(often):
            yield _named(sentence, stated, chance)


def _named(sentence: str, stated: tuple[tuple[str, str, str, bool], ...], chance: random.Random) -> Written:
    names = {letter: chance.sample(NAMES[letter], 3) for letter in sorted(NAMES)}
    text, spans, at = "", {}, 0
    for place in _PLACE.finditer(sentence):
        text += sentence[at : place.start()]
        name = names[place[1]][int(place[2]) - 1]
        name = name[0].upper() + name[1:] if not text and name.islower() else name
        spans[place[1] + place[2]] = (len(text), len(text) + len(name), place[1])
        text, at = text + name, place.end()
    return Written(text + sentence[at:], spans, stated)
