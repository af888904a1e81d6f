// name = "null-trials"
// question = "Which phase 2 and 3 trials found no difference?"
// asks = [
//     "null trial", "null trial {disease}", "fail trial", "fail trial {disease}", "null study {disease}",
//     "null fail trial {disease}", "null result trial {disease}", "null work trial {disease}",
// ]
// perhaps = ["null {disease}", "null", "fail", "fail {disease}"]
// besides = "{phases}, result, study, work, compare, tier, drug, trial, fail, null, evidence, paper, not, claim"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// default = ""
// help = "only this disease and its subtypes; every disease when empty"
// [example]
// [columns]
// tier = "phase"
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// disease_id = "CURIE of the disease"
// disease = "name of the disease"
// document = "id of the publication"
// title = "its title"
// year = "its year"
// comparators = "what the drug was measured against: ids of drugs, and placebo, no treatment and the like"
// setting = "line or setting of the treatment, in the text's words"
// trials = "registry numbers the publication brings"
// result = "the text the finding was read from"
// endpoint = "the outcome that the finding is about, in the text's words"
// figures = "its statistics as the text prints them"
// assertion = "id of the claim, for `kg explain`"

MATCH (agent:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WHERE $disease = '' OR EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence {polarity: 'null', counted: true})-[:FROM]->(publication:Publication)
WHERE evidence.tier IN ['phase-3', 'phase-2']
RETURN evidence.tier AS tier,
       agent.id AS drug_id,
       agent.name AS drug,
       studied.id AS disease_id,
       studied.name AS disease,
       publication.id AS document,
       publication.title AS title,
       publication.year AS year,
       evidence.comparators AS comparators,
       evidence.setting AS setting,
       evidence.trials AS trials,
       coalesce(evidence.result_text, evidence.text) AS result,
       evidence.endpoint AS endpoint,
       evidence.figures AS figures,
       claim.id AS assertion
ORDER BY evidence.tier_rank, agent.name, drug_id, disease_id, document, evidence.id
