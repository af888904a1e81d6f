"""What reports say in sentences of their own: coverage, how things are counted, and the limits; one wording for every
format.
"""

from __future__ import annotations

from kg.ask.charts import Timeline
from kg.errors import counted
from kg.interfaces.report.contents import AnswerReport
from kg.version import __version__

LADDER = (
    "How strong the studies are and what they found, publication by publication. The thick line ends at the strongest"
    " tier at which a publication found an effect, the dashed one at the strongest that was studied at all: a trial of"
    " phase 3 that found no difference is study, not support."
)
COUNTED_ONCE = (
    "A publication counts once for each row, at its strongest tier: as what its countable sentences agree on, as mixed"
    " where they disagree, and as without a result where none decides."
)
BARS = "What the rows count themselves, by what was found."
SENTENCES = "The two arguments of each claim are marked; a broken border: kept, and not counted."
NETWORK = (
    "What the rows link, in their order. A green line: at least one row supports it; a broken one: rows say it, and"
    " none supports it; a grey one: the rows do not say. Thicker lines have more publications."
)


def timeline_caption(timeline: Timeline) -> str:
    """What the timeline counts, how many publications that are, and how many are not in it."""
    by_finding = len(timeline.series) > 1
    parts = [
        "When the publications behind the rows appeared, and what they found: each counts once for every different"
        " finding, however many rows it is behind."
        if by_finding
        else "When the publications that the rows count appeared.",
        f"{counted(timeline.publications, 'publication')} with a year"
        + (f", {timeline.several:,} of them with more than one finding" if timeline.several else "")
        + (f"; {timeline.undated:,} without a year not in it" if timeline.undated else "")
        + ".",
    ]
    return " ".join(parts)


def coverage_line(report: AnswerReport) -> str:
    """How much was searched, and how much of it says anything, in one sentence."""
    found = report.coverage
    if not found or not found["publications"]:
        return "The dataset holds no publication."
    years = f", published {found['first_year']} to {found['latest_year']}" if found["first_year"] else ""
    undated = f" ({counted(found['without_year'], 'publication')} without a year)" if found["without_year"] else ""
    said = (
        f"Searched: {counted(found['publications'], 'publication')}{years}{undated}; {found['with_claims']:,} with any"
        f" claim that was read, {found['with_studies']:,} with a study of a drug in a disease"
    )
    asked = [one.entity for one in report.asked if one.name in ("drug", "disease") and one.entity]
    if asked and found["asked"] != found["with_studies"]:
        said += f", {found['asked']:,} of them with a study of {' and '.join(_name(one) for one in asked)}"
    return f"{said}; {counted(found['retracted'], 'publication')} retracted."


def _name(entity: str) -> str:
    """``hepatocellular carcinoma`` of ``MONDO:0007256 (hepatocellular carcinoma, Disease)``."""
    return entity.partition(" (")[2].rpartition(",")[0] or entity


def limits(report: AnswerReport) -> list[str]:
    """What a reader must know before relying on the rows, a paragraph each."""
    said = [
        "The answer is what the publications of this dataset say, as far as the text that it was given goes (titles and"
        " abstracts, unless full texts were given). What was published elsewhere, or stands in a table or a figure, is"
        " not in it; a missing row is no sign that there is no evidence.",
        "Sentences were found and read by a program, with the rules and models named under Method. Names, tiers and"
        " findings can be read wrongly: read the sentence, and the publication, before you rely on a row.",
    ]
    if report.ladder or report.bars:
        said += [
            COUNTED_ONCE,
            "Publications are counted, not weighed: neither the size of a study nor its quality is in the numbers, and"
            " finding no difference is no proof that there is none. This is no systematic review.",
        ]
    if report.uncounted:
        said.append(
            "Kept and shown, and not counted as support: "
            + "; ".join(f"{counted(count, 'sentence')} because {reason}" for reason, count in report.uncounted)
            + "."
        )
    if report.left_out:
        said.append("Left out of this report. " + ". ".join(_sentence(one) for one in report.left_out) + ".")
    return said


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def method(report: AnswerReport) -> list[tuple[str, str]]:
    """(name, value) pairs: which query of which dataset, made by what; without those that are not known."""

    made = report.provenance
    pairs = [
        ("Query", report.query.name),
        ("Ask it again", report.command),
        ("Dataset", f"{made.name}: {made.description}" if made.description else made.name),
        ("Content hash", made.build),
        ("Run", made.run),
        ("Made with", f"kg {made.kg}" + (f", profile {made.profile}" if made.profile else "") if made.kg else ""),
        ("Report by", f"kg {__version__}"),
        ("Lexicon", made.lexicon),
        ("Records", ", ".join(f"{count:,} {name}" for name, count in made.records)),
    ]
    return [(name, value) for name, value in pairs if value]
