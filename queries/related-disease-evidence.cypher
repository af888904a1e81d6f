// name = "related-disease-evidence"
// question = "Which studies are of a wider or a neighbouring disease and so not of the disease itself?"
// asks = [
//     "related {disease}", "related disease {disease}", "related evidence {disease}", "related study {disease}",
//     "related {drug} {disease}", "related {disease} {Disease}", "related study {disease} {Disease}",
//     "widely {disease} {Disease}", "widely study {disease} {Disease}", "uncounted widely {disease} {Disease}",
//     "uncounted related {disease} {Disease}", "related not {disease} {Disease}", "not, itself {disease} {Disease}",
//     "not, itself study {disease} {Disease}", "not, itself {disease}", "not, widely {disease} {Disease}",
//     "not, widely study {disease} {Disease}",
// ]
// besides = "disease, evidence, study, drug, result, work, paper, not, without, known, sentence, claim, itself, widely, count, uncounted, except"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// help = "the disease, with all its subtypes"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// default = ""
// help = "only this drug; every drug when empty"
// [parameters.limit]
// type = "int"
// reads = "number"
// least = 0
// default = 50
// help = "most rows to show"
// [example]
// disease = "HCC"
// [columns]
// how = "wider: the disease is a kind of it; neighbour: both are kinds of a wider one, at most two steps up, that has at most 50 kinds or a twentieth of all diseases"
// related_id = "CURIE of the other disease"
// related = "its name"
// shared = "the wider diseases that both are kinds of"
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// tier = "strongest study that is not retracted; empty where all are"
// supporting_tier = "strongest tier at which a publication found an effect of the drug itself; empty where none did"
// supports = "publications that found an effect of the drug itself"
// null = "publications that found no difference"
// opposes = "publications that found harm"
// mixed = "publications whose findings disagree"
// unclear = "publications without a result that counts"
// publications = "publications in all: the five counts add up to it"
// pmids = "their ids"

MATCH (any:Disease)
WITH count(any) AS diseases
MATCH (asked:Disease {id: $disease})-[:SUBCLASS_OF*1..2]->(wider:Disease)
WITH DISTINCT diseases, asked, wider
MATCH (below:Disease)-[:SUBCLASS_OF*0..12]->(wider)
WITH diseases, asked, wider, collect(DISTINCT below) AS kinds
UNWIND kinds AS related
WITH diseases, asked, wider, related, size(kinds) AS many
// what has a twentieth of all diseases below it ("disease by body system") makes no neighbours
WHERE (related.id = wider.id OR many <= 50 OR many * 20 <= diseases) AND NOT EXISTS { (related)-[:SUBCLASS_OF*0..12]->(asked) }
WITH related, wider
ORDER BY wider.name
WITH related, collect(wider.name) AS shared, max(CASE WHEN related.id = wider.id THEN 1 ELSE 0 END) AS above
WITH related, shared, CASE above WHEN 1 THEN 'wider' ELSE 'neighbour' END AS how
MATCH (related)<-[:OBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:SUBJECT]->(agent:Drug)
WHERE $drug = '' OR agent.id = $drug
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE coalesce(evidence.attribution, 'drug') <> 'comparator'
WITH how, shared, related, agent, publication, min(CASE WHEN NOT 'retracted' IN evidence.flags THEN coalesce(evidence.tier_rank, 7) END) AS kept_rank,
     collect(DISTINCT CASE WHEN evidence.counted AND evidence.polarity IN ['supports', 'null', 'opposes', 'mixed'] THEN evidence.polarity END) AS findings
WITH how, shared, related, agent, publication, kept_rank, CASE size(findings) WHEN 0 THEN 'unclear' WHEN 1 THEN findings[0] ELSE 'mixed' END AS finding
ORDER BY publication.id
WITH how, shared, related, agent, min(kept_rank) AS rank, min(CASE finding WHEN 'supports' THEN kept_rank END) AS best,
     sum(CASE finding WHEN 'supports' THEN 1 ELSE 0 END) AS supports,
     sum(CASE finding WHEN 'null' THEN 1 ELSE 0 END) AS no_difference,
     sum(CASE finding WHEN 'opposes' THEN 1 ELSE 0 END) AS opposes,
     sum(CASE finding WHEN 'mixed' THEN 1 ELSE 0 END) AS mixed,
     sum(CASE finding WHEN 'unclear' THEN 1 ELSE 0 END) AS unclear,
     collect(publication.id) AS pmids
RETURN how AS how,
       related.id AS related_id,
       related.name AS related,
       shared AS shared,
       agent.id AS drug_id,
       agent.name AS drug,
       CASE WHEN rank IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][rank] END AS tier,
       CASE WHEN best IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][best] END AS supporting_tier,
       supports AS supports,
       no_difference AS `null`,
       opposes AS opposes,
       mixed AS mixed,
       unclear AS unclear,
       size(pmids) AS publications,
       pmids AS pmids
ORDER BY how DESC, related, related_id, coalesce(rank, 8), size(pmids) DESC, drug, drug_id
LIMIT $limit
