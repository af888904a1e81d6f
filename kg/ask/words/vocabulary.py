"""The words that questions are asked in: what means the same, what changes nothing, and what each tells.

A *concept* is what several words say alike: ``study`` is *tested*, *tried*, *investigated*. The wording of a query (``asks`` in its file)
is read through the same table, so it names one of them and means all. Words are compared by their stems, see ``tokens.stem``; between the
words of a phrase filler may stand (*did not really work* is *not work*).
"""

from __future__ import annotations

CONCEPTS: dict[str, str] = {
    # --- what is asked about
    "drug": "molecule, drug, medicine, medication, treatment, therapy, therapeutic, therapeutic agent, compound, agent, substance, molecule, "
    "pharmaceutical, small molecule, medicinal product, active ingredient, active substance, drug therapy, drug treatment, meds, med, cure, "
    "remedy, pharmacotherapy, intervention",
    "disease": "disease, condition, indication, disorder, illness, malady, ailment, disease area, therapeutic area, clinical picture",
    "target": "molecule, molecules, off-target, off-targets, target, protein, gene, molecular target, gene product, receptor, enzyme, mode of binding, biological target, "
    "targeted protein, targeted gene, protein target, gene target, molecule in the body",
    "targeting": "target, targets, targeted",
    "pathway": "pathway, signalling, signal, signalling pathway, cascade, signalling cascade, signal transduction, signalling route",
    "paper": "reading list, study that mentions, studies that mention, studies mentioning, studies about, articles and papers, written about, write-ups, publication list, paper, publication, article, abstract, literature, manuscript, pmid, publications list, bibliography, reference, document, "
    "journal article, pubmed record",
    "trial": "trial, clinical trial, rct, randomised trial, randomised controlled trial, controlled trial, clinical study, clinical studies, "
    "randomised study, randomised, controlled, double-blind, placebo-controlled, blinded",
    "sentence": "text, excerpt, extract, line of text, sentence, passage, quote, quotation, wording, statement, text passage, snippet, exact words, in words, text of the claim",
    "claim": "claim, assertion, statement read, relation, relationship, fact, triple, edge, link claimed, extracted",
    "evidence": "evidence, proof, support, backing, data, information, info, what is known, be known, known, study result, "
    "research, speak for, back, back up, supported, backed, signs, sign",
    "result": "result, outcome, finding, show, shown, showed, find, found, conclude, conclusion, come of it, come of, came of, came out, come out, came of it, "
    "turn out, yield, with what success, what effect, what came of it, demonstrate, reveal, publish, published, how did it go, how it went",
    # --- what was done
    "study": "given to, given, subject of study, under study, in development, subject of studies, looked at, explored, being studied, employed, employ, prescribed, prescribe, administer, study, test, try, investigate, evaluate, assess, examine, explore, look at, look into, put to the test, trialled, "
    "experiment, analyse, tried out, tested out, used, use, treat with, be treated with, treated, treat, administered, apply, applied, go "
    "into, looked into, undergo, attempt, attempted, research done, research, work done, being done, was done, done",
    "work": "prevent, prevention, protect, protect against, protective, ward off, any luck, luck, prolong life, prolong survival, extend life, extend survival, prolong, live longer, benefit from, good results, profit, do any good, pay off, work, help, effective, effectiveness, efficacy, beneficial, benefit, succeed, successful, success, any good, good, useful, "
    "active, activity, respond, improve, improvement, promising, of use, of value, do anything, does any good, effect, "
    "impact, positive result, positive, do good",
    "ameliorate": "ameliorate, alleviate, relieve, mitigate, lessen",
    "fail": "not work, not help, no effect, fail, failure, ineffective, no benefit, not effective, useless, disappoint, not succeed, "
    "unsuccessful, without success, without effect, without benefit, not do anything, not improve, not any good, no good, not beneficial, "
    "no use, not active, no efficacy, lack of efficacy, lack efficacy, no improvement, in vain, futile, not useful, not respond, "
    "not show benefit, not show any benefit, not show effect, flop, no activity, inactive",
    "null": "come to nothing, came to nothing, not significantly better, not significantly, not show a difference, not find a difference, no differences, without a difference, not statistically significant, no effect over placebo, not separate from placebo, neutral, neutral result, no advantage, no significant advantage, no superiority, no difference, no significant difference, null, null result, not significant, negative, negative result, no significant effect, "
    "no better than placebo, not better than placebo, not superior, miss their endpoint, missed their endpoint, missed primary endpoint, "
    "fail endpoint, not beat placebo, not beat control, without significant difference, without difference, insignificant, not differ, "
    "not meet endpoint, not meet primary endpoint, not reach primary endpoint, no better than control, no significant benefit, "
    "no statistically significant difference, not better, no better, no difference from placebo, no significant difference from placebo, no difference to placebo, not differ from placebo, no effect over placebo, no benefit over placebo, "
    "show nothing, nothing found, find nothing, found nothing, inconclusive",
    "without": "remain untested, remain unstudied, missing, are missing, still missing, still lacking, have yet to, not a single study, no evidence, never studied, not studied, untested, without evidence, no study, lack evidence, without study, "
    "never test, not test, not try, never try, yet to be tested, untried, unstudied, no research, not investigate, never investigate, "
    "nobody tested, nobody tried, nobody studied, no one tested, no one tried, no one studied, not look at, not evaluated, never evaluated, "
    "no data, no trial, without data, lack data, lack study, not have evidence, nothing known, no publication, no paper, still untested, "
    "missing evidence, unexplored, not explored, never explored, no published evidence, have nothing, lack any evidence, without any evidence, "
    "not have any evidence, without any study, gaps, gap, never look at, not used, never used, nothing, not yet, never been, "
    "not yet study, not yet test, not yet tried,  remain to be tested, left untested, neglected",
    # --- harm
    "harm": "poisonous, hazard, hazardous, threaten, unsafe, injurious, noxious, bad for, risks, adverse outcomes, negative effects, side-effect profile, safety concerns, safety issues, safety problems, safety profile, downsides, drawbacks, reactions, adversely, bad thing, bad effects, bad things, side effect, adverse effect, adverse event, adverse reaction, adverse, harm, harmful, toxicity, toxic, toxicities, unwanted "
    "effect, undesirable effect, unwanted, undesirable, ill effect, bad effect, safety, safety signals, safety profile, danger, dangerous, "
    "tolerability, aes, adrs, complications, side-effects, hazards, risks of, risk, drug reaction, what harm, damage, adverse drug reaction, "
    "negative effect, untoward effect, injure, injury, side reactions, problems",
    "worsen": "worsen, make worse, aggravate, exacerbate, deteriorate",
    "cause": "cause, induce, bring on, lead to, trigger, provoke",
    # --- actions on targets
    "inhibit": "inhibit, block, antagonise, suppress, shut down, switch off, knock down, silence, inhibiting, blocking, inhibition, "
    "blockade, turn off, hinder",
    "activate": "activate, stimulate, agonise, switch on, turn on, activation, activating, stimulating",
    "bind": "bound, bound by, ligand, bind, bind to, attach to, binding",
    "affect": "affect, modulate, influence, change, alter",
    "upregulate": "induce, induction, upregulate, up-regulate, increase expression, raise expression, increase, raise, boost, upregulation, elevate, enhance, "
    "overexpress, raise level, increase level, turn up",
    "downregulate": "downregulate, down-regulate, decrease expression, lower expression, decrease, reduce, lower, downregulation, "
    "diminish, reduce expression, reduce level, lower level, decrease level, turn down",
    "inhibitor": "inhibitor, blocker, antagonist, inhibitory drug, blocking drug, inhibiting drug, inhibiting compound",
    "activator": "activator, agonist, stimulator",
    "act": "directed, action, actions, effect on, has effect on, have an effect on, aimed, pharmacology, act on, act, act upon, acting, target of, hit, work on, touch, directed against, directed at, aimed at, "
    "interfere with, engage, address, operate on, going after, go after, in its sights, aim at, aim, bear on, intervene in, intervene",
    "against": "against, anti",
    # --- drugs together
    "combine": "go together with, goes together with, go with, goes with, in one regimen, doublet, triplet, drug pair, drug pairs, in combination, joint, jointly, combining, used with, taken with, tried with, tested together, concomitant, concomitantly, concurrent, adjunct to, coupled with, teamed with, administered with, administered together, give together, combination, combine, given with, given together, added to, add to, together with, plus, partner, combo, regimen, "
    "co-administer, coadminister, combination therapy, combination treatment, combination study, combined treatment, pair with, pair, "
    "combination partner, give with, given along with, in tandem with, joined with, polytherapy, along with, in addition to, partnered, "
    "co-treatment, cotreatment, mixed with, on top of, added, add",
    "beside": "companion, other drugs in the studies, studied by the side of, beside, alongside, co-studied, costudied, same study, same paper, same publication, same trial, side by side, next to, "
    "accompany, besides, co-occur, appear with, appear together, appear together with, studied together, studied together with, in the same studies, in common with, share studies, "
    "study with, studied with, tested together with, tested with, same papers as, co-investigated, "
    "co-tested, investigated with, along side, together",
    "compare": "beat, surpass, outdo, superior, inferior, inferior to, comparative, head to head comparison, tested head to head, face off, versus, vs, compare, comparison, compared to, compared with, head-to-head, head to head, comparator, measured against, "
    "measure against, pit against, tested against each other, against each other, against one another, direct comparison, directly compared, "
    "direct comparisons, comparisons, comparing, compete, fare against, stack up against, better than, superior to, outperform, "
    "do against, compared against, with each other, tested against other, rival, against other",
    "credit": "attributable, cannot be separated, not separable, separated, separate, disentangle, due only to, only credited, credited only, belong only to, isolate, cannot be told apart, told apart, joint effect, whole combination, combination as a whole, combination rather than, single one, one of them, credit, attribute, one drug alone, single drug, one drug, alone, drug alone, single agent, single-agent, not one drug, "
    "not to a single drug, not to one drug, and not to a single drug, and not to one drug, individual drug, any one drug, single substance, due to one, due to a combination, due to combinations, owed to, rather than single drug",
    # --- disagreement
    "contradict": "agree, both ways, point both ways, cut both ways, go both ways, both supporting and null, both supporting and opposing, both good and bad, both favourable and unfavourable, both positive and null, positive and null, favourable and unfavourable, successes and failures, success and failure, irreconcilable, at variance, mixed evidence, mixed picture, contradict, contradictory, contradiction, conflict, disagree, at odds, inconsistent, controversial, controversy, dispute, "
    "discordant, mixed result, mixed findings, both positive and negative, positive and negative, opposite, contested, not agree, discrepant, "
    "discrepancy, discrepancies, diverge, divergent, inconsistency, contradict each other, contradict one another, disagreement, not by others, "
    "not others, but not others, but not by others, some papers but not others, opposing result, opposing, debate, split, clash, "
    "conflict with each other, contradicting, in conflict, conflicting, incompatible, mixed, disputed, argue, ambiguous, in some but not others, "
    "help in some, both for and against, for and against, worked in some",
    "differ": "in what they differ, what they differ in, how they differ, what differs, what sets them apart, how do they differ, "
    "in what do they differ, differ, where they differ, differences between them, why, explain why, what explains",
    "deny": "negate, negative claim, negative claims, also not, not inhibit, not act, not bind, not cause, deny, denied, said not to be so, said not, negated, negated claim, negated statement, not do, not so, not true, refute, rule out, ruled out, said not to be, "
    "disproved, disprove, negative statement, does not, said not to, not to be so, not hold, not the case, found not to, not said to do, "
    "negation, untrue, reject claim, denial, false",
    # --- what does not count
    "uncounted": "discard, discarded, disqualified, not be used, struck out, struck off, weeded out, sorted out, kept out, ruled out, ruled out as support, not part of the tally, tally, not enter the count, not valid, invalid, does not qualify, not count, exclude, left out, not counted, discount, ignore, disregard, near miss, not qualify, not count as support, set "
    "aside, drop, disqualify, uncounted, leave out, not included, not accepted, thrown out, not considered, not taken into account, "
    "not be counted, not count as evidence, does not count, not used as evidence, filtered out, sort out, weed out, near-miss, not regarded, "
    "without counting, no support, not support, not part of the count, skipped, skip, omitted, omit, "
    "not being counted, fall short, fell short, near misses",
    "nearly": "just miss, just missed, narrowly miss, near miss, near misses, not quite, short of, fall short of, borderline, could be taken for, easily confused with, pass as, kin to, near miss of the class, near, near the class, close to, look like but are not, but are not, but is not, without being, not "
    "member, almost, nearly, but not members, not made it into class, not make it into class, not belong, just outside, not counted as members, "
    "outside the class, similar to but not, resemble, look like, not really, mistaken for, taken for, wrongly taken, not themselves, "
    "not in the class, not member of the class, not belong to the class, narrowly, not quite, seem, seem to be, pass for, confused with, "
    "look alike, lookalike, look-alike, borderline, not actually, but not in it",
    "member": "members of, member of, membership, member, belong to, belong, class, exist, part of class, drug class, class of drugs, fall under, count as, counted among, "
    "group, counted as, be one of, regarded as, qualify as, classified as, class member, members of class, constitute",
    # --- how strong, where, in what
    "tier": "phase of research, stage, stages, research stage, clinical stage, in vivo and in vitro, animal and human, lab and clinic, bench and clinic, laboratory and clinical, phase of study, phase of evidence, from mention to phase 3, strata, category of study, study design, by design, kinds of evidence, kind of evidence, types of evidence, type of evidence, levels of evidence, tier, by tier, by phase, phase by phase, tier by tier, phase, clinical vs in vitro, in vitro, in vivo, preclinical, "
    "by level, level of evidence, evidence level, levels, each tier, clinical or preclinical, by study type, study type, type of study, "
    "by strength, clinical versus preclinical, clinical vs preclinical, broken down, break down, breakdown, clinical, phases, per tier, "
    "stage of evidence, kind of study, evidence pyramid, split by, split up by, grouped by, in vitro vs clinical, level, tiers",
    "strength": "how strong, strength, how good, how solid, how strong is, at which tier, at what tier, quality, best tier, how well, strong, "
    "how convincing, how far, highest tier, with what strength",
    "each": "individually, separately, one by one, broken down by drug, member by member, respectively, by drug, drug by drug, for each drug, each drug, per drug, every drug, of each drug, of every drug, for every drug, each, per, each one, "
    "by drug",
    "species": "non-human, nonhuman, in vivo in, beast, worms, flies, cats, sheep, guinea pig, vertebrates, laboratory animals, lab animals, animal data, human data, human study, human studies, human trial, in man, in mice, in rats, animals, volunteers, healthy volunteers, species, animal, human, mouse, mice, rat, organism, animal model, animal study, animal experiments, rodent, dog, monkey, rabbit, "
    "zebrafish, pig, in humans, model organism, murine, mouse model, vivo models, people, humans, man, primates, hamster, canine",
    "cells": "in vitro model, in vitro models, cell models, cell line, cell, cell culture, cultured cells, cell lines used, cellular model, cell model, cultures",
    "misidentified": "misidentified line, misidentified lines, misidentified, contaminated, cross-contaminated, misidentify, wrong cell line, impostor, false cell line, "
    "cross-contamination",
    "registry": "registry ids, registry id, trial ids, trial numbers, registration numbers, trial registry, nct ids, registry entries, registry number, registered trial, nct number, nct numbers, registration number, registered, register, registry, nct number, nct, clinicaltrials.gov, nct numbers, "
    "trial id, trial number, trial identifier, registry id, registration, nct id",
    # --- biomarkers, links, mechanism
    "biomarker": "marker of survival, markers of survival, predict survival, predictor of survival, predictors of survival, predict outcome, predict the outcome, signature, stratify, stratification, marker for, who will respond, who responds, response to drugs, response to a drug, resistance marker, tell who, foresee, biomarker, marker, predictor, prognostic, predict, prognosis, foretell, prognostic factor, predictive, predictive marker, "
    "predictive biomarker, prognostic marker, response to treatment, response to therapy, course, course of the disease, forecast, response, "
    "poor prognosis, good prognosis, bad prognosis, worse outcome, poor outcome, better outcome, better survival, go with the course, molecular marker, tell the outcome, mutation, prognosticate, mutated, mutations, expressed, expression, "
    "indicate, course of disease",
    "expression": "expression, expressed, level, levels, mrna, protein level, protein levels, gene expression, amount",
    "link": "tied, tied to, include, includes, included, connected to, correlate, correlated, correlation, related to, influence, involvement, go with, goes with, contribute to, susceptibility, risk gene, risk genes, genetic, link, link between, associate, association between, association, role, implicate, involve, involved, connect, connection, tie, play a role, relate to, driver, drive, "
    "have to do with, matter, matter in, linked to, part in, participate, participate in, take part, take part in, contain, part, related to, underlie, behind, contribute, relevant, importance, speak of, "
    "do with, have a hand in, hand in, part play, play part, connected with, tied to",
    "druggable": "druggable, inhibits them, inhibit them, drugs for them, drug them, block them, which drugs hit them, what inhibits them",
    "mechanism": "what explains, account for, by what mechanism, through what mechanism, molecular mechanism, mechanisms, works via, act via, acts via, act through, works through, work through, work via, rationale, biological explanation, explanation, explain, explains, pathway of action, on what targets, on which targets, mechanism, mechanism of action, mode of action, how work, how act, by which target, through which target, via which target, "
    "by what target, through what target, via what target, why work, why act, by which mechanism, mechanistic, moa, mediate, "
    "how help, explain how, why help, by what means, by which proteins, through which proteins, "
    "through which genes, via which proteins, mechanistically, explain why, through what proteins",
    "repurpose": "put to new use, find new uses, off-label, other uses, repositioned, drug rescue, redeploy, used elsewhere, repurpose, repurposing, reposition, repositioning, repurposing candidate, new use, drug repurposing, drug repositioning, "
    "repurposed drugs, new indication, second life, redirected, second use, find new use, hypothesis, hypotheses, could be tried, "
    "might be tried, worth trying, not yet tried, could be worth, could be used",
    "candidate": "opportunity, option, prospect, candidate, suggest, could, might, potential, possible, possibly, idea, propose, proposal, conceivable, may, "
    "potentially, existing, approved, old, already known, would, plausible, hypothetical",
    "related": "close to, relatives of, relative of, related disease, akin, neighbour, sister, parent, wider, similar, broader, kindred, close relative, related, related to, diseases like, "
    "adjacent, sibling, conditions like, neighbouring disease, related condition, nearby, not itself, similar disease, "
    "broader disease, wider disease, disease family, more general, cousin, relative, resembling, closest, parent disease",
    "retracted": "retracting, no longer valid, fraudulent, taken off, recalled, pulled back, retracted, retract, withdrawn, retraction, withdraw, retracted paper, retracted publication, taken back, pulled",
    "strongest": "single strongest, single best, single most convincing, most striking, most telling, firmest, strongest, best, top, key, verbatim, word for word, in the words of the text, in the authors' words, own words, "
    "main, most important, most convincing, literal, literally, headline, in the words, most solid, highest, as printed, "
    "as written, in the original words, best single, single best",
    # --- names
    "identity": "define, definition of, what is a, what is an, meaning of, the meaning of, another name, another word for, known as, also known, ids, id number, short form, long form, stand for, its names, what else is it called, formal name, proper name, preferred name, common name, registered name, number in, entry in, abbreviated, coded, code number, lookup, terminology, vocabularies, ontologies, ontology, referred to as, name of, names, synonym, alias, other name, be called, call, called, id, identifier, cross-reference, xref, stand for, code, code name, "
    "also known as, name in other databases, ontology id, curie, chebi, mondo, hgnc, drugbank, mesh, uniprot, mesh id, abbreviation, "
    "short for, brand name, generic name, generic, trade name, brand, names, nomenclature, other databases, database id, accession, "
    "official name, official symbol, symbol, entrez, ncbi gene, umls, doid, omim, ncit, efo, chembl, pubchem, inn, international "
    "nonproprietary name, names of, full name, spelled out, spell out, gene id, known as, other spellings, spelling, spellings, "
    "alternative name, databases, aka, goes by, go by, cross references, crossreferences, cas number, refer to, mean, kegg, reactome, "
    "unii, atc, icd",
    # --- numbers and years
    "count": "how many, number of, number, count, how often, total, how much",
    "yearly": "evolution, per calendar year, grow over the years, year after year, publication trend, trends, history of, year, per year, by year, year by year, over time, trend, annual, each year, yearly, timeline, grow, growth, grown, over the years, "
    "every year, annually, year on year, publication year, time course, by publication year, chronology, curve, history, rise, rising, "
    "evolve, evolved, development over time, through the years, per annum, in each year, in every year, from year to year, popularity, decline",
    "coverage": "size of the collection, data set size, collection size, how much data, graph cover, graph hold, graph contain, how much material, graph go, data go, how far back, how far, last updated, updated, uptotal number, how many in total, statistics, stats, what is in here, size, number of records, yield, yielded, searched, corpus, up to date, newest publication year, latest publication year, share, coverage, how much was searched, cover, in here, in this "
    "in the graph, in this corpus, in the corpus, how recent, how current, most recent year, size of, how big, how large, last year covered, newest year, "
    "latest year, year, read, screened, processed, in total, abstracts, scope, extent, proportion, fraction, percentage, latest year covered, up to what year, "
    "up to which year, date, cut-off, how complete, complete, exhaustive, graph, "
    "publications searched, of them, percent, scanned, search, how fresh, fresh, current",
    "new": "first show up, first showed up, first show, first result, first results, first appear, first appeared, showed up, new entries, new drugs, fresh evidence, since then, come to light, came to light, become known, news, latest evidence, latest findings, latest results, latest developments, most recent evidence, most recent findings, recent findings, recent results, emerging, changes, new, newly, first evidence, first study, first studied, first tested, first reported, first time, for the first time, first shown, learn, add, change, emerge, appear, come out, came out, added, novel, changed, additional, "
    "newest evidence, recent evidence, progress, developments, develop, what is new, news, recent, turn up, advance, "
    "latest, new evidence, updates, update, what happened, happen, in what came, recently, newer, learnt, came to light, discovered, discover, "
    "become known, became known, joined, gained, since known",
    # --- inside a pathway
    "interaction": "wiring, act upon each other, acting on each other, inhibit each other, activate each other, inhibit one another, mutual, mutually, internal relations, cross-talk, feedback, circuit, network, who inhibits whom, who activates whom, act on one another, which regulates which, upstream, downstream, relations between, relations among, interact, interaction, regulate, regulation, each other, one another, regulatory, crosstalk, what inhibits what, inhibits "
    "or activates what, regulates what, who regulates whom, act on each other, acts on what, control, controls, influence each other, "
    "what activates what, inhibits what, activates what, internal",
    "within": "interior, inner, within, inside, among, among the members, members of, components of, components, member of, contained in, between the "
    "members, part of, wired, wiring",
    # --- what could not be
    "except": "everything but, all but, other than, apart from, except, except for, excluding, but not",
    "not": "not, no, never, without, none, nor, neither, nobody, lack, lacks, cannot, hardly, nothing",
    "how": "what makes, what lets, in what way, in which way, how",
    "why": "why, and why, reason, for what reason, reasons, what reason, on what grounds, grounds",
    "where": "where",
    "else": "else, elsewhere",
    "belief": "belief, confidence, believed, probability, likelihood",
    "limit": "top, first, at most, up to, no more than, limit",
}
"""Concept -> the words and phrases that say it."""

SOFT: dict[str, str] = {
    "say": "say, said, state, stated, report, reported, mention, write, written, describe, tell of, according, according to, document, "
    "who says so, says so, by whose word, on whose word, whose word, speak, name, note, published on, reports, claimed, describe, discuss, "
    "deal with, recorded, record, on record, supposed, talk about, about, concern, concerning, regarding, cite, source, from which source, "
    "who says that, by whom, thought, believed to be, reportedly, cover, come up, refer, appear in, in papers, in publications",
    "list": "examples of, example of, an example, example, name, list, name, which, show, give me, all, every, overview, table, full list, complete list, what are, are there, is there, enumerate, "
    "everything, name all, what kinds of, exist, there, you know, you know of, you have, do you know, are known, there are",
    "what is": "what is, what was, what was",
}
"""Concepts that a query may name and that change nothing where it does not."""

FILLER = (
    "graph, database, dataset, collection, material, want to learn about, like to learn about, learn more about, show us, tell us, give us, send me, bring me, allow me, excuse me, for us, inform me, enlighten me, remind me, point me to, to me, across, came, pharmacological, molecular, somewhere, both of which, first of all, roughly, basically, simply, altogether, especially, entirely, particularly, please could you, if any, if at all, so, hence, therefore, too, in here, in this graph, in the graph, in this corpus, in the corpus, molecular, somewhere, rest on, rely on, based on, between, a, an, the, of, in, on, for, to, with, by, from, at, into, as, it, its, their, they, them, these, those, that, this, there, and, or, "
    "any, some, which, what, whats, is, are, was, were, be, been, being, am, do, does, did, doing, has, have, had, having, ever, also, all, "
    "i, we, you, your, our, please, pls, plz, thanks, thank you, thank, kindly, hi, hello, hey, hiya, dear, good morning, good "
    "afternoon, good evening, ok, okay, well, so, now, then, "
    "just, really, actually, currently, exactly, perhaps, maybe, somehow, could you, can you, would you, will you, might you, could we, can "
    "we, can i get, can i see, could i see, can i have, could i have, may i see, may i have, may i ask, "
    "tell, show, give, list, find me, get me, find, get, fetch, name, display, print, return, provide, present, see, know, want, want to, "
    "need, need to, like, would like, would like to, i'd like, looking for, look for, look up, search for, searching for, wonder, wondering, "
    "wondering whether, curious, curious about, interested, interested in, i am interested in, i am looking for, tell me, show me, give me, "
    "let me, let me know, let me see, help me, help me find, do you have, have you got, have got, got, have you, do you know, you know, i "
    "wonder, i want, i need, i need to know, i want to know, i would like to know, i was wondering, quick question, question, a question, "
    "whether, if, when, about, among, such, other, others, ones, one, several, various, certain, "
    "patients with, people with, subjects with, patients who have, in patients with, in people with, persons with, individuals with, "
    "cases of, a case of, sufferers of, those with, people suffering from, patients suffering from, "
    "out, out there, here, so far, up to now, until now, to date, already, yet, still, again, too, at all, "
    "kind, kinds, sort, sorts, kind of, sort of, type of, types of, different, terms, in terms of, regards, with regard to, respect, "
    "with respect to, relation to, in relation to, "
    "term, word, whole, entire, full, total, up, down, over, off, through, via, upon, than, but, while, yes, "
    "who, whom, whose, i'm, i've, im, ive, he, she, his, her, come, comes, make, makes, look, looks, take, takes, "
    "say, something, anything, everything, things, thing, stuff, ya, u, r, pl, cheers, mate, folks, everyone, colleagues, team, "
    "available, context, context of, case, in the case of, case of, setting of, in the setting of, setting, field, field of, area, "
    "area of, topic, topic of, subject, on the subject of, matter of, example, examples, instance, eg, ie, etc, e.g., i.e., namely, "
    "particular, specifically, generally, overall, altogether, especially, mainly, in general, using, itself, themselves, own, "
    "toward, towards, way, ways, "
    "can, will, would, shall, possible to, at your disposal, in your data, in the data, in the literature, in literature, in your "
    "database, in the database, in your graph, quickly, briefly, asap, in detail, please list, "
    "today, nowadays, date, open question, hm, hmm, um, uh, oh, ah, lol, actual, people have, scientists, researchers, "
    "authors, someone, somebody, anybody, anyone, everybody, science, scientific, medical, biomedical, published, there any, overview of, "
    "summary of, summary, summarise, overview, at a glance, "
    "wants, needs, would be, it is, there is, there's, it's, that's, is it, is it true, is it true that, true, is it known, do we know, what do we "
    "know, we know, known to, known, been known, reported to, shown to, found to, said to, supposed to, thought to, considered"
)
"""Words and phrases that tell nothing: they may stand anywhere."""

ACRONYMS = frozenset(("AE", "AES", "ADR", "ADRS", "DOI", "ID", "IDS", "MOA", "NCT", "PMID", "PMIDS", "RCT", "RCTS"))
"""Words of questions that are written in capitals and are no names there."""

NO_MISTAKES = frozenset(
    (
        "fund funds funded funding dose doses dosed dosing case cases rate rates cost costs price prices male males female females ages aged adult adults child "
        "children infant infants elderly women woman men patent patents authors author journal journals country countries safe safer unsafe "
        "stage stages grade grades relapsed refractory resistant resistance sensitive metastatic advanced early late acute chronic severe "
        "mild moderate line lines later oral intravenous daily weekly monthly mutant variant variants structure structures formula formulas "
        "weight sites side sold buy made maker makers make market approved dead death deaths died alive cured curse least lest rest "
        "best beast treats threat threats health healthy wealth word world works worse worst worth horse nurse course source sources force "
        "native notice novice device advice price prize former formed format firm farm form from front point paint print sprint spring string "
        "strong strange change charge chance chase chose choose loose lose loss boss moss mess less lesson reason season raisin rain brain "
        "train trains grain gain pain paint again against agains contract contrast extract attract tract track truck trick brick block blood "
        "flood floor flour four five nine eight seven sixty fifty forty tent test rest nest west vest text next tested texted rested listed "
        "lasted tasted wasted pasted based cased eased leased eased released relented repeated reported recorded rejected resected detected "
        "deleted defeated treated created related rotated dated rated hated heated seated stated states state status statue stature nature "
        "mature feature future suture picture mixture texture lecture doctor actor factor vector sector tractor factors sectors actors "
        "insured injured cured cared scared shared stared started starved carved curved served nerved observed deserved reserved resolved "
        "involved revolved evolved solved saved paved waved moved loved lived gloves drives dives dries tries trees tree three free fee "
        "hard card ward yard guard sand hand land band bond fond found pound round sound wound mound hound bound weak week weeks "
        "month months hour hours minute minutes second seconds third fourth largest smallest larger smaller cheaper cheapest fastest "
        "slowest safest deadliest common rare rarest commonest frequent usual unusual normal abnormal personal national rational regional "
        "original optional notional emotional nutritional traditional additional conditional functional fractional tool tools goal goals "
        "group groups school schools company companies firms university universities hospital hospitals doctors nurse nurses cancel "
        "cancels inhabit inhabits inhibitory exhibit exhibits prohibit habit sale sales tale tales rules rule role roles hole holes whole "
        "white black green blue red yellow colour color colours music movie football weather capital poem story joke recipe "
        "install installed python laptop computer code coding translate german french english spanish language languages"
    ).split()
)
"""Words that are no slip of the pen, however near to one of a question's: they say what nothing here understands."""
