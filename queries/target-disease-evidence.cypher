// name = "target-disease-evidence"
// question = "Which sentences link a target to a disease?"
// asks = [
//     "{target} {disease}", "disease {target}", "disease link {target}", "link {target}", "link {target} {disease}",
//     "evidence {target} {disease}", "sentence {target} {disease}", "paper {target} {disease}",
// ]
// besides = "link, evidence, sentence, paper, result, study, claim, target, disease, biomarker, say, partake, strength, how"
// [parameters.target]
// type = "curie"
// entity = ["Target"]
// help = "the target: a gene, family or complex, with the genes of a family"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// default = ""
// help = "only this disease and its subtypes; every disease when empty"
// [example]
// target = "MTOR"
// disease = "HCC"
// [columns]
// target_id = "CURIE of the target"
// target = "name of the target"
// relation = "ASSOCIATED_WITH or CAUSES"
// negated = "whether the sentence denies it"
// disease_id = "CURIE of the disease"
// disease = "name of the disease"
// document = "id of the publication"
// year = "its year"
// flags = "reasons for which it is kept but does not count"
// sentence = "the text that makes the claim"
// score = "how likely the sentence is read rightly, 0 to 1"
// belief = "how well all evidence of the claim together speaks for it, 0 to 1"
// assertion = "id of the claim, for `kg explain`"

MATCH (member:Target)-[:MEMBER_OF*0..3]->(:Target {id: $target})
WITH DISTINCT member
MATCH (member)<-[:SUBJECT]-(claim:Assertion)-[:OBJECT]->(studied:Disease)
WHERE claim.relation IN ['ASSOCIATED_WITH', 'CAUSES'] AND ($disease = '' OR EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) })
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
// A sentence that names one of the two twice makes its claim once.
WITH member, claim, studied, publication, evidence.flags AS flags, evidence.text AS sentence, max(evidence.score) AS score
RETURN member.id AS target_id,
       member.name AS target,
       claim.relation AS relation,
       claim.negated AS negated,
       studied.id AS disease_id,
       studied.name AS disease,
       publication.id AS document,
       publication.year AS year,
       flags AS flags,
       sentence AS sentence,
       score AS score,
       claim.belief AS belief,
       claim.id AS assertion
ORDER BY claim.belief DESC, assertion, score DESC, document, sentence
