// name = "trials-for-drug"
// question = "Which registered trials tested a drug, and in what?"
// asks = ["trial {drug}", "registry {drug}", "registry trial {drug}", "{drug} study trial", "trial disease {drug}"]
// besides = "study, {phases}, disease, result, registry, trial, work, paper, evidence, tier, link"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// help = "the drug"
// [example]
// drug = "everolimus"
// [columns]
// trial_id = "registry number"
// tier = "strongest phase among its publications"
// diseases = "what it was tested in"
// polarities = "what the publications found"
// documents = "ids of the publications"
// latest_year = "year of the newest publication"

MATCH (:Drug {id: $drug})<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)-[:REGISTERED_AS]->(trial:Trial)
WITH trial, studied, evidence, publication
ORDER BY studied.name, publication.id, evidence.polarity
WITH trial,
     min(evidence.tier_rank) AS rank,
     collect(DISTINCT studied.name) AS diseases,
     collect(DISTINCT evidence.polarity) AS polarities,
     collect(DISTINCT publication.id) AS documents,
     max(publication.year) AS latest_year
RETURN trial.id AS trial_id,
       ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][coalesce(rank, 7)] AS tier,
       diseases AS diseases,
       polarities AS polarities,
       documents AS documents,
       latest_year AS latest_year
ORDER BY coalesce(rank, 7), trial_id
