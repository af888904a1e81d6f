// name = "evidence-for-drug-and-disease"
// question = "Which sentences speak of a drug in a disease or one of its subtypes?"
// asks = [
//     "{drug} {disease}", "evidence {drug} {disease}", "sentence {drug} {disease}", "work {drug} {disease}",
//     "study {drug} {disease}", "link {drug} {disease}", "fail {drug} {disease}", "cause {drug} {disease}",
//     "ameliorate {drug} {disease}", "trial {drug} {disease}", "study against {drug} {disease}",
//     "against {drug} {disease}", "work against {drug} {disease}",
// ]
// besides = "evidence, study, work, result, paper, sentence, strength, fail, null, trial, {phases}, claim, against, where, drug, worsen, candidate, say, without, not"
// [parameters.drug]
// type = "curie"
// entity = ["Drug"]
// help = "the drug"
// [parameters.disease]
// type = "curie"
// entity = ["Disease"]
// help = "the disease, with all its subtypes"
// [parameters.relation]
// type = "string"
// said = {AMELIORATES = "ameliorate", CAUSES = "cause", "" = "link"}
// values = ["STUDIED_FOR", "AMELIORATES", "CAUSES", "ASSOCIATED_WITH", ""]
// default = "STUDIED_FOR"
// help = "what is claimed of the two; empty for every relation, negated claims included"
// [example]
// drug = "temsirolimus"
// disease = "HCC"
// [columns]
// document = "id of the publication"
// title = "its title"
// year = "its year"
// subject_id = "CURIE of the subject"
// subject = "its name"
// relation = "what is claimed"
// negated = "whether the claim is that it is not so"
// object_id = "CURIE of the object"
// object = "its name"
// tier = "strength of the study (drug-disease evidence)"
// polarity = "what it found (drug-disease evidence)"
// attribution = "drug; combination when the result cannot be credited to the drug alone; comparator when it was only measured against"
// partners = "the other drugs of the combination"
// comparators = "what the drug was measured against: ids of drugs, and placebo, no treatment and the like"
// flags = "reasons for which it is kept but does not count; accepted: a curator found it right"
// setting = "line or setting of the treatment, in the text's words"
// counted = "whether it counts towards an answer"
// section = "section of the publication"
// sentence = "the text that makes the claim"
// result = "the text the polarity was read from"
// endpoint = "the outcome that the result is about, in the text's words"
// figures = "its statistics as the text prints them"
// trials = "registry numbers the publication brings"
// rule = "rule that read the claim"
// cue = "words the rule went by"
// score = "how likely the sentence is read rightly, 0 to 1"
// belief = "how well all evidence of the claim together speaks for it, 0 to 1"
// start = "offset of the sentence in the document"
// end = "its end"
// subject_start = "offset of the subject in the document"
// subject_end = "its end"
// object_start = "offset of the object in the document"
// object_end = "its end"
// note = "what a curator who judged it says (flags: accepted or rejected)"
// judged_by = "who that is"
// judged_on = "and when"
// assertion = "id of the claim"
// evidence = "id of this piece of evidence"

MATCH (subject:Drug {id: $drug})<-[:SUBJECT]-(claim:Assertion)-[:OBJECT]->(object:Disease)
WHERE EXISTS { (object)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }
  AND ($relation = '' OR (claim.relation = $relation AND claim.negated = false))
MATCH (claim)-[:HAS_EVIDENCE|REJECTED_EVIDENCE]->(found:Evidence)-[:FROM]->(publication:Publication)
RETURN publication.id AS document,
       publication.title AS title,
       publication.year AS year,
       subject.id AS subject_id,
       subject.name AS subject,
       claim.relation AS relation,
       claim.negated AS negated,
       object.id AS object_id,
       object.name AS object,
       found.tier AS tier,
       found.polarity AS polarity,
       found.attribution AS attribution,
       found.partners AS partners,
       found.comparators AS comparators,
       found.flags AS flags,
       found.setting AS setting,
       found.counted AS counted,
       found.section AS section,
       found.text AS sentence,
       found.result_text AS result,
       found.endpoint AS endpoint,
       found.figures AS figures,
       found.trials AS trials,
       found.rule AS rule,
       found.cue AS cue,
       found.score AS score,
       claim.belief AS belief,
       found.start AS start,
       found.`end` AS `end`,
       found.subject_start AS subject_start,
       found.subject_end AS subject_end,
       found.object_start AS object_start,
       found.object_end AS object_end,
       found.note AS note,
       found.judged_by AS judged_by,
       found.judged_on AS judged_on,
       claim.id AS assertion,
       found.id AS evidence
ORDER BY coalesce(found.tier_rank, 8), document, start, evidence
