"""Words of questions that tell nothing, and words that are not what they look like."""

from __future__ import annotations

SOFT: dict[str, str] = {
    "say": (
        "about, according, according to, appear, appear in, believed to be, by whom, by whose word, cite, "
        "claimed, claimed in, come up, concern, cover, deal with, describe, discuss, document, from which source, "
        "in papers, in publications, mention, name, note, occur, on record, on whose word, published on, "
        "recorded, refer, regarding, report, reportedly, said, says so, source, speak, state, supposed, talk "
        "about, tell of, thought, what happened, who says so, who says that, whose word, write, written"
    ),
    "list": (
        "all, an example, are known, are there, complete list, do you know, enumerate, every, everything, "
        "example, examples of, exist, full list, give me, is there, name, name all, overview, show, table, there, "
        "there are, what are, what kinds of, which, you have, you know, you know of"
    ),
    "what is": "what was",
    "possibly": "conceivable, could, may, might, plausible, possible, potential, potentially, would",
}
"""Concepts that a query may name and that change nothing where it does not, as those of ``vocabulary``."""

FILLER = (
    "a, a bit, a case of, a little, a question, about, across, actual, actually, again, ah, all, allow me, already, "
    "also, altogether, am, among, an, and, any, anybody, anyone, anything, are, area, area of, as, as part of, "
    "asap, at, at a glance, at all, at present, at your disposal, authors, available, based on, basically, be, "
    "been, been known, being, between, biomedical, both of which, brief, briefly, bring me, but, by, by any chance, "
    "came, can, can i get, can i have, can i see, can we, can you, case, cases of, certain, cheers, colleagues, "
    "collection, come, considered, context, context of, could i have, could i see, could we, could you, curious, "
    "curious about, currently, database, dataset, date, dear, did, different, display, do, do we know, do you have, "
    "do you know, does, doing, down, e.g., eg, enlighten me, entire, entirely, especially, etc, ever, everybody, "
    "everyone, everything, exactly, example, excuse me, fetch, field, field of, find, find me, first of all, folks, "
    "following, for, for example, for us, found to, from, full, generally, get, get me, give, give me, give us, "
    "gone, good afternoon, good evening, good morning, got, graph, had, has, have, have got, have you, have you "
    "got, having, he, hello, help me, help me find, hence, her, here, hey, hi, his, hiya, hm, hmm, i, i am "
    "interested in, i am looking for, i need, i need to know, i think, i want, i want to know, i want to learn, i "
    "want to learn about, i was wondering, i wonder, i would like to know, i would like to learn, i would like to "
    "learn about, i'd like, i'm, i've, i.e., ie, if, if any, if at all, im, in, in detail, in general, in here, in "
    "literature, in patients with, in people with, in relation to, in terms of, in the case of, in the corpus, in "
    "the data, in the database, in the graph, in the literature, in the setting of, in this corpus, in this graph, "
    "in your data, in your database, in your graph, individuals with, inform me, instance, interested, interested "
    "in, into, is, is it, is it known, is it true, is it true that, it, it is, its, itself, ive, just, kind, kind "
    "of, kindly, know, known, known to, learn more about, let me, let me know, let me see, like, like to learn "
    "about, list, lol, look, look up, looking for, mainly, make, mate, material, matter of, may i ask, may i have, "
    "may i see, maybe, medical, might you, molecular, myself, name, namely, need, need to, now, nowadays, of, off, "
    "oh, ok, okay, on, on the subject of, ones, open question, or, or not, other, our, out, out there, over, "
    "overall, overview, overview of, own, particular, particularly, patients suffering from, patients who have, "
    "patients with, people have, people suffering from, people with, perhaps, persons with, pharmacological, pl, "
    "please, please could you, please list, pls, plz, point me to, possible to, present, presently, print, provide, "
    "published, question, quick, quick question, quickly, r, really, regards, relation to, rely on, remind me, "
    "reported to, researchers, respect, rest on, return, right now, roughly, said to, say, science, scientific, "
    "scientists, search for, see, send me, setting, setting of, several, shall, she, short, show, show me, show us, "
    "shown to, simply, so, so far, some, somebody, somehow, someone, something, somewhere, sort, sort of, "
    "specifically, still, stuff, subject, subjects with, such, sufferers of, summarise, summary, summary of, "
    "supposed to, take, team, tell, tell me, tell me please, tell us, terms, than, thank you, thanks, that, the, "
    "the effect that, the following, their, them, themselves, then, there, there any, there is, therefore, these, "
    "they, things, this, those, those with, thought to, through, to, to date, to me, today, too, topic, topic of, "
    "total, toward, true, type of, u, uh, um, until now, up, up to now, upon, using, various, via, want, want to, "
    "want to learn about, was, way, we, we know, well, were, what, what do we know, whats, whatsoever, when, "
    "whether, which, while, who, whole, whom, whose, will, will you, with, with regard to, with respect to, wonder, "
    "wondering whether, word, would, would be, would like, would like to, would you, ya, yes, yet, you, you know, "
    "your"
)
"""Words and phrases that tell nothing, with commas: they may stand anywhere."""

ACRONYMS = frozenset(("ADR", "ADRS", "AE", "AES", "DOI", "ID", "IDS", "MOA", "NCT", "PMID", "PMIDS", "RCT", "RCTS"))
"""Words of questions that are written in capitals and are no names there."""

NO_MISTAKES = frozenset(
    (
        "abnormal actor actors acute additional adult adults advanced advice again agains against aged ages alive "
        "approved attract author authors band based beast best black block blood blue bond boss bound brain brick "
        "buy cancel cancels capital card cared carved case cased cases chance change charge chase cheaper "
        "cheapest child children choose chose chronic code coding color colour colours common commonest companies "
        "company computer conditional contract contrast cost costs countries country course created cured curse "
        "curved daily dated dead deadliest death deaths defeated deleted deserved detected device died dives "
        "doctor doctors dose dosed doses dosing dries drives early eased eight elderly emotional english evolved "
        "exhibit exhibits extract factor factors farm fastest feature fee female females fifty firm firms five "
        "flood floor flour fond football force form format formed former formula formulas forty found four fourth "
        "fractional free french frequent from front functional fund funded funding funds future gain german "
        "gloves goal goals grade grades grain green group groups guard habit hand hard hated health healthy "
        "heated hole holes horse hospital hospitals hound hour hours infant infants inhabit inhabits inhibitory "
        "injured install installed insured intravenous involved joke journal journals land language languages "
        "laptop larger largest lasted late later leased least lecture less lesson lest line lines listed lived "
        "loose lose loss loved made make maker makers male males market mature men mess metastatic mild minute "
        "minutes mixture moderate month monthly months moss mound moved movie music mutant national native nature "
        "nerved nest next nine normal notice notional novice nurse nurses nutritional observed optional oral "
        "original pain paint pasted patent patents paved personal picture poem point pound price prices print "
        "prize prohibit python rain raisin rare rarest rate rated rates rational reason recipe recorded red "
        "refractory regional rejected relapsed related released relented repeated reported resected reserved "
        "resistance resistant resolved rest rested revolved role roles rotated round rule rules safe safer safest "
        "sale sales sand saved scared school schools season seated second seconds sector sectors sensitive served "
        "seven severe shared side sites sixty slowest smaller smallest sold solved sound source sources spanish "
        "spring sprint stage stages stared started starved state stated states statue stature status story "
        "strange string strong structure structures suture tale tales tasted tent test tested text texted texture "
        "third threat threats three tool tools track tract tractor traditional train trains translate treated "
        "treats tree trees trick tries truck universities university unsafe unusual usual variant variants vector "
        "vest ward wasted waved weak wealth weather week weekly weeks weight west white whole woman women word "
        "works world worse worst worth wound yard yellow"
    ).split()
)
"""Words that are no slip of the pen, however near to one of a question's: they say what nothing here understands."""
