// name = "targets-of-drug"
// question = "What does a drug act on, and who says so?"
// asks = [
//     "target {drug}", "act {drug}", "bind {drug}", "inhibit {drug}", "activate {drug}", "affect {drug}",
//     "target act {drug}", "target inhibit {drug}", "target bind {drug}", "target activate {drug}",
//     "target affect {drug}", "upregulate {drug}", "downregulate {drug}", "target upregulate {drug}",
//     "target downregulate {drug}", "inhibit activate {drug}", "target {drug} {Target}", "act {drug} {Target}",
//     "inhibit {drug} {Target}", "activate {drug} {Target}", "bind {drug} {Target}", "affect {drug} {Target}",
//     "upregulate {drug} {Target}", "downregulate {drug} {Target}", "inhibitor {drug} {Target}",
//     "activator {drug} {Target}", "target act {drug} {Target}", "against {drug} {Target}", "link {drug} {Target}",
//     "evidence inhibit {drug} {Target}", "interaction {drug} {Target}",
// ]
// perhaps = [
//     "mechanism {drug}", "how, work {drug}", "how, act {drug}", "how study {drug}", "{drug} {Target}",
//     "evidence {drug} {Target}", "work {drug} {Target}",
// ]
// besides = "target, act, evidence, inhibit, bind, affect, activate, claim, upregulate, downregulate, paper, known, expression, how, mechanism, work, inhibitor, activator, against, interaction, sentence, study, result, strongest"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// help = "the drug"
// [example]
// drug = "everolimus"
// [columns]
// target_id = "CURIE of the target"
// target = "name of the target"
// relation = "what the drug does to it"
// basis = "curated, text or both"
// evidence = "sentences that say so (text)"
// score = "how likely the best sentence is read rightly, 0 to 1; 1 for what is curated"
// belief = "how well all its sources together speak for it, 0 to 1"
// sources = "where the fact is from; text for sentences"
// references = "the sources' own references (curated)"
// assertion = "id of the claim, for `kg explain` (text)"

MATCH (:Drug {id: $drug})-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS|UPREGULATES|DOWNREGULATES|SUBSTRATE_OF]->(target:Target)
RETURN target.id AS target_id,
       target.name AS target,
       type(acts) AS relation,
       CASE WHEN acts.basis = 'curated' AND acts.assertion IS NOT NULL THEN 'both' ELSE acts.basis END AS basis,
       acts.evidence_count AS evidence,
       acts.score AS score,
       acts.belief AS belief,
       acts.sources AS sources,
       coalesce(acts.references, []) AS references,
       acts.assertion AS assertion
ORDER BY acts.basis, coalesce(acts.evidence_count, 0) DESC, target.name, acts.key
