// name = "drug-class-members"
// question = "Which drugs belong to a class, and who says so?"
// asks = [
//     "drug {class}", "list {class}", "member {class}", "drug member {class}", "member {class} {Drug}",
//     "what is {class} {Drug}", "example {class}",
// ]
// perhaps = ["{class} {Drug}"]
// besides = "drug, member, claim, act"
// [parameters.class]
// type = "curie"
// entity = ["Role", "Target"]
// default = "CHEBI:68481"
// help = "the class: a role (mTOR inhibitor) or the target its members act on"
// [parameters.action]
// type = "string"
// said = {INHIBITS = "inhibitor, inhibit", ACTIVATES = "activator, activate", BINDS = "bind", AFFECTS = "affect"}
// values = ["INHIBITS", "ACTIVATES", "BINDS", "AFFECTS"]
// default = "INHIBITS"
// help = "what a member does to the target, when the class is a target"
// [example]
// [columns]
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// membership = "curated (a sentence may say so, too: then there is an assertion) or text"
// relation = "HAS_ROLE, or what the drug does to the target"
// via = "the role or target it is a member through"
// sources = "where the fact is from; text for sentences"
// references = "the sources' own references (curated)"
// evidence = "sentences that say so (text)"
// assertion = "id of the claim, for `kg explain` (text)"

// The same three ways in as in drug-class-with-disease-evidence, with the edge that opens each.
CALL () {
  MATCH (agent:Drug)-[edge:HAS_ROLE]->(role:Role)-[:SUBCLASS_OF*0..12]->(:Role {id: $class})
  RETURN agent.id AS drug_id, agent.name AS drug, type(edge) AS relation, role.name AS via, edge.basis AS basis, edge.sources AS sources,
         coalesce(edge.references, []) AS references, edge.evidence_count AS evidence, edge.assertion AS assertion, edge.key AS key
  UNION
  MATCH (role:Role)-[:SUBCLASS_OF*0..12]->(:Role {id: $class})
  MATCH (role)-[defines:INHIBITS|ACTIVATES|BINDS|AFFECTS]->(:Target)<-[:MEMBER_OF*0..3]-(target:Target)<-[edge:INHIBITS|ACTIVATES|BINDS|AFFECTS]-(agent:Drug)
  WHERE type(defines) = type(edge) AND defines.basis = 'curated' AND edge.basis = 'curated'
  RETURN agent.id AS drug_id, agent.name AS drug, type(edge) AS relation, target.name AS via, edge.basis AS basis, edge.sources AS sources,
         coalesce(edge.references, []) AS references, edge.evidence_count AS evidence, edge.assertion AS assertion, edge.key AS key
  UNION
  MATCH (agent:Drug)-[edge:INHIBITS|ACTIVATES|BINDS|AFFECTS]->(target:Target)-[:MEMBER_OF*0..3]->(:Target {id: $class})
  WHERE type(edge) = $action AND edge.basis = 'curated'
  RETURN agent.id AS drug_id, agent.name AS drug, type(edge) AS relation, target.name AS via, edge.basis AS basis, edge.sources AS sources,
         coalesce(edge.references, []) AS references, edge.evidence_count AS evidence, edge.assertion AS assertion, edge.key AS key
}
RETURN drug_id AS drug_id,
       drug AS drug,
       basis AS membership,
       relation AS relation,
       via AS via,
       sources AS sources,
       references AS references,
       evidence AS evidence,
       assertion AS assertion
ORDER BY drug, drug_id, membership, relation, via, key
