// name = "drugs-studied-for-disease"
// question = "Which drugs were studied in a disease, how strong is the evidence, and what did it show?"
// asks = [
//     "drug {disease}", "study {disease}", "work {disease}", "drug study {disease}", "drug work {disease}",
//     "drug fail {disease}", "drug evidence {disease}", "fail {disease}", "ameliorate {disease}",
//     "drug ameliorate {disease}", "strongest drug {disease}", "purpose {disease}",
// ]
// perhaps = [
//     "evidence {disease}", "result {disease}", "worsen {disease}", "drug worsen {disease}", "list {disease}",
//     "candidate {disease}",
// ]
// besides = "evidence, study, work, result, paper, sentence, strength, drug, fail, null, ameliorate, against, count, strongest, purpose"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// help = "the disease, with all its subtypes"
// [parameters.limit]
// type = "int"
// reads = "number"
// least = 0
// default = 50
// help = "most rows to show"
// [example]
// disease = "HCC"
// [columns]
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// tier = "strongest study that is not retracted; empty where all are"
// supporting_tier = "strongest tier at which a publication found an effect of the drug itself; empty where none did"
// supports = "publications that found an effect of the drug itself"
// null = "publications that found no difference"
// opposes = "publications that found harm"
// mixed = "publications whose findings disagree"
// unclear = "publications without a result that counts"
// publications = "publications in all"
// latest_year = "year of the newest publication"

// One publication counts once a drug, as in drug-class-with-disease-evidence.
MATCH (studied:Disease)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease})
WITH DISTINCT studied
MATCH (member:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied)
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WITH member, publication,
     collect(DISTINCT CASE WHEN evidence.counted AND evidence.polarity IN ['supports', 'null', 'opposes', 'mixed'] THEN evidence.polarity END) AS findings,
     min(CASE WHEN NOT 'retracted' IN evidence.flags THEN coalesce(evidence.tier_rank, 7) END) AS kept_rank
WITH member, publication, kept_rank,
     CASE size(findings) WHEN 0 THEN 'unclear' WHEN 1 THEN findings[0] ELSE 'mixed' END AS finding
WITH member,
     min(kept_rank) AS rank,
     min(CASE finding WHEN 'supports' THEN kept_rank END) AS best,
     sum(CASE finding WHEN 'supports' THEN 1 ELSE 0 END) AS supports,
     sum(CASE finding WHEN 'null' THEN 1 ELSE 0 END) AS no_difference,
     sum(CASE finding WHEN 'opposes' THEN 1 ELSE 0 END) AS opposes,
     sum(CASE finding WHEN 'mixed' THEN 1 ELSE 0 END) AS mixed,
     sum(CASE finding WHEN 'unclear' THEN 1 ELSE 0 END) AS unclear,
     count(*) AS publications,
     max(publication.year) AS latest_year
RETURN member.id AS drug_id,
       member.name AS drug,
       CASE WHEN rank IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][rank] END AS tier,
       CASE WHEN best IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][best] END AS supporting_tier,
       supports AS supports,
       no_difference AS `null`,
       opposes AS opposes,
       mixed AS mixed,
       unclear AS unclear,
       publications AS publications,
       latest_year AS latest_year
ORDER BY coalesce(rank, 8), publications DESC, member.name, drug_id
LIMIT $limit
