// name = "combination-evidence"
// question = "Which results belong to a combination and not to one drug?"
// asks = [
//     "combine {disease}", "credit {disease}", "combine credit {disease}", "combine credit {drug}", "credit {drug}",
//     "combine credit {drug} {disease}", "combine credit", "combine result {disease}", "combine drug {disease}",
//     "combine study {disease}", "combine work {disease}",
// ]
// perhaps = ["combine result", "combine"]
// besides = "drug, result, study, evidence, work, not, trial, paper, claim, strength, combine, member"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// default = ""
// help = "only combinations with this drug; all when empty"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// default = ""
// help = "only this disease and its subtypes; every disease when empty"
// [example]
// disease = "HCC"
// [columns]
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// partners = "what it was given with"
// comparators = "what the combination was measured against: ids of drugs, and placebo, no treatment and the like"
// disease_id = "CURIE of the disease"
// disease = "name of the disease"
// tier = "strength of the study"
// polarity = "what the combination showed"
// document = "id of the publication"
// year = "its year"
// trials = "registry numbers the publication brings"
// sentence = "the text that makes the claim"
// assertion = "id of the claim, for `kg explain`"

MATCH (agent:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WHERE ($drug = '' OR agent.id = $drug)
  AND ($disease = '' OR EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) })
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence {attribution: 'combination'})-[:FROM]->(publication:Publication)
RETURN agent.id AS drug_id,
       agent.name AS drug,
       evidence.partners AS partners,
       evidence.comparators AS comparators,
       studied.id AS disease_id,
       studied.name AS disease,
       evidence.tier AS tier,
       evidence.polarity AS polarity,
       publication.id AS document,
       publication.year AS year,
       evidence.trials AS trials,
       evidence.text AS sentence,
       claim.id AS assertion
ORDER BY coalesce(evidence.tier_rank, 7), agent.name, drug_id, document, evidence.id
