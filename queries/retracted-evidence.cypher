// name = "retracted-evidence"
// question = "Which claims rest on retracted publications?"
// asks = [
//     "retracted", "retracted claim", "retracted {disease}", "retracted paper", "retracted paper {disease}",
//     "retracted evidence {disease}", "retracted study {disease}", "retracted claim {disease}", "retracted {Drug}",
//     "retracted study {Drug}", "retracted claim {Drug}", "retracted paper {Drug}",
// ]
// besides = "claim, evidence, paper, study, result, work, drug, trial, sentence, link, uncounted, purpose, {Drug}"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// default = ""
// help = "only claims about this disease and its subtypes; every claim when empty"
// [example]
// [columns]
// document = "id of the retracted publication"
// title = "its title"
// year = "its year"
// subject_id = "CURIE of the subject"
// subject = "its name"
// relation = "what is claimed"
// negated = "whether the claim is that it is not so"
// object_id = "CURIE of the object"
// object = "its name"
// polarity = "what it said to have found"
// other = "publications with the same claim that are not retracted"
// assertion = "id of the claim, for `kg explain`"

MATCH (publication:Publication)<-[:FROM]-(evidence:Evidence)<-[:HAS_EVIDENCE]-(claim:Assertion)
WHERE 'retracted' IN evidence.flags
MATCH (claim)-[:SUBJECT]->(subject)
MATCH (claim)-[:OBJECT]->(object)
WHERE $disease = '' OR EXISTS { (object)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }
OPTIONAL MATCH (claim)-[:HAS_EVIDENCE]->(kept:Evidence)-[:FROM]->(other:Publication)
WHERE NOT 'retracted' IN kept.flags
WITH publication, evidence, claim, subject, object, count(DISTINCT other) AS others
RETURN publication.id AS document,
       publication.title AS title,
       publication.year AS year,
       subject.id AS subject_id,
       subject.name AS subject,
       claim.relation AS relation,
       claim.negated AS negated,
       object.id AS object_id,
       object.name AS object,
       evidence.polarity AS polarity,
       others AS other,
       claim.id AS assertion
ORDER BY others, document, assertion, evidence.id
