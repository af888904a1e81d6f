// name = "drugs-against-target"
// question = "Which drugs act on a target or a gene of its family?"
// [parameters.target]
// type = "curie"
// entity = ["Target"]
// help = "the target: a gene, family or complex"
// [parameters.relations]
// type = "list"
// default = ["INHIBITS"]
// help = "what the drug does: any of INHIBITS, ACTIVATES, BINDS, AFFECTS, UPREGULATES, DOWNREGULATES"
// [columns]
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// relation = "what the drug does"
// target = "the target it does it to"
// basis = "curated, text or both"
// sources = "where the curated facts are from"
// evidence = "sentences that say so"

MATCH (member:Target)-[:MEMBER_OF*0..3]->(:Target {id: $target})
WITH DISTINCT member
MATCH (agent:Drug)-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS|UPREGULATES|DOWNREGULATES]->(member)
WHERE type(acts) IN $relations
WITH agent, member, acts
ORDER BY acts.source
WITH agent, member, type(acts) AS relation,
     collect(DISTINCT acts.basis) AS bases,
     collect(DISTINCT acts.source) AS sources,
     sum(coalesce(acts.evidence_count, 0)) AS evidence
RETURN agent.id AS drug_id,
       agent.name AS drug,
       relation AS relation,
       member.name AS target,
       CASE size(bases) WHEN 1 THEN bases[0] ELSE 'both' END AS basis,
       sources AS sources,
       evidence AS evidence
ORDER BY CASE WHEN 'curated' IN bases THEN 0 ELSE 1 END, evidence DESC, agent.name, drug_id, relation, member.id
