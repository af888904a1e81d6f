// name = "class-near-misses"
// question = "Which drugs with evidence in a disease stand near a class and are not members of it, and why?"
// asks = [
//     "nearly {class} {disease}", "nearly not {class} {disease}", "uncounted class {class} {disease}",
//     "uncounted drug {class} {disease}", "uncounted {class} {disease}", "nearly member {class} {disease}",
//     "nearly work {class} {disease}", "uncounted {class} {disease} {Drug}", "nearly {class} {disease} {Drug}",
//     "not member {class} {disease} {Drug}", "nearly not {class} {disease} {Drug}",
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

CALL () {
  // What acts on a target of the class, and what is denied to do to it what a member does.
  CALL () {
    MATCH (role:Role)-[:SUBCLASS_OF*0..12]->(:Role {id: $class})
    MATCH (role)-[defines:INHIBITS|ACTIVATES|BINDS|AFFECTS {basis: 'curated'}]->(:Target)<-[:MEMBER_OF*0..3]-(target:Target)
    RETURN target.id AS target_id, type(defines) AS acted
    UNION
    MATCH (target:Target)-[:MEMBER_OF*0..3]->(:Target {id: $class})
    RETURN target.id AS target_id, $action AS acted
  }
  WITH target_id, min(acted) AS does
  CALL (target_id, does) {
    MATCH (target:Target {id: target_id})<-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS]-(agent:Drug)
    WITH agent, target, type(acts) AS relation, acts.basis AS basis, acts.assertion AS claim_id
    OPTIONAL MATCH (claim:Assertion {id: claim_id})
    RETURN agent.id AS drug_id, relation AS relation, target.name AS target, basis AS basis, claim.publications AS pmids,
           CASE WHEN relation = does THEN 'only sentences say that it acts so' ELSE 'it acts otherwise' END AS reason
    UNION
    MATCH (target:Target {id: target_id})<-[:OBJECT]-(claim:Assertion {negated: true})-[:SUBJECT]->(agent:Drug)
    WHERE claim.relation = does AND claim.evidence_count > 0
    RETURN agent.id AS drug_id, claim.relation AS relation, target.name AS target, 'text' AS basis, claim.publications AS pmids,
           'a sentence denies it' AS reason
  }
  RETURN drug_id AS drug_id, relation AS relation, target AS target, basis AS basis, pmids AS pmids, reason AS reason
  UNION
  // Members of the class as in drug-class-with-disease-evidence, and what was studied beside them: each is studied beside itself.
  CALL () {
    MATCH (drug:Drug)-[:HAS_ROLE]->(:Role)-[:SUBCLASS_OF*0..12]->(:Role {id: $class})
    RETURN drug.id AS member_id
    UNION
    MATCH (role:Role)-[:SUBCLASS_OF*0..12]->(:Role {id: $class})
    MATCH (role)-[defines:INHIBITS|ACTIVATES|BINDS|AFFECTS]->(:Target)<-[:MEMBER_OF*0..3]-(:Target)<-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS]-(drug:Drug)
    WHERE type(defines) = type(acts) AND defines.basis = 'curated' AND acts.basis = 'curated'
    RETURN drug.id AS member_id
    UNION
    MATCH (drug:Drug)-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS]->(:Target)-[:MEMBER_OF*0..3]->(:Target {id: $class})
    WHERE type(acts) = $action AND acts.basis = 'curated'
    RETURN drug.id AS member_id
  }
  MATCH (:Drug {id: member_id})<-[:SUBJECT]-(first:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
  WHERE EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }
  MATCH (first)-[:HAS_EVIDENCE]->(:Evidence)-[:FROM]->(publication:Publication)
  WITH DISTINCT member_id, publication
  MATCH (publication)<-[:FROM]-(:Evidence)<-[:HAS_EVIDENCE]-(second:Assertion {relation: 'STUDIED_FOR', negated: false})-[:SUBJECT]->(agent:Drug)
  WITH agent.id AS drug_id, publication.id AS document, CASE WHEN agent.id = member_id THEN 1 ELSE 0 END AS member
  ORDER BY document
  WITH drug_id, collect(DISTINCT document) AS pmids, max(member) AS member
  RETURN drug_id AS drug_id, null AS relation, null AS target, null AS basis, pmids AS pmids,
         CASE member WHEN 1 THEN 'member' ELSE 'it was only studied beside a member' END AS reason
}
WITH drug_id, collect({reason: reason, relation: relation, target: target, basis: basis, pmids: coalesce(pmids, [])}) AS found
WHERE none(one IN found WHERE one.reason = 'member')
MATCH (agent:Drug {id: drug_id})<-[:SUBJECT]-(study:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WHERE study.evidence_count > 0 AND EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }
WITH drug_id, agent.name AS drug, found, count(study) AS studies
UNWIND found AS one
RETURN drug_id AS drug_id,
       drug AS drug,
       one.reason AS reason,
       one.relation AS relation,
       one.target AS target,
       one.basis AS basis,
       size(one.pmids) AS publications,
       one.pmids AS pmids
ORDER BY drug, drug_id, reason, relation, target
