// name = "denied-claims"
// question = "What is said not to be so of a drug?"
// asks = [
//     "deny {drug}", "deny claim {drug}", "not claim {drug}", "not say {drug}", "what is not {drug}",
//     "deny evidence {drug}", "deny result {drug}", "claim null {drug}", "deny {drug} {Target}",
// ]
// besides = "claim, evidence, paper, result, study, not, sentence, target, disease, link, act, work, drug, inhibit, bind, activate, cause, affect, upregulate, downregulate"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// help = "the drug"
// [example]
// drug = "everolimus"
// [columns]
// relation = "what is denied"
// object_id = "CURIE of the object"
// object = "its name"
// denied = "publications that deny it"
// claimed = "publications that claim it"
// belief_denied = "belief in the denial, 0 to 1"
// belief_claimed = "belief in the claim, 0 to 1; empty where nobody claims it"
// sentence = "the denial that is surest to be read rightly"
// document = "where it stands"
// assertion = "id of the denial, for `kg explain`"

// Retracted publications are left out. A drug that did not help in a disease has AMELIORATES denied.
MATCH (agent:Drug {id: $drug})<-[:SUBJECT]-(denial:Assertion {negated: true})-[:OBJECT]->(object)
MATCH (denial)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE NOT 'retracted' IN evidence.flags
WITH agent, denial, object, evidence, publication
ORDER BY evidence.score DESC, evidence.id
WITH agent, denial, object, count(DISTINCT publication.id) AS denied, collect({text: evidence.text, document: publication.id}) AS texts
OPTIONAL MATCH (agent)<-[:SUBJECT]-(claim:Assertion {negated: false})-[:OBJECT]->(object)
WHERE claim.relation = denial.relation AND claim.evidence_count > 0
OPTIONAL MATCH (:Assertion {id: claim.id})-[:HAS_EVIDENCE]->(kept:Evidence)-[:FROM]->(other:Publication)
WHERE NOT 'retracted' IN kept.flags
WITH denial, object, denied, texts[0] AS best, max(claim.belief) AS belief_claimed, count(DISTINCT other.id) AS claimed
RETURN denial.relation AS relation,
       object.id AS object_id,
       object.name AS object,
       denied AS denied,
       claimed AS claimed,
       denial.belief AS belief_denied,
       belief_claimed AS belief_claimed,
       best.text AS sentence,
       best.document AS document,
       denial.id AS assertion
ORDER BY denied DESC, belief_denied DESC, object, object_id, relation, assertion
