// name = "pathways-of-target"
// question = "Which pathways does a target take part in?"
// asks = [
//     "pathway {target}", "pathway link {target}", "pathway within {target}", "pathway member {target}",
//     "partake {target}", "pathway partake {target}", "partake purpose {target}", "link purpose {target}",
//     "partake {target} {Pathway}", "member {target} {Pathway}", "within {target} {Pathway}",
//     "link {target} {Pathway}",
// ]
// perhaps = ["{target} {Pathway}"]
// besides = "within, act, member, link, claim, target, pathway, where, study, identity, result, partake, {Pathway}"
// [parameters.target]
// type = "curie"
// entity = ["Target"]
// help = "the target"
// [example]
// target = "RPTOR"
// [columns]
// pathway_id = "CURIE of the pathway"
// pathway = "name of the pathway"
// basis = "curated, text or both"
// sources = "where the fact is from; text for sentences"
// evidence = "sentences that say so (text)"
// belief = "how well all its sources together speak for it, 0 to 1"
// assertion = "id of the claim, for `kg explain` (text)"

MATCH (:Target {id: $target})-[takes_part:PARTICIPATES_IN]->(pathway:Pathway)
RETURN pathway.id AS pathway_id,
       pathway.name AS pathway,
       CASE WHEN takes_part.basis = 'curated' AND takes_part.assertion IS NOT NULL THEN 'both' ELSE takes_part.basis END AS basis,
       takes_part.sources AS sources,
       takes_part.evidence_count AS evidence,
       takes_part.belief AS belief,
       takes_part.assertion AS assertion
ORDER BY takes_part.basis, pathway.name, takes_part.key
