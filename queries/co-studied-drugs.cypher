// name = "co-studied-drugs"
// question = "Which drugs were studied beside a drug, with it or against it?"
// asks = [
//     "beside {drug}", "drug beside {drug}", "study beside {drug}", "compare combine {drug}", "compare {drug}",
//     "drug compare {drug}", "compare {drug} {drug}", "beside {drug} {drug}", "against combine {drug}",
//     "else study {drug}", "else study drug {drug}", "study against {drug}", "drug against {drug}",
//     "against {drug} {drug}",
// ]
// besides = "drug, study, result, trial, paper, evidence, against, combine, compare, beside, disease, strength, count, work, without, not"
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
// disease = "HCC"
// [columns]
// other_id = "CURIE of the other drug"
// other = "its name"
// together = "publications that gave both and credit a result to the combination"
// against = "publications that measured the one against the other"
// beside = "publications that studied both in the disease and do neither"
// tier = "strongest study of the drug among them"
// diseases = "what both were studied in"
// latest_year = "year of the newest publication"
// pmids = "ids of the publications"

MATCH (agent:Drug {id: $drug})<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WHERE ($disease = '' OR EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) })
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
MATCH (publication)<-[:FROM]-(same:Evidence)<-[:HAS_EVIDENCE]-(claims:Assertion {relation: 'STUDIED_FOR', negated: false})-[:SUBJECT]->(other:Drug)
MATCH (claims)-[:OBJECT]->(studied)
WHERE other.id <> agent.id
WITH agent, other, studied, publication, evidence.tier_rank AS rank,
     CASE WHEN other.id IN evidence.partners OR agent.id IN same.partners THEN 1 ELSE 0 END AS partner,
     CASE WHEN other.id IN evidence.comparators OR agent.id IN same.comparators THEN 1 ELSE 0 END AS rival
WITH other, studied, publication, min(rank) AS rank, max(partner) AS partner, max(rival) AS rival
ORDER BY publication.id, studied.name
WITH other, min(rank) AS rank, collect(DISTINCT studied.name) AS diseases, max(publication.year) AS latest_year,
     count(DISTINCT CASE partner WHEN 1 THEN publication.id END) AS together,
     count(DISTINCT CASE WHEN partner = 0 AND rival = 1 THEN publication.id END) AS against,
     count(DISTINCT CASE WHEN partner + rival = 0 THEN publication.id END) AS beside,
     collect(DISTINCT publication.id) AS pmids
RETURN other.id AS other_id,
       other.name AS other,
       together AS together,
       against AS against,
       beside AS beside,
       ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][coalesce(rank, 7)] AS tier,
       diseases AS diseases,
       latest_year AS latest_year,
       pmids AS pmids
ORDER BY size(pmids) DESC, other, other_id
