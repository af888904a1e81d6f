// name = "results-of-trial"
// question = "What was published of a registered trial, and what did it find?"
// asks = [
//     "result {trial}", "paper {trial}", "say {trial}", "trial {trial}", "evidence {trial}", "work {trial}",
//     "what is {trial}", "study {trial}", "list {trial}", "claim {trial}", "drug {trial}",
// ]
// perhaps = ["{trial}"]
// besides = "trial, result, paper, evidence, work, study, registry, drug, claim, fail, sentence, null, disease, where, member, {Drug}, {Disease}"
// [parameters.trial]
// type = "curie"
// entity = ["Trial"]
// help = "registry number of the trial: NCT and eight digits, or the number of another registry"
// [example]
// trial = "NCT01005199"
// [columns]
// document = "id of the publication"
// year = "its year"
// title = "its title"
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// disease_id = "CURIE of the disease"
// disease = "name of the disease"
// tier = "strength of the study"
// polarity = "what it found"
// attribution = "drug; combination when the result cannot be credited to the drug alone; comparator when it was only measured against"
// flags = "reasons for which it does not count"
// endpoint = "the outcome that the result is about, in the words of the text"
// figures = "its statistics as the text prints them"
// result = "the text the finding was read from"
// assertion = "id of the claim, for `kg explain`"

MATCH (:Trial {id: $trial})<-[:REGISTERED_AS]-(publication:Publication)<-[:FROM]-(evidence:Evidence)
MATCH (evidence)<-[:HAS_EVIDENCE]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})
MATCH (agent:Drug)<-[:SUBJECT]-(claim)-[:OBJECT]->(studied:Disease)
RETURN publication.id AS document,
       publication.year AS year,
       publication.title AS title,
       agent.id AS drug_id,
       agent.name AS drug,
       studied.id AS disease_id,
       studied.name AS disease,
       evidence.tier AS tier,
       evidence.polarity AS polarity,
       evidence.attribution AS attribution,
       evidence.flags AS flags,
       evidence.endpoint AS endpoint,
       evidence.figures AS figures,
       coalesce(evidence.result_text, evidence.text) AS result,
       claim.id AS assertion
ORDER BY coalesce(evidence.tier_rank, 8), document, drug, drug_id, disease_id, evidence.id
