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
        "active compounds, active ingredient, active substance, agent, anything to treat, biologic, biologics, "
        "candidate drug, chemical, compound, cure, drug candidates, drug choices, drug options, drug product, drug "
        "therapy, drug treatment, drug-based, drugged, drugs or antibodies, intervention, medicament, medication, "
        "medication option, medicinal, medicinal product, medicine, meds, molecule, options, pharmaceutical, "
        "pharmacologic agent, pharmacologic treatment, pharmacological agent, pharmacological intervention, "
        "pharmacological option, pharmacological treatment, pharmacologically, pharmacotherapy, pill, product, "
        "remedies, remedy, small molecule, small molecules or antibodies, substance, therapeutic, therapeutic agent, "
        "therapeutic option, therapeutic strategy, therapeutics, therapies, therapy, treatment, treatment choice, "
        "treatment modality, treatment options, treatment strategy"
    ),
    "disease": (
        "ailment, cancer type, clinical condition, clinical picture, condition, disease area, disease entity, "
        "disease setting, disease state, disorder, health problem, illness, indication, malady, medical "
        "condition, other cancer, other tumour, pathology, sickness, therapeutic area, tumour type, what "
        "cancer, what infection, what malignancy, what tumor, what tumour, which cancer, which infection, which "
        "malignancy, which tumor, which tumour"
    ),
    "target": (
        "binding partner, binding profile, biological target, biomolecule, disease gene, drug target, enzyme, "
        "gene, gene product, gene target, mode of binding, molecular partner, molecular player, molecular "
        "target, molecule, molecule in the body, off-target, player, profile, protein, protein target, protein "
        "targets, receptor, site of action, target profile, targeted gene, targeted protein"
    ),
    "targeting": "target",
    "pathway": (
        "biological pathway, biological process, cascade, cellular pathway, cellular process, circuitry, molecular "
        "pathway, network of signals, pathway membership, process, processes, signal transduction, signaling, "
        "signaling axis, signalling, signalling cascade, signalling chain, signalling map, signalling network, "
        "signalling pathway, signalling process, signalling route"
    ),
    "paper": (
        "abstract, article, articles and papers, bibliography, can i read, citations, cite, doc, docs, document, "
        "journal article, journal paper, literature, literature references, manuscript, medical literature, pmid, "
        "primary literature, printed, pub, publication, publication list, publish on, published articles, published "
        "literature, published on, published papers, published studies, published work, pubmed entry, pubmed record, "
        "read about, read more, read on, read up, reading, reading list, reference, scientific literature, "
        "scientific papers, should i read, source, source papers, studies about, studies mentioning, studies that "
        "discuss, studies that mention, study reports, study that mentions, texts on, to read, what to read, where "
        "can i read, write-up, write-ups, written about, written on"
    ),
    "trial": (
        "blinded, clinical development, clinical experiment, clinical investigation, clinical program, clinical "
        "programme, clinical study, clinical testing, clinical tests, clinical trial, clinical trials, clinically "
        "tested, controlled, controlled study, controlled trial, double-blind, first in human, first-in-human, human "
        "trial, human trials, late phase trials, late stage, late stage trials, late-phase, late-phase trial, "
        "late-stage, late-stage trial, patient trials, placebo-controlled, randomised, randomised controlled trial, "
        "randomised study, randomised trial, rct"
    ),
    "sentence": (
        "citable, exact phrase, exact sentence, exact words, excerpt, extract, in the original, in words, in "
        "writing, line, line of text, original wording, passage, phrasing, quotable, quotation, quote, quoted, "
        "sentence by sentence, snippet, source sentence, source text, statement, supporting text, text, text of "
        "the claim, text passage, textual, textual evidence, underlying text, verbatim quotes, who claims, "
        "wording, write about, wrote"
    ),
    "claim": (
        "asserted, assertion, captured from, derived from, distilled, edge, extract from, extracted, fact, "
        "facts, harvested, link claimed, mined from, pulled from, pulled out, relation, relationship, statement "
        "read, triple, who claims"
    ),
    "evidence": (
        "any support, anything known, argue for, attest, back, back up, backed, backing, basis, be known, be said, "
        "case for, confirm, corroborate, data, demonstrated, document, documentation, established, evidence base, "
        "evidence exist, facts, findings support, hint, in favour of, in support of, indicate that, indication that, "
        "info, information, insights, is there anything, justification, justify, knowledge, known, knows, literature "
        "support, point to, proof, prove, proven, provenance, published data, published evidence, research, signs, "
        "speak for, speak in favour, speaks for, state of knowledge, state of play, study result, substantiate, "
        "substantiated, suggest, support, supporting evidence, testify, the story, there to say, track record, what "
        "do we have, what do you have, what exists, what have we got, what have you got, what is available for, what "
        "is known, what is out there, what is out there for, what is there for, what there is, what's the story, "
        "what's up with, where do we stand, where does it stand, where things stand"
    ),
    "result": (
        "accomplish, achieve, became, became of, become, become of, bottom line, bring out, came of, came of "
        "it, came out, come of, come of it, come out, conclude, conclusion, deliver, demonstrate, effects, end "
        "up, ended, fare, fared, finding, found, how did fare, how did it go, how fare, how it went, meet "
        "endpoint, meet its endpoint, meet primary endpoint, observation, observe, observed, outcome, pan out, "
        "produce, publish, published, reach, reach endpoint, read-out, readout, reported outcome, results, "
        "results look like, reveal, say about the outcome, show, shown, take-away, takeaway, turn out, upshot, "
        "verdict, what came of it, what effect, what happen, what happened, with what success, write up, "
        "written up, yield"
    ),
    # --- what was done
    "study": (
        "administer, analyse, application, applied, apply, assay, assayed, assess, attempt, attempted, be treated "
        "with, being developed, being done, being explored, being studied, carry out, checked, conduct, considered, "
        "deploy, deployed, developed, developed for, done, employed, enter trials, evaluate, examine, examined, "
        "experiment, experimentally, experimented with, exploration, explore, explored, expose, exposure, given for, "
        "given to, go into, in development, in the pipeline, in use, indicated for, investigate, investigation, "
        "investigational, look at, look into, looked at, looked into, people give, perform, prescribed, probe, "
        "probed, pursue, pursued, put through, put to the test, put to use, reach trials, receive, received, "
        "research, research done, researched, scrutinise, scrutinised, studied so far, subject of study, subjected "
        "to, test, tested out, they give, treat with, treated, trialled, tried against, tried out, try, under "
        "development, under investigation, under study, undergo, undertake, undertaken, usage, use, used, used for, "
        "used to treat, utilise, utilised, utilize, utilized, was done, work done, work on, worked on, worked with"
    ),
    "purpose": "good for what, what for, what is for",
    "work": (
        "active, activity, advantageous, anti-tumor activity, anti-tumour activity, antitumor activity, "
        "antitumour activity, any effect, any good, any luck, any use, beneficial, beneficial effect, "
        "beneficially, benefit, benefit from, benefits patients, bring benefit, bring relief, capable of "
        "treating, clinical benefit, clinical effect, clinical efficacy, combat, confer benefit, counter, "
        "curative, curb progression, cut risk, deal with effectively, decrease risk, delay, delay progression, "
        "demonstrate activity, demonstrate benefit, demonstrate efficacy, do any good, do anything, do good, do "
        "something, do the trick, do well, does any good, ease, effect, effective, effectively, effectiveness, "
        "efficacious, efficacy, efficient, extend life, extend survival, favourable, fight, good, good against, "
        "good effect, good for, good results, guard against, halt, halt progression, has an effect, have an "
        "effect, heal, help, help patients, helpful, hold promise, impact, improve, improve outcome, improve "
        "prognosis, improve survival, improve symptoms, improved outcomes, improvement, improves, inhibit "
        "growth, inhibit tumor growth, inhibit tumour growth, lead to improvement, live longer, lower risk, "
        "lower the risk of, luck, make a difference, make better, manage, management, of help, of use, of "
        "value, outcome good, pay off, perform, performance, positive, positive effect, positive result, "
        "positively, potency, potent, prevent, prevention, preventive, profit, prolong, prolong life, prolong "
        "survival, promise, promising, prophylactic, prophylaxis, protect, protect against, protective, "
        "protective effect, provide benefit, reduce mortality, reduce risk, reduce symptoms, reduce the risk "
        "of, relief, remission, respond, reverse, save, show activity, show benefit, show effect, show "
        "efficacy, show potential, show promise, shrink, slow, slow decline, slow down, slow progression, slow "
        "the progression, slow the progression of, stop progression, succeed, success, successful, "
        "successfully, suppress tumour growth, tackle, therapeutic benefit, therapeutic effect, therapeutic "
        "efficacy, therapeutic value, treat, treat effectively, treat successfully, treat well, useful, useful "
        "against, ward off, what effect on, work against, work well, works best, worthwhile, yield benefit"
    ),
    "ameliorate": "alleviate, lessen, mitigate, relieve",
    "fail": (
        "achieve nothing, bad result, bombed, came up short, come up short, did not pay off, disappoint, "
        "disappointing, do nothing, does not help, fail to benefit, fail to deliver, fail to help, fail to "
        "improve, fail to work, failed, failed to help, failed to improve, failed to work, failure, fell short "
        "of expectations, flop, futile, have no effect, in vain, inactive, ineffective, ineffectiveness, "
        "ineffectual, lack benefit, lack efficacy, lack of efficacy, lacking efficacy, let down, made no "
        "difference, make no difference, no activity, no benefit, no clinical benefit, no effect, no efficacy, "
        "no good, no help, no improvement, no measurable effect, no positive effect, no promise, no real "
        "effect, no response, no therapeutic benefit, no therapeutic effect, no use, no value, not active, not "
        "any good, not beneficial, not confer benefit, not deliver, not do anything, not effective, not have "
        "any effect, not help, not help at all, not improve, not make a difference, not make any difference, "
        "not of help, not pan out, not respond, not show any benefit, not show any effect, not show any "
        "efficacy, not show benefit, not show effect, not show efficacy, not succeed, not succeed in helping, "
        "not useful, not work, not work well, not worth, poor results, prove ineffective, proved futile, turned "
        "out ineffective, unsuccessful, unsuccessfully, useless, without any benefit, without any effect, "
        "without benefit, without effect, without success"
    ),
    "null": (
        "beat no placebo, came back negative, came to nothing, came up empty, come to nothing, come up "
        "negative, did not separate, drew a blank, empty-handed, end in a draw, end negative, end without "
        "effect, ended in a draw, ended negatively, endpoint not met, equal to placebo, fail endpoint, fail to "
        "beat, fail to demonstrate benefit, fail to find, fail to meet, fail to meet endpoint, fail to "
        "outperform, fail to separate, fail to show, fail to show benefit, fail to show difference, fail to "
        "show superiority, failed to beat placebo, failed to demonstrate, failed to meet, failed to show a "
        "benefit, fell flat, find nothing, found nothing, futility, inconclusive, indistinguishable from "
        "placebo, insignificant, miss endpoint, miss primary endpoint, miss their endpoint, missed endpoint, "
        "missed its endpoint, missed primary endpoint, missed their primary endpoint, negative, negative "
        "outcome, negative result, neutral, neutral result, no advantage, no advantage over placebo, no benefit "
        "over control, no benefit over placebo, no better, no better result, no better than control, no better "
        "than placebo, no detectable difference, no difference from placebo, no difference to placebo, no "
        "differences, no different from placebo, no effect over placebo, no evidence of benefit, no improvement "
        "over control, no improvement over placebo, no measurable benefit, no significant advantage, no "
        "significant benefit, no significant difference, no significant difference from placebo, no significant "
        "effect, no statistically significant, no statistically significant benefit, no statistically "
        "significant difference, no superiority, no treatment effect, non-significant, nonsignificant, not "
        "achieve endpoint, not achieve primary endpoint, not beat control, not beat placebo, not better, not "
        "better than placebo, not confirm, not differ, not differ from placebo, not find a difference, not meet "
        "endpoint, not meet primary endpoint, not outperform, not reach primary endpoint, not reach "
        "significance, not separate from placebo, not show a difference, not significant, not significantly, "
        "not significantly better, not statistically significant, not superior, not work out, nothing found, "
        "null finding, null outcome, null result, same as placebo, show no difference, show nothing, showed no "
        "benefit, statistically insignificant, stopped for futility, terminated for futility, that missed, turn "
        "out negative, turned out negative, were negative, without a difference, without a significant effect, "
        "without any difference, without difference, without result, without significance, without significant "
        "difference, without significant effect"
    ),
    "without": (
        "absent, are missing, blank, blank spot, blank spots, devoid of data, devoid of evidence, do not appear, "
        "evidence gap, evidence-free, gap, gaps, go unstudied, go untested, have no data, have no published, have no "
        "study, have no trials, have not been, have not had, have nothing, have to be studied, have to be tested, "
        "have to be tried, have yet to, have yet to be, knowledge gap, lack any data, lack any evidence, lack any "
        "study, lack data, lack evidence, lack published, lack study, lacking any data, lacking any evidence, "
        "lacking any study, lacking data, lacking evidence, left out of studies, left untested, look-in, missing, "
        "missing evidence, neglected, never appear, never appeared, never been, never been assessed, never been "
        "evaluated, never been explored, never been given, never been investigated, never been looked at, never been "
        "reported, never been studied, never been tested, never been tried, never been used, never bothered, never "
        "entered, never evaluated, never examined, never explored, never get, never given, never got, never "
        "investigate, never look at, never made it into, never reached, never studied, never test, never try, never "
        "used, no data, no evidence, no evidence at all, no findings, no known evidence, no literature, no one "
        "bothered, no one ever, no one has bothered, no one has looked at, no one has studied, no one has tested, no "
        "one look at, no one studied, no one tested, no one tried, no paper, no publication, no published data, no "
        "published evidence, no published studies, no record, no reports, no research, no result, no studies, no "
        "study, no supporting evidence, no trial, no trials, nobody bothered, nobody evaluate, nobody ever, nobody "
        "examined, nobody has looked at, nobody has reported, nobody has studied, nobody has tested, nobody has "
        "tried, nobody investigate, nobody look at, nobody studied, nobody tested, nobody tried, not a single paper, "
        "not a single study, not a single trial, not appear, not been assessed, not been evaluated, not been "
        "examined, not been explored, not been investigated, not been looked at, not been reported, not been "
        "studied, not been tested, not been through, not been tried, not been used, not come up, not documented, not "
        "evaluated, not examined, not explored, not given, not have any data, not have any evidence, not have any "
        "studies, not have any study, not have data, not have evidence, not investigate, not look at, not "
        "represented, not so far, not studied, not test, not try, not used, not used so far, not yet, not yet been, "
        "not yet explored, not yet investigated, not yet reported, not yet study, not yet test, not yet tried, "
        "nothing, nothing known, overlooked, remain open, remain to be studied, remain to be tested, remain to be "
        "tried, remain unexplored, remain unstudied, remain untested, still have to be tried, still lacking, still "
        "missing, still open, still untested, unassessed, uncovered, undocumented, unevaluated, unexamined, "
        "unexplored, uninvestigated, unproven, unreported, unstudied, untested, untried, were never given, white "
        "space, white spot, white spots, whitespace, without any data, without any evidence, without any published, "
        "without any study, without any trial, without data, without evidence, without published, without study, yet "
        "to be assessed, yet to be evaluated, yet to be examined, yet to be explored, yet to be investigated, yet to "
        "be reported, yet to be studied, yet to be tested, yet to be tried, zero data, zero evidence, zero papers, "
        "zero studies, zero trials"
    ),
    # --- harm
    "harm": (
        "adrs, adverse, adverse consequences, adverse drug reaction, adverse effect, adverse effect profile, adverse "
        "event, adverse event profile, adverse experiences, adverse outcome, adverse outcomes, adverse reaction, "
        "adversely, aes, ailments, anything bad, bad, bad effects, bad for, bad outcomes, bad reactions, bad side, "
        "bad thing, cardiotoxic, cardiotoxicity, complaint, complaints, complications, consequences, damage, damage "
        "done, danger, dangerous, dangerous effects, deleterious, detrimental, do damage, do harm, downside, "
        "downsides, drawbacks, drug reaction, drug-induced, genotoxic, go wrong, goes wrong, gone wrong, harm done, "
        "harm profile, harmed, harmful, harmful consequences, harmful effects, harms reported, hazard, hazardous, "
        "hazards, hepatotoxic, hepatotoxicity, how safe, hurt, iatrogenic, ill effect, ill-effects, injure, "
        "injurious, injury, liabilities, look out for, nasty, nasty effects, negative consequences, negative "
        "effects, negative side, nephrotoxic, nephrotoxicity, neurotoxic, neurotoxicity, noxious, ototoxic, "
        "ototoxicity, perilous, poisonous, poisonous effects, problem, problems, problems caused, reactions to, risk "
        "profile, risks, risks of, risky, safety, safety concerns, safety data, safety issues, safety liabilities, "
        "safety picture, safety problems, safety profile, safety record, safety signals, safety warnings, serious "
        "events, side effect, side effect profile, side reactions, side-effect profile, side-effects, suffer, suffer "
        "from, threaten, tolerability, tolerate, tolerated, toxic, toxicities, toxicity, toxicity profile, "
        "toxicology, trouble, undesirable, undesirable effect, undesired, undesired effects, undesired reactions, "
        "unfavourable effects, unpleasant, unpleasant effects, unsafe, untoward, untoward effect, unwanted, unwanted "
        "effect, unwanted reactions, warn, warned of, warning signs, warnings, watch out for, well tolerated, what "
        "harm, what to watch for, worries, worry about"
    ),
    "worsen": (
        "aggravate, backfire, backfired, counterproductive, deteriorate, detrimental to, exacerbate, made "
        "worse, make it worse, make worse, makes worse, worse, worsening"
    ),
    "cause": (
        "arise from, blamed for, bring about, bring on, brought about, brought on, cause harm, contribute to "
        "developing, elevate the risk, elicit, give rise, give rise to, heighten the risk, increase risk, "
        "increase the risk, increase the risk of, induce, lead to, precipitate, predispose to, promote, "
        "provoke, raise risk, raise the risk, raise the risk of, responsible for causing, set off, trigger"
    ),
    # --- actions on targets
    "inhibit": (
        "ablate, abolish, abrogate, antagonise, attenuate, block, blockade, blocking, blunt, counteract, curb, "
        "dampen, degrade, deplete, destroy, dial down, disrupt, downmodulate, hamper, hinder, impede, "
        "inactivate, inhibition, inhibitory, inhibitory action, inhibitory effect, interrupt, keep in check, "
        "knock down, knock out, knock-down, neutralise, neutralize, obstruct, put a brake on, put out of "
        "action, put the brakes on, quench, repress, restrain, shut down, shut off, silence, stop, suppress, "
        "switch off, tamp down, turn off"
    ),
    "activate": (
        "activation, activatory, agonise, agonism, agonistic, dial up, excite, fire up, increase activity, "
        "potentiate, potentiator, promote, stimulate, stimulatory, switch on, trigger, turn on, turn up, turns "
        "on"
    ),
    "bind": (
        "associate physically, attach to, bind to, bind with, binding, bound, bound by, dock, latch onto, "
        "ligand, stick to"
    ),
    "affect": (
        "act in any way, affected, alter, change, have any effect on, influence, interfere, modify, modulate, "
        "modulation, modulatory, perturb, touch on"
    ),
    "upregulate": (
        "augment, boost, boost expression, boost level, crank up, drive up, elevate, elevate expression, "
        "elevate level, enhance, enhance expression, expression up, higher expression, increase, increase "
        "amounts, increase expression, increase level, increase the expression, increase the level, increase "
        "the levels of, induce, induce expression, induction, more expression, overexpress, overexpression, "
        "push up, raise, raise expression, raise level, raise the expression, raise the level, step up, turn "
        "up, up-regulate, upregulation"
    ),
    "downregulate": (
        "bring down, bring down expression, bring down the level, cut expression, cut levels, dampen "
        "expression, decrease, decrease expression, decrease level, decrease the expression, decrease the "
        "level, depress, diminish, diminish expression, diminish level, down-regulate, downregulation, drive "
        "down, expression down, inhibit expression, knock down, knock down expression, less expression, lower, "
        "lower amounts, lower expression, lower level, lower the expression, lower the level, lower the levels "
        "of, push down, reduce, reduce expression, reduce level, reduce the amount, reduce the expression, "
        "repress expression, suppress expression, suppress level, turn down"
    ),
    "inhibitor": (
        "antagonist, antagonists, blocker, blocking agent, blocking compound, blocking drug, degrader, "
        "inhibiting compound, inhibiting drug, inhibitory agent, inhibitory compound, inhibitory drug, "
        "inhibitory molecule, suppressor"
    ),
    "activator": "activating compound, activating drug, agonist, inducer, potentiators, stimulator",
    "act": (
        "act in the body, act on, act upon, action, activities, address, aimed, aimed at, attack, bear on, "
        "directed, directed against, directed at, directed towards, effect on, engage, exert, exert effect, "
        "exert its effect, go after, going after, going at, has effect on, have an effect on, hit, hit in the "
        "body, hitting, home in on, hone in on, in contact with, in its sights, in the body, interact with, "
        "interfere with, intervene, intervene in, latch on, lock on, operate on, operate through, pharmacologic "
        "action, pharmacological action, pharmacological effect, pharmacology, point of attack, reach, site of "
        "attack, strike, tackle, touch, work on, work through, zero in on"
    ),
    "against": "anti",
    # --- drugs together
    "combine": (
        "accompanied, add, add on, add to, add-on, add-ons, added, added on top, added to, addons, adjunct, adjunct "
        "to, adjunctive, adjuvant to, administer alongside, administered alongside, administered in combination, "
        "administered together, administered with, along with, alongside another, augment, augmentation, "
        "augmentation strategy, augmented with, augmenting, backbone, backbone drug, blended, boosted with, "
        "co-administer, co-administration, co-drug, co-given, co-medication, co-prescribed, co-treatment, "
        "coadminister, coadministration, cocktail, combination, combination partner, combination partners, "
        "combination regimen, combination study, combination therapy, combination treatment, combinatorial, combine "
        "well, combined regimen, combined treatment, combined with, combining, combo, combos, comedication, "
        "companion drug, concert, concomitant, concomitant use, concomitantly, concurrent, concurrently, "
        "conjunction, cotreatment, coupled, coupled with, dosed together, doublet, drug cocktail, drug combination, "
        "drug combinations, drug pair, dual therapy, dual treatment, give together, give with, given along with, "
        "given alongside, given together, given with, go together with, go with, goes together with, goes with, hand "
        "in hand, in addition to, in combination, in combo, in concert with, in conjunction, in conjunction with, in "
        "one regimen, in tandem, in tandem with, joined, joined with, joint, joint therapy, jointly, mix of, mix of "
        "drugs, mix with, mixed with, mixture, multi-agent, multi-drug, multi-drug regimen, multidrug, on top of, "
        "pair, pair with, paired, paired up, pairing, partner, partner drugs, partnered, partnering, partnership, "
        "plus, plus another, plus other, polypharmacy, polytherapy, put together with, regimen, shared regimen, "
        "sidekick, simultaneously, stacked, stacked with, supplemented, synergise, synergism, synergistic, "
        "synergistically, synergize, synergy, taken with, teamed up, teamed with, teaming, tested together, "
        "together, together with, tried with, triple therapy, triplet, used alongside, used with, with what is "
        "given, with what is it given, with what was given, work well with, works well with"
    ),
    "beside": (
        "accompany, accompany in the literature, along side, alongside, appear in studies of, appear in the "
        "same, appear in the studies of, appear together, appear together with, appear with, co-appear, "
        "co-evaluated, co-examined, co-investigated, co-mentioned, co-occur, co-studied, co-tested, come up "
        "alongside, come up with, companion, company, cooccur, costudied, evaluated alongside, evaluated "
        "together, evaluated with, examined alongside, examined together, explored alongside, feature "
        "alongside, feature together, featured alongside, get investigated together, in common with, in "
        "parallel, in the company of, in the same paper, in the same publications, in the same studies, in the "
        "same trial, investigated alongside, investigated together, investigated with, jointly studied, keep "
        "company, mentioned alongside, mentioned together, mentioned with, next to, occur together, other drugs "
        "appear, other drugs in its studies, other drugs in papers, other drugs in studies, other drugs in the "
        "studies, other drugs studied with, other drugs tested with, researched alongside, same paper, same "
        "papers as, same publication, same publications as, same studies as, same study, same trial, same "
        "trials as, share a study, share a trial, share papers, share papers with, share publications, share "
        "studies, share study, share trials, show up alongside, show up with, side by side, studied alongside, "
        "studied by the side of, studied in parallel, studied jointly, studied together, studied together with, "
        "study with, tend to appear, tested alongside, tested together, tested together with, tested with, "
        "together, tried with, turn up in studies of, turn up next to, turn up with, used with"
    ),
    "compare": (
        "against each other, against one another, against other, alternatives to, as effective as, as good as, beat, "
        "beaten, beaten by, benchmark, benchmarked, benchmarked against, best between, best of the two, better, "
        "better choice, better of the two, better or worse, better than, came out on top, come out ahead, come out "
        "on top, comes out ahead, comparably, comparative, comparative effectiveness, comparative efficacy, "
        "comparative study, comparator, comparator arm, compare favourably, compared against, compared directly, "
        "compared to, compared with, compares with, comparison, comparisons, compete, competing, competitor, "
        "contenders, contrast with, contrasted with, control, control arm, did better than, difference between, "
        "differences between, direct comparison, direct head to head, directly, directly compared, do against, do "
        "better, do better than, does better, drug against drug, drug versus drug, duel, edge out, face off, "
        "face-off, faceoff, fare against, fare versus, go against, go head to head, head on, head to head "
        "comparison, head-to-head, hold up against, how do they compare, inferior, inferior to, inferiority, judged "
        "against, judged better, less effective, less effective than, less toxic than, lose to, lost to, match up, "
        "match up against, matched against, measure up, measure up to, measured against, more effective, more "
        "effective than, non-inferior, non-inferiority, noninferior, noninferiority, outclass, outdo, outperform, "
        "outshine, pit, pit against, pitted, pitted against, preferable to, put up against, relative to, rival, same "
        "or better, set against, showdown, side-by-side comparison, stack up against, stacked up, stronger, stronger "
        "than, superior, superior to, superiority, surpass, tested against each other, tested against other, tested "
        "head to head, tested versus, than others, toe to toe, trialed against, trialled against, trump, up against, "
        "v, versus, versus each other, vs, weaker than, weighed against, went head to head, which is better, which "
        "is superior, which one is better, which performs better, which works better, win, winner, wins, with each "
        "other, work better, works better, worse than"
    ),
    "credit": (
        "alone, and not to a single drug, and not to one drug, any one, any one drug, any one of them, any single "
        "agent, any single drug, apportion, ascribable, ascribe, ascribed, assigned to, attributable, attribute, "
        "belong only to, blamed on one, both drugs, cannot be separated, cannot be told apart, combination as a "
        "whole, combination rather than, credited only, credited to any one, credited to any one of them, credited "
        "to one, disentangle, drug alone, due only to, due to a combination, due to combinations, due to one, due to "
        "one drug or the mix, due to the combination, from combination, individual agent, individual contribution, "
        "individual drug, individual drugs, isolate, joint effect, monotherapy, not monotherapy, not one drug, not "
        "separable, not to a single drug, not to one drug, one component, one drug, one drug alone, one of them, one "
        "single drug, only as a combination, only as part, only credited, only for the combination, only in "
        "combination, only together, only with others, owed to, owing to one, pin down, pin on, pinned down, pinned "
        "on, pinned to, pull apart, rather than monotherapy, rather than single drug, separated, several drugs "
        "together, single agent, single component, single compound, single constituent, single drug, single one, "
        "single substance, single-agent, sole agent, solely to one, tease apart, teased apart, the mix, told apart, "
        "traced to one, two agents, two drugs, two drugs together, untangle, whole combination"
    ),
    "organ": (
        "organ damage, the bone marrow, the bones, the brain, the eye, the eyes, the gut, the heart, the immune "
        "system, the kidney, the kidneys, the liver, the lung, the lungs, the muscles, the nerves, the skin, the "
        "stomach, what organ, which organ"
    ),
}
"""Concept -> the words and phrases that say it, with commas."""
