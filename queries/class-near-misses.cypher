// name = "class-near-misses"
// question = "Which drugs with evidence in a disease stand near a class and are not members of it, and why?"
// asks = [
//     "nearly {class} {disease}", "nearly not {class} {disease}", "uncounted class {class} {disease}",
//     "uncounted drug {class} {disease}", "uncounted {class} {disease}", "nearly member {class} {disease}",
//     "nearly work {class} {disease}",
// ]
// besides = "drug, evidence, study, why, member, not, work, uncounted, link, act, result"
// [parameters.class]
// type = "curie"
// entity = ["Role", "Target"]
// help = "the class: a role (mTOR inhibitor) or the target its members act on"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// help = "the disease, with all its subtypes"
// [parameters.action]
// type = "string"
// said = {INHIBITS = "inhibitor, inhibit", ACTIVATES = "activator, activate", BINDS = "bind", AFFECTS = "affect"}
// values = ["INHIBITS", "ACTIVATES", "BINDS", "AFFECTS"]
// default = "INHIBITS"
// help = "what a member does to the target, when the class is a target"
// [example]
// class = "mTOR inhibitor"
// disease = "HCC"
// [columns]
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// reason = "only sentences say that it acts so; a sentence denies it; it acts otherwise; it was only studied beside a member"
// relation = "what it does to the target of the class; empty where nothing says that it acts on it"
// target = "the target"
// basis = "curated or text; empty where nothing says so"
// publications = "publications that say so, or that study it beside a member"
// pmids = "their ids"

// Members of the class as in drug-class-with-disease-evidence, 0 = curated, 1 = read from text.
CALL () {
  MATCH (drug:Drug)-[has:HAS_ROLE]->(:Role)-[:SUBCLASS_OF*0..6]->(:Role {id: $class})
  RETURN drug.id AS member_id, CASE has.basis WHEN 'curated' THEN 0 ELSE 1 END AS basis
  UNION
  MATCH (role:Role)-[:SUBCLASS_OF*0..6]->(:Role {id: $class})
  MATCH (role)-[defines:INHIBITS|ACTIVATES|BINDS|AFFECTS]->(:Target)<-[:MEMBER_OF*0..3]-(:Target)<-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS]-(drug:Drug)
  WHERE type(defines) = type(acts) AND defines.basis = 'curated' AND acts.basis = 'curated'
  RETURN drug.id AS member_id, 0 AS basis
  UNION
  MATCH (drug:Drug)-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS]->(:Target)-[:MEMBER_OF*0..3]->(:Target {id: $class})
  WHERE type(acts) = $action AND acts.basis = 'curated'
  RETURN drug.id AS member_id, 0 AS basis
}
WITH member_id, min(basis) AS basis
WITH collect({drug: member_id, basis: basis}) AS members
WITH [one IN members | one.drug] AS members
MATCH (subtype:Disease)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease})
WITH members, collect(DISTINCT subtype.id) AS diseases
// The targets of the class, with what a member does to them.
CALL () {
  MATCH (role:Role)-[:SUBCLASS_OF*0..6]->(:Role {id: $class})
  MATCH (role)-[defines:INHIBITS|ACTIVATES|BINDS|AFFECTS {basis: 'curated'}]->(:Target)<-[:MEMBER_OF*0..3]-(target:Target)
  RETURN target.id AS target_id, type(defines) AS does
  UNION
  MATCH (target:Target)-[:MEMBER_OF*0..3]->(:Target {id: $class})
  RETURN target.id AS target_id, $action AS does
}
WITH members, diseases, target_id, min(does) AS does
WITH members, diseases, collect({target: target_id, does: does}) AS aims
MATCH (agent:Drug)<-[:SUBJECT]-(study:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WHERE studied.id IN diseases AND NOT agent.id IN members AND study.evidence_count > 0
WITH members, diseases, aims, agent.id AS agent_id
WITH members, diseases, aims, collect(DISTINCT agent_id) AS agents
CALL (members, diseases, aims, agents) {
  UNWIND aims AS aim
  MATCH (target:Target {id: aim.target})<-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS]-(agent:Drug)
  WHERE agent.id IN agents
  WITH agent, target, type(acts) AS relation, acts.basis AS basis, aim.does AS does, acts.assertion AS claim_id
  OPTIONAL MATCH (claim:Assertion {id: claim_id})
  RETURN agent.id AS drug_id, agent.name AS drug, relation AS relation, target.name AS target, basis AS basis, claim.publications AS pmids,
         CASE WHEN relation = does THEN 'only sentences say that it acts so' ELSE 'it acts otherwise' END AS reason
  UNION
  UNWIND aims AS aim
  MATCH (target:Target {id: aim.target})<-[:OBJECT]-(claim:Assertion {negated: true})-[:SUBJECT]->(agent:Drug)
  WHERE agent.id IN agents AND claim.relation = aim.does AND claim.evidence_count > 0
  RETURN agent.id AS drug_id, agent.name AS drug, claim.relation AS relation, target.name AS target, 'text' AS basis, claim.publications AS pmids,
         'a sentence denies it' AS reason
  UNION
  MATCH (member:Drug)<-[:SUBJECT]-(first:Assertion {relation: 'STUDIED_FOR', negated: false})-[:HAS_EVIDENCE]->(:Evidence)-[:FROM]->(publication:Publication)
  WHERE member.id IN members
  MATCH (first)-[:OBJECT]->(studied:Disease)
  WHERE studied.id IN diseases
  MATCH (publication)<-[:FROM]-(:Evidence)<-[:HAS_EVIDENCE]-(second:Assertion {relation: 'STUDIED_FOR', negated: false})-[:SUBJECT]->(agent:Drug)
  WHERE agent.id IN agents
  WITH agent, publication.id AS document
  ORDER BY document
  RETURN agent.id AS drug_id, agent.name AS drug, null AS relation, null AS target, null AS basis, collect(DISTINCT document) AS pmids,
         'it was only studied beside a member' AS reason
}
RETURN drug_id AS drug_id,
       drug AS drug,
       reason AS reason,
       relation AS relation,
       target AS target,
       basis AS basis,
       size(coalesce(pmids, [])) AS publications,
       coalesce(pmids, []) AS pmids
ORDER BY drug, drug_id, reason, relation, target
