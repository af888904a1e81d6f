// name = "publications-by-year"
// question = "How many publications studied a drug, a disease or both, year by year?"
// asks = [
//     "yearly {drug}", "yearly {disease}", "yearly paper {drug}", "yearly paper {disease}", "yearly study {drug}",
//     "yearly study {disease}", "yearly count {drug}", "yearly count {disease}", "yearly {drug} {disease}",
//     "yearly count study {drug}", "yearly count paper {disease}", "yearly count study {disease}",
//     "yearly count paper {drug}",
// ]
// besides = "paper, study, count, trial, evidence, drug, research, how, affect, result, yearly, interest"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// default = ""
// help = "only this drug; every drug when empty"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// default = ""
// help = "only this disease and its subtypes; every disease when empty"
// [example]
// disease = "HCC"
// [columns]
// year = "year of publication"
// publications = "publications with drug-disease evidence"
// trials = "those of them that report a phase 1, 2 or 3 trial"
// supports = "those that found an effect of a drug itself"
// against = "those that found no difference or harm"

MATCH (agent:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WHERE ($drug = '' OR agent.id = $drug)
  AND ($disease = '' OR EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) })
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WITH publication.year AS year,
     count(DISTINCT publication.id) AS publications,
     count(DISTINCT CASE WHEN evidence.tier_rank <= 2 THEN publication.id END) AS trials,
     count(DISTINCT CASE WHEN evidence.counted AND evidence.polarity = 'supports' THEN publication.id END) AS supports,
     count(DISTINCT CASE WHEN evidence.counted AND evidence.polarity IN ['null', 'opposes'] THEN publication.id END) AS against
RETURN year AS year,
       publications AS publications,
       trials AS trials,
       supports AS supports,
       against AS against
ORDER BY year DESC
