// name = "contradicting-studies"
// question = "Which studies of a drug in a disease disagree, and in what do they differ?"
// asks = [
//     "contradict study {drug}", "contradict paper {drug}", "contradict differ {drug}", "contradict {drug}",
//     "contradict {drug} {disease}", "contradict study {disease}", "contradict paper {disease}",
//     "contradict trial {disease}", "contradict differ {disease}", "contradict trial {drug}",
//     "contradict study differ {disease}", "contradict paper differ {disease}", "contradict trial differ {disease}",
//     "contradict result study differ {disease}",
// ]
// besides = "study, paper, trial, evidence, result, differ, why, how, where, compare, work, claim, each, not, deny, against, fail, null"
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
// [parameters.limit]
// type = "int"
// reads = "number"
// least = 0
// default = 50
// help = "most rows to show"
// [example]
// disease = "HCC"
// drug = "sirolimus"
// [columns]
// drug_id = "CURIE of the drug"
// drug = "name of the drug"
// disease_id = "CURIE of the disease"
// disease = "name of the disease"
// differs = "what differs as far as both state it: tier, combination, setting, comparators, endpoint, year; dose and population are not read"
// supporting = "id of the publication that found an effect"
// opposing = "id of the one that found none, or harm"
// polarity = "what the latter found"
// tier_supporting = "tier of the former"
// tier_opposing = "tier of the latter"
// year_supporting = "year of the former"
// year_opposing = "year of the latter"
// partners_supporting = "what the former gave besides, where its result is that of the combination"
// partners_opposing = "the same of the latter"
// setting_supporting = "line or setting of the former, in its words"
// setting_opposing = "the same of the latter"
// comparators_supporting = "what the former measured against"
// comparators_opposing = "the same of the latter"
// endpoint_supporting = "outcome of the former, in its words"
// endpoint_opposing = "the same of the latter"

MATCH (agent:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WHERE ($disease = '' OR EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }) AND ($drug = '' OR agent.id = $drug)
MATCH (claim)-[:HAS_EVIDENCE]->(yes:Evidence {polarity: 'supports'})-[:FROM]->(helped:Publication)
WHERE yes.tier_rank <= 5 AND none(flag IN yes.flags WHERE NOT flag IN ['speculated', 'accepted']) AND coalesce(yes.attribution, 'drug') <> 'comparator'
MATCH (agent)<-[:SUBJECT]-(other:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied)
MATCH (other)-[:HAS_EVIDENCE]->(no:Evidence)-[:FROM]->(failed:Publication)
WHERE no.polarity IN ['null', 'opposes'] AND no.tier_rank <= 5 AND none(flag IN no.flags WHERE NOT flag IN ['speculated', 'accepted'])
  AND coalesce(no.attribution, 'drug') <> 'comparator' AND helped.id <> failed.id
WITH agent, studied, yes, no, helped, failed,
     [CASE WHEN yes.tier <> no.tier THEN 'tier' END,
      CASE WHEN coalesce(yes.attribution, 'drug') <> coalesce(no.attribution, 'drug') OR yes.partners <> no.partners THEN 'combination' END,
      CASE WHEN yes.setting <> no.setting THEN 'setting' END,
      CASE WHEN size(yes.comparators) > 0 AND size(no.comparators) > 0 AND yes.comparators <> no.comparators THEN 'comparators' END,
      CASE WHEN yes.endpoint <> no.endpoint THEN 'endpoint' END,
      CASE WHEN helped.year <> failed.year THEN 'year' END] AS ways
RETURN agent.id AS drug_id,
       agent.name AS drug,
       studied.id AS disease_id,
       studied.name AS disease,
       [way IN ways WHERE way IS NOT NULL] AS differs,
       helped.id AS supporting,
       failed.id AS opposing,
       no.polarity AS polarity,
       yes.tier AS tier_supporting,
       no.tier AS tier_opposing,
       helped.year AS year_supporting,
       failed.year AS year_opposing,
       yes.partners AS partners_supporting,
       no.partners AS partners_opposing,
       yes.setting AS setting_supporting,
       no.setting AS setting_opposing,
       yes.comparators AS comparators_supporting,
       no.comparators AS comparators_opposing,
       yes.endpoint AS endpoint_supporting,
       no.endpoint AS endpoint_opposing
ORDER BY yes.tier_rank + no.tier_rank, drug, drug_id, disease_id, supporting, opposing, yes.id, no.id
LIMIT $limit
