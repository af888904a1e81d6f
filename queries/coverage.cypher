// name = "coverage"
// question = "How much was searched, up to what year, and how much of it says anything?"
// asks = [
//     "coverage", "coverage {disease}", "coverage {drug}", "coverage paper", "coverage evidence", "coverage count",
//     "count paper", "count paper coverage", "count study", "count study {drug}", "count study {disease}",
//     "count paper {drug}", "count paper {disease}", "coverage count paper claim", "how coverage",
// ]
// besides = "paper, study, evidence, result, claim, work, drug, count, disease, sentence, say, yes, link, not, without"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// default = ""
// help = "only this disease and its subtypes; every disease when empty"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// default = ""
// help = "only this drug; every drug when empty"
// [example]
// disease = "HCC"
// drug = "everolimus"
// [columns]
// publications = "publications in the graph, whatever they say"
// first_year = "year of the oldest"
// latest_year = "year of the newest"
// without_year = "publications that state no year"
// retracted = "publications that were retracted"
// with_claims = "publications from which any claim was read"
// with_studies = "publications with a study of any drug in any disease"
// asked = "publications with a study of the drug in the disease that were asked for"
// asked_latest_year = "year of the newest of these"

MATCH (one:Publication)
WITH count(one) AS publications, min(one.year) AS first_year, max(one.year) AS latest_year,
     sum(CASE WHEN one.year IS NULL THEN 1 ELSE 0 END) AS without_year, sum(CASE WHEN one.retracted THEN 1 ELSE 0 END) AS retracted,
     sum(CASE WHEN EXISTS { (one)<-[:FROM]-(:Evidence) } THEN 1 ELSE 0 END) AS with_claims,
     sum(CASE WHEN EXISTS { (one)<-[:FROM]-(:Evidence)<-[:HAS_EVIDENCE]-(:Assertion {relation: 'STUDIED_FOR', negated: false}) } THEN 1 ELSE 0 END) AS with_studies
CALL () {
  MATCH (agent:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
  WHERE ($drug = '' OR agent.id = $drug) AND ($disease = '' OR EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) })
  MATCH (claim)-[:HAS_EVIDENCE]->(:Evidence)-[:FROM]->(publication:Publication)
  RETURN count(DISTINCT publication.id) AS asked, max(publication.year) AS asked_latest_year
}
RETURN publications AS publications,
       first_year AS first_year,
       latest_year AS latest_year,
       without_year AS without_year,
       retracted AS retracted,
       with_claims AS with_claims,
       with_studies AS with_studies,
       asked AS asked,
       asked_latest_year AS asked_latest_year
ORDER BY publications
