// name = "changed-between-years"
// question = "What did the publications of some years add to what was known of drugs in a disease?"
// asks = ["new {disease}", "new drug {disease}", "new evidence {disease}", "new result {disease}"]
// besides = "drug, evidence, result, study, paper, null, fail, work, claim, count, sentence, how, known, not"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// help = "the disease, with all its subtypes"
// [parameters.after]
// type = "int"
// reads = "after"
// default = 2015
// help = "what was known by the end of this year is what the rest is compared with"
// [parameters.until]
// type = "int"
// reads = "until"
// default = 9999
// help = "the last year that counts as new"
// [example]
// disease = "HCC"
// after = "2014"
// until = "2018"
// [columns]
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// change = "first evidence, stronger tier, first support, first null result, first harm; empty where there is only more of what was known"
// tier_before = "strongest study by then"
// tier_after = "strongest study with the new ones"
// supporting_tier_before = "strongest tier that found an effect by then"
// supporting_tier_after = "the same with the new ones"
// before = "publications by then"
// supports = "new publications that found an effect of the drug itself"
// null = "new publications that found no difference"
// opposes = "new publications that found harm"
// mixed = "new publications whose findings disagree"
// unclear = "new publications without a result that counts"
// new = "new publications: the five counts add up to it"
// pmids = "ids of the new publications"

// By year of publication; retracted publications and those without a year are left out.
MATCH (subtype:Disease)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease})
WITH DISTINCT subtype
MATCH (agent:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(subtype)
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE publication.year <= $until AND NOT 'retracted' IN evidence.flags AND coalesce(evidence.attribution, 'drug') <> 'comparator'
WITH agent, publication, publication.year > $after AS is_new, min(evidence.tier_rank) AS rank,
     collect(DISTINCT CASE WHEN evidence.counted AND evidence.polarity IN ['supports', 'null', 'opposes', 'mixed'] THEN evidence.polarity END) AS findings
WITH agent, publication, is_new, rank, CASE size(findings) WHEN 0 THEN 'unclear' WHEN 1 THEN findings[0] ELSE 'mixed' END AS finding
ORDER BY publication.id
WITH agent,
     min(CASE WHEN NOT is_new THEN rank END) AS rank_before, min(rank) AS rank_after,
     min(CASE WHEN NOT is_new AND finding = 'supports' THEN rank END) AS best_before, min(CASE finding WHEN 'supports' THEN rank END) AS best_after,
     sum(CASE WHEN is_new THEN 0 ELSE 1 END) AS before,
     sum(CASE WHEN NOT is_new AND finding = 'null' THEN 1 ELSE 0 END) AS null_before,
     sum(CASE WHEN NOT is_new AND finding = 'opposes' THEN 1 ELSE 0 END) AS harm_before,
     sum(CASE WHEN is_new AND finding = 'supports' THEN 1 ELSE 0 END) AS supports,
     sum(CASE WHEN is_new AND finding = 'null' THEN 1 ELSE 0 END) AS no_difference,
     sum(CASE WHEN is_new AND finding = 'opposes' THEN 1 ELSE 0 END) AS opposes,
     sum(CASE WHEN is_new AND finding = 'mixed' THEN 1 ELSE 0 END) AS mixed,
     sum(CASE WHEN is_new AND finding = 'unclear' THEN 1 ELSE 0 END) AS unclear,
     collect(CASE WHEN is_new THEN publication.id END) AS pmids
WHERE size(pmids) > 0
WITH agent, rank_before, rank_after, best_before, best_after, before, supports, no_difference, opposes, mixed, unclear, pmids,
     [CASE WHEN before = 0 THEN 'first evidence' END,
      CASE WHEN before > 0 AND rank_after < rank_before THEN 'stronger tier' END,
      CASE WHEN supports > 0 AND best_before IS NULL THEN 'first support' END,
      CASE WHEN no_difference > 0 AND null_before = 0 THEN 'first null result' END,
      CASE WHEN opposes > 0 AND harm_before = 0 THEN 'first harm' END] AS ways
RETURN agent.id AS drug_id,
       agent.name AS drug,
       [way IN ways WHERE way IS NOT NULL] AS change,
       CASE WHEN rank_before IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][rank_before] END AS tier_before,
       ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][coalesce(rank_after, 7)] AS tier_after,
       CASE WHEN best_before IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][best_before] END AS supporting_tier_before,
       CASE WHEN best_after IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][best_after] END AS supporting_tier_after,
       before AS before,
       supports AS supports,
       no_difference AS `null`,
       opposes AS opposes,
       mixed AS mixed,
       unclear AS unclear,
       size(pmids) AS `new`,
       pmids AS pmids
ORDER BY size(ways) - size([way IN ways WHERE way IS NULL]) DESC, coalesce(rank_after, 7), size(pmids) DESC, drug, drug_id
