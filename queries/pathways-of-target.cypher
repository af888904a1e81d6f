// name = "pathways-of-target"
// question = "Which pathways does a target take part in?"
// [parameters.target]
// type = "curie"
// entity = ["Target"]
// help = "the target"
// [columns]
// pathway_id = "CURIE of the pathway"
// pathway = "name of the pathway"
// basis = "curated or text"
// source = "where the fact is from (curated)"
// evidence = "sentences that say so (text)"
// assertion = "id of the claim, for `kg explain` (text)"

MATCH (:Target {id: $target})-[takes_part:PARTICIPATES_IN]->(pathway:Pathway)
RETURN pathway.id AS pathway_id,
       pathway.name AS pathway,
       takes_part.basis AS basis,
       takes_part.source AS source,
       takes_part.evidence_count AS evidence,
       takes_part.assertion AS assertion
ORDER BY basis, pathway.name, takes_part.key
