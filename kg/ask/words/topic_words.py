"""The words that questions are asked in, of biomarkers, mechanisms, names, numbers and years: what means the same.

Read as those of ``drug_words`` are.
"""

from __future__ import annotations

TOPIC_WORDS: dict[str, str] = {
    # --- biomarkers, links, mechanisms
    "biomarker": (
        "a bad end, altered expression, anticipate response, associated with outcome, associated with poor survival, "
        "associated with prognosis, associated with response, associated with survival, associated with worse "
        "survival, bad outcome, bad prognosis, beforehand, better outcome, better survival, biopsy, blood marker, "
        "bode ill, bode well, changes in expression, clinical outcome, companion diagnostic, correlate with outcome, "
        "correlate with survival, correlates of outcome, correlates of survival, correlates with survival, course, "
        "course markers, course of disease, course of the disease, determinants of outcome, determinants of "
        "response, determinants of survival, differentially expressed, disease course, disease outcome, does well, "
        "drug response, expressed, expression, expression changes, fare well, fares well, forecast, forecast "
        "outcome, forecast response, forecasting, foresee, foretell, foretells, gauge prognosis, genetic marker, go "
        "along with a bad outcome, go along with outcome, go along with survival, go with a good outcome, go with "
        "the course, good or bad prognosis, good prognosis, herald, how long, how long will live, how turns out, how "
        "will fare, indicate, indicative, indicators, indicators of prognosis, indicators of response, judge the "
        "outlook, lab values, laboratory values, likely to respond, linked to outcome, linked to prognosis, linked "
        "to resistance, linked to response, linked to survival, long-term survival, marker, marker for, marker of "
        "survival, molecular marker, molecular signs, mutated, mutated gene, mutation, mutation status, "
        "non-responders, outcome predictors, outlook, overall survival, patient outcome, patient survival, patient "
        "will fare, patients will respond, poor outcome, poor prognosis, poor responders, poor survival, portend, "
        "predict, predict outcome, predict response, predict survival, predict the outcome, predict whether, "
        "predictive, predictive biomarker, predictive marker, predictive significance, predictive value, "
        "predictively, predictor, predictor of survival, predicts response, prognosis, prognosis for, prognostic, "
        "prognostic factor, prognostic marker, prognostic meaning, prognostic significance, prognostic value, "
        "prognostically, prognostically relevant, prognosticate, prognosticator, resistance, resistance marker, "
        "resistance to drugs, resistance to therapy, resistance to treatment, responders, response, response "
        "predictors, response to a drug, response to drugs, response to therapy, response to treatment, risk marker, "
        "sensitivity, serum marker, signature, stain for, stratification, stratify, survival, survival genes, "
        "susceptibility to treatment, tell beforehand, tell the course, tell the outcome, tell us whether, tell "
        "whether, tell who, tells whether, telltale, therapy response, tied to survival, track with outcome, track "
        "with prognosis, track with survival, treatment response, what predicts, whether a treatment works, whether "
        "patients will respond, whether treatment work, which patients benefit, who benefits, who responds, who will "
        "fare, who will respond, whose expression, whose levels, whose mutation, will benefit, will fare, will "
        "respond, worse outcome"
    ),
    "expression": (
        "abundance, amount, expressed, expression level, expression levels, gene expression, level, mrna, protein level"
    ),
    "link": (
        "altered in, associate, associated, association, association between, at play in, at the root of, at work "
        "in, bear on, behind, behind the disease, bind up, bound up with, causal, causal role, causally, causative, "
        "central to, connect, connected to, connected with, connection, connection between, contain, contribute, "
        "contribute to, contributor, correlate, correlation, crucial, culprit, depend, depend on, do with, drive, "
        "driver, drives the disease, dysregulated, engaged in, feature in, features in, figure in, fuel, genetic, "
        "genetic link, genetically linked, go with, goes with, hand in, has a part in, have a hand in, have a part "
        "in, have to do with, implicate, importance, important for, important in, in connection with, include, "
        "influence, involve, involvement, involves, joined, key players, key to, link between, linkage, linked to, "
        "links between, matter, matter in, part play, pathogenesis, pathogenic, pathogenic role, play a part, play a "
        "role, play into, play part, plays into, predispose, related to, relation between, relationship between, "
        "relationship with, relevance, relevant, rely on genes, responsible for, risk gene, role, root of, speak of, "
        "susceptibility, tie, tie to, tied, tied to, tied up with, ties, to blame for, underlie, underlying, "
        "underpin, underpins"
    ),
    "druggable": (
        "actionable, amenable to drugs, block them, can be drugged, can be targeted, can be targeted with "
        "drugs, can they be drugged, drug them, drug-targetable, drugs for them, have inhibitors, inhibits "
        "them, targetable, that can be drugged, that can be targeted, what inhibits them, which drugs hit them"
    ),
    "mechanism": (
        "account for, achieve its effect, act by, act through, act via, at the molecular level, basis of the effect, "
        "behind the effect, biological basis, biological explanation, biological mechanism, biological rationale, "
        "biology, biology behind, biology of, bring about, by way of which, by what could, by what do, by what does, "
        "by what means, by what mechanism, by what might, by what route, by what target, by which mechanism, by "
        "which proteins, by which route, by which target, chain between, chain from, do its job, do the job, exert "
        "effect, exert its action, exert its effect, exerts its effect, explain, explain how, explain why, explains "
        "the effect, explanation, how act, how come, how does it do that, how exactly, how explain, how help, how is "
        "it that, how work, in between, in molecular terms, in what manner, intermediary, intermediate, logic, makes "
        "tick, mechanism of action, mechanisms, mechanistic, mechanistic basis, mechanistic link, mechanistic "
        "rationale, mechanistically, mediate, mediate the effect, mediating, mediators, moa, mode of action, "
        "molecular basis, molecular explanation, molecular logic, molecular mechanism, molecular rationale, "
        "molecular underpinnings, on the molecular level, on what targets, on which targets, path between, path "
        "from, pathway of action, pharmacodynamic, pharmacodynamics, rationale, reason for effect, route between, "
        "route from, route of action, the biology of, through what does, through what mechanism, through what "
        "proteins, through what target, through which genes, through which proteins, through which target, tick, "
        "underlying mechanism, via what does, via what target, via which proteins, via which target, way of working, "
        "what explains, what underlies, why act, why help, why work, working mechanism, works how, works through, "
        "works via"
    ),
    "repurpose": (
        "additional uses, alternative use, alternative uses, borrow, conceivably, could be tried, could be "
        "used, could be worth, could plausibly, could theoretically, drug repositioning, drug repurposing, drug "
        "rescue, find new uses, fresh ideas, give new, given a new, hidden candidates, hypotheses, hypothesis, "
        "hypothesise, hypothesize, in theory, might be tried, might work though untested, never tried but, new "
        "home, new ideas, new indication, new purpose, new tricks, new use, not been tried but, not yet tried, "
        "novel candidates, off label, off-label, other uses, plausible candidate, plausibly, potential new "
        "treatment, promising but untested, put to new use, re-purposed, re-use, recycle, redeploy, redirected, "
        "repositioned, repositioning, repurposable, repurposed drugs, repurposing, repurposing candidate, "
        "reuse, second life, second purpose, second use, second-hand, speculative, theoretically, unexplored "
        "opportunities, untapped, untested but plausible, unused so far, used elsewhere, worth a shot, worth a "
        "try, worth considering, worth exploring, worth investigating, worth looking at, worth testing, worth "
        "trying"
    ),
    "candidate": (
        "already known, approved, approved drug, established drug, existing, existing drug, hypothetical, idea, "
        "known drug, lead, leads, old, opportunity, option, potential, proposal, propose, prospect, suggest, "
        "suggestions"
    ),
    "related": (
        "adjacent, adjacent conditions, adjacent disease, akin, allied, analogous, ancestor, ancestor disease, "
        "broader, broader category, broader condition, broader disease, broader population, broader term, close "
        "cousins, close diseases, close relative, close to, closely related, closest, comparable, comparable "
        "conditions, comparable disease, conditions like, conditions similar to, cousin, disease family, disease "
        "hierarchy, disease neighbours, disease next door, disease related, diseases like, diseases similar to, "
        "encompassing, family members, general disease, in the hierarchy, indirect, indirect evidence, kin, kindred, "
        "kindred diseases, larger group, mixed population, more general, more general condition, more general "
        "diseases, more general population, most similar, near, near relatives, nearby, neighboring, neighbour, "
        "neighbouring disease, next door, next door to, next to, not itself, one level up, one step up, other forms, "
        "other kinds of, other types of, overarching, parent, parent category, parent condition, parent disease, "
        "related condition, related disease, related to, relative, relatives in the hierarchy, relatives of, "
        "resembling, sibling, sibling disease, similar, similar conditions, similar disease, sister, sister disease, "
        "subtype neighbours, superclass, superordinate, supertype, umbrella, umbrella disease, up the hierarchy, up "
        "the tree, wider, wider category, wider condition, wider disease, wider group, wider population"
    ),
    "retracted": (
        "annulled, been pulled, been withdrawn, disavowed, discredited, fraudulent, got pulled, got retracted, "
        "invalidated, later pulled, later retracted, later withdrawn, no longer stands, no longer trusted, no longer "
        "valid, nullified, pulled, pulled back, pulled papers, recalled, recanted, rescinded, retract, retracted "
        "paper, retracted publication, retracting, retraction, retraction notices, revoked, since retracted, since "
        "withdrawn, tainted, taken back, taken down, taken off, taken out of the literature, unreliable, were "
        "pulled, withdraw, withdrawn"
    ),
    "strongest": (
        "as printed, as written, authors' own words, best, best available, best claim, best evidence, best "
        "line, best quote, best result, best sentence, best single, best supported, best-evidenced, "
        "best-supported, central, compelling, convincing, core, definitive, exact words of authors, firmest, "
        "gold standard, headline, highest, highest level, highest quality, highest-level, highest-tier, in "
        "authors' words, in the authors' own words, in the authors' words, in the original words, in the words, "
        "in the words of the text, key, leading, literal, literally, main, most authoritative, most compelling, "
        "most convincing, most definitive, most important, most persuasive, most powerful, most reliable, most "
        "robust, most significant, most solid, most striking, most strong, most telling, own words, persuasive, "
        "pithy, robust, single best, single best line, single best sentence, single most convincing, single "
        "strongest, soundest, standout, striking, strongest claim, strongest evidence, strongest finding, "
        "strongest line, strongest quote, strongest single, strongest support, take-home, top, top evidence, "
        "top finding, top result, top-ranked, top-tier, verbatim, weightiest, word for word"
    ),
    # --- names
    "identity": (
        "abbreviated, abbreviation, accession, acronym, acronyms, aka, alias, also called, also known, also known "
        "as, alternate name, alternate names, alternative, alternative identifiers, alternative name, alternatives "
        "in spelling, another name, another word for, appellations, atc, be called, brand, brand name, brand names, "
        "brand names sold, by what name, by what names, by which name, call, called elsewhere, cas number, "
        "cataloged, catalogued, catalogued as, chebi, chembl, chemical name, chemical names, code, code name, code "
        "names, code number, coded, common name, common names, concept id, cross-reference, crossreferences, curie, "
        "curies, database entries, database id, database identifier, database identifiers, databases, define, "
        "definition of, designations, dictionary, different names, do you call, doid, drugbank, efo, ensembl, "
        "entrez, entry in, equivalent, equivalents, expand, expanded form, external id, external identifiers, "
        "external ids, external references, file, filed under, formal name, formally called, full form, full name, "
        "full names, gene id, generic, generic name, generic names, go by, goes by, goes under, hgnc, icd, id, id "
        "mapping, id number, identical, identifier, ids, in full, initialism, inn, international nonproprietary "
        "name, its names, kegg, known as, labels, listed as, long form, look up, lookup, mappings, maps to, marketed "
        "as, marketed under, mean, meaning of, mesh, mesh id, mesh term, mondo, name in other databases, name of, "
        "name variants, names, names of, names used for, ncbi, ncbi gene, ncit, nickname, nicknames, nomenclature, "
        "normalised name, number in, official name, official names, official symbol, officially called, omim, "
        "ontologies, ontology id, ontology term, other databases, other name, other names, other spellings, other "
        "terms, other ways to write, otherwise called, otherwise known, otherwise known as, preferred name, "
        "preferred names, proper name, proper names, pubchem, reactome, record id, refer to, referred to as, "
        "registered name, same as, same drug, same entity, same thing, scientific name, scientific names, short for, "
        "short form, sold, sold as, sold under, spelled out, spelling, spelt out, stand for, standard name, symbol, "
        "synonym, systematic name, term, term for, terminology, terms for, the meaning of, the same as, trade name, "
        "trade names, umls, unabbreviated, under what name, under what names, under which name, under which names, "
        "unii, uniprot, unique identifier, variants of the name, vocabularies, what do you call, what else is it "
        "called, what entity, what is a, what is an, what is the code for, what kind of thing is, which entity, "
        "which ids, wikidata, written differently, xref"
    ),
    # --- numbers and years
    "count": (
        "amount, how large a number, how many, how many papers, how much, how numerous, how often, number, "
        "number of, quantity, tally, total, volume, what number"
    ),
    "yearly": (
        "activity over time, annual, annual number, annual output, annually, attention, become popular, began "
        "studying, boom, busiest year, busy, by calendar year, by publication year, by year, change over time, "
        "changed over the years, changed over time, chart, chronological, chronologically, chronology, curve, "
        "decline, decreased over time, development, development over time, did people start, distribution by year, "
        "distribution over time, dying down, each calendar year, each year, every year, evolution, evolve, field "
        "grow, for each year, from one year to the next, from year to year, gain traction, gaining traction, getting "
        "more attention, graph by year, grow, grow over, grow over the years, grown, grown over, growth in "
        "publications, growth of literature, growth of research, histogram, history, history of, history of "
        "publications, how has the number, hype, in each year, in every year, increase over time, increasing, "
        "interest grow, interest in, interest over time, interest slow, is it growing, less and less, literature "
        "grow, losing steam, momentum, more and more, numbers by year, output, output grow, over the decades, over "
        "the past decades, over the past years, over the years, over time, peak, peaked, per annum, per calendar "
        "year, per year, per year of publication, per-year, pick up, picked up, plot, popular, popularity, "
        "popularity over time, publication activity, publication count, publication counts, publication grow, "
        "publication history, publication numbers, publication output, publication rate, publication trend, "
        "publication year, publications per year, publishing activity, publishing trend, rate of publication, rate "
        "over time, research activity, research grow, research interest, research output, research slow down, "
        "research volume over time, rise, rising, slow down, slowing down, start studying, start to study, surge, "
        "tailed off, take off, tapering off, temporal, through the years, time course, time series, time trend, "
        "timeline, took off, trajectory, trends, ups and downs, waned, waning, when did research, year, year after "
        "year, year by year, year on year, year wise, year-by-year, yearly numbers, yearwise"
    ),
    "coverage": (
        "abstracts in here, abstracts processed, abstracts read, abstracts searched, articles read, as of when, base "
        "of the data, been read, behind the graph, behind this graph, breadth, breadth of the data, collection size, "
        "complete, completeness, comprehensive, corpora, corpus, corpus size, corpus statistics, cover, cut-off, "
        "cutoff, data go, data set size, data source, database size, database statistics, dataset statistics, date "
        "range, did you read, document count, exhaustive, extent, first year, fraction, freshness, graph contain, "
        "graph cover, graph go, graph hold, graph statistics, have read, how big, how broad, how complete, how "
        "comprehensive, how current, how extensive, how far, how far back, how far does it go, how fresh, how large, "
        "how many abstracts were read, how many did you find, how many documents, how many in total, how many papers "
        "were read, how many were read, how much data, how much did you find, how much did you go through, how much "
        "did you read, how much do you have, how much have you, how much is in, how much is in here, how much is in "
        "the graph, how much is there, how much literature, how much material, how much of the literature, how much "
        "was found, how much was read, how much was searched, how old, how recent, how thorough, how wide, in here, "
        "in the corpus, in this corpus, in this database, in this in the graph, in total, included here, included in "
        "the corpus, indexed, ingested, last update, last updated, last year, last year covered, latest in graph, "
        "latest paper, latest publication year, latest year, latest year covered, latest year in graph, loaded, most "
        "recent publication, most recent year, newest article, newest paper, newest publication, newest publication "
        "year, newest year, number of abstracts, number of records, of them, oldest, oldest paper, oldest "
        "publication, papers read, percentage, period, processed, processed so far, proportion, publication dates, "
        "range, read so far, scanned, scope, screened, searched, searched so far, share of, share of texts, size and "
        "years, size of, size of the collection, size of the corpus, size of the database, size of the graph, "
        "sources of data, statistics of, texts read, thorough, thoroughness, time frame, time range, time span, "
        "timeframe, timespan, underlying corpus, up to date, up to what year, up to which year, up-to-date, uptotal "
        "number, volume of literature, was included, was read, were read, what is in here, what percentage, what "
        "share, what time span, what was searched, what years, which years, year, year range, years covered, "
        "yielded, you read"
    ),
    "new": (
        "add, added, added to knowledge, addition, additional, advance, advanced our knowledge, appear, arrive, "
        "arrived, became clear, became known, become known, breakthrough, breakthroughs, bring, bring me up to date, "
        "brought, came along, came onto the scene, came out, came to light, came up, catch up, change, changed, "
        "changes, come along, come on the scene, come out, come to light, come up, cutting-edge, debut, debuted, "
        "develop, developments, discovered, emerge, emerged, emerging, enter the field, enter the literature, enter "
        "the picture, entered, entered the field, entered the literature, entered the picture, entered the scene, "
        "entered the stage, evolved, first appear, first appearance, first appeared, first evidence, first reported, "
        "first result, first show, first show up, first shown, first study, first tested, first time, for the first "
        "time, fresh, fresh evidence, fresh findings, gained, happen, in what came, innovation, innovations, "
        "innovative, introduced, joined, joined the list, knowledge gained, lately, latest, latest additions, latest "
        "developments, latest evidence, latest findings, latest research, latest results, learn, learnt, made an "
        "entrance, made its entrance, modern, most recent evidence, most recent findings, move the field, moved on, "
        "moved the field, new data, new drugs, new entries, new evidence, new insights, new knowledge, new studies, "
        "new therapy, new treatment, newcomers, newer, newest evidence, newfound, newly, newly added, newly come, "
        "newly discovered, newly found, newly reported, newly studied, newly tested, news, novel, novelties, now "
        "that, of late, progress, recent, recent advances, recent evidence, recent findings, recent progress, recent "
        "results, recently, recently emerged, reported first, shift, shifted, showed up, since known, since then, "
        "since when, state of the art, surface, surfaced, taught, teach, turn up, up to speed, up-and-coming, "
        "update, updates, updates on, what happened, what is new"
    ),
    # --- inside a pathway
    "interaction": (
        "act amongst themselves, act on one another, act upon each other, act upon one another, acting on each "
        "other, activate each other, activate one another, activates what, acts on what, affect each other, "
        "affect one another, among themselves, bind each other, circuit, connect, connections, control, control "
        "one another, cross-regulation, cross-talk, crosstalk, downstream, each other, feedback, feedback loop, "
        "gene-gene, genes interact, go on inside, goes on inside, goes on within, influence each other, "
        "influence one another, inhibit each other, inhibit one another, inhibits or activates what, inhibits "
        "what, interact, interacting, interactome, interconnected, interconnections, internal, internal "
        "interactions, internal logic, internal regulation, internal relations, internal wiring, interplay, "
        "members interact, mutual, mutual influence, mutually, network, one another, phosphorylate each other, "
        "positive and negative regulatory, protein-protein, proteins interact, regulate, regulate one another, "
        "regulate which, regulates what, regulation, regulators, regulatory, regulatory interactions, "
        "regulatory links, regulatory network, regulatory relationships, regulatory wiring, relations, "
        "relations among, relations between, relationships, signal to one another, switch each other, switches "
        "what, talk to each other, talk to one another, turns what, upstream, what activates what, what "
        "inhibits what, what on, what turns what, which acts on which, which gene controls which, which "
        "regulates which, who activates whom, who controls whom, who inhibits whom, who regulates whom, whom, "
        "wiring, wiring diagram, work together internally"
    ),
    "within": (
        "among, among the members, amongst, belonging to, between the members, components, components of, "
        "constituent, constituents, constituents of, contained in, contained within, found in, from within, in "
        "between members, inner, inside, interior, internal to, making up, members of, part of, throughout, "
        "wired"
    ),
    # --- what changes a question
    "except": (
        "all but, apart from, aside from, beyond, but no, everything but, except for, excluding, leaving aside, "
        "other than, outside, outside of, save for, though not"
    ),
    "not": (
        "are not, cannot, hardly, is not, lack, neither, never, no, nobody, none, nor, nothing, without, without "
        "any, zero"
    ),
    "how": "in what way, in which way, what lets, what makes",
    "why": (
        "and why, because of what, for what reason, for which reason, grounds, how so, on what grounds, on "
        "which grounds, reason, the reason, what for, what is wrong with, what reason, what reasons, what was "
        "wrong, wherefore"
    ),
    "where": "",
    "else": "elsewhere",
    "belief": "believed, confidence, likelihood, probability",
    "limit": "at most, first, no more than, top, up to",
    "partake": (
        "belongs to which, function in, functions in, operate in, operates in, part, part in, participate, "
        "participate in, play part, sit in, sits in, take part, take part in, takes part"
    ),
}
"""Concept -> the words and phrases that say it, with commas."""
