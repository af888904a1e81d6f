// name = "adverse-effects"
// question = "Which harms is a drug said to do?"
// asks = [
//     "harm {drug}", "cause {drug}", "harm cause {drug}", "cause disease {drug}", "harm disease {drug}",
//     "harm organ {drug}",
// ]
// besides = "drug, disease, evidence, result, study, belief, work, paper, sentence, claim, what effect, link, species, organ, say, new, people"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// help = "the drug"
// [parameters.belief]
// type = "float"
// reads = "share"
// least = 0
// default = 0.3
// help = "least belief in the claim, 0 to 1"
// [example]
// drug = "everolimus"
// [columns]
// effect_id = "CURIE of the disease or symptom"
// effect = "its name"
// belief = "how well all evidence together speaks for it, 0 to 1"
// publications = "publications that say so"
// denied = "publications that say it is not so"
// latest_year = "year of the newest publication that says so"
// sentence = "the sentence that is surest to be read rightly"
// document = "where it stands"
// pmids = "ids of the publications that say so"
// assertion = "id of the claim, for `kg explain`"

// Retracted publications are left out.
MATCH (agent:Drug {id: $drug})<-[:SUBJECT]-(claim:Assertion {relation: 'CAUSES', negated: false})-[:OBJECT]->(effect:Disease)
WHERE claim.belief >= $belief
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE NOT 'retracted' IN evidence.flags
WITH agent, claim, effect, evidence, publication
ORDER BY evidence.score DESC, evidence.id
WITH agent, claim, effect, collect({text: evidence.text, document: publication.id}) AS said, max(publication.year) AS latest_year,
     collect(DISTINCT publication.id) AS found
UNWIND found AS one
WITH agent, claim, effect, said[0] AS best, latest_year, one
ORDER BY one
WITH agent, claim, effect, best, latest_year, collect(one) AS pmids
OPTIONAL MATCH (agent)<-[:SUBJECT]-(denial:Assertion {relation: 'CAUSES', negated: true})-[:OBJECT]->(effect)
OPTIONAL MATCH (:Assertion {id: denial.id})-[:HAS_EVIDENCE]->(:Evidence)-[:FROM]->(denying:Publication)
WITH claim, effect, best, latest_year, pmids, count(DISTINCT denying.id) AS denied
RETURN effect.id AS effect_id,
       effect.name AS effect,
       claim.belief AS belief,
       size(pmids) AS publications,
       denied AS denied,
       latest_year AS latest_year,
       best.text AS sentence,
       best.document AS document,
       pmids AS pmids,
       claim.id AS assertion
ORDER BY size(pmids) DESC, belief DESC, effect, effect_id, assertion
