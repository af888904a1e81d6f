// name = "trials-by-phase"
// question = "Which trials of a phase tested drugs in a disease, and what did they find?"
// asks = [
//     "trial {phases}", "study {phases}", "trial {phases} {disease}", "study {phases} {disease}",
//     "{phases} {disease}", "result {phases}", "drug {phases} {disease}", "evidence {phases} {disease}",
// ]
// perhaps = ["trial {disease}"]
// besides = "drug, trial, study, result, paper, evidence, work"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// default = ""
// help = "only this disease and its subtypes; every disease when empty"
// [parameters.phases]
// type = "list"
// reads = "phases"
// values = ["phase-3", "phase-2", "phase-1"]
// default = ["phase-3"]
// help = "phases to list: any of phase-3, phase-2, phase-1"
// [parameters.limit]
// type = "int"
// reads = "number"
// least = 0
// default = 50
// help = "most rows to show"
// [example]
// disease = "HCC"
// phases = "phase-2"
// [columns]
// tier = "phase"
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// disease_id = "CURIE of the disease"
// disease = "name of the disease"
// polarity = "what the trial found"
// attribution = "drug; combination when the result cannot be credited to the drug alone; comparator when it was only measured against"
// counted = "whether the result counts for this drug"
// flags = "reasons for which it does not"
// comparators = "what the drug was measured against: ids of drugs, and placebo, no treatment and the like"
// setting = "line or setting of the treatment, in the words of the text"
// endpoint = "the outcome that the result is about, in the words of the text"
// figures = "its statistics as the text prints them"
// trials = "registry numbers the publication brings"
// document = "id of the publication"
// year = "its year"
// result = "the text the finding was read from"
// assertion = "id of the claim, for `kg explain`"

MATCH (agent:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WHERE ($disease = '' OR EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) })
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE evidence.tier IN $phases
RETURN evidence.tier AS tier,
       agent.id AS drug_id,
       agent.name AS drug,
       studied.id AS disease_id,
       studied.name AS disease,
       evidence.polarity AS polarity,
       evidence.attribution AS attribution,
       evidence.counted AS counted,
       evidence.flags AS flags,
       evidence.comparators AS comparators,
       evidence.setting AS setting,
       evidence.endpoint AS endpoint,
       evidence.figures AS figures,
       evidence.trials AS trials,
       publication.id AS document,
       publication.year AS year,
       coalesce(evidence.result_text, evidence.text) AS result,
       claim.id AS assertion
ORDER BY evidence.tier_rank, coalesce(publication.year, 0) DESC, document, drug, drug_id, disease_id, evidence.id
LIMIT $limit
