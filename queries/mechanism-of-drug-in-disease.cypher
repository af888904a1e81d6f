// name = "mechanism-of-drug-in-disease"
// question = "By which targets might a drug act in a disease?"
// asks = [
//     "mechanism {drug} {disease}", "target {drug} {disease}", "how, work {drug} {disease}",
//     "how, act {drug} {disease}", "why, work {drug} {disease}", "why, act {drug} {disease}",
//     "target act {drug} {disease}", "how, ameliorate {drug} {disease}", "how, inhibit {drug} {disease}",
//     "mechanism act {drug} {disease}", "mechanism work {drug} {disease}",
// ]
// besides = "target, act, work, evidence, candidate, mechanism, link, affect, inhibit, ameliorate, result, claim, why, explain, partake"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// help = "the drug"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// help = "the disease, with all its subtypes"
// [parameters.belief]
// type = "float"
// reads = "share"
// least = 0
// default = 0.4
// help = "least belief in either half, 0 to 1"
// [example]
// drug = "temsirolimus"
// disease = "HCC"
// [columns]
// status = "always inferred: the two halves are stated, the whole is not"
// path = "what it goes by"
// target_id = "CURIE of the target"
// target = "name of the target"
// relation = "what the drug does to it"
// basis = "curated, text or both: who says so"
// acts_belief = "belief in that, 0 to 1"
// link_belief = "belief in the link between target and disease, 0 to 1"
// publications = "publications that link target and disease"
// pathways = "pathways of the target that are linked to the disease themselves"
// pmids = "ids of the publications that link target and disease"

MATCH (agent:Drug {id: $drug})-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS|UPREGULATES|DOWNREGULATES]->(target:Target)
MATCH (target)<-[:SUBJECT]-(claim:Assertion {negated: false})-[:OBJECT]->(linked:Disease)
WHERE claim.relation IN ['ASSOCIATED_WITH', 'CAUSES'] AND acts.belief >= $belief AND claim.belief >= $belief
  AND EXISTS { (linked)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE NOT 'retracted' IN evidence.flags
WITH agent, acts, target, claim, linked, publication.id AS document
ORDER BY document
WITH agent, acts, target, claim, linked, collect(DISTINCT document) AS pmids
OPTIONAL MATCH (target)-[:PARTICIPATES_IN]->(pathway:Pathway)-[:ASSOCIATED_WITH|CAUSES]->(of:Disease)
WHERE EXISTS { (of)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }
WITH agent, acts, target, claim, linked, pmids, pathway.name AS pathway
ORDER BY pathway
WITH agent, acts, target, claim, linked, pmids, collect(DISTINCT pathway) AS pathways
RETURN 'inferred' AS status,
       agent.name + ' -' + type(acts) + '-> ' + target.name + ' -' + claim.relation + '-> ' + linked.name AS path,
       target.id AS target_id,
       target.name AS target,
       type(acts) AS relation,
       CASE WHEN acts.basis = 'curated' AND acts.assertion IS NOT NULL THEN 'both' ELSE acts.basis END AS basis,
       acts.belief AS acts_belief,
       claim.belief AS link_belief,
       size(pmids) AS publications,
       pathways AS pathways,
       pmids AS pmids
ORDER BY acts.belief * claim.belief DESC, path, target_id
