// name = "class-members-without-evidence"
// question = "Which drugs of a class have no evidence in a disease, and were they studied in any other?"
// asks = [
//     "without {class} {disease}", "not evidence {class} {disease}", "not study {class} {disease}",
//     "not work evidence {class} {disease}",
// ]
// besides = "drug, evidence, study, trial, paper, work, result, member, not, other, where"
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
// membership = "curated (ontology role or curated drug-target fact) or text (a sentence says so)"
// comparator = "publications in which it was only what another drug was measured against, in this disease"
// tier_elsewhere = "strongest tier in any other disease; empty where it was not studied here"
// diseases_elsewhere = "other diseases that it was studied in"

MATCH (asked:Disease {id: $disease})
// Members of the class as in drug-class-with-disease-evidence, 0 = curated, 1 = read from text.
CALL () {
  MATCH (drug:Drug)-[has:HAS_ROLE]->(:Role)-[:SUBCLASS_OF*0..12]->(:Role {id: $class})
  RETURN drug.id AS member_id, CASE has.basis WHEN 'curated' THEN 0 ELSE 1 END AS basis
  UNION
  MATCH (role:Role)-[:SUBCLASS_OF*0..12]->(:Role {id: $class})
  MATCH (role)-[defines:INHIBITS|ACTIVATES|BINDS|AFFECTS]->(:Target)<-[:MEMBER_OF*0..3]-(:Target)<-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS]-(drug:Drug)
  WHERE type(defines) = type(acts) AND defines.basis = 'curated' AND acts.basis = 'curated'
  RETURN drug.id AS member_id, 0 AS basis
  UNION
  MATCH (drug:Drug)-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS]->(:Target)-[:MEMBER_OF*0..3]->(:Target {id: $class})
  WHERE type(acts) = $action AND acts.basis = 'curated'
  RETURN drug.id AS member_id, 0 AS basis
}
WITH asked, member_id, min(basis) AS basis
MATCH (member:Drug {id: member_id})
OPTIONAL MATCH (member)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
OPTIONAL MATCH (:Assertion {id: claim.id})-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WITH member, basis, studied, evidence, publication, CASE WHEN studied IS NULL THEN false ELSE EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(asked) } END AS here
ORDER BY studied.name
WITH member, basis,
     sum(CASE WHEN here AND evidence.id IS NOT NULL AND coalesce(evidence.attribution, 'drug') <> 'comparator' THEN 1 ELSE 0 END) AS own,
     count(DISTINCT CASE WHEN here THEN publication.id END) AS comparator,
     min(CASE WHEN NOT here THEN evidence.tier_rank END) AS rank,
     collect(DISTINCT CASE WHEN NOT here AND evidence.id IS NOT NULL THEN studied.name END) AS elsewhere
WHERE own = 0
RETURN member.id AS drug_id,
       member.name AS drug,
       CASE basis WHEN 0 THEN 'curated' ELSE 'text' END AS membership,
       comparator AS comparator,
       CASE WHEN rank IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][rank] END AS tier_elsewhere,
       elsewhere AS diseases_elsewhere
ORDER BY coalesce(rank, 8), drug, drug_id
