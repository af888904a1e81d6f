// name = "biomarkers-of-disease"
// question = "Which targets go with the course of a disease, and by what: prognosis, response, mutation or expression?"
// asks = ["biomarker {disease}", "target biomarker {disease}", "biomarker work drug {disease}"]
// besides = "target, drug, evidence, result, study, link, paper, expression, work, partake, affect, new, how, worsen, harm, candidate, people, species, strongest"
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
// target_id = "CURIE of the target"
// target = "name of the target"
// kind = "prognosis, response, mutation, expression, or other: by words of the sentence, the first of these that fits"
// publications = "publications that say so"
// belief = "how well all evidence of the claim together speaks for it, 0 to 1"
// sentence = "the sentence of this kind that is surest to be read rightly"
// document = "where it stands"
// pmids = "ids of the publications"
// assertion = "id of the claim, for `kg explain`"

MATCH (subtype:Disease)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease})
WITH DISTINCT subtype
MATCH (target:Target)<-[:SUBJECT]-(claim:Assertion {relation: 'ASSOCIATED_WITH', negated: false})-[:OBJECT]->(subtype)
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE NOT 'retracted' IN evidence.flags
WITH target, claim, evidence, publication, toLower(evidence.text) AS said
WITH target, claim, evidence, publication,
     CASE WHEN any(word IN ['prognos', 'surviv', 'recurren', 'relapse', 'outcome'] WHERE said CONTAINS word) THEN 'prognosis'
          WHEN any(word IN ['respon', 'resist', 'sensitiv', 'predict'] WHERE said CONTAINS word) THEN 'response'
          WHEN any(word IN ['mutat', 'variant', 'polymorphism', 'amplif', 'delet', 'allele', 'genotyp'] WHERE said CONTAINS word) THEN 'mutation'
          WHEN any(word IN ['express', 'upregulat', 'up-regulat', 'downregulat', 'down-regulat', 'level', 'phosphorylat', 'activat'] WHERE said CONTAINS word) THEN 'expression'
          ELSE 'other' END AS kind
ORDER BY evidence.score DESC, evidence.id
WITH target, claim, kind, collect({text: evidence.text, document: publication.id}) AS texts, collect(DISTINCT publication.id) AS found
UNWIND found AS one
WITH target, claim, kind, texts[0] AS best, one
ORDER BY one
WITH target, claim, kind, best, collect(one) AS pmids
RETURN target.id AS target_id,
       target.name AS target,
       kind AS kind,
       size(pmids) AS publications,
       claim.belief AS belief,
       best.text AS sentence,
       best.document AS document,
       pmids AS pmids,
       claim.id AS assertion
ORDER BY size(pmids) DESC, belief DESC, target, target_id, kind, assertion
LIMIT $limit
