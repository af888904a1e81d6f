// name = "publications-of-drug"
// question = "Which publications say anything of a drug?"
// asks = [
//     "paper {drug}", "paper {drug} {disease}", "paper study {drug}", "paper evidence {drug}",
//     "paper result {drug}",
// ]
// besides = "say, evidence, study, paper, claim, result, link, work, sentence"
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
// drug = "temsirolimus"
// [columns]
// document = "id of the publication"
// title = "its title"
// year = "its year"
// retracted = "whether it was retracted"
// tier = "strongest study of the drug in it; empty where it has none"
// attribution = "to whom its results are credited: drug, combination, comparator"
// polarities = "what its studies found"
// diseases = "what it was studied in there"
// relations = "what is claimed of the drug, with not before it where that is denied"

MATCH (:Drug {id: $drug})<-[:SUBJECT]-(claim:Assertion)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
MATCH (claim)-[:OBJECT]->(object)
WHERE $disease = '' OR EXISTS { (object)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }
WITH publication, claim, evidence, object
ORDER BY evidence.attribution, evidence.polarity, object.name, claim.relation, claim.negated
WITH publication, min(evidence.tier_rank) AS rank,
     collect(DISTINCT evidence.attribution) AS attribution,
     collect(DISTINCT evidence.polarity) AS polarities,
     collect(DISTINCT CASE claim.relation WHEN 'STUDIED_FOR' THEN object.name END) AS diseases,
     collect(DISTINCT CASE WHEN claim.negated THEN 'not ' + claim.relation ELSE claim.relation END) AS relations
RETURN publication.id AS document,
       publication.title AS title,
       publication.year AS year,
       publication.retracted AS retracted,
       CASE WHEN rank IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][rank] END AS tier,
       attribution AS attribution,
       polarities AS polarities,
       diseases AS diseases,
       relations AS relations
ORDER BY coalesce(rank, 8), coalesce(year, 0) DESC, document
