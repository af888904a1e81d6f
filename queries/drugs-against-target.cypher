// name = "drugs-against-target"
// question = "Which drugs act on a target or a gene of its family?"
// asks = [
//     "drug {target}", "act {target}", "drug act {target}", "drug targeting {target}", "inhibit {target}",
//     "activate {target}", "bind {target}", "affect {target}", "upregulate {target}", "downregulate {target}",
//     "inhibitor {target}", "activator {target}", "against {target}", "targeting {target}", "drug against {target}",
// ]
// perhaps = ["evidence {target}"]
// besides = "drug, act, against, inhibit, targeting, claim, evidence, member, inhibitor, result, paper, expression, study, work"
// [parameters.target]
// type = "curie"
// entity = ["Target"]
// help = "the target: a gene, family or complex"
// [parameters.relations]
// type = "list"
// said = {INHIBITS = "inhibit, inhibitor", ACTIVATES = "activate, activator", BINDS = "bind", AFFECTS = "affect", UPREGULATES = "upregulate", DOWNREGULATES = "downregulate"}
// values = ["INHIBITS", "ACTIVATES", "BINDS", "AFFECTS", "UPREGULATES", "DOWNREGULATES"]
// default = ["INHIBITS"]
// help = "what the drug does: any of INHIBITS, ACTIVATES, BINDS, AFFECTS, UPREGULATES, DOWNREGULATES"
// [example]
// target = "MTOR"
// [columns]
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// relation = "what the drug does"
// target = "the target it does it to"
// basis = "curated, text or both"
// sources = "where the fact is from; text for sentences"
// evidence = "sentences that say so"
// belief = "how well all its sources together speak for it, 0 to 1"

MATCH (member:Target)-[:MEMBER_OF*0..3]->(:Target {id: $target})
WITH DISTINCT member
MATCH (agent:Drug)-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS|UPREGULATES|DOWNREGULATES]->(member)
WHERE type(acts) IN $relations
RETURN agent.id AS drug_id,
       agent.name AS drug,
       type(acts) AS relation,
       member.name AS target,
       CASE WHEN acts.basis = 'curated' AND acts.assertion IS NOT NULL THEN 'both' ELSE acts.basis END AS basis,
       acts.sources AS sources,
       coalesce(acts.evidence_count, 0) AS evidence,
       acts.belief AS belief
ORDER BY acts.basis, evidence DESC, agent.name, drug_id, relation, member.id
