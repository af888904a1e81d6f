// name = "strongest-sentences"
// question = "What is the strongest result of each drug in a disease, in the words of the text?"
// asks = [
//     "strongest sentence {disease}", "strongest result {disease}", "strongest each {disease}",
//     "each sentence {disease}", "strongest evidence {disease}", "strongest sentence each {disease}",
//     "strongest result each {disease}", "strongest result sentence each {disease}", "strongest strongest {disease}",
//     "strongest claim {disease}", "each result sentence {disease}", "strongest sentence drug {disease}",
// ]
// besides = "drug, study, result, evidence, work, sentence, each, paper, strongest, claim"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// help = "the disease, with all its subtypes"
// [parameters.limit]
// type = "int"
// reads = "number"
// least = 0
// default = 50
// help = "most rows to show"
// [example]
// disease = "HCC"
// [columns]
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// tier = "strength of the study"
// polarity = "what it found: any result, not only a good one"
// document = "id of the publication"
// year = "its year"
// comparators = "what the drug was measured against"
// setting = "line or setting of the treatment, in the words of the text"
// endpoint = "the outcome that the result is about, in the words of the text"
// figures = "its statistics as the text prints them"
// result = "the text the finding was read from"
// score = "how likely the study is read rightly, 0 to 1"
// assertion = "id of the claim, for `kg explain`"

MATCH (subtype:Disease)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease})
WITH DISTINCT subtype
MATCH (agent:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(subtype)
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence {counted: true})-[:FROM]->(publication:Publication)
WHERE evidence.polarity IN ['supports', 'null', 'opposes', 'mixed']
WITH agent, claim, evidence, publication
ORDER BY coalesce(evidence.tier_rank, 8), evidence.score DESC, evidence.id
WITH agent, collect({tier: evidence.tier, rank: evidence.tier_rank, polarity: evidence.polarity, document: publication.id, year: publication.year,
                     comparators: evidence.comparators, setting: evidence.setting, endpoint: evidence.endpoint, figures: evidence.figures,
                     result: coalesce(evidence.result_text, evidence.text), score: evidence.score, assertion: claim.id}) AS found
WITH agent, found[0] AS best
RETURN agent.id AS drug_id,
       agent.name AS drug,
       best.tier AS tier,
       best.polarity AS polarity,
       best.document AS document,
       best.year AS year,
       best.comparators AS comparators,
       best.setting AS setting,
       best.endpoint AS endpoint,
       best.figures AS figures,
       best.result AS result,
       best.score AS score,
       best.assertion AS assertion
ORDER BY coalesce(best.rank, 8), drug, drug_id
LIMIT $limit
