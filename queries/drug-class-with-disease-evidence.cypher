// name = "drug-class-with-disease-evidence"
// question = "Which drugs of a class have evidence in a disease, how strong is it, and what did it show?"
// asks = [
//     "{class} {disease}", "evidence {class} {disease}", "study {class} {disease}", "work {class} {disease}",
//     "fail {class} {disease}", "drug {class} {disease}", "trial {class} {disease}",
// ]
// besides = "evidence, study, work, result, paper, sentence, strength, drug, fail, null, trial, {phases}, against, claim, member, how"
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
// membership = "curated (ontology role or curated drug-target fact) or text (a sentence says so); never co-mention"
// tier = "strongest study that is not retracted; empty where all are"
// supports = "publications that found an effect of the drug itself"
// null = "publications that found no difference"
// opposes = "publications that found harm"
// mixed = "publications whose findings disagree"
// unclear = "publications without a result that counts: none stated, combination, protocol, contaminated cells, retracted"
// publications = "publications in all: the five counts add up to it"
// latest_year = "year of the newest publication"
// pmids = "ids of the publications"

// In Neo4j Browser first, as for the worked example: :params {class: "CHEBI:68481", disease: "MONDO:0007256", action: "INHIBITS"}

// Members of the class, 0 = curated, 1 = read from text.
CALL () {
  MATCH (drug:Drug)-[has:HAS_ROLE]->(:Role)-[:SUBCLASS_OF*0..12]->(:Role {id: $class})
  RETURN drug.id AS member_id, CASE has.basis WHEN 'curated' THEN 0 ELSE 1 END AS basis
  UNION
  // The class is a role: a drug that does to its target, or to a gene of that family, what the role says.
  MATCH (role:Role)-[:SUBCLASS_OF*0..12]->(:Role {id: $class})
  MATCH (role)-[defines:INHIBITS|ACTIVATES|BINDS|AFFECTS]->(:Target)<-[:MEMBER_OF*0..3]-(:Target)<-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS]-(drug:Drug)
  WHERE type(defines) = type(acts) AND defines.basis = 'curated' AND acts.basis = 'curated'
  RETURN drug.id AS member_id, 0 AS basis
  UNION
  // The class is a target, or a family of targets.
  MATCH (drug:Drug)-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS]->(:Target)-[:MEMBER_OF*0..3]->(:Target {id: $class})
  WHERE type(acts) = $action AND acts.basis = 'curated'
  RETURN drug.id AS member_id, 0 AS basis
}
WITH member_id, min(basis) AS basis

// Their studies in the disease or a subtype: one edge a claim that is not negated.
MATCH (member:Drug {id: member_id})-[study:STUDIED_FOR]->(studied:Disease)
WHERE EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }
WITH member, basis, study.assertion AS claim_id
MATCH (claim:Assertion {id: claim_id})-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
// What a drug was only the control or the backbone of is no evidence about it.
WHERE coalesce(evidence.attribution, 'drug') <> 'comparator'

// One publication counts once: what its countable sentences agree on, mixed where they do not, unclear where none decides.
WITH member, basis, publication,
     collect(DISTINCT CASE WHEN evidence.counted AND evidence.polarity IN ['supports', 'null', 'opposes', 'mixed'] THEN evidence.polarity END) AS findings,
     min(CASE WHEN NOT 'retracted' IN evidence.flags THEN coalesce(evidence.tier_rank, 7) END) AS kept_rank
WITH member, basis, publication, kept_rank,
     CASE size(findings) WHEN 0 THEN 'unclear' WHEN 1 THEN findings[0] ELSE 'mixed' END AS finding
ORDER BY publication.id
WITH member, basis,
     min(kept_rank) AS rank,
     sum(CASE finding WHEN 'supports' THEN 1 ELSE 0 END) AS supports,
     sum(CASE finding WHEN 'null' THEN 1 ELSE 0 END) AS no_difference,
     sum(CASE finding WHEN 'opposes' THEN 1 ELSE 0 END) AS opposes,
     sum(CASE finding WHEN 'mixed' THEN 1 ELSE 0 END) AS mixed,
     sum(CASE finding WHEN 'unclear' THEN 1 ELSE 0 END) AS unclear,
     count(*) AS publications,
     max(publication.year) AS latest_year,
     collect(publication.id) AS pmids
RETURN member.id AS drug_id,
       member.name AS drug,
       CASE basis WHEN 0 THEN 'curated' ELSE 'text' END AS membership,
       CASE WHEN rank IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][rank] END AS tier,
       supports AS supports,
       no_difference AS `null`,
       opposes AS opposes,
       mixed AS mixed,
       unclear AS unclear,
       publications AS publications,
       latest_year AS latest_year,
       pmids AS pmids
ORDER BY coalesce(rank, 8), publications DESC, drug, drug_id
