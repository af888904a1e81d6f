// name = "evidence-by-species"
// question = "In which species was a drug or a disease studied, and with what result?"
// asks = [
//     "species {disease}", "species {drug}", "species {drug} {disease}", "species study {drug}",
//     "species compare {disease}", "species work {drug}", "species drug {disease}",
// ]
// besides = "study, evidence, work, drug, result, paper, compare, each, fail, trial, against, strength, tier"
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
// drug = "sirolimus"
// [columns]
// species = "humans, mice, rats, or other animals, by the MeSH headings of the publication; not indexed where it has none"
// tier = "strongest study"
// supporting_tier = "strongest tier at which a publication found an effect of a drug itself; empty where none did"
// supports = "publications that found an effect of a drug itself"
// null = "publications that found no difference"
// opposes = "publications that found harm"
// mixed = "publications whose findings disagree"
// unclear = "publications without a result that counts"
// publications = "publications in all: the five counts add up to it; one with several species counts in each row"
// drugs = "drugs studied"

// A publication counts once; retracted ones are left out.
MATCH (agent:Drug)<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WHERE ($disease = '' OR EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }) AND ($drug = '' OR agent.id = $drug)
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE coalesce(evidence.attribution, 'drug') <> 'comparator' AND NOT 'retracted' IN evidence.flags
WITH publication, min(evidence.tier_rank) AS rank, collect(DISTINCT agent.name) AS agents,
     collect(DISTINCT CASE WHEN evidence.counted AND evidence.polarity IN ['supports', 'null', 'opposes', 'mixed'] THEN evidence.polarity END) AS findings
WITH publication, rank, agents, CASE size(findings) WHEN 0 THEN 'unclear' WHEN 1 THEN findings[0] ELSE 'mixed' END AS finding,
     [CASE WHEN 'MESH:D006801' IN publication.mesh THEN 'humans' END, CASE WHEN 'MESH:D051379' IN publication.mesh THEN 'mice' END,
      CASE WHEN 'MESH:D051381' IN publication.mesh THEN 'rats' END,
      CASE WHEN 'MESH:D000818' IN publication.mesh AND NOT 'MESH:D051379' IN publication.mesh AND NOT 'MESH:D051381' IN publication.mesh THEN 'other animals' END,
      CASE WHEN size(publication.mesh) = 0 THEN 'not indexed' END] AS marks
UNWIND marks AS species
WITH species, publication, rank, agents, finding
WHERE species IS NOT NULL
WITH species, min(rank) AS rank, min(CASE finding WHEN 'supports' THEN rank END) AS best,
     sum(CASE finding WHEN 'supports' THEN 1 ELSE 0 END) AS supports,
     sum(CASE finding WHEN 'null' THEN 1 ELSE 0 END) AS no_difference,
     sum(CASE finding WHEN 'opposes' THEN 1 ELSE 0 END) AS opposes,
     sum(CASE finding WHEN 'mixed' THEN 1 ELSE 0 END) AS mixed,
     sum(CASE finding WHEN 'unclear' THEN 1 ELSE 0 END) AS unclear,
     count(*) AS publications, collect(agents) AS lists
UNWIND lists AS list
UNWIND list AS name
WITH species, rank, best, supports, no_difference, opposes, mixed, unclear, publications, name
ORDER BY name
WITH species, rank, best, supports, no_difference, opposes, mixed, unclear, publications, collect(DISTINCT name) AS drugs
RETURN species AS species,
       ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][coalesce(rank, 7)] AS tier,
       CASE WHEN best IS NOT NULL THEN ['phase-3', 'phase-2', 'phase-1', 'clinical', 'in-vivo', 'in-vitro', 'review', 'mention'][best] END AS supporting_tier,
       supports AS supports,
       no_difference AS `null`,
       opposes AS opposes,
       mixed AS mixed,
       unclear AS unclear,
       publications AS publications,
       drugs AS drugs
ORDER BY publications DESC, species
