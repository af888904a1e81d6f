// name = "targets-of-drug"
// question = "What does a drug act on, and who says so?"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// help = "the drug"
// [columns]
// target_id = "CURIE of the target"
// target = "name of the target"
// relation = "what the drug does to it"
// basis = "curated or text"
// evidence = "sentences that say so (text)"
// score = "confidence, 0 to 1 (text)"
// source = "where the fact is from (curated)"
// reference = "the source's own reference (curated)"
// assertion = "id of the claim, for `kg explain` (text)"

MATCH (:Drug {id: $drug})-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS|UPREGULATES|DOWNREGULATES|SUBSTRATE_OF]->(target:Target)
RETURN target.id AS target_id,
       target.name AS target,
       type(acts) AS relation,
       acts.basis AS basis,
       acts.evidence_count AS evidence,
       acts.score AS score,
       acts.source AS source,
       acts.reference AS reference,
       acts.assertion AS assertion
ORDER BY basis, coalesce(acts.evidence_count, 0) DESC, target.name, acts.key
