// name = "class-evidence-by-tier"
// question = "What did the studies of each tier show of each drug of a class in a disease?"
// asks = [
//     "tier {class} {disease}", "tier each {class} {disease}", "tier work {class} {disease}",
//     "tier compare {class} {disease}",
// ]
// besides = "evidence, study, work, result, paper, sentence, strength, each, drug, count, compare, fail, null, trial, not, contradict, how, {phases}, species, cells"
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
// supporting_tier = "strongest tier at which any publication found an effect of this drug itself; empty where none did"
// tier = "the tier that the counts of this row are about"
// supports = "publications that found an effect of the drug itself"
// null = "publications that found no difference"
// opposes = "publications that found harm"
// mixed = "publications whose findings disagree"
// unclear = "publications without a result that counts"
// publications = "publications of this tier: the five counts add up to it"
// latest_year = "year of the newest of them"
// pmids = "their ids"

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
WITH member_id, min(basis) AS basis
MATCH (member:Drug {id: member_id})<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WHERE EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE coalesce(evidence.attribution, 'drug') <> 'comparator' AND NOT 'retracted' IN evidence.flags

// One publication counts once a drug, at its strongest tier.
WITH member, basis, publication, min(coalesce(evidence.tier_rank, 7)) AS rank,
     collect(DISTINCT CASE WHEN evidence.counted AND evidence.polarity IN ['supports', 'null', 'opposes', 'mixed'] THEN evidence.polarity END) AS findings
WITH member, basis, publication, rank, CASE size(findings) WHEN 0 THEN 'unclear' WHEN 1 THEN findings[0] ELSE 'mixed' END AS finding
ORDER BY publication.id
WITH member, basis, rank,
     sum(CASE finding WHEN 'supports' THEN 1 ELSE 0 END) AS supports,
     sum(CASE finding WHEN 'null' THEN 1 ELSE 0 END) AS no_difference,
     sum(CASE finding WHEN 'opposes' THEN 1 ELSE 0 END) AS opposes,
     sum(CASE finding WHEN 'mixed' THEN 1 ELSE 0 END) AS mixed,
     sum(CASE finding WHEN 'unclear' THEN 1 ELSE 0 END) AS unclear,
     count(*) AS publications, max(publication.year) AS latest_year, collect(publication.id) AS pmids
WITH member, basis, min(CASE WHEN supports > 0 THEN rank END) AS best,
     collect({rank: rank, supports: supports, no_difference: no_difference, opposes: opposes, mixed: mixed, unclear: unclear,
              publications: publications, latest_year: latest_year, pmids: pmids}) AS tiers
UNWIND tiers AS row
RETURN member.id AS drug_id,
       member.name AS drug,
       CASE basis WHEN 0 THEN 'curated' ELSE 'text' END AS membership,
       CASE WHEN best IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][best] END AS supporting_tier,
       ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][row.rank] AS tier,
       row.supports AS supports,
       row.no_difference AS `null`,
       row.opposes AS opposes,
       row.mixed AS mixed,
       row.unclear AS unclear,
       row.publications AS publications,
       row.latest_year AS latest_year,
       row.pmids AS pmids
ORDER BY coalesce(best, 8), drug, drug_id, row.rank
