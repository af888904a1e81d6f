// name = "claims-of-publication"
// question = "What was read from one publication?"
// asks = [
//     "claim {publication}", "result {publication}", "evidence {publication}", "say {publication}",
//     "paper {publication}", "drug {publication}", "list {publication}", "what is {publication}",
//     "read {publication}", "target {publication}", "disease {publication}", "within {publication}",
// ]
// perhaps = ["{publication}"]
// besides = "claim, result, evidence, paper, drug, read, target, disease, pathway, study, link, sentence, work, bind, coverage, {Drug}, {Disease}, {Target}, {Pathway}, within, new, harm, species, cells, trial"
// [parameters.publication]
// type = "curie"
// entity = ["Publication"]
// help = "the publication: a PMID, with or without PMID: before it, or another id of a document"
// [example]
// publication = "25058218"
// [columns]
// subject_id = "CURIE of the subject"
// subject = "its name"
// relation = "what is claimed"
// negated = "whether the claim is that it is not so"
// object_id = "CURIE of the object"
// object = "its name"
// tier = "strength of the study (drug-disease evidence)"
// polarity = "what it found (drug-disease evidence)"
// attribution = "drug; combination when the result cannot be credited to the drug alone; comparator when it was only measured against"
// counted = "whether it counts towards an answer"
// flags = "reasons for which it is kept but does not count; accepted: a curator found it right"
// section = "section of the publication"
// sentence = "the text that makes the claim"
// result = "the text the polarity was read from"
// score = "how likely the sentence is read rightly, 0 to 1"
// assertion = "id of the claim, for `kg explain`"

MATCH (:Publication {id: $publication})<-[:FROM]-(evidence:Evidence)<-[:HAS_EVIDENCE|REJECTED_EVIDENCE]-(claim:Assertion)
MATCH (claim)-[:SUBJECT]->(subject)
MATCH (claim)-[:OBJECT]->(object)
// A sentence that names one of the two twice makes its claim once.
WITH subject, object, claim, evidence.tier AS tier, evidence.tier_rank AS rank, evidence.polarity AS polarity, evidence.attribution AS attribution,
     evidence.counted AS counted, evidence.flags AS flags, evidence.section AS section, evidence.text AS sentence, evidence.result_text AS result,
     min(evidence.start) AS start, max(evidence.score) AS score
RETURN subject.id AS subject_id,
       subject.name AS subject,
       claim.relation AS relation,
       claim.negated AS negated,
       object.id AS object_id,
       object.name AS object,
       tier AS tier,
       polarity AS polarity,
       attribution AS attribution,
       counted AS counted,
       flags AS flags,
       section AS section,
       sentence AS sentence,
       result AS result,
       score AS score,
       claim.id AS assertion
ORDER BY coalesce(rank, 8), start, subject, relation, object, assertion, sentence, score
