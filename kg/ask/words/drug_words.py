"""The words that questions are asked in, of drugs, what they act on and what was done with them: what means the same.

A *concept* is what several words say alike: ``study`` is *tested*, *tried*, *investigated*. The wording of a query
(``asks`` in its file) is read through the same tables, so it names one of them and means all. Words are compared by
their stems, see ``tokens.stem``; between the words of a phrase filler may stand (*did not really work* is *not work*).
A concept's own name is a word of it too. One word may say several: *research* is evidence, and what was done.
"""

from __future__ import annotations

DRUG_WORDS: dict[str, str] = {
    # --- what is asked about
    "drug": (
        "active compounds, active ingredient, active substance, agent, biologic, compound, cure, drug candidates, "
        "drug options, drug therapy, drug treatment, intervention, medication, medicinal, medicinal product, "
        "medicine, meds, molecule, pharmaceutical, pharmacological treatment, pharmacotherapy, pill, product, "
        "remedy, small molecule, substance, therapeutic, therapeutic agent, therapy, treatment, treatment options"
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
        "abstract, article, articles and papers, bibliography, citations, cite, document, journal article, "
        "literature, literature references, manuscript, pmid, printed, publication, publication list, pubmed "
        "record, read about, read up, reading list, reference, source, studies about, studies mentioning, study "
        "reports, study that mentions, texts on, where can i read, write-ups, written about, written on"
    ),
    "trial": (
        "blinded, clinical study, clinical trial, controlled, controlled trial, double-blind, placebo-controlled, "
        "randomised, randomised controlled trial, randomised study, randomised trial, rct"
    ),
    "sentence": (
        "exact words, excerpt, extract, in the original, in words, line, line of text, original wording, passage, "
        "phrasing, quotable, quotation, quote, sentence by sentence, snippet, source sentence, source text, "
        "statement, text, text of the claim, text passage, textual, who claims, wording"
    ),
    "claim": (
        "assertion, edge, extracted, fact, link claimed, relation, relationship, statement read, triple, who claims"
    ),
    "evidence": (
        "argue for, attest, back up, backing, basis, be known, be said, confirm, data, document, facts, hint, in "
        "favour of, indication that, info, information, insights, knowledge, known, knows, proof, prove, proven, "
        "research, signs, speak for, speak in favour, study result, substantiate, suggest, support, testify, "
        "there to say, what is known, what there is"
    ),
    "result": (
        "accomplish, achieve, became, became of, become, become of, bring out, came of, came of it, came out, "
        "come of, come of it, come out, conclude, conclusion, deliver, demonstrate, effects, end up, ended, "
        "finding, found, how did it go, how it went, outcome, produce, publish, reach, read-out, readout, "
        "results, reveal, say about the outcome, show, shown, turn out, upshot, verdict, what came of it, what "
        "effect, what happen, with what success, yield"
    ),
    # --- what was done
    "study": (
        "administer, analyse, apply, assess, attempt, be treated with, being done, being studied, carry out, "
        "checked, conduct, considered, done, employed, enter trials, evaluate, examine, experiment, "
        "experimentally, explored, expose, exposure, given to, go into, in development, investigate, look into, "
        "looked at, perform, prescribed, put to the test, put to use, reach trials, research, research done, "
        "studied so far, subject of study, subjected to, test, tested out, treat with, treated, trialled, tried "
        "out, try, under study, undergo, undertake, undertaken, use, used, was done, work done, work on, worked "
        "with"
    ),
    "work": (
        "active, activity, any good, any luck, beneficial, beneficial effect, benefit, benefit from, cut risk, "
        "decrease risk, do any good, do anything, do good, do well, does any good, effect, effective, "
        "effectively, effectiveness, efficacious, efficacy, extend life, extend survival, favourable, good, good "
        "effect, good results, guard against, help, helpful, impact, improve, improvement, live longer, lower "
        "risk, lower the risk of, luck, make a difference, of help, of use, of value, outcome good, pay off, "
        "perform, performance, positive, positive effect, positive result, prevent, prevention, profit, prolong, "
        "prolong life, prolong survival, promising, protect, protect against, protective, reduce risk, reduce the "
        "risk of, respond, save, show promise, succeed, success, successful, successfully, tackle, treat, treat "
        "successfully, useful, ward off"
    ),
    "ameliorate": "alleviate, lessen, mitigate, relieve",
    "fail": (
        "achieve nothing, disappoint, do nothing, does not help, failed, failure, flop, futile, in vain, "
        "inactive, ineffective, ineffectiveness, lack efficacy, lack of efficacy, let down, no activity, no "
        "benefit, no effect, no efficacy, no good, no help, no improvement, no response, no use, not active, not "
        "any good, not beneficial, not do anything, not effective, not help, not help at all, not improve, not "
        "make a difference, not of help, not pan out, not respond, not show any benefit, not show benefit, not "
        "show effect, not show efficacy, not succeed, not succeed in helping, not useful, not work, poor results, "
        "turned out ineffective, unsuccessful, unsuccessfully, useless, without benefit, without effect, without "
        "success"
    ),
    "null": (
        "came to nothing, came up empty, come to nothing, empty-handed, fail endpoint, fail to find, fail to "
        "show, fell flat, find nothing, found nothing, inconclusive, insignificant, miss their endpoint, missed "
        "primary endpoint, negative, negative result, neutral, neutral result, no advantage, no benefit over "
        "control, no benefit over placebo, no better, no better than control, no better than placebo, no "
        "difference from placebo, no difference to placebo, no differences, no effect over placebo, no evidence "
        "of benefit, no significant advantage, no significant benefit, no significant difference, no significant "
        "difference from placebo, no significant effect, no statistically significant, no statistically "
        "significant difference, no superiority, not beat control, not beat placebo, not better, not better than "
        "placebo, not confirm, not differ, not differ from placebo, not find a difference, not meet endpoint, not "
        "meet primary endpoint, not reach primary endpoint, not separate from placebo, not show a difference, not "
        "significant, not significantly, not significantly better, not statistically significant, not superior, "
        "not work out, nothing found, null result, show no difference, show nothing, showed no benefit, that "
        "missed, without a difference, without a significant effect, without difference, without result, without "
        "significant difference, without significant effect"
    ),
    "without": (
        "absent, are missing, blank, do not appear, gaps, go unstudied, go untested, have not had, have nothing, "
        "have to be studied, have to be tested, have to be tried, have yet to, lack any evidence, lack data, lack "
        "evidence, lack study, left out of studies, left untested, missing, missing evidence, neglected, never "
        "appear, never been, never evaluated, never examined, never explored, never given, never investigate, "
        "never look at, never studied, never test, never try, never used, no data, no evidence, no findings, no "
        "one has studied, no one has tested, no one look at, no one studied, no one tested, no one tried, no "
        "paper, no publication, no published evidence, no research, no result, no study, no trial, nobody "
        "evaluate, nobody examined, nobody has studied, nobody has tested, nobody has tried, nobody investigate, "
        "nobody look at, nobody studied, nobody tested, nobody tried, not a single study, not appear, not been "
        "through, not been used, not come up, not evaluated, not examined, not explored, not given, not have any "
        "evidence, not have evidence, not investigate, not look at, not represented, not studied, not test, not "
        "try, not used, not used so far, not yet, not yet study, not yet test, not yet tried, nothing, nothing "
        "known, remain open, remain to be studied, remain to be tested, remain to be tried, remain unstudied, "
        "remain untested, still have to be tried, still lacking, still missing, still open, still untested, "
        "uncovered, unexplored, unproven, unstudied, untested, untried, were never given, white spots, without "
        "any evidence, without any study, without data, without evidence, without study, yet to be studied, yet "
        "to be tested, yet to be tried"
    ),
    # --- harm
    "harm": (
        "adrs, adverse, adverse drug reaction, adverse effect, adverse event, adverse experiences, adverse "
        "outcomes, adverse reaction, adversely, aes, bad effects, bad for, bad reactions, bad thing, "
        "complications, damage, danger, dangerous, dangerous effects, downsides, drawbacks, drug reaction, harm "
        "done, harmed, harmful, harms reported, hazard, hazardous, hurt, ill effect, injure, injurious, injury, "
        "negative effects, noxious, poisonous, problems, reactions to, risks, risks of, safety, safety concerns, "
        "safety data, safety issues, safety problems, safety profile, safety record, safety signals, side effect, "
        "side reactions, side-effect profile, threaten, tolerability, toxic, toxicity, toxicology, undesirable, "
        "undesirable effect, undesired, undesired effects, unsafe, untoward effect, unwanted, unwanted effect, "
        "what harm"
    ),
    "worsen": "aggravate, deteriorate, exacerbate, make worse",
    "cause": "bring on, give rise to, increase risk, induce, lead to, promote, provoke, raise risk, trigger",
    # --- actions on targets
    "inhibit": (
        "antagonise, block, blockade, counteract, curb, dampen, deplete, disrupt, hinder, impede, inactivate, "
        "inhibition, interrupt, knock down, knock out, neutralise, put a brake on, put out of action, repress, "
        "restrain, shut down, shut off, silence, stop, suppress, switch off, turn off"
    ),
    "activate": (
        "activation, agonise, excite, increase activity, potentiate, promote, stimulate, switch on, trigger, turn "
        "on, turn up"
    ),
    "bind": "attach to, bind to, bound, bound by, ligand",
    "affect": "alter, change, influence, interfere, modulate, touch on",
    "upregulate": (
        "augment, boost, elevate, enhance, higher expression, increase, increase expression, increase level, "
        "induce, induction, overexpress, push up, raise, raise expression, raise level, raise the expression, "
        "step up, turn up, up-regulate, upregulation"
    ),
    "downregulate": (
        "bring down, dampen expression, decrease, decrease expression, decrease level, depress, diminish, "
        "down-regulate, downregulation, knock down, lower, lower expression, lower level, lower the expression, "
        "push down, reduce, reduce expression, reduce level, suppress expression, turn down"
    ),
    "inhibitor": "antagonist, blocker, blocking drug, inhibiting compound, inhibiting drug, inhibitory drug",
    "activator": "agonist, stimulator",
    "act": (
        "act on, act upon, action, activities, address, aimed, aimed at, attack, bear on, directed, directed "
        "against, directed at, effect on, engage, exert, go after, going after, going at, has effect on, have an "
        "effect on, hit, in contact with, in its sights, interfere with, intervene, intervene in, operate on, "
        "pharmacology, reach, strike, tackle, touch, work on, work through"
    ),
    "against": "anti",
    # --- drugs together
    "combine": (
        "accompanied, add, add to, add-ons, added, added to, addons, adjunct to, adjuvant to, administered "
        "together, administered with, along with, alongside another, backbone, co-administer, co-administration, "
        "co-given, co-treatment, coadminister, coadministration, combination, combination partner, combination "
        "study, combination therapy, combination treatment, combined treatment, combining, combo, concert, "
        "concomitant, concomitantly, concurrent, cotreatment, coupled with, doublet, drug pair, give together, "
        "give with, given along with, given together, given with, go together with, go with, goes together with, "
        "goes with, in addition to, in combination, in concert with, in one regimen, in tandem with, joined, "
        "joined with, joint, jointly, mixed with, mixture, on top of, pair, pair with, partner, plus, "
        "polytherapy, regimen, simultaneously, supplemented, taken with, teamed with, tested together, together, "
        "together with, tried with, triplet, used with, with what is it given"
    ),
    "beside": (
        "accompany, along side, alongside, appear together, appear together with, appear with, co-investigated, "
        "co-occur, co-studied, co-tested, companion, costudied, in common with, in the same studies, investigated "
        "with, keep company, next to, other drugs in its studies, other drugs in papers, other drugs in studies, "
        "other drugs in the studies, same paper, same papers as, same publication, same study, same trial, share "
        "studies, share trials, side by side, studied by the side of, studied together, studied together with, "
        "study with, tested together, tested together with, tested with, together, tried with, used with"
    ),
    "compare": (
        "against each other, against one another, against other, alternatives to, beat, better or worse, better "
        "than, comparative, comparator, comparator arm, compared against, compared to, compared with, comparison, "
        "compete, control, control arm, direct comparison, directly, directly compared, do against, face off, "
        "fare against, go against, head to head comparison, head-to-head, inferior, inferior to, judged against, "
        "matched against, measured against, outdo, outperform, pit against, put up against, relative to, rival, "
        "same or better, set against, side-by-side comparison, stack up against, superior, superior to, surpass, "
        "tested against each other, tested against other, tested head to head, than others, versus, versus each "
        "other, vs, weighed against, winner, with each other"
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
}
"""Concept -> the words and phrases that say it, with commas."""
