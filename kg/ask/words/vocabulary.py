"""The words that questions are asked in: what means the same, and what may be left out.

A *concept* is what several words say alike: ``study`` is *tested*, *tried*, *investigated*. The wording of a query
(``asks`` in its file) is read through the same table, so it names one of them and means all. Words are compared by
their stems, see ``tokens.stem``; between the words of a phrase filler may stand (*did not really work* is *not work*).
A concept's own name is a word of it too. One word may say several: *research* is evidence, and what was done.
"""

from __future__ import annotations

CONCEPTS: dict[str, str] = {
    # --- what is asked about
    "drug": (
        "active ingredient, active substance, agent, compound, cure, drug therapy, drug treatment, intervention, "
        "medication, medicinal product, medicine, meds, molecule, pharmaceutical, pharmacotherapy, remedy, small "
        "molecule, substance, therapeutic, therapeutic agent, therapy, treatment"
    ),
    "disease": (
        "ailment, clinical picture, condition, disease area, disorder, illness, indication, malady, therapeutic area"
    ),
    "target": (
        "biological target, disease gene, enzyme, gene, gene product, gene target, mode of binding, molecular "
        "target, molecule, molecule in the body, off-target, protein, protein target, receptor, targeted gene, "
        "targeted protein"
    ),
    "targeting": "target",
    "pathway": "cascade, signal transduction, signalling, signalling cascade, signalling pathway, signalling route",
    "paper": (
        "abstract, article, articles and papers, bibliography, document, journal article, literature, manuscript, "
        "pmid, publication, publication list, pubmed record, read about, read up, reading list, reference, "
        "studies about, studies mentioning, study that mentions, texts on, where can i read, write-ups, written "
        "about, written on"
    ),
    "trial": (
        "blinded, clinical study, clinical trial, controlled, controlled trial, double-blind, placebo-controlled, "
        "randomised, randomised controlled trial, randomised study, randomised trial, rct"
    ),
    "sentence": (
        "exact words, excerpt, extract, in words, line of text, passage, quotation, quote, snippet, statement, "
        "text, text of the claim, text passage, wording"
    ),
    "claim": "assertion, edge, extracted, fact, link claimed, relation, relationship, statement read, triple",
    "evidence": (
        "back up, backing, be known, data, info, information, known, proof, prove, proven, research, signs, speak "
        "for, study result, substantiate, support, what is known"
    ),
    "result": (
        "accomplish, achieve, became, became of, become, become of, bring out, came of, came of it, came out, "
        "come of, come of it, come out, conclude, conclusion, demonstrate, end up, ended, finding, found, how did "
        "it go, how it went, outcome, publish, reach, reveal, say about the outcome, show, shown, turn out, what "
        "came of it, what effect, with what success, yield"
    ),
    # --- what was done
    "study": (
        "administer, analyse, apply, assess, attempt, be treated with, being done, being studied, done, employed, "
        "evaluate, examine, experiment, explored, given, given to, go into, in development, investigate, look "
        "into, looked at, prescribed, put to the test, research, research done, subject of study, test, tested "
        "out, treat with, treated, trialled, tried out, try, under study, undergo, use, used, was done, work done"
    ),
    "work": (
        "active, activity, any good, any luck, beneficial, benefit, benefit from, do any good, do anything, do "
        "good, does any good, effect, effective, effectiveness, efficacy, extend life, extend survival, good, "
        "good results, help, impact, improve, improvement, live longer, luck, of use, of value, pay off, "
        "positive, positive result, prevent, prevention, profit, prolong, prolong life, prolong survival, "
        "promising, protect, protect against, protective, respond, succeed, success, successful, useful, ward off"
    ),
    "ameliorate": "alleviate, lessen, mitigate, relieve",
    "fail": (
        "achieve nothing, disappoint, do nothing, failure, flop, futile, in vain, inactive, ineffective, lack "
        "efficacy, lack of efficacy, let down, no activity, no benefit, no effect, no efficacy, no good, no "
        "improvement, no use, not active, not any good, not beneficial, not do anything, not effective, not help, "
        "not help at all, not improve, not respond, not show any benefit, not show benefit, not show effect, not "
        "succeed, not useful, not work, unsuccessful, useless, without benefit, without effect, without success"
    ),
    "null": (
        "came to nothing, come to nothing, fail endpoint, find nothing, found nothing, inconclusive, "
        "insignificant, miss their endpoint, missed primary endpoint, negative, negative result, neutral, neutral "
        "result, no advantage, no benefit over placebo, no better, no better than control, no better than "
        "placebo, no difference from placebo, no difference to placebo, no differences, no effect over placebo, "
        "no significant advantage, no significant benefit, no significant difference, no significant difference "
        "from placebo, no significant effect, no statistically significant difference, no superiority, not beat "
        "control, not beat placebo, not better, not better than placebo, not differ, not differ from placebo, not "
        "find a difference, not meet endpoint, not meet primary endpoint, not reach primary endpoint, not "
        "separate from placebo, not show a difference, not significant, not significantly, not significantly "
        "better, not statistically significant, not superior, nothing found, null result, show nothing, without a "
        "difference, without difference, without significant difference"
    ),
    "without": (
        "are missing, gaps, go unstudied, go untested, have nothing, have to be studied, have to be tested, have "
        "to be tried, have yet to, lack any evidence, lack data, lack evidence, lack study, left out of studies, "
        "left untested, missing, missing evidence, neglected, never been, never evaluated, never explored, never "
        "given, never investigate, never look at, never studied, never test, never try, never used, no data, no "
        "evidence, no one look at, no one studied, no one tested, no one tried, no paper, no publication, no "
        "published evidence, no research, no study, no trial, nobody evaluate, nobody examined, nobody has tried, "
        "nobody investigate, nobody look at, nobody studied, nobody tested, nobody tried, not a single study, not "
        "been through, not evaluated, not explored, not given, not have any evidence, not have evidence, not "
        "investigate, not look at, not studied, not test, not try, not used, not yet, not yet study, not yet "
        "test, not yet tried, nothing, nothing known, remain to be studied, remain to be tested, remain to be "
        "tried, remain unstudied, remain untested, still have to be tried, still lacking, still missing, still "
        "untested, unexplored, unstudied, untested, untried, were never given, without any evidence, without any "
        "study, without data, without evidence, without study, yet to be studied, yet to be tested, yet to be "
        "tried"
    ),
    # --- harm
    "harm": (
        "adrs, adverse, adverse drug reaction, adverse effect, adverse event, adverse outcomes, adverse reaction, "
        "adversely, aes, bad effects, bad for, bad thing, complications, damage, danger, dangerous, downsides, "
        "drawbacks, drug reaction, harmful, hazard, hazardous, ill effect, injure, injurious, injury, negative "
        "effects, noxious, poisonous, problems, reactions, risks, risks of, safety, safety concerns, safety "
        "issues, safety problems, safety profile, safety signals, side effect, side reactions, side-effect "
        "profile, threaten, tolerability, toxic, toxicity, undesirable, undesirable effect, unsafe, untoward "
        "effect, unwanted, unwanted effect, what harm"
    ),
    "worsen": "aggravate, deteriorate, exacerbate, make worse",
    "cause": "bring on, give rise to, increase risk, induce, lead to, promote, provoke, raise risk, risk of, trigger",
    # --- actions on targets
    "inhibit": (
        "antagonise, block, blockade, hinder, inhibition, knock down, put a brake on, shut down, shut off, "
        "silence, stop, suppress, switch off, turn off"
    ),
    "activate": "activation, agonise, stimulate, switch on, turn on",
    "bind": "attach to, bind to, bound, bound by, ligand",
    "affect": "alter, change, influence, modulate",
    "upregulate": (
        "boost, elevate, enhance, increase, increase expression, increase level, induce, induction, overexpress, "
        "raise, raise expression, raise level, turn up, up-regulate, upregulation"
    ),
    "downregulate": (
        "decrease, decrease expression, decrease level, diminish, down-regulate, downregulation, lower, lower "
        "expression, lower level, reduce, reduce expression, reduce level, turn down"
    ),
    "inhibitor": "antagonist, blocker, blocking drug, inhibiting compound, inhibiting drug, inhibitory drug",
    "activator": "agonist, stimulator",
    "act": (
        "act on, act upon, action, address, aimed, aimed at, bear on, directed, directed against, directed at, "
        "effect on, engage, go after, going after, has effect on, have an effect on, hit, in its sights, "
        "interfere with, intervene, intervene in, operate on, pharmacology, target of, touch, work on"
    ),
    "against": "anti",
    # --- drugs together
    "combine": (
        "add, add to, added, added to, adjunct to, administered together, administered with, along with, "
        "co-administer, co-treatment, coadminister, combination, combination partner, combination study, "
        "combination therapy, combination treatment, combined treatment, combining, combo, concomitant, "
        "concomitantly, concurrent, cotreatment, coupled with, doublet, drug pair, give together, give with, "
        "given along with, given together, given with, go together with, go with, goes together with, goes with, "
        "in addition to, in combination, in one regimen, in tandem with, joined with, joint, jointly, mixed with, "
        "on top of, pair, pair with, partner, plus, polytherapy, regimen, taken with, teamed with, tested "
        "together, together with, tried with, triplet, used with"
    ),
    "beside": (
        "accompany, along side, alongside, appear together, appear together with, appear with, co-investigated, "
        "co-occur, co-studied, co-tested, companion, costudied, in common with, in the same studies, investigated "
        "with, keep company, next to, other drugs in its studies, other drugs in papers, other drugs in studies, "
        "other drugs in the studies, same paper, same papers as, same publication, same study, same trial, share "
        "studies, share trials, side by side, studied by the side of, studied together, studied together with, "
        "study with, tested together with, tested with, together"
    ),
    "compare": (
        "against each other, against one another, against other, beat, better than, comparative, comparator, "
        "compared against, compared to, compared with, comparison, compete, direct comparison, directly compared, "
        "do against, face off, fare against, head to head comparison, head-to-head, inferior, inferior to, "
        "measured against, outdo, outperform, pit against, rival, stack up against, superior, superior to, "
        "surpass, tested against each other, tested against other, tested head to head, versus, vs, with each "
        "other"
    ),
    "credit": (
        "alone, and not to a single drug, and not to one drug, any one drug, attributable, attribute, belong only "
        "to, cannot be separated, cannot be told apart, combination as a whole, combination rather than, credited "
        "only, disentangle, drug alone, due only to, due to a combination, due to combinations, due to one, "
        "individual drug, isolate, joint effect, not one drug, not separable, not to a single drug, not to one "
        "drug, one drug, one drug alone, one of them, only as a combination, only as part, only credited, only in "
        "combination, only together, only with others, owed to, rather than single drug, separated, single agent, "
        "single drug, single one, single substance, told apart, whole combination"
    ),
    # --- disagreement
    "contradict": (
        "agree, ambiguous, argue, at odds, at variance, both favourable and unfavourable, both for and against, "
        "both good and bad, both positive and negative, both positive and null, both supporting and null, both "
        "supporting and opposing, both ways, but not by others, but not others, clash, conflict, conflict with "
        "each other, contested, contradict each other, contradict one another, contradiction, contradictory, "
        "controversial, controversy, cut both ways, debate, disagree, disagreement, discordant, discrepancy, "
        "discrepant, dispute, diverge, divergent, favourable and unfavourable, for and against, go both ways, "
        "help in some, in conflict, in some but not others, incompatible, inconsistency, inconsistent, "
        "irreconcilable, mixed, mixed evidence, mixed findings, mixed picture, mixed result, not agree, not by "
        "others, not others, opposing, opposing result, opposite, point both ways, positive and negative, "
        "positive and null, some papers but not others, split, successes and failures, worked in some"
    ),
    "differ": (
        "differences between them, explain why, how do they differ, how they differ, in what do they differ, in "
        "what they differ, what differs, what explains, what sets them apart, what they differ in, where they "
        "differ, why"
    ),
    "deny": (
        "also not, denial, disproved, does not, false, found not to, negate, negated claim, negated statement, "
        "negation, negative claim, negative statement, not act, not bind, not cause, not do, not hold, not "
        "inhibit, not said to do, not so, not the case, not to be so, not true, refute, reject claim, rule out, "
        "ruled out, said not, said not to, said not to be, said not to be so, untrue"
    ),
    # --- what does not count
    "uncounted": (
        "discard, discount, disqualified, disregard, does not count, does not qualify, drop, exclude, fall short, "
        "fell short, filtered out, ignore, invalid, kept out, leave out, left out, near miss, no support, not "
        "accepted, not be counted, not be used, not being counted, not considered, not count, not count as "
        "evidence, not count as support, not enter, not enter the count, not go into, not in the count, not "
        "included, not make it, not make it into, not make it into count, not part of the count, not part of the "
        "tally, not qualify, not regarded, not regarded as support, not support, not taken as evidence, not taken "
        "as support, not taken into account, not used as evidence, not valid, omitted, ruled out, ruled out as "
        "support, set aside, skipped, sorted out, struck off, struck out, tally, thrown out, weeded out, without "
        "counting"
    ),
    "nearly": (
        "almost, borderline, but are not, but is not, but not in it, but not members, close, close to, confused "
        "with, could be taken for, easily confused with, fall short of, just miss, just not, just outside, kin "
        "to, look alike, look like, look like but are not, lookalike, mistaken for, narrowly, narrowly miss, "
        "near, near miss, near miss of the class, near the class, not actually, not belong, not belong to the "
        "class, not counted as members, not in the class, not made it into class, not make it into class, not "
        "member, not member of the class, not quite, not really, not themselves, outside the class, pass as, pass "
        "for, resemble, seem, seem to be, short of, similar to but not, taken for, without being, wrongly taken"
    ),
    "member": (
        "be one of, belong, belong to, class, class member, class of drugs, classified as, constitute, count as, "
        "counted among, drug class, exist, fall under, group, members of, members of class, membership, part of "
        "class, qualify as, regarded as"
    ),
    # --- how strong, where, in what
    "tier": (
        "animal and human, bench and clinic, break down, breakdown, broken down, by design, by level, by phase, "
        "by strength, by study type, by tier, category of study, clinical, clinical or preclinical, clinical "
        "stage, clinical versus preclinical, clinical vs in vitro, clinical vs preclinical, each tier, evidence "
        "level, evidence pyramid, from mention to phase 3, grouped by, in vitro, in vitro vs clinical, in vivo, "
        "in vivo and in vitro, kind of study, kinds of evidence, lab and clinic, laboratory and clinical, levels, "
        "levels of evidence, per tier, phase, phase by phase, phase of evidence, phase of research, phase of "
        "study, preclinical, research stage, split by, split up by, stage, stage of evidence, strata, study "
        "design, study type, tier by tier, type of study, types of evidence"
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
        "animal data, animal experiments, animal model, animal study, animals, beast, canine, cats, dog, flies, "
        "guinea pig, hamster, healthy volunteers, human, human data, human study, human trial, in animals, in "
        "humans, in man, in mice, in patients, in people, in rats, in vivo in, lab animals, laboratory animals, "
        "man, mice, model organism, monkey, mouse, mouse model, murine, non-human, nonhuman, on patients, "
        "organism, patients, people, pig, primates, rabbit, rat, rodent, sheep, vertebrates, vivo models, "
        "volunteers, worms, zebrafish"
    ),
    "cells": (
        "cell, cell culture, cell line, cell lines used, cell models, cellular model, cultured cells, cultures, "
        "in vitro model, lines of cells"
    ),
    "misidentified": (
        "contaminated, cross-contaminated, cross-contamination, false cell line, impostor, misidentified line, "
        "wrong cell line"
    ),
    "registry": (
        "clinicaltrials.gov, nct, nct id, nct ids, nct number, registered, registered trial, registration, "
        "registration numbers, registry entries, registry id, registry ids, registry number, trial id, trial "
        "identifier, trial ids, trial numbers, trial registry"
    ),
    # --- biomarkers, links, mechanisms
    "biomarker": (
        "bad prognosis, beforehand, better outcome, better survival, course, course of disease, course of the "
        "disease, expressed, expression, forecast, foresee, foretell, go with the course, good prognosis, "
        "indicate, marker, marker for, marker of survival, molecular marker, mutated, mutation, poor outcome, "
        "poor prognosis, predict, predict outcome, predict survival, predict the outcome, predictive, predictive "
        "biomarker, predictive marker, predictor, predictor of survival, prognosis, prognostic, prognostic "
        "factor, prognostic marker, prognosticate, resistance marker, response, response to a drug, response to "
        "drugs, response to therapy, response to treatment, signature, stratification, stratify, tell beforehand, "
        "tell the outcome, tell who, who responds, who will respond, worse outcome"
    ),
    "expression": "amount, expressed, gene expression, level, mrna, protein level",
    "link": (
        "associate, association, association between, behind, connect, connected to, connected with, connection, "
        "contain, contribute, contribute to, correlate, correlation, do with, drive, driver, genetic, go with, "
        "goes with, hand in, have a hand in, have to do with, implicate, importance, include, influence, involve, "
        "involvement, link between, linked to, matter, matter in, part, part in, part play, participate, "
        "participate in, play a role, play part, related to, relevant, risk gene, role, speak of, susceptibility, "
        "take part, take part in, tie, tied, tied to, underlie"
    ),
    "druggable": "block them, drug them, drugs for them, inhibits them, what inhibits them, which drugs hit them",
    "mechanism": (
        "account for, act through, act via, biological explanation, by what means, by what mechanism, by what "
        "route, by what target, by which mechanism, by which proteins, by which route, by which target, explain, "
        "explain how, explain why, explanation, how act, how help, how work, in what manner, mechanism of action, "
        "mechanisms, mechanistic, mechanistically, mediate, moa, mode of action, molecular mechanism, on what "
        "targets, on which targets, pathway of action, rationale, through what mechanism, through what proteins, "
        "through what target, through which genes, through which proteins, through which target, via what target, "
        "via which proteins, via which target, what explains, why act, why help, why work, works through, works "
        "via"
    ),
    "repurpose": (
        "could be tried, could be used, could be worth, drug repositioning, drug repurposing, drug rescue, find "
        "new uses, hypotheses, hypothesis, might be tried, new indication, new use, not yet tried, off-label, "
        "other uses, put to new use, redeploy, redirected, repositioned, repurposed drugs, repurposing candidate, "
        "second life, second use, used elsewhere, worth trying"
    ),
    "candidate": (
        "already known, approved, existing, hypothetical, idea, old, opportunity, option, proposal, propose, "
        "prospect, suggest"
    ),
    "related": (
        "adjacent, akin, broader, broader disease, close relative, close to, closest, conditions like, cousin, "
        "disease family, diseases like, kindred, more general, near, nearby, neighbour, neighbouring disease, not "
        "itself, parent, parent disease, related condition, related disease, related to, relative, relatives of, "
        "resembling, sibling, similar, similar disease, sister, wider, wider disease"
    ),
    "retracted": (
        "fraudulent, no longer valid, pulled, pulled back, recalled, retracted paper, retracted publication, "
        "retracting, retraction, taken back, taken off, withdraw, withdrawn"
    ),
    "strongest": (
        "as printed, as written, best, best single, firmest, headline, highest, in the authors' words, in the "
        "original words, in the words, in the words of the text, key, literal, literally, main, most convincing, "
        "most important, most solid, most striking, most telling, own words, single best, single most convincing, "
        "single strongest, top, verbatim, word for word"
    ),
    # --- names
    "identity": (
        "abbreviated, abbreviation, accession, aka, alias, also known, also known as, alternative name, another "
        "name, another word for, atc, be called, brand, brand name, by what name, by what names, by which name, "
        "call, cas number, chebi, chembl, code, code name, code number, coded, common name, cross-reference, "
        "crossreferences, curie, database id, databases, define, definition of, doid, drugbank, efo, entrez, "
        "entry in, formal name, full name, gene id, generic, generic name, go by, goes by, hgnc, icd, id, id "
        "number, identifier, ids, inn, international nonproprietary name, its names, kegg, known as, long form, "
        "lookup, mean, meaning of, mesh, mesh id, mondo, name in other databases, name of, names, names of, ncbi "
        "gene, ncit, nomenclature, number in, official name, official symbol, omim, ontologies, ontology id, "
        "other databases, other name, other spellings, preferred name, proper name, pubchem, reactome, refer to, "
        "referred to as, registered name, short for, short form, spelled out, spelling, stand for, symbol, "
        "synonym, terminology, the meaning of, trade name, umls, under what name, under what names, under which "
        "name, under which names, unii, uniprot, vocabularies, what else is it called, what is a, what is an, "
        "xref"
    ),
    # --- numbers and years
    "count": "how many, how much, how often, number, number of, total",
    "yearly": (
        "annual, annually, by publication year, by year, chronology, curve, decline, decreased over time, "
        "development over time, each year, every year, evolution, evolve, from year to year, grow, grow over the "
        "years, grown, growth, history, history of, in each year, in every year, increase over time, numbers by "
        "year, over the past years, over the years, over time, per annum, per calendar year, per year, "
        "popularity, publication trend, publication year, rise, rising, through the years, time course, timeline, "
        "trends, year, year after year, year by year, year on year"
    ),
    "coverage": (
        "abstracts, collection size, complete, corpus, cover, current, cut-off, data go, data set size, date, "
        "exhaustive, extent, fraction, fresh, graph, graph contain, graph cover, graph go, graph hold, how big, "
        "how complete, how current, how far, how far back, how fresh, how large, how many in total, how much "
        "data, how much material, how much was searched, how recent, in here, in the corpus, in this corpus, in "
        "this in the graph, in total, last updated, last year covered, latest publication year, latest year, "
        "latest year covered, most recent year, newest publication year, newest year, number of records, of them, "
        "percent, percentage, period, processed, proportion, publications searched, read, scanned, scope, "
        "screened, searched, share, size, size of, size of the collection, statistics, stats, time span, up to "
        "date, up to what year, up to which year, updated, uptotal number, what is in here, what time span, what "
        "years, which years, year, yield"
    ),
    "new": (
        "add, added, addition, additional, advance, appear, became known, become known, bring, brought, came out, "
        "came to light, changes, come out, come to light, develop, developments, discovered, emerging, first "
        "appear, first evidence, first reported, first result, first show, first show up, first shown, first "
        "study, first tested, first time, for the first time, fresh evidence, gained, happen, in what came, "
        "joined, latest, latest developments, latest evidence, latest findings, latest results, learn, learnt, "
        "most recent evidence, most recent findings, new drugs, new entries, new evidence, newer, newest "
        "evidence, newly, news, novel, progress, recent, recent evidence, recent findings, recent results, "
        "recently, showed up, since known, since then, turn up, updates, what happened, what is new"
    ),
    # --- inside a pathway
    "interaction": (
        "act on one another, act upon each other, acting on each other, activate each other, activates what, acts "
        "on what, circuit, control, cross-talk, crosstalk, downstream, each other, feedback, influence each "
        "other, inhibit each other, inhibit one another, inhibits or activates what, inhibits what, interact, "
        "internal, internal relations, mutual, mutually, network, one another, regulate, regulates what, "
        "regulation, regulatory, relations among, relations between, upstream, what activates what, what inhibits "
        "what, which regulates which, who activates whom, who inhibits whom, who regulates whom, wiring"
    ),
    "within": (
        "among, among the members, between the members, components, components of, contained in, inner, inside, "
        "interior, members of, part of, wired"
    ),
    # --- what changes a question
    "except": "all but, apart from, but not, everything but, except for, excluding, other than",
    "not": "cannot, hardly, lack, neither, never, no, nobody, none, nor, nothing, without",
    "how": "in what way, in which way, what lets, what makes",
    "why": "and why, for what reason, grounds, on what grounds, reason, what reason",
    "where": "",
    "else": "elsewhere",
    "belief": "believed, confidence, likelihood, probability",
    "limit": "at most, first, no more than, top, up to",
}
"""Concept -> the words and phrases that say it, with commas."""
