// name = "disease-targets"
// question = "Which targets are linked to a disease, and which drugs are known to inhibit them?"
// asks = [
//     "target {disease}", "target link {disease}", "target druggable {disease}", "target drug {disease}",
//     "target act {disease}", "target inhibit {disease}",
// ]
// perhaps = ["link {disease}"]
// besides = "link, evidence, druggable, inhibit, drug, act, target, study, result, paper, claim, biomarker, inhibitor, candidate, each, work, partake"
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
// publications = "publications that link it to the disease"
// sentences = "sentences that do"
// inhibitors = "drugs curated as its inhibitors"

MATCH (studied:Disease)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease})
WITH DISTINCT studied
MATCH (target:Target)<-[:SUBJECT]-(claim:Assertion {negated: false})-[:OBJECT]->(studied)
WHERE claim.relation IN ['ASSOCIATED_WITH', 'CAUSES']
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE NOT 'retracted' IN evidence.flags
WITH target, count(DISTINCT publication) AS publications, count(DISTINCT evidence) AS sentences
OPTIONAL MATCH (agent:Drug)-[:INHIBITS {basis: 'curated'}]->(target)
WITH target, publications, sentences, agent
ORDER BY agent.name
WITH target, publications, sentences, collect(DISTINCT agent.name) AS inhibitors
RETURN target.id AS target_id,
       target.name AS target,
       publications AS publications,
       sentences AS sentences,
       inhibitors AS inhibitors
ORDER BY publications DESC, sentences DESC, target.name, target_id
LIMIT $limit
