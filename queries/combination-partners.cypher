// name = "combination-partners"
// question = "What was a drug combined with, and what did the combinations show?"
// asks = ["combine {drug}", "combine drug {drug}", "combine {drug} {disease}", "combine drug {drug} {disease}"]
// besides = "drug, result, study, evidence, work, trial, paper, strength, strongest, claim"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// help = "the drug"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// default = ""
// help = "only this disease and its subtypes; every disease when empty"
// [example]
// drug = "everolimus"
// [columns]
// partner_id = "CURIE of the partner"
// partner = "its name"
// tier = "strongest study of the combination"
// supporting_tier = "strongest tier at which the combination showed an effect; empty where it did at none"
// supports = "publications in which the combination showed an effect"
// null = "publications in which it made no difference"
// opposes = "publications in which it did harm"
// unclear = "publications without a result, or with results that disagree"
// publications = "publications in all: the four counts add up to it"
// diseases = "what the combination was studied in"
// pmids = "ids of the publications"

// Results of a combination are about the pair; retracted publications are left out.
MATCH (:Drug {id: $drug})<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WHERE ($disease = '' OR EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) })
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence {attribution: 'combination'})-[:FROM]->(publication:Publication)
WHERE NOT 'retracted' IN evidence.flags
UNWIND evidence.partners AS with_id
MATCH (partner:Drug {id: with_id})
WITH partner, publication, studied, evidence
ORDER BY publication.id, studied.name
WITH partner, publication, min(evidence.tier_rank) AS rank, collect(DISTINCT studied.name) AS studies,
     collect(DISTINCT CASE WHEN evidence.polarity IN ['supports', 'null', 'opposes', 'mixed'] THEN evidence.polarity END) AS findings
WITH partner, publication, rank, studies, CASE WHEN size(findings) = 1 AND findings[0] <> 'mixed' THEN findings[0] ELSE 'unclear' END AS finding
WITH partner, min(rank) AS rank, min(CASE finding WHEN 'supports' THEN rank END) AS best,
     sum(CASE finding WHEN 'supports' THEN 1 ELSE 0 END) AS supports,
     sum(CASE finding WHEN 'null' THEN 1 ELSE 0 END) AS no_difference,
     sum(CASE finding WHEN 'opposes' THEN 1 ELSE 0 END) AS opposes,
     sum(CASE finding WHEN 'unclear' THEN 1 ELSE 0 END) AS unclear,
     collect(publication.id) AS pmids, collect(studies) AS lists
UNWIND lists AS list
UNWIND list AS name
WITH partner, rank, best, supports, no_difference, opposes, unclear, pmids, name
ORDER BY name
WITH partner, rank, best, supports, no_difference, opposes, unclear, pmids, collect(DISTINCT name) AS diseases
RETURN partner.id AS partner_id,
       partner.name AS partner,
       ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][coalesce(rank, 7)] AS tier,
       CASE WHEN best IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][best] END AS supporting_tier,
       supports AS supports,
       no_difference AS `null`,
       opposes AS opposes,
       unclear AS unclear,
       size(pmids) AS publications,
       diseases AS diseases,
       pmids AS pmids
ORDER BY coalesce(rank, 7), size(pmids) DESC, partner, partner_id
