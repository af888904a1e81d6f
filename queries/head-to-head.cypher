// name = "head-to-head"
// question = "Which drugs were measured against each other in a disease, and what came of it?"
// asks = [
//     "compare {disease}", "compare {drug} {disease}", "drug compare {disease}", "drug compare {drug} {disease}",
//     "compare {drug} {drug} {disease}", "drug against compare {disease}", "against {drug} {drug} {disease}",
// ]
// besides = "drug, study, result, trial, work, evidence, strength, against, paper, sentence, {phases}, how, without, not, deny, credit"
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
// [columns]
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// comparator_id = "CURIE of what it was measured against"
// comparator = "its name"
// tier = "strength of the study"
// polarity = "what it found of the drug"
// attribution = "drug; combination when the result cannot be credited to the drug alone"
// setting = "line or setting of the treatment, in the words of the text"
// endpoint = "the outcome that the result is about, in the words of the text"
// figures = "its statistics as the text prints them"
// flags = "reasons for which it does not count"
// document = "id of the publication"
// year = "its year"
// result = "the text the finding was read from"
// assertion = "id of the claim, for `kg explain`"

MATCH (subtype:Disease)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease})
WITH DISTINCT subtype
MATCH (agent:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(subtype)
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
UNWIND evidence.comparators AS against
MATCH (other:Drug {id: against})
WHERE $drug = '' OR agent.id = $drug OR other.id = $drug
RETURN agent.id AS drug_id,
       agent.name AS drug,
       other.id AS comparator_id,
       other.name AS comparator,
       evidence.tier AS tier,
       evidence.polarity AS polarity,
       evidence.attribution AS attribution,
       evidence.setting AS setting,
       evidence.endpoint AS endpoint,
       evidence.figures AS figures,
       evidence.flags AS flags,
       publication.id AS document,
       publication.year AS year,
       coalesce(evidence.result_text, evidence.text) AS result,
       claim.id AS assertion
ORDER BY coalesce(evidence.tier_rank, 8), drug, drug_id, comparator, document, evidence.id
