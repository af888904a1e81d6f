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
        "agree, ambiguous, ambivalent, and others none, argue, at loggerheads, at odds, at odds with each other, at "
        "odds with one another, at variance, back and forth, bicker, both benefit and no benefit, both effective and "
        "ineffective, both favourable and unfavourable, both for and against, both good and bad, both helpful and "
        "unhelpful, both positive and negative, both positive and null, both success and failure, both supporting "
        "and null, both supporting and opposing, both ways, but not by others, but not others, by some and denied by "
        "others, cannot agree, cannot both be right, clash, clashes, clashing, come to different conclusions, come "
        "to opposing, come to opposite conclusions, conflict, conflict with each other, conflict with one another, "
        "conflicting data, conflicting evidence, conflicting findings, conflicting results, conflicts, contentious, "
        "contested, contradict each other, contradict one another, contradicting, contradicting evidence, "
        "contradiction, contradictorily, contradictory, contrary, contrary results, contrast, controversial, "
        "controversy, cut both ways, debate, differ in results, different answers, different conclusions, different "
        "results, differing conclusions, differing findings, differing results, disagree, disagree with each other, "
        "disagree with one another, disagreeing, disagreeing evidence, disagreement, discordance, discordant, "
        "discrepancy, discrepant, dispute, disputed, diverge, divergence, divergent, diverging, divide, divide "
        "opinion, do not match, equivocal, fail to agree, failed to agree, favourable and unfavourable, for and "
        "against, go both ways, good and bad, help and fail to help, help and not, help here and fail there, help in "
        "some, helped here failed there, hold against each other, hot dispute, hotly debated, in conflict, in "
        "disagreement, in dispute, in some but not others, incompatible, incongruent, inconsistencies, "
        "inconsistency, inconsistent, inconsistently, irreconcilable, jury is out, jury still out, lack consensus, "
        "lack consistency, lack of consensus, mixed, mixed bag, mixed evidence, mixed findings, mixed picture, mixed "
        "result, mixed signals, mixed verdict, no consensus, not according to others, not agree, not all agree, not "
        "by others, not concordant, not consistent, not match, not others, not see eye to eye, not tally, one paper "
        "says, one says yes, opinions divided, opposed findings, opposing, opposing conclusions, opposing evidence, "
        "opposing findings, opposing result, opposite, opposite conclusions, opposite findings, opposite results, "
        "opposite verdicts, others did not, others disagree, others do not, others found none, others no, others "
        "none, others not, others say no, paradoxical, point both ways, point in different directions, point in "
        "opposite directions, points of dispute, polarised, polarized, positive and negative, positive and null, pro "
        "and con, pros and cons, quarrel, reach different, reach different conclusions, reach opposite, reach "
        "opposite conclusions, says yes and who says no, see eye to eye, separates positive from negative, some but "
        "not in others, some papers but not according to others, some papers but not others, some positive some "
        "negative, some report benefit and others none, some say, some say yes, speak against each other, split, "
        "split down the middle, split on, successes and failures, supporters and opponents, tell different stories, "
        "tension, thumbs down, thumbs up, thumbs-down, thumbs-down in the next, thumbs-up, thumbs-up in one, two "
        "camps, two minds, undecided, unresolved, unsettled, up in the air, vary, who says yes and who says no, "
        "without consensus, worked and failed, worked in some, works here but not there, yes and no, yes in one and "
        "no in another"
    ),
    "differ": (
        "difference in design, differences between them, different from study to study, distinguishing, explain "
        "why, how different, how do they differ, how they differ, in what do they differ, in what they differ, "
        "set apart, sets apart, so different, so different from, what differs, what distinguishes, what "
        "explains, what may explain, what separates, what sets them apart, what they differ in, where they "
        "differ, why"
    ),
    "deny": (
        "absence of an effect, absence of effect, also not, authors reject, can not, cannot do, claimed not to, "
        "claims against, contested claims, contrary claims, counter-claims, debunked, denial, denials, denied, "
        "dismiss, dismissed, dispelled, disproved, disproven, does not, does not do, does nothing to, explicitly "
        "denied, explicitly not, fail to do, fails to do, false, false claims, found not to, has no effect on, have "
        "no effect on, incapable, incorrect, lack of association, leave alone, leave untouched, leaves alone, "
        "negate, negated assertion, negated claim, negated finding, negated statement, negation, negations, negative "
        "assertion, negative claim, negative findings, negative statement, negatives, no association, no "
        "associations, no connection, no correlation, no effect, no effect on, no influence on, no interaction, no "
        "link, no relation, no relationship, not able, not act, not activate, not affect, not affect any, not alter, "
        "not associated, not be true, not bind, not cause, not change, not correlated, not do, not do according, not "
        "have, not hit, not hold, not implicated, not increase, not induce, not influence, not inhibit, not "
        "interact, not lead to, not linked, not lower, not modulate, not raise, not reduce, not regulate, not said "
        "to do, not so, not target, not the case, not to be so, not touch, not true, not true of, null association, "
        "proven not to, refutation, refutations, refute, refutes, reject claim, reported not to, rule out, ruled "
        "out, said it does not, said not, said not to, said not to be, said not to be so, said that it does not, "
        "said to lack, said to not, shown not to, stated not to, unable, unaffected, unaffected by, unrelated, "
        "untrue, without an effect on, wrongly claimed"
    ),
    # --- what does not count
    "uncounted": (
        "below the bar, counted out, deemed insufficient, deemed too weak, disallowed, discard, discount, "
        "disqualification, disqualified, disregard, does not count, does not qualify, does not weigh, drop, dropped, "
        "exclude, excluded evidence, excluded from the count, exclusion, fail criteria, fail to count, failed to "
        "count, failed to qualify, fall short, fell short, filtered away, filtered out, ignore, inadmissible, "
        "ineligible, insufficient, insufficient evidence, invalid, is excluded, kept from counting, kept out, kicked "
        "out, leave out, left aside, left out, low quality, low-quality, make the cut, missed the bar, near miss, no "
        "support, no weight, not accepted, not add to the count, not admitted, not be counted, not be counted as, "
        "not be trusted, not be used, not being counted, not clear the bar, not considered, not contribute, not "
        "count, not count as evidence, not count as support, not credible, not credited, not deemed, not eligible, "
        "not enough to count, not enter, not enter the count, not evidence count, not figure in the count, not go "
        "into, not good enough, not hold up, not in the count, not included, not included in the count, not make it, "
        "not make it into, not make it into count, not make the cut, not meet criteria, not meet the bar, not meet "
        "the criteria, not paper count, not part of the count, not part of the tally, not pass, not pass the bar, "
        "not qualify, not regarded, not regarded as support, not relied on, not relied upon, not result count, not "
        "scored, not solid enough, not stand up, not strong enough, not study count, not sufficient, not support, "
        "not taken as evidence, not taken as support, not taken into account, not tallied, not tally, not trial "
        "count, not used as evidence, not valid, not weigh, not weighed, not weighted, omitted, overruled, poor "
        "quality, poor-quality, pushed aside, put aside, reasons for exclusion, refused, reject, rejected evidence, "
        "ruled out, ruled out as support, screened away, second-class, set aside, set to one side, sidelined, "
        "skipped, sorted out, struck off, struck out, tally, threw out, thrown away, thrown out, too weak, too weak "
        "to count, turned down, unaccepted, uncredited, unusable, voided, weak evidence, weak to count, weeded out, "
        "without counting, without weight"
    ),
    "nearly": (
        "act like, adjacent to, alleged, almost, almost members, almost qualify, are not really, aren't, behave "
        "like, borderline, borderline member, but are not, but is not, but not in it, but not members, came close, "
        "came close to, candidates for the class, close, close relatives of the class, close to, come close, come "
        "close to, confused with, could be taken for, easily confused with, erroneously, excluded from the class, "
        "fall short of, falsely, fringe, impostors, just miss, just not, just outside, just outside of, just short "
        "of, kept out of the class, kin to, look alike, look like, look like but are not, look-alike, lookalike, "
        "lookalikes, might be mistaken for, mistaken for, narrow miss, narrow misses, narrowly, narrowly miss, near, "
        "near miss, near miss of the class, near the class, near-members, nearly members, nearly qualify, neighbours "
        "of the class, not actually, not admitted to, not allowed into, not belong, not belong to the class, not "
        "classified as, not counted among, not counted as members, not formally, not genuine, not in the class, not "
        "let, not let in, not let into, not made it into class, not make it into class, not member, not member of "
        "the class, not officially, not proper, not quite, not really, not strictly, not technically, not "
        "themselves, not true members, on the border of, on the edge of, on the fringe, outside the class, pass as, "
        "pass for, posing as, pretend, pretenders, pretending to be, pseudo, quasi, related but, resemble, "
        "resembling, seem, seem to be, short of, similar to, similar to but not, sit just outside, sitting just "
        "outside, so-called, supposed, taken for, technically not, thought to be, wannabe, without being, wrongly, "
        "wrongly taken"
    ),
    "member": (
        "be one of, belong, belong in, belong to, categorised as, categorized as, class, class member, class "
        "of, class of drugs, classed as, classified as, considered, constitute, count amongst, count as, "
        "counted among, drug class, exist, fall in, fall in the class, fall into, fall under, fall under the "
        "class, family, filed under, fit into, fit the class, group, grouped as, in the family, included in the "
        "class, known examples, learn, make up, members of, members of class, membership, part of class, part "
        "of the class, qualify as, regarded as, representatives, sorted under, who belongs, who belongs to"
    ),
    # --- how strong, where, in what
    "tier": (
        "according to study phase, across phases, across the phases, across the tiers, across tiers, animal and "
        "human, animal vs human, animals or people, arranged by, at each tier, at every tier, at what level, at what "
        "stage, at what tier, at which level, at which stage, at which tier, bench, bench and clinic, bench data, "
        "bench to bedside, bench to clinic, bench versus bedside, break down, breakdown, broken down, by design, by "
        "evidence level, by level, by phase, by rung, by strength, by study type, by tier, by type, categorised by, "
        "categorized by, category of study, cell to clinic, clinic, clinical, clinical and preclinical, clinical or "
        "preclinical, clinical phase, clinical pipeline, clinical stage, clinical versus preclinical, clinical vs in "
        "vitro, clinical vs preclinical, cohorts and mice, development stage, divide by, divided by, each level, "
        "each phase, each tier, every level, every phase, every tier, evidence class, evidence grade, evidence "
        "level, evidence levels, evidence pyramid, evidence tier, from mention to phase 3, furthest along, grade of "
        "evidence, grouped by, hierarchy, how advanced, how far advanced, how far along, how mature, human or "
        "animal, in each tier, in vitro, in vitro vs clinical, in vivo, in vivo and in vitro, in what phase, kind of "
        "study, kinds of evidence, lab, lab and clinic, lab or clinic, laboratory, laboratory and clinical, level by "
        "level, level of evidence, level-wise, levels, levels of evidence, most advanced, observational, "
        "observational studies, ordered by, organised by, organized by, per tier, phase, phase 1 to 3, phase by "
        "phase, phase of development, phase of evidence, phase of research, phase of study, phase-wise, pipeline, "
        "preclinical, preclinical and clinical, preclinical or clinical, preclinical vs clinical, rank, rank by "
        "evidence, ranked by tier, rcts observational, rcts or, research phase, research stage, rung, separated by, "
        "sorted by, split by, split into, split results into, split up by, stage, stage of development, stage of "
        "evidence, stage of research, stage-wise, strata, stratified by, stratify by, study design, study phase, "
        "study type, tabulate by phase, tested in cells animals or people, tier by tier, tier-wise, tiered, trial "
        "phase, type of study, types of evidence"
    ),
    "strength": (
        "at what tier, at which tier, best tier, highest tier, how active, how beneficial, how certain, how "
        "compelling, how convincing, how effective, how efficacious, how far, how firm, how good, how helpful, "
        "how much evidence, how much support, how promising, how reliable, how robust, how solid, how strong, "
        "how strong is, how successful, how useful, how well, how well established, how well supported, "
        "quality, robustness, strength of evidence, strength of the evidence, strong, weight of evidence, with "
        "what strength"
    ),
    "each": (
        "agent by agent, broken down by drug, by agent, by compound, by drug, by member, compound by compound, "
        "drug by drug, drug-by-drug, each agent, each compound, each drug, each member, each of them, each one, "
        "every drug, every member, for each, for each drug, for each member, for every drug, for every single, "
        "individually, member by member, of each agent, of each drug, of every drug, one at a time, one by one, "
        "per, per agent, per compound, per drug, per member, respectively, separately"
    ),
    "species": (
        "actual patients, animal data, animal evidence, animal experiments, animal model, animal research, "
        "animal species, animal study, animal work, animals, beast, canine, cats, cattle, creatures, dog, "
        "flies, fruit flies, guinea pig, hamster, human, human data, human evidence, human study, human "
        "subjects, human trial, humans or animals, in animal models, in animals, in human beings, in humans, in "
        "humans or animals, in man, in mice, in patients, in people, in rats, in the mouse, in the rat, in vivo "
        "in, lab animals, lab mice, lab rats, laboratory animals, live animals, mammals, mice, mice or people, "
        "model organism, monkey, mouse, mouse model, murine, murine model, non-human, non-human primates, "
        "nonhuman, on patients, organism, people or animals, pig, pigs, preclinical species, primates, rabbit, "
        "rat, rat models, real patients, rodent, sheep, vertebrates, vivo models, which animals, whole animals, "
        "worms, xenograft, zebrafish"
    ),
    "cells": (
        "cancer cell lines, cell, cell culture, cell line, cell lines used, cell model, cell models, cell system, "
        "cell types, cell types used, cell-based, cellular, cellular model, cellular models, cellular systems, "
        "culture model, culture systems, cultured, cultured cells, cultures, grow in the dish, grow on, grown on, "
        "immortalised cells, in a dish, in cell culture, in cells, in the dish, in vitro, in vitro model, in vitro "
        "system, in vitro work, lab cell models, lab models, lines of cell, lines of cells, lines on which, lines "
        "used, lines were used, on which lines, petri dish, what did they grow, what lines, which lines"
    ),
    "misidentified": (
        "authentic, authenticated, authenticity, contaminated, contaminated cell line, cross-contaminated, "
        "cross-contamination, fake cell lines, false cell line, genuine, impostor, known to be false, "
        "misattributed, misidentified line, mislabeled, mislabelled, mixed up, problematic cell lines, wrong "
        "cell line, wrong identity, wrongly identified, wrongly labelled"
    ),
    "registry": (
        "clinicaltrials, clinicaltrials.gov, ct.gov, ctgov, identifiers of trials, in registries, nct, nct id, "
        "nct ids, nct number, registered, registered clinical studies, registered clinical trials, registered "
        "studies, registered trial, registered under, registration, registration numbers, registry entries, "
        "registry id, registry ids, registry number, registry records, trial codes, trial id, trial identifier, "
        "trial ids, trial numbers, trial records, trial register, trial registration, trial registrations, "
        "trial registries, trial registry"
    ),
}
"""Concept -> the words and phrases that say it, with commas."""
