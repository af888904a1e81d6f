"""Words that bound a question, or lead out of what a graph has: never left unread, however well the rest fits."""

from __future__ import annotations

import re
from functools import cache

from kg.ask.words.tokens import tokens

BOUNDS: dict[str, str] = {
    "whose patients": (
        "adolescent, adult, age, aged, ancestry, athlete, baby, birth, black, boy, breastfeeding, carrier, "
        "caucasian, child, childhood, children, cohort, comorbid, comorbidity, diabetic, elderly, ethnicity, "
        "female, gender, geriatric, girl, hispanic, hospitalised, hospitalized, infant, inpatient, juvenile, "
        "kid, lactating, male, married, men's, menopausal, neonatal, neonate, newborn, non-smoker, "
        "obese, old people, older, outpatient, overweight, paediatric, participant, pediatric, postmenopausal, "
        "pregnancy, pregnant, premenopausal, race, seropositive, sex, smoker, smoking, teenager, "
        "toddler, veteran, woman, women, young, younger, youth"
    ),
    "which form of a disease": (
        "active, acute, adjuvant, advanced, aggressive, borderline, castration-resistant, chronic, complicated, "
        "de novo, decompensated, deficient, early-onset, early-stage, end-stage, exacerbation, familial, "
        "first-line, flare, frontline, grade, hereditary, high-grade, high-risk, hormone-sensitive, idiopathic, "
        "inoperable, intermediate, localised, localized, locally, low-grade, low-risk, maintenance, metastases, "
        "metastasis, metastatic, mild, moderate, naive, neoadjuvant, newly diagnosed, non-metastatic, onset, "
        "perioperative, platinum-resistant, postoperative, preoperative, pretreated, primary, progressive, "
        "recurrence, recurrent, refractory, relapse, relapsed, relapsing, remission, remitting, resectable, "
        "resected, resistant, second-line, secondary, sensitive, severe, severity, sporadic, stage, subgroup, "
        "subset, terminal, third-line, treatment-naive, tumour size, uncontrolled, unresectable, untreated"
    ),
    "which variant of a gene": (
        "allele, amplification, amplified, copy number, deletion, domain, exon, fusion, gain-of-function, "
        "genotype, germline, haplotype, heterozygous, homozygous, hotspot, isoform, knockout, loss-of-function, "
        "methylated, methylation, mutant, negative for, overexpressing, phosphorylated, phosphorylation, "
        "polymorphism, positive for, promoter, rearranged, rearrangement, sequence, snp, somatic, "
        "translocation, variant, wild, wildtype"
    ),
    "how it is given": (
        "administration, bolus, capsule, daily, dosage, dose, dosing, duration, formulation, generic version, "
        "high-dose, implant, infusion, inhaled, inhaler, injected, injection, intranasal, intrathecal, "
        "intratumoral, intravenous, iv, liposomal, loading, low-dose, mg, microgram, monthly, nanoparticle, "
        "nasal, once, oral, orally, overdose, patch, route, schedule, subcutaneous, subcutaneously, tablet, "
        "topical, topically, twice, weekly"
    ),
    "where and by whom": (
        "africa, african, america, american, asia, asian, australia, authored, brazil, canada, center, centre, "
        "china, chinese, city, company, country, developed by, doctor, ema, europe, european, fda, france, "
        "funded, funding, germany, hospital, india, indian, industry, institute, institution, italy, japan, "
        "japanese, korea, korean, language, manufacturer, multicenter, multicentre, nation, nurse, pharmacist, "
        "physician, professor, region, spain, spanish, sponsor, sponsored, state, uk, university, us, usa, "
        "western"
    ),
    "which texts": (
        "citation count, cited, commentary, editorial, free, full text, guideline, impact factor, letter, "
        "meta-analyses, meta-analysis, metaanalysis, month, open-access, paywall, peer-reviewed, preprint, "
        "quarter, seminal, systematic, today's, week, yesterday"
    ),
    "which numbers": (
        "absolute, average, ci, commonest, confidence interval, cutoff value, death rate, enrolled, enrollment, "
        "enrolment, fewer, fewest, frequent, half, half-life, hazard, heterogeneity, hr, incidence, larger, "
        "largest, least, less, longest, majority, median, minimum, mortality rate, most common, most frequent, "
        "nnt, odds, over 100, overall survival time, p value, p-value, participants, patients enrolled, "
        "percent, power, prevalence, quantile, rarest, ratio, sample, sample size, score, shortest, "
        "significance level, size, smaller, smallest, statistic, threshold, variance"
    ),
    "only some": (
        "besides, but not, except, exclude, excluding, exclusive, exclusively, fewer than, first-ever, instead "
        "of, just those, nor, only, sole, solely, unless, unlike"
    ),
    "not held": (
        "absorption, affinity, approval, approved by, bioavailability, biography, black-box, blood-brain, "
        "boiling, budget, buy, cas, cheap, cheaper, cheapest, chemistry, chromosome, clearance, coordinates, "
        "cost, cost-effective, cost-effectiveness, costly, covered by, crystal, cyp, density, diagnose, "
        "diagnosed, diagnosis, diagnostic, diet, dietary, discovered by, distribution, docking, eat, ec50, "
        "epidemiology, equation, etiology, excreted, excretion, exercise, expensive, expiry, food, formula, "
        "gdp, guidelines, halflife, ic50, insurance, inventor, kd, ki, label, lawsuit, ld50, legal, licence, "
        "license, licensed, life expectancy, logp, market, marketed, mass, melting, metabolised, metabolism, "
        "metabolite, metabolized, molar, molecular weight, paid, patent, patented, ph, pharmacokinetic, "
        "pharmacokinetics, photo, picture, population, price, procedure, protein binding, psychotherapy, "
        "radiation, radiotherapy, recall rate, recommend, recommendation, recommended, reimbursed, "
        "reimbursement, revenue, sale, sales, screening, sell, seller, shelf, smiles, sold, solubility, "
        "structural, structure, supplier, surgery, surgical, symptom, synthesis, synthesise, synthesize, "
        "transmission, transmit, transplant, transplantation, vaccination, vaccine, virus load, volume, "
        "weather, weigh, weight"
    ),
    "advice": (
        "advice, advise, alcohol, drive, ill, my patient, overdosed, pharmacy, prescribe, "
        "prescription, quit, should i, sick, stop taking, taking, worried"
    ),
    "something else": (
        "album, algorithm, animal shelter, api, astronomy, bake, bank, bitcoin, book, cake, capital, car, cat "
        "food, chess, code, colour, computer, cook, county, css, currency, delete, drop table, email, essay, "
        "film, flight, football, game, ghost, history of medicine, holiday, hotel, html, install, javascript, "
        "joke, king, laptop, latin, lyrics, mayor, minister, moon, movie, music, novel, opinion, password, "
        "phone, poem, poetry, president, prime, python, queen, recipe, restaurant, rhyme, rocket, rugby, "
        "script, server, shop, sing, software, song, sport, spouse, story, temperature, ticket, time zone, "
        "translate, translation, travel, weekend"
    ),
}
"""What the words are about -> the words, with commas."""


_SAID = re.compile(
    r"\bhow many (?:people|patients|persons|subjects|participants|individuals)\b"
    r"|\b(?:\d+|hundred|thousand) (?:people|patients|persons|subjects|participants|volunteers)\b"
    r"|\b(?:should|may|must|shall) (?:i|he|she|they|my \w+) "
    r"(?:be|buy|combine|do|drink|eat|get|give|have|mix|start|stop|switch|take|try|use)\b"
    r"|\b(?:should|shall|ought) (?:i|he|she|they|we|(?:my|our) [\w' -]{1,40}?) (?:be given|be on|be put on|begin|"
    r"continue|go on|receive|start|stay on|stop|switch|take|try|use)\b"
    r"|\bshould (?:my|our) "
    r"(?:mother|father|mum|mom|dad|wife|husband|son|daughter|child|patients?|friend|brother|sister|aunt|uncle|grand\w+|dog|cat|pet)\b"
    r"|\b(?:is it|would it be|am i) (?:ok|okay|alright|all right|wise|fine|good idea|advisable) (?:to|for|if)\b"
    r"|\bwould you (?:prescribe|recommend|advise|give)\b"
    r"|\b(?:can|could) (?:i|he|she|they|my \w+) (?:buy|drink|eat|mix|stop|take)\b"
    r"|^\W*which (?:one|of (?:these|them|those|the two))\b(?!.*\b(?:or|vs|versus)\b)"
    r"|\b(?:best|top|which|what|in) journals?\b(?! article)"
    r"|\bauthors? of\b|\bwho (?:wrote|authored)\b"
    r"|\bhow (?:do|can|could) i (?:get|join|enrol|enroll|buy|take)\b"
    r"|\bsafe (?:to|for me|for my|if|when|while)\b"
    r"|\bi (?:am on|take|was given|was prescribed)\b"
    r"|\b(?:for|to|with|help|treat|cure) my "
    r"(?:mother|father|mum|mom|dad|wife|husband|son|daughter|child|patients?|friend|dog|cat|pet)\b",
    re.IGNORECASE,
)
"""What bounds a question or leaves what a graph has in several words, all of them harmless one by one."""


def bounded(text: str) -> str:
    """The words of a question that ask for advice, or for a number of people; empty where there are none."""
    found = _SAID.search(text)
    return found.group().strip() if found else ""


@cache
def bounds() -> frozenset[tuple[str, ...]]:
    """The stems of all words and phrases that bound a question."""
    texts = (one.strip() for words in BOUNDS.values() for one in words.split(","))
    return frozenset(tuple(token.stem for token in tokens(text) if token.stem) for text in texts)
