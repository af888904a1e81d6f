// name = "near-misses"
// question = "Which evidence on drugs in a disease does not count, and why?"
// asks = [
//     "uncounted {disease}", "uncounted {drug} {disease}", "uncounted why {disease}", "not count {disease}", "not count study {disease}",
//     "uncounted evidence {disease}", "uncounted study {disease}", "uncounted paper {disease}",
//     "uncounted drug {disease}",
// ]
// besides = "evidence, paper, study, why, drug, result, sentence, trial, work, not, claim, misidentified, differ, widely"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// help = "the disease, with all its subtypes"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// default = ""
// help = "only this drug; every drug when empty"
// [example]
// disease = "HCC"
// drug = "sirolimus"
// [columns]
// reason = "rejected (by a curator), retracted, protocol, contaminated-cell-line, comparator, combination, review or mention: the first of these that holds"
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// disease_id = "CURIE of the disease"
// disease = "name of the disease"
// document = "id of the publication"
// year = "its year"
// tier = "strength of the study"
// polarity = "what it found"
// partners = "the other drugs of a combination"
// sentence = "the text that makes the claim"
// assertion = "id of the claim, for `kg explain`"

MATCH (subtype:Disease)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease})
WITH DISTINCT subtype
MATCH (agent:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(subtype)
WHERE $drug = '' OR agent.id = $drug
MATCH (claim)-[:HAS_EVIDENCE|REJECTED_EVIDENCE]->(evidence:Evidence {counted: false})-[:FROM]->(publication:Publication)
WITH agent, claim, subtype, evidence, publication,
     CASE WHEN 'rejected' IN evidence.flags THEN 'rejected' WHEN 'retracted' IN evidence.flags THEN 'retracted' WHEN 'protocol' IN evidence.flags THEN 'protocol'
          WHEN 'contaminated-cell-line' IN evidence.flags THEN 'contaminated-cell-line'
          WHEN evidence.attribution IN ['comparator', 'combination'] THEN evidence.attribution ELSE evidence.tier END AS reason
RETURN reason AS reason,
       agent.id AS drug_id,
       agent.name AS drug,
       subtype.id AS disease_id,
       subtype.name AS disease,
       publication.id AS document,
       publication.year AS year,
       evidence.tier AS tier,
       evidence.polarity AS polarity,
       evidence.partners AS partners,
       evidence.text AS sentence,
       claim.id AS assertion
ORDER BY reason, drug, drug_id, document, evidence.id
