// name = "repurposing-candidates"
// question = "Which drugs that were not studied in a disease act on a target that is linked to it?"
// asks = [
//     "repurpose {disease}", "repurpose drug {disease}", "repurpose candidate {disease}", "without target {disease}",
//     "without target drug {disease}", "without target act {disease}", "without act {disease}",
//     "repurpose target {disease}", "without candidate target {disease}", "not study target act {disease}",
//     "without candidate {disease}", "new candidate {disease}",
// ]
// besides = "drug, candidate, target, act, link, without, evidence, study, work, inhibit, not, belief, claim, disease, against, new, work"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// help = "the disease, with all its subtypes"
// [parameters.belief]
// type = "float"
// reads = "share"
// least = 0
// default = 0.5
// help = "least belief in the link between target and disease, 0 to 1"
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
// status = "always inferred: no sentence here says that the drug was tried in the disease"
// path = "what the inference goes by: the drug inhibits a target, the target is linked to the disease"
// target_id = "CURIE of the target"
// target = "name of the target"
// sources = "who says that the drug inhibits the target: curated sources alone"
// belief = "belief in the link between target and disease, 0 to 1; not in a benefit"
// publications = "publications that link target and disease"
// pmids = "their ids"
// tier_elsewhere = "strongest tier of the drug in any other disease; empty where it was not studied here"
// wider = "wider diseases, at most three steps up, that it was studied in: there its sentences may speak of this one"

MATCH (asked:Disease {id: $disease})
OPTIONAL MATCH (asked)-[:SUBCLASS_OF*1..3]->(above:Disease)
WITH asked, collect(DISTINCT above.id) AS wider
MATCH (linked:Disease)-[:SUBCLASS_OF*0..12]->(asked)
WITH DISTINCT asked, wider, linked
MATCH (target:Target)<-[:SUBJECT]-(claim:Assertion {negated: false})-[:OBJECT]->(linked)
WHERE claim.relation IN ['ASSOCIATED_WITH', 'CAUSES'] AND claim.belief >= $belief
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE NOT 'retracted' IN evidence.flags
WITH asked, wider, target, claim, linked, publication
ORDER BY publication.id
WITH asked, wider, target, claim.belief AS belief, claim.relation AS link, linked, collect(DISTINCT publication.id) AS pmids
MATCH (agent:Drug)-[acts:INHIBITS {basis: 'curated'}]->(target)
// Whatever was studied in the disease, or is said to cause it, is no candidate.
WHERE NOT EXISTS {
  MATCH (agent)<-[:SUBJECT]-(stated:Assertion)-[:OBJECT]->(of:Disease)
  WHERE stated.relation IN ['STUDIED_FOR', 'AMELIORATES', 'CAUSES'] AND stated.evidence_count > 0 AND EXISTS { (of)-[:SUBCLASS_OF*0..12]->(asked) }
}
OPTIONAL MATCH (agent)<-[:SUBJECT]-(other:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WITH agent, acts, target, belief, link, linked, pmids, other, CASE WHEN studied.id IN wider THEN studied.name END AS name
ORDER BY name
WITH agent, acts, target, belief, link, linked, pmids, min(other.best_tier_rank) AS rank, collect(DISTINCT name) AS names
RETURN agent.id AS drug_id,
       agent.name AS drug,
       'inferred' AS status,
       agent.name + ' -INHIBITS-> ' + target.name + ' -' + link + '-> ' + linked.name AS path,
       target.id AS target_id,
       target.name AS target,
       [source IN acts.sources WHERE source <> 'text'] AS sources,
       belief AS belief,
       size(pmids) AS publications,
       pmids AS pmids,
       CASE WHEN rank IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][rank] END AS tier_elsewhere,
       names AS wider
ORDER BY belief DESC, coalesce(rank, 8), drug, drug_id, target_id, path
LIMIT $limit
