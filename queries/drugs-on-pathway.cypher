// name = "drugs-on-pathway"
// question = "Which drugs act on a pathway or on a target in it, and by whose word?"
// asks = [
//     "drug {pathway}", "act {pathway}", "drug act {pathway}", "inhibit {pathway}", "inhibitor {pathway}",
//     "drug inhibit {pathway}", "activate {pathway}", "activator {pathway}", "bind {pathway}", "affect {pathway}",
//     "drug targeting {pathway}", "drug against {pathway}", "act {pathway} {Drug}", "inhibit {pathway} {Drug}",
//     "activate {pathway} {Drug}", "affect {pathway} {Drug}",
// ]
// perhaps = ["{pathway} {Drug}"]
// besides = "drug, act, inhibit, targeting, within, against, claim, inhibitor, activator, evidence, pathway, member, paper, study, work, partake"
// [parameters.pathway]
// type = "curie"
// entity = ["Pathway"]
// help = "the pathway"
// [parameters.relation]
// type = "string"
// said = {INHIBITS = "inhibit, inhibitor", ACTIVATES = "activate, activator", BINDS = "bind", AFFECTS = "affect"}
// values = ["INHIBITS", "ACTIVATES", "BINDS", "AFFECTS"]
// default = "INHIBITS"
// help = "what the drug does"
// [parameters.belief]
// type = "float"
// reads = "share"
// least = 0
// default = 0.5
// help = "least belief in what the drug does, 0 to 1"
// [example]
// pathway = "MTOR signalling"
// [columns]
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// status = "stated where a sentence says so of the pathway itself; inferred where the drug acts on a target in it"
// targets = "the targets in the pathway that it acts on"
// basis = "curated where a curated source says so of one of them, else text"
// belief = "the highest belief in one of these acts, 0 to 1"

CALL () {
  MATCH (agent:Drug)-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS]->(part:Pathway)-[:PART_OF|SUBCLASS_OF*0..12]->(:Pathway {id: $pathway})
  WHERE type(acts) = $relation AND acts.belief >= $belief
  RETURN agent.id AS drug_id, agent.name AS drug, 'stated' AS status, null AS target, acts.basis AS basis, acts.belief AS belief
  UNION
  MATCH (part:Pathway)-[:PART_OF|SUBCLASS_OF*0..12]->(:Pathway {id: $pathway})
  WITH DISTINCT part
  MATCH (agent:Drug)-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS]->(target:Target)-[:PARTICIPATES_IN]->(part)
  WHERE type(acts) = $relation AND acts.belief >= $belief
  RETURN agent.id AS drug_id, agent.name AS drug, 'inferred' AS status, target.name AS target, acts.basis AS basis, acts.belief AS belief
}
WITH drug_id, drug, status, target, basis, belief
ORDER BY target
WITH drug_id, drug, status, collect(DISTINCT target) AS targets, min(basis) AS basis, max(belief) AS belief
RETURN drug_id AS drug_id,
       drug AS drug,
       status AS status,
       targets AS targets,
       basis AS basis,
       belief AS belief
ORDER BY status DESC, basis, belief DESC, drug, drug_id
