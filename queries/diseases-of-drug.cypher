// name = "diseases-of-drug"
// question = "What was a drug studied in, how strong is the evidence, and at which tier did it help?"
// asks = [
//     "disease {drug}", "study {drug}", "where {drug}", "where work {drug}", "where study {drug}",
//     "disease study {drug}", "else purpose {drug}", "else study purpose {drug}", "else disease study {drug}",
//     "disease against {drug}", "disease study against {drug}", "disease work {drug}", "study work {drug}",
//     "except study {drug} {Disease}", "except where {drug} {Disease}", "except disease {drug} {Disease}",
//     "except else {drug} {Disease}", "except study purpose {drug} {Disease}", "else study {drug} {Disease}",
//     "else {drug} {Disease}", "beside where {drug} {Disease}", "beside else {drug} {Disease}",
//     "beside disease {drug} {Disease}", "beside else study {drug}", "beside else purpose {drug}",
//     "beside else study purpose {drug}", "beside where study {drug} {Disease}",
//     "beside else study {drug} {Disease}", "except where study {drug} {Disease}",
//     "beside else study purpose {drug} {Disease}", "purpose {drug}",
// ]
// perhaps = ["evidence {drug}", "result {drug}", "work {drug}"]
// besides = "study, evidence, work, result, strength, disease, fail, paper, claim, tier, each, else, where, against, drug"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// help = "the drug"
// [example]
// drug = "everolimus"
// [columns]
// disease_id = "CURIE of the disease"
// disease = "name of the disease"
// tier = "strongest study that is not retracted; empty where all are"
// supporting_tier = "strongest tier at which a publication found an effect of the drug itself; empty where none did"
// supports = "publications that found an effect of the drug itself"
// null = "publications that found no difference"
// opposes = "publications that found harm"
// mixed = "publications whose findings disagree"
// unclear = "publications without a result that counts"
// publications = "publications in all: the five counts add up to it"
// latest_year = "year of the newest publication"
// pmids = "their ids"

// One publication counts once a disease; what the drug was only measured against is no evidence about it.
MATCH (:Drug {id: $drug})<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE coalesce(evidence.attribution, 'drug') <> 'comparator'
WITH studied, publication, min(CASE WHEN NOT 'retracted' IN evidence.flags THEN coalesce(evidence.tier_rank, 7) END) AS kept_rank,
     collect(DISTINCT CASE WHEN evidence.counted AND evidence.polarity IN ['supports', 'null', 'opposes', 'mixed'] THEN evidence.polarity END) AS findings
WITH studied, publication, kept_rank, CASE size(findings) WHEN 0 THEN 'unclear' WHEN 1 THEN findings[0] ELSE 'mixed' END AS finding
ORDER BY publication.id
WITH studied, min(kept_rank) AS rank, min(CASE finding WHEN 'supports' THEN kept_rank END) AS best,
     sum(CASE finding WHEN 'supports' THEN 1 ELSE 0 END) AS supports,
     sum(CASE finding WHEN 'null' THEN 1 ELSE 0 END) AS no_difference,
     sum(CASE finding WHEN 'opposes' THEN 1 ELSE 0 END) AS opposes,
     sum(CASE finding WHEN 'mixed' THEN 1 ELSE 0 END) AS mixed,
     sum(CASE finding WHEN 'unclear' THEN 1 ELSE 0 END) AS unclear,
     count(*) AS publications, max(publication.year) AS latest_year, collect(publication.id) AS pmids
RETURN studied.id AS disease_id,
       studied.name AS disease,
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
ORDER BY coalesce(best, 8), coalesce(rank, 8), publications DESC, disease, disease_id
