// name = "pathway-interactions"
// question = "What inhibits or activates what within a pathway?"
// asks = [
//     "interaction {pathway}", "interaction within {pathway}", "inhibit activate {pathway}",
//     "target interaction {pathway}", "target inhibit {pathway}", "target activate {pathway}",
//     "interaction act {pathway}", "interaction inhibit {pathway}", "interaction activate {pathway}",
//     "interaction inhibit activate {pathway}", "claim within {pathway}", "link within {pathway}",
//     "claim interaction {pathway}",
// ]
// perhaps = ["claim {pathway}", "link {pathway}"]
// besides = "target, inhibit, activate, within, act, link, affect, bind, claim, belief, evidence, pathway, member, interaction, upregulate, downregulate, how, partake"
// [parameters.pathway]
// type = "curie"
// entity = ["Pathway"]
// help = "the pathway"
// [parameters.belief]
// type = "float"
// reads = "share"
// least = 0
// default = 0.3
// help = "least belief in the claim, 0 to 1"
// [example]
// pathway = "MTOR signalling"
// [columns]
// subject_id = "CURIE of what acts"
// subject = "its name"
// relation = "what it does"
// negated = "whether the sentences deny it"
// object_id = "CURIE of what it acts on"
// object = "its name"
// publications = "publications that say so"
// belief = "how well all evidence together speaks for it, 0 to 1"
// pmids = "ids of the publications"
// assertion = "id of the claim, for `kg explain`"

// Both take part in the pathway or in a part of it; families and complexes count through their genes.
MATCH (part:Pathway)-[:PART_OF|SUBCLASS_OF*0..12]->(:Pathway {id: $pathway})
WITH DISTINCT part
MATCH (gene:Target)-[:PARTICIPATES_IN]->(part)
WITH DISTINCT gene
MATCH (gene)-[:MEMBER_OF|PART_OF*0..2]->(wider:Target)
WITH DISTINCT wider
MATCH (wider)<-[side:SUBJECT|OBJECT]-(claim:Assertion)
WHERE claim.belief >= $belief AND claim.evidence_count > 0
  AND claim.relation IN ['INHIBITS', 'ACTIVATES', 'BINDS', 'AFFECTS', 'UPREGULATES', 'DOWNREGULATES', 'INTERACTS_WITH']
WITH claim, count(DISTINCT type(side)) AS sides
WHERE sides = 2
MATCH (claim)-[:SUBJECT]->(subject:Target)
MATCH (claim)-[:OBJECT]->(object:Target)
RETURN subject.id AS subject_id,
       subject.name AS subject,
       claim.relation AS relation,
       claim.negated AS negated,
       object.id AS object_id,
       object.name AS object,
       size(claim.publications) AS publications,
       claim.belief AS belief,
       claim.publications AS pmids,
       claim.id AS assertion
ORDER BY claim.belief DESC, subject, object, relation, assertion
