"""The words that questions are asked in, of evidence and what can be said about it: what means the same.

A *concept* is what several words say alike: ``study`` is *tested*, *tried*, *investigated*. The wording of a query
(``asks`` in its file) is read through the same tables, so it names one of them and means all. Words are compared by
their stems, see ``tokens.stem``; between the words of a phrase filler may stand (*did not really work* is *not work*).
A concept's own name is a word of it too. One word may say several: *research* is evidence, and what was done.
"""

from __future__ import annotations

EVIDENCE_WORDS: dict[str, str] = {
    # --- disagreement
    "contradict": (
        "agree, ambiguous, ambivalent, argue, at loggerheads, at odds, at variance, both favourable and "
        "unfavourable, both for and against, both good and bad, both positive and negative, both positive and "
        "null, both supporting and null, both supporting and opposing, both ways, but not by others, but not "
        "others, cannot both be right, clash, come to different conclusions, come to opposite conclusions, "
        "conflict, conflict with each other, conflict with one another, contested, contradict each other, "
        "contradict one another, contradiction, contradictorily, contradictory, contrary, contrary results, "
        "contrast, controversial, controversy, cut both ways, debate, differ in results, different conclusions, "
        "different results, disagree, disagreeing, disagreement, discordant, discrepancy, discrepant, dispute, "
        "diverge, divergent, divide, do not match, favourable and unfavourable, for and against, go both ways, "
        "good and bad, help and not, help in some, hold against each other, in conflict, in dispute, in some but "
        "not others, incompatible, inconsistency, inconsistent, inconsistently, irreconcilable, mixed, mixed "
        "evidence, mixed findings, mixed picture, mixed result, not agree, not by others, not match, not others, "
        "opposing, opposing conclusions, opposing result, opposite, opposite conclusions, point both ways, point "
        "in different directions, point in opposite directions, points of dispute, positive and negative, "
        "positive and null, some papers but not others, split, successes and failures, supporters and opponents, "
        "two minds, unsettled, vary, worked and failed, worked in some, yes and no"
    ),
    "differ": (
        "differences between them, explain why, how do they differ, how they differ, in what do they differ, in "
        "what they differ, what differs, what explains, what sets them apart, what they differ in, where they "
        "differ, why"
    ),
    "deny": (
        "also not, can not, cannot do, claims against, contested claims, denial, disproved, does not, does not "
        "do, fail to do, false, found not to, incapable, negate, negated claim, negated statement, negation, "
        "negative claim, negative findings, negative statement, negatives, not able, not act, not bind, not "
        "cause, not do, not do according, not hold, not inhibit, not said to do, not so, not the case, not to be "
        "so, not true, not true of, refutations, refute, reject claim, rule out, ruled out, said it does not, "
        "said not, said not to, said not to be, said not to be so, said that it does not, unable, untrue, wrongly "
        "claimed"
    ),
    # --- what does not count
    "uncounted": (
        "discard, discount, disqualified, disregard, does not count, does not qualify, does not weigh, drop, "
        "exclude, excluded from the count, failed to qualify, fall short, fell short, filtered out, ignore, "
        "ineligible, invalid, kept out, leave out, left aside, left out, near miss, no support, no weight, not "
        "accepted, not add to the count, not admitted, not be counted, not be used, not being counted, not "
        "considered, not contribute, not count, not count as evidence, not count as support, not credited, not "
        "enter, not enter the count, not figure in the count, not go into, not good enough, not in the count, not "
        "included, not make it, not make it into, not make it into count, not part of the count, not part of the "
        "tally, not qualify, not regarded, not regarded as support, not support, not taken as evidence, not taken "
        "as support, not taken into account, not used as evidence, not valid, omitted, pushed aside, put aside, "
        "refused, reject, ruled out, ruled out as support, second-class, set aside, skipped, sorted out, struck "
        "off, struck out, tally, thrown out, too weak, turned down, unaccepted, uncredited, weak evidence, weeded "
        "out, without counting, without weight"
    ),
    "nearly": (
        "alleged, almost, almost members, borderline, but are not, but is not, but not in it, but not members, "
        "candidates for the class, close, close to, confused with, could be taken for, easily confused with, "
        "erroneously, excluded from the class, fall short of, falsely, just miss, just not, just outside, kept "
        "out of the class, kin to, look alike, look like, look like but are not, lookalike, mistaken for, "
        "narrowly, narrowly miss, near, near miss, near miss of the class, near the class, near-members, nearly "
        "members, not actually, not belong, not belong to the class, not counted among, not counted as members, "
        "not in the class, not made it into class, not make it into class, not member, not member of the class, "
        "not quite, not really, not themselves, outside the class, pass as, pass for, related but, resemble, "
        "seem, seem to be, short of, similar to but not, so-called, supposed, taken for, thought to be, without "
        "being, wrongly, wrongly taken"
    ),
    "member": (
        "be one of, belong, belong to, class, class member, class of drugs, classified as, constitute, count as, "
        "counted among, drug class, exist, fall under, group, members of, members of class, membership, part of "
        "class, qualify as, regarded as, who belongs, who belongs to"
    ),
    # --- how strong, where, in what
    "tier": (
        "animal and human, animals or people, bench and clinic, bench to bedside, break down, breakdown, broken "
        "down, by design, by level, by phase, by strength, by study type, by tier, by type, category of study, "
        "clinical, clinical or preclinical, clinical phase, clinical stage, clinical versus preclinical, clinical "
        "vs in vitro, clinical vs preclinical, each tier, evidence class, evidence level, evidence pyramid, from "
        "mention to phase 3, grouped by, hierarchy, how advanced, how far along, human or animal, in vitro, in "
        "vitro vs clinical, in vivo, in vivo and in vitro, kind of study, kinds of evidence, lab and clinic, lab "
        "or clinic, laboratory and clinical, levels, levels of evidence, per tier, phase, phase 1 to 3, phase by "
        "phase, phase of evidence, phase of research, phase of study, preclinical, preclinical or clinical, rank, "
        "ranked by tier, research stage, split by, split up by, stage, stage of evidence, strata, study design, "
        "study type, tier by tier, tiered, type of study, types of evidence"
    ),
    "strength": (
        "at what tier, at which tier, best tier, highest tier, how convincing, how far, how good, how solid, how "
        "strong, how strong is, how well, quality, strong, with what strength"
    ),
    "each": (
        "broken down by drug, by drug, drug by drug, each drug, each one, every drug, for each drug, for every "
        "drug, individually, member by member, of each drug, of every drug, one by one, per, per drug, "
        "respectively, separately"
    ),
    "species": (
        "animal data, animal experiments, animal model, animal species, animal study, animals, beast, canine, "
        "cats, cattle, creatures, dog, flies, guinea pig, hamster, healthy volunteers, human, human beings, human "
        "data, human study, human trial, in animals, in humans, in man, in mice, in patients, in people, in rats, "
        "in vivo in, lab animals, laboratory animals, mammals, man, men, mice, model organism, monkey, mouse, "
        "mouse model, murine, non-human, nonhuman, on patients, organism, patients, people, pig, preclinical "
        "species, primates, rabbit, rat, rodent, sheep, vertebrates, vivo models, volunteers, which animals, "
        "worms, zebrafish"
    ),
    "cells": (
        "cell, cell culture, cell line, cell lines used, cell models, cell types used, cellular, cellular model, "
        "cellular systems, cultured cells, cultures, in cell culture, in cells, in vitro model, lines of cells"
    ),
    "misidentified": (
        "authentic, authenticated, authenticity, contaminated, cross-contaminated, cross-contamination, false "
        "cell line, genuine, impostor, misidentified line, wrong cell line"
    ),
    "registry": (
        "clinicaltrials, clinicaltrials.gov, ct.gov, in registries, nct, nct id, nct ids, nct number, registered, "
        "registered studies, registered trial, registered under, registration, registration numbers, registry "
        "entries, registry id, registry ids, registry number, trial codes, trial id, trial identifier, trial ids, "
        "trial numbers, trial register, trial registry"
    ),
    # --- biomarkers, links, mechanisms
    "biomarker": (
        "bad prognosis, beforehand, better outcome, better survival, course, course of disease, course of the "
        "disease, expressed, expression, forecast, foresee, foretell, go with a good outcome, go with the course, "
        "good or bad prognosis, good prognosis, indicate, indicators, linked to survival, marker, marker for, "
        "marker of survival, molecular marker, molecular signs, mutated, mutation, poor outcome, poor prognosis, "
        "predict, predict outcome, predict survival, predict the outcome, predict whether, predictive, predictive "
        "biomarker, predictive marker, predictive value, predictively, predictor, predictor of survival, "
        "prognosis, prognostic, prognostic factor, prognostic marker, prognostic value, prognostically, "
        "prognosticate, resistance, resistance marker, response, response to a drug, response to drugs, response "
        "to therapy, response to treatment, sensitivity, signature, stratification, stratify, survival genes, "
        "susceptibility to treatment, tell beforehand, tell the course, tell the outcome, tell who, tied to "
        "survival, what predicts, whether a treatment works, whether treatment work, which patients benefit, who "
        "benefits, who responds, who will respond, worse outcome"
    ),
    "expression": "amount, expressed, gene expression, level, mrna, protein level",
    "link": (
        "altered in, associate, association, association between, at play in, at work in, bear on, behind, bind "
        "up, bound up with, central to, connect, connected to, connected with, connection, contain, contribute, "
        "contribute to, correlate, correlation, crucial, culprit, depend, depend on, do with, drive, driver, "
        "dysregulated, figure in, genetic, go with, goes with, hand in, have a hand in, have to do with, "
        "implicate, importance, important for, important in, in connection with, include, influence, involve, "
        "involvement, joined, key to, link between, linked to, matter, matter in, part, part in, part play, "
        "participate, participate in, play a role, play into, play part, related to, relevant, rely on genes, "
        "responsible for, risk gene, role, speak of, susceptibility, take part, take part in, tie, tie to, tied, "
        "tied to, tied up with, ties, underlie"
    ),
    "druggable": "block them, drug them, drugs for them, inhibits them, what inhibits them, which drugs hit them",
    "mechanism": (
        "account for, act through, act via, basis of the effect, behind the effect, biological explanation, "
        "biology behind, bring about, by way of which, by what means, by what mechanism, by what route, by what "
        "target, by which mechanism, by which proteins, by which route, by which target, explain, explain how, "
        "explain why, explanation, how act, how explain, how help, how work, in between, in what manner, "
        "intermediary, intermediate, mechanism of action, mechanisms, mechanistic, mechanistic basis, mechanistic "
        "link, mechanistically, mediate, mediators, moa, mode of action, molecular basis, molecular mechanism, on "
        "what targets, on which targets, pathway of action, rationale, through what mechanism, through what "
        "proteins, through what target, through which genes, through which proteins, through which target, via "
        "what target, via which proteins, via which target, what explains, why act, why help, why work, works "
        "how, works through, works via"
    ),
    "repurpose": (
        "borrow, could be tried, could be used, could be worth, drug repositioning, drug repurposing, drug "
        "rescue, find new uses, give new, hypotheses, hypothesis, might be tried, new home, new indication, new "
        "use, not yet tried, off-label, other uses, put to new use, re-use, recycle, redeploy, redirected, "
        "repositioned, repurposed drugs, repurposing candidate, reuse, second life, second use, second-hand, "
        "untapped, unused so far, used elsewhere, worth trying"
    ),
    "candidate": (
        "already known, approved, existing, hypothetical, idea, old, opportunity, option, proposal, propose, "
        "prospect, suggest"
    ),
    "related": (
        "adjacent, akin, analogous, broader, broader category, broader disease, close diseases, close relative, "
        "close to, closest, comparable, conditions like, cousin, disease family, diseases like, family members, "
        "general disease, kin, kindred, larger group, more general, more general diseases, near, nearby, "
        "neighbour, neighbouring disease, next to, not itself, one level up, other forms, parent, parent "
        "category, parent disease, related condition, related disease, related to, relative, relatives in the "
        "hierarchy, relatives of, resembling, sibling, similar, similar disease, sister, subtype neighbours, "
        "superordinate, up the tree, wider, wider disease, wider group"
    ),
    "retracted": (
        "annulled, disavowed, fraudulent, invalidated, no longer stands, no longer valid, pulled, pulled back, "
        "pulled papers, recalled, retracted paper, retracted publication, retracting, retraction, retraction "
        "notices, revoked, taken back, taken off, unreliable, withdraw, withdrawn"
    ),
    "strongest": (
        "as printed, as written, best, best single, best-supported, central, core, firmest, headline, highest, "
        "highest-tier, in the authors' words, in the original words, in the words, in the words of the text, key, "
        "literal, literally, main, most convincing, most important, most reliable, most significant, most solid, "
        "most striking, most telling, own words, pithy, single best, single most convincing, single strongest, "
        "striking, strongest single, take-home, top, top-tier, verbatim, word for word"
    ),
    # --- names
    "identity": (
        "abbreviated, abbreviation, accession, aka, alias, also known, also known as, alternate name, alternate "
        "names, alternative name, another name, another word for, appellations, atc, be called, brand, brand "
        "name, by what name, by what names, by which name, call, called elsewhere, cas number, chebi, chembl, "
        "chemical name, code, code name, code number, coded, common name, cross-reference, crossreferences, "
        "curie, database entries, database id, databases, define, definition of, designations, dictionary, doid, "
        "drugbank, efo, entrez, entry in, external identifiers, external ids, external references, formal name, "
        "full name, gene id, generic, generic name, go by, goes by, hgnc, icd, id, id number, identifier, ids, "
        "inn, international nonproprietary name, its names, kegg, known as, labels, long form, look up, lookup, "
        "mappings, maps to, mean, meaning of, mesh, mesh id, mondo, name in other databases, name of, name "
        "variants, names, names of, ncbi, ncbi gene, ncit, nomenclature, normalised name, number in, official "
        "name, official symbol, omim, ontologies, ontology id, other databases, other name, other spellings, "
        "other terms, other ways to write, preferred name, proper name, pubchem, reactome, refer to, referred to "
        "as, registered name, scientific name, short for, short form, spelled out, spelling, stand for, standard "
        "name, symbol, synonym, systematic name, term for, terminology, the meaning of, trade name, umls, under "
        "what name, under what names, under which name, under which names, unii, uniprot, variants of the name, "
        "vocabularies, what else is it called, what entity, what is a, what is an, what kind of thing is, which "
        "entity, wikidata, written differently, xref"
    ),
    # --- numbers and years
    "count": (
        "amount, how large a number, how many, how much, how often, number, number of, quantity, tally, total, "
        "what number"
    ),
    "yearly": (
        "activity over time, annual, annually, by publication year, by year, chronological, chronologically, "
        "chronology, curve, decline, decreased over time, development, development over time, each year, every "
        "year, evolution, evolve, for each year, from one year to the next, from year to year, graph by year, "
        "grow, grow over the years, grown, growth, histogram, history, history of, history of publications, in "
        "each year, in every year, increase over time, increasing, more and more, numbers by year, output, over "
        "the decades, over the past years, over the years, over time, per annum, per calendar year, per year, per "
        "year of publication, popularity, publication activity, publication count, publication numbers, "
        "publication output, publication trend, publication year, rate of publication, rise, rising, through the "
        "years, time course, timeline, trends, year, year after year, year by year, year on year, year wise, "
        "yearly numbers, yearwise"
    ),
    "coverage": (
        "abstracts, as of when, collection size, complete, completeness, corpora, corpus, corpus size, cover, "
        "cut-off, cutoff, data go, data set size, exhaustive, first year, fraction, graph contain, graph cover, "
        "graph go, graph hold, how big, how broad, how complete, how current, how far, how far back, how far does "
        "it go, how fresh, how large, how many in total, how much data, how much material, how much was searched, "
        "how old, how recent, how thorough, how wide, in here, in the corpus, in this corpus, in this in the "
        "graph, in total, indexed, ingested, last year, last year covered, latest in graph, latest publication "
        "year, latest year, latest year covered, latest year in graph, loaded, most recent publication, most "
        "recent year, newest publication year, newest year, number of records, of them, oldest, percentage, "
        "period, processed, processed so far, proportion, read, scanned, screened, searched, searched so far, "
        "share of, share of texts, size of, size of the collection, size of the corpus, thorough, thoroughness, "
        "time range, time span, up to date, up to what year, up to which year, uptotal number, what is in here, "
        "what percentage, what share, what time span, what was searched, what years, which years, year, year "
        "range, yielded"
    ),
    "new": (
        "add, added, addition, additional, advance, advanced our knowledge, appear, became known, become known, "
        "breakthroughs, bring, brought, came out, came to light, came up, changes, come out, come to light, come "
        "up, develop, developments, discovered, emerging, evolved, first appear, first appearance, first "
        "evidence, first reported, first result, first show, first show up, first shown, first study, first "
        "tested, first time, for the first time, fresh, fresh evidence, gained, happen, in what came, introduced, "
        "joined, joined the list, latest, latest additions, latest developments, latest evidence, latest "
        "findings, latest results, learn, learnt, most recent evidence, most recent findings, new drugs, new "
        "entries, new evidence, newcomers, newer, newest evidence, newly, news, novel, novelties, progress, "
        "recent, recent evidence, recent findings, recent results, recently, reported first, shift, showed up, "
        "since known, since then, since when, taught, teach, turn up, updates, what happened, what is new"
    ),
    # --- inside a pathway
    "interaction": (
        "act amongst themselves, act on one another, act upon each other, acting on each other, activate each "
        "other, activates what, acts on what, among themselves, circuit, connect, connections, control, "
        "cross-talk, crosstalk, downstream, each other, feedback, go on inside, goes on inside, goes on within, "
        "influence each other, inhibit each other, inhibit one another, inhibits or activates what, inhibits "
        "what, interact, internal, internal relations, internal wiring, interplay, mutual, mutual influence, "
        "mutually, network, one another, regulate, regulates what, regulation, regulators, regulatory, relations, "
        "relations among, relations between, relationships, switch each other, talk to each other, upstream, what "
        "activates what, what inhibits what, which acts on which, which regulates which, who activates whom, who "
        "inhibits whom, who regulates whom, wiring"
    ),
    "within": (
        "among, among the members, amongst, belonging to, between the members, components, components of, "
        "contained in, from within, inner, inside, interior, making up, members of, part of, throughout, wired"
    ),
    # --- what changes a question
    "except": "all but, apart from, everything but, except for, excluding, other than",
    "not": "cannot, hardly, lack, neither, never, no, nobody, none, nor, nothing, without",
    "how": "in what way, in which way, what lets, what makes",
    "why": "and why, for what reason, grounds, on what grounds, reason, what reason",
    "where": "",
    "else": "elsewhere",
    "belief": "believed, confidence, likelihood, probability",
    "limit": "at most, first, no more than, top, up to",
}
"""Concept -> the words and phrases that say it, with commas."""
