// name = "drugs-of-target-with-disease-evidence"
// question = "Which drugs that act on a target have evidence in a disease, and who says that they act on it?"
// asks = [
//     "drug {target} {disease}", "act {target} {disease}", "drug act {target} {disease}",
//     "drug targeting {target} {disease}", "inhibit {target} {disease}", "activate {target} {disease}",
//     "bind {target} {disease}", "affect {target} {disease}", "upregulate {target} {disease}",
//     "downregulate {target} {disease}", "inhibitor {target} {disease}", "activator {target} {disease}",
//     "drug against {target} {disease}",
// ]
// besides = "evidence, study, work, result, paper, sentence, strength, drug, act, against, inhibit, targeting, claim, inhibitor, link, fail, expression"
// [parameters.target]
// type = "curie"
// entity = ["Target"]
// help = "the target: a gene, family or complex, with the genes of a family"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// help = "the disease, with all its subtypes"
// [parameters.relations]
// type = "list"
// said = {INHIBITS = "inhibit, inhibitor", ACTIVATES = "activate, activator", BINDS = "bind", AFFECTS = "affect", UPREGULATES = "upregulate", DOWNREGULATES = "downregulate"}
// values = ["INHIBITS", "ACTIVATES", "BINDS", "AFFECTS", "UPREGULATES", "DOWNREGULATES"]
// default = ["INHIBITS"]
// help = "what the drug does: any of INHIBITS, ACTIVATES, BINDS, AFFECTS, UPREGULATES, DOWNREGULATES"
// [example]
// target = "MTOR"
// disease = "HCC"
// [columns]
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// basis = "curated where a curated source says that it acts on the target, text where only sentences do"
// targets = "what it acts on: the target or genes of its family"
// belief = "the highest belief in one of these acts, 0 to 1"
// tier = "strongest study in the disease that is not retracted; empty where all are"
// supporting_tier = "strongest tier at which a publication found an effect of the drug itself; empty where none did"
// supports = "publications that found an effect of the drug itself"
// null = "publications that found no difference"
// opposes = "publications that found harm"
// mixed = "publications whose findings disagree"
// unclear = "publications without a result that counts"
// publications = "publications in all"
// latest_year = "year of the newest publication"
// pmids = "their ids"

MATCH (member:Target)-[:MEMBER_OF*0..3]->(:Target {id: $target})
WITH DISTINCT member
MATCH (agent:Drug)-[acts:INHIBITS|ACTIVATES|BINDS|AFFECTS|UPREGULATES|DOWNREGULATES]->(member)
WHERE type(acts) IN $relations
WITH agent, member, acts
ORDER BY member.name
WITH agent, min(acts.basis) AS basis, collect(DISTINCT member.name) AS targets, max(acts.belief) AS belief
MATCH (agent)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WHERE EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE coalesce(evidence.attribution, 'drug') <> 'comparator'
WITH agent, basis, targets, belief, publication, min(CASE WHEN NOT 'retracted' IN evidence.flags THEN coalesce(evidence.tier_rank, 7) END) AS kept_rank,
     collect(DISTINCT CASE WHEN evidence.counted AND evidence.polarity IN ['supports', 'null', 'opposes', 'mixed'] THEN evidence.polarity END) AS findings
WITH agent, basis, targets, belief, publication, kept_rank, CASE size(findings) WHEN 0 THEN 'unclear' WHEN 1 THEN findings[0] ELSE 'mixed' END AS finding
ORDER BY publication.id
WITH agent, basis, targets, belief, min(kept_rank) AS rank,
     min(CASE finding WHEN 'supports' THEN kept_rank END) AS best,
     sum(CASE finding WHEN 'supports' THEN 1 ELSE 0 END) AS supports,
     sum(CASE finding WHEN 'null' THEN 1 ELSE 0 END) AS no_difference,
     sum(CASE finding WHEN 'opposes' THEN 1 ELSE 0 END) AS opposes,
     sum(CASE finding WHEN 'mixed' THEN 1 ELSE 0 END) AS mixed,
     sum(CASE finding WHEN 'unclear' THEN 1 ELSE 0 END) AS unclear,
     count(*) AS publications, max(publication.year) AS latest_year, collect(publication.id) AS pmids
RETURN agent.id AS drug_id,
       agent.name AS drug,
       basis AS basis,
       targets AS targets,
       belief AS belief,
       CASE WHEN rank IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][rank] END AS tier,
       CASE WHEN best IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][best] END AS supporting_tier,
       supports AS supports,
       no_difference AS `null`,
       opposes AS opposes,
       mixed AS mixed,
       unclear AS unclear,
       publications AS publications,
       latest_year AS latest_year,
       pmids AS pmids
ORDER BY basis, coalesce(rank, 8), publications DESC, drug, drug_id
