// name = "pathways-of-drug"
// question = "Which pathways does a drug hit, and what links them to a disease?"
// asks = ["pathway {drug} {disease}", "pathway act {drug} {disease}", "pathway link {drug} {disease}"]
// besides = "act, link, target, inhibit, affect, candidate, study, work, activate, claim, evidence, pathway, within, mechanism, partake"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// help = "the drug"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// help = "the disease, with all its subtypes"
// [parameters.belief]
// type = "float"
// reads = "share"
// least = 0
// default = 0.5
// help = "least belief in what the drug does, 0 to 1"
// [parameters.limit]
// type = "int"
// reads = "number"
// least = 0
// default = 50
// help = "most rows to show"
// [example]
// drug = "everolimus"
// disease = "HCC"
// limit = "20"
// [columns]
// pathway_id = "CURIE of the pathway"
// pathway = "its name"
// status = "stated where a sentence says that the drug acts on the pathway itself; inferred where it acts on a target that takes part in it"
// path = "what it goes by"
// basis = "curated or text: who says that the drug acts so"
// belief = "belief in what the drug does, 0 to 1"
// disease_publications = "publications that link the pathway itself to the disease; 0 for most"
// pmids = "their ids"

MATCH (asked:Disease {id: $disease})
CALL () {
  MATCH (agent:Drug {id: $drug})-[acts:INHIBITS|ACTIVATES|AFFECTS]->(pathway:Pathway)
  WHERE acts.belief >= $belief
  RETURN pathway.id AS pathway_id, 'stated' AS status, agent.name + ' -' + type(acts) + '-> ' + pathway.name AS path, acts.basis AS basis, acts.belief AS belief
  UNION
  MATCH (agent:Drug {id: $drug})-[acts:INHIBITS|ACTIVATES|AFFECTS]->(target:Target)-[:PARTICIPATES_IN]->(pathway:Pathway)
  WHERE acts.belief >= $belief
  RETURN pathway.id AS pathway_id, 'inferred' AS status,
         agent.name + ' -' + type(acts) + '-> ' + target.name + ' -PARTICIPATES_IN-> ' + pathway.name AS path, acts.basis AS basis, acts.belief AS belief
}
MATCH (pathway:Pathway {id: pathway_id})
OPTIONAL MATCH (pathway)<-[:SUBJECT]-(claim:Assertion {negated: false})-[:OBJECT]->(studied:Disease)
WHERE EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(asked) }
OPTIONAL MATCH (:Assertion {id: claim.id})-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE NOT 'retracted' IN evidence.flags
WITH pathway, status, path, basis, belief, publication.id AS document
ORDER BY document
WITH pathway, status, path, basis, belief, collect(DISTINCT document) AS pmids
RETURN pathway.id AS pathway_id,
       pathway.name AS pathway,
       status AS status,
       path AS path,
       basis AS basis,
       belief AS belief,
       size(pmids) AS disease_publications,
       pmids AS pmids
ORDER BY size(pmids) DESC, status DESC, basis, belief DESC, path, pathway_id
LIMIT $limit
