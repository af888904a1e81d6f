// name = "cell-lines-in-evidence"
// question = "Which cell lines do the sentences on drugs in a disease name?"
// asks = [
//     "cells {disease}", "misidentified {disease}", "cells {drug} {disease}", "{disease} {CellLine}",
//     "cells {disease} {CellLine}", "cells {drug} {disease} {CellLine}", "{drug} {disease} {CellLine}",
//     "study {drug} {disease} {CellLine}", "study {disease} {CellLine}",
// ]
// besides = "drug, study, evidence, result, against, sentence, paper, misidentified, claim, work, link, {CellLine}, purpose, species, tier"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// help = "the disease, with all its subtypes"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// default = ""
// help = "only this drug; every drug when empty"
// [example]
// disease = "HCC"
// [columns]
// cell_line_id = "CURIE of the cell line"
// cell_line = "name of the cell line"
// flagged = "publications among them whose cells are flagged as contaminated or misidentified"
// drugs = "drugs that these sentences are about"
// publications = "publications whose sentence, result or title names it; other parts of the text are not looked at"
// pmids = "their ids"

MATCH (subtype:Disease)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease})
WITH DISTINCT subtype
MATCH (agent:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(subtype)
WHERE $drug = '' OR agent.id = $drug
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WITH evidence.text + ' ' + coalesce(evidence.result_text, '') + ' ' + coalesce(publication.title, '') AS said,
     collect({drug: agent.name, document: publication.id, flagged: 'contaminated-cell-line' IN evidence.flags}) AS places
MATCH (line:CellLine)
WITH said, places, line, [name IN [line.name] + [other IN coalesce(line.synonyms, []) WHERE size(other) > 3] WHERE said CONTAINS name | split(said, name)] AS cuts
// a name counts where it stands alone: not CHO in CHOP, B35 in HLA-B35 or B16 in B16-F10
WHERE any(cut IN cuts WHERE any(i IN range(0, size(cut) - 2) WHERE NOT right(cut[i], 1) =~ '[A-Za-z0-9-]' AND NOT left(cut[i + 1], 2) =~ '[A-Za-z0-9].*|-[A-Z0-9]'))
UNWIND places AS place
WITH line, place
ORDER BY place.drug, place.document
WITH line, collect(DISTINCT place.drug) AS drugs, collect(DISTINCT place.document) AS found,
     count(DISTINCT CASE WHEN place.flagged THEN place.document END) AS flagged
UNWIND found AS one
WITH line, drugs, flagged, one
ORDER BY one
WITH line, drugs, flagged, collect(one) AS pmids
RETURN line.id AS cell_line_id,
       line.name AS cell_line,
       flagged AS flagged,
       drugs AS drugs,
       size(pmids) AS publications,
       pmids AS pmids
ORDER BY size(pmids) DESC, cell_line, cell_line_id
