// name = "names-of-entity"
// question = "What is an entity called, here and in other databases?"
// asks = ["identity {entity}", "what is {entity}", "what is identity {entity}"]
// besides = "say, yes, member, else, how, target, drug, disease, pathway, species"
// [parameters.entity]
// type = "curie"
// entity = ["Drug", "Target", "Pathway", "Disease", "Role", "CellLine", "Organism"]
// help = "the drug, target, pathway, disease, role, cell line or organism"
// [example]
// entity = "everolimus"
// [columns]
// id = "its CURIE"
// kind = "name, synonym or cross-reference"
// name = "the name, or the CURIE in another database"

CALL () {
  MATCH (one:Drug|Target|Pathway|Disease|Role|CellLine|Organism {id: $entity})
  RETURN one.id AS id, 'name' AS kind, one.name AS name
  UNION
  MATCH (one:Drug|Target|Pathway|Disease|Role|CellLine|Organism {id: $entity})
  UNWIND one.synonyms AS name
  RETURN one.id AS id, 'synonym' AS kind, name AS name
  UNION
  MATCH (one:Drug|Target|Pathway|Disease|Role|CellLine|Organism {id: $entity})
  UNWIND one.xrefs AS name
  RETURN one.id AS id, 'cross-reference' AS kind, name AS name
}
RETURN id AS id,
       kind AS kind,
       name AS name
ORDER BY CASE kind WHEN 'name' THEN 0 WHEN 'synonym' THEN 1 ELSE 2 END, name
