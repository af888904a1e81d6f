// name = "contradictions"
// question = "Which drugs were found to help in a disease by some publications and not to by others?"
// asks = [
//     "contradict {disease}", "contradict drug {disease}", "contradict drug", "contradict drug work {disease}",
//     "contradict drug result {disease}", "contradict each {disease}", "contradict where {disease}",
// ]
// perhaps = ["contradict"]
// besides = "drug, evidence, result, study, work, paper, trial, fail, null, not, claim, each, where, against"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// default = ""
// help = "only this disease and its subtypes; every disease when empty"
// [example]
// [columns]
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// disease_id = "CURIE of the disease"
// disease = "name of the disease"
// supporting = "publications that found an effect"
// opposing = "publications that found none, or harm"
// best_supporting = "strongest tier among the former"
// best_opposing = "strongest tier among the latter"
// belief_supporting = "belief in the claim that it helps, 0 to 1"
// belief_opposing = "belief in the claim that it does not, 0 to 1: each from its own studies, so both may be high"

MATCH (agent:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WHERE $disease = '' OR EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence {counted: true})-[:FROM]->(publication:Publication)
WHERE evidence.polarity IN ['supports', 'null', 'opposes']
WITH agent, studied, evidence, publication
ORDER BY publication.id
WITH agent, studied,
     collect(DISTINCT CASE evidence.polarity WHEN 'supports' THEN publication.id END) AS helped,
     collect(DISTINCT CASE WHEN evidence.polarity <> 'supports' THEN publication.id END) AS failed,
     min(CASE evidence.polarity WHEN 'supports' THEN evidence.tier_rank END) AS helped_rank,
     min(CASE WHEN evidence.polarity <> 'supports' THEN evidence.tier_rank END) AS failed_rank
WHERE size(helped) > 0 AND size(failed) > 0
WITH agent, studied, helped, failed, helped_rank, failed_rank,
     ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'] AS tiers
OPTIONAL MATCH (agent)<-[:SUBJECT]-(helps:Assertion {relation: 'AMELIORATES', negated: false})-[:OBJECT]->(studied)
WHERE helps.evidence_count > 0
OPTIONAL MATCH (agent)<-[:SUBJECT]-(fails:Assertion {relation: 'AMELIORATES', negated: true})-[:OBJECT]->(studied)
WHERE fails.evidence_count > 0
RETURN agent.id AS drug_id,
       agent.name AS drug,
       studied.id AS disease_id,
       studied.name AS disease,
       helped AS supporting,
       failed AS opposing,
       tiers[coalesce(helped_rank, 7)] AS best_supporting,
       tiers[coalesce(failed_rank, 7)] AS best_opposing,
       helps.belief AS belief_supporting,
       fails.belief AS belief_opposing
ORDER BY size(helped) + size(failed) DESC, agent.name, drug_id, disease_id
