"""What the labels of sources say: when two are the same, which are a salt of another, and which names are not worth keeping."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"\([+±-]{1,3}\)|[^\W_]+|['′]")
_SIGN = {"(+)": "plus", "(-)": "minus", "(+-)": "racemic", "(±)": "racemic", "(-+)": "racemic", "'": "prime", "′": "prime"}
_QUALIFIER = re.compile(r"\s+\((?:anhydrous|inn|usan|human|racemic|medication|drug|free base|free acid)\)$", re.IGNORECASE)


@lru_cache(maxsize=1 << 20)
def label_key(label: str) -> str:
    """Two labels of sources mean the same substance or disease when their keys are equal: case, hyphens and accents do not count.

    Stricter than the key of ``kg.ontologies.names``: word borders, signs of rotation and primes are kept, as ``(+)-X`` is not ``(-)-X``.
    """
    text = clean(label)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_SIGN.get(token, token) for token in _TOKEN.findall(text.lower()))


def clean(label: str) -> str:
    """A label without the qualifier some sources put behind it: ``tacrolimus (anhydrous)`` -> ``tacrolimus``."""
    return _QUALIFIER.sub("", label.strip())


_SALTS = frozenset(
    "acetate acetonide adipate anhydrous arginine ascorbate aspartate benzoate besilate besylate bicarbonate bisulfate bitartrate borate bromide "
    "butyrate camsylate caproate carbonate chloride citrate cypionate decanoate dianhydrous dihydrate dihydrobromide dihydrochloride dimaleate "
    "dimesylate dipropionate disodium disulfate ditosylate edisylate edetate embonate enanthate esylate estolate etabonate ethanolate "
    "ethylsuccinate extended formate fumarate furoate gluceptate gluconate glucuronate glutamate glycolate hemifumarate hemihydrate hemisulfate "
    "hippurate hyclate hydrate hydrobromide hydrochloride hydrogen hydroxynaphthoate iodide isethionate isophthalate lactate lactobionate laurate "
    "lysine magnesium malate maleate malonate medoxomil meglumine mesilate mesylate methanesulfonate methylsulfate monohydrate monohydrochloride "
    "mucate napadisylate napsylate nitrate oleate olamine orotate oxalate oxoglurate palmitate pamoate pentahydrate phosphate pivalate "
    "polistirex potassium propionate saccharate salicylate sesquihydrate sodium stearate succinate sulfate sulphate tartrate tannate teoclate "
    "tosilate tosylate trifluoroacetate trihydrate trisodium tromethamine trometamol undecanoate undecylenate valerate xinafoate calcium zinc".split()
)  # fmt: skip
"""Words that, after a base's name, name one of its salts, esters or hydrates (the radicals and groups of WHO's INNM list, and hydration)."""

_NO_BASE = frozenset(
    # Ions, elements and small metabolites, whose "salts" are other substances: lithium carbonate, ethyl acetate, adenosine phosphate.
    "sodium potassium calcium magnesium lithium zinc iron ferric ferrous copper cupric silver gold aluminum aluminium ammonium bismuth strontium "
    "barium cobalt chromium chromic manganese nickel cadmium mercury mercuric mercurous lead tin selenium arsenic antimony cesium rubidium platinum thallium "
    "radium uranyl gallium indium hydrogen oxygen nitrogen chlorine iodine bromine sulfur phosphorus carbon ethyl methyl butyl propyl isopropyl "
    "benzyl phenyl vinyl cetyl cellulose starch polyvinyl glyceryl isobutyl amyl isoamyl hexyl octyl linalyl geranyl bornyl menthyl terpinyl "
    "adenosine guanosine cytidine uridine thymidine inosine creatine pyridoxal pyridoxamine thiamine riboflavin glucose fructose glycerol choline "
    "ribose mannose galactose inositol sphingosine dihydroxyacetone carbamoyl histidine serine tyrosine threonine arginine acetyl adenine glyceraldehyde "
    "phenylmercuric phenylmercury lanthanum cerium scandium yttrium lutetium rubidium xenon technetium retinyl retinol cholesterol cholesteryl".split()
)  # fmt: skip
"""A substance of one of these names plus a salt word stays an entity of its own."""


def salt_base(label: str) -> str:
    """Key of the base when the label is a base's name and salt words (``sorafenib tosylate`` -> ``sorafenib``), else empty."""
    words = label_key(label).split(" ")
    if words[0] == "anhydrous":
        words = [*words[1:], "anhydrous"]
    end = len(words)
    while end > 1 and (words[end - 1] in _SALTS or (words[end - 1] == "dioxide" and words[end - 2] == "silicon")):
        end -= 1
    # "disodium hydrogen phosphate" and its like consist of salt words only; a base is at least five letters that are none.
    base = words[:end]
    if end == len(words) or len("".join(base)) < 5 or base[-1] in _NO_BASE or base[0] in _NO_BASE or all(word in _SALTS for word in base):
        return ""
    return " ".join(base)


_NUMBER = re.compile(r"[\d\s.,%+/-]+")
_JUNK = re.compile(r", somatic\b|\bunspecified\b|\bNOS\b|not otherwise specified|^obsolete |\(disease\)$|non-human animal", re.IGNORECASE)
MAX_WORDS = 12
MAX_LENGTH = 100


def worth_keeping(text: str, type_: str, scope: str) -> bool:
    """Whether running text could name the entity so: not a single letter, number, registry phrase or systematic name.

    Labels and symbols are kept whatever they look like, unless they could not be matched at all.
    """
    stripped = text.strip()
    if len(stripped) < 2 or len(stripped) > MAX_LENGTH or len(stripped.split()) > MAX_WORDS or _NUMBER.fullmatch(stripped):
        return False
    if scope in ("label", "symbol"):
        return True
    if type_ == "Drug" and scope == "brand" and stripped.casefold() in COMMON_WORDS:
        return False
    return not _JUNK.search(stripped)


COMMON_WORDS = frozenset(
    "accent accord achieve act active adept advance advantage aim alert align alliance allure ally alto amber ample anthem apex arena arrow arsenal assert asset "
    "assure atlas aurora autumn avalanche avenue award axiom balance banner banter barrage basis beacon beyond blazer bolt bounty bravo breeze bridge bronco "
    "cadence cadet camelot canopy capture caravel caliber catalyst caution celebrate centric challenge champion chance charge charm chorus clarity clash classic "
    "clear clincher clipper cobra comfort command compass complete concert confirm conserve control counter crossbow crusade cruiser curb curtail custom cycle "
    "daily dash dawn defend define deploy design desire destiny detail dimension direct discover distinct domain dual dynamic eagle echo eclipse edge elan "
    "element elevate elite embark eminent empower encore endeavor endurance enforce engage enhance entrust equip escort essence essential evade evolve exact "
    "excel express extra extreme facet falcon finesse flagship flash focus force forefront fortune forum freedom frontier fury fusion galaxy gem glory grace "
    "grasp guard guardian habit harmony harness headline hero horizon icon image imagine impact impose impulse independence instinct insight insure intact "
    "integrity intensity intro journey karate kerb laser launch legacy legend liberty lift lightning logic lotus magnum mandate manifest marathon marvel matrix "
    "maverick meridian mercury milestone mirage mission momentum monitor motif motive nectar nimble nova oasis obtain omega option orbit order outlook overture "
    "pace panorama paramount partner passport patriot peak pilot pinnacle platform pledge plus positive power precise prefer prelude premier presto prestige prime "
    "principal priority prism progress prompt prosper provide prowl pulse puma quadrant quest radiance radius raptor rave realm rebound recoil recruit redeem "
    "reflex regain regent relay reliant rely report resolve result reveal reward ridge rival rocket sahara salute satellite scout select senator sentinel sequence "
    "shadow shark shield shift signal silhouette solution sonata spark spectrum spike spin spirit stadium stage stalwart stance standard stealth steward storm "
    "strategy strength strike strong success summit supreme surpass surround survey survive switch tactic talent target tempo thrust tiger titan token torch "
    "total touchdown trace tradition trailblazer transform treaty tribute trigger triumph trophy turbo ultimate unite unity vanguard vantage vector venture "
    "versatile vertex veteran victor victory vigil vision vista vital voyager warrant warrior wave willow winner wisdom witness zenith zone sleep pain cold allergy "
    "relief response trial combination treatment therapy control life care health skin hair eye sun day night white black blue green red gold silver natural pure".split()
)  # fmt: skip
"""Brands of the register that are everyday English words: in running text they are the word."""
