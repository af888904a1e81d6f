"""Pipelines: a TOML file that says what to read, how, and where the dataset goes.

Every key is known, typed and has a default here; an unknown key is an error that names the nearest known one.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from kg import paths, schema
from kg.dataset.curation import Judgement
from kg.errors import ConfigError
from kg.pipeline import sources
from kg.pipeline.corrections import Correction, of_settings, read_corrections
from kg.pipeline.curation import curation_file, read_curation
from kg.pipeline.guidelines import ASKED


@dataclass(frozen=True, slots=True)
class Sources:
    """What to read. ``path``: files, folders or globs, relative to the pipeline file; ``query``: an E-utilities query.

    ``kind`` is ``auto`` (by content), a format, or ``eutils``.
    """

    kind: str = "auto"
    path: tuple[str, ...] = ()
    query: str = ""


@dataclass(frozen=True, slots=True)
class Nlp:
    """How mentions are found; ``types`` limits the entity types.

    ``profile``: ``fast`` (dictionary and rules for every type) or ``default`` (the network for drugs, diseases and
    targets, dictionary and rules for the others). ``guideline``: whose notion of a mention the network follows; the
    fast profile knows no guidelines.
    """

    profile: str = "default"
    guideline: str = "default"
    types: tuple[str, ...] = ("Drug", "Target", "Pathway", "Disease", "Role", "CellLine", "Organism")


@dataclass(frozen=True, slots=True)
class Ground:
    """How mentions are grounded; candidates that score below ``min_score`` (0..1) are dropped.

    That score says how well an entity fits a mention (``kg.model.Candidate``); it is neither a score nor a belief of
    what is read. ``corrections``: tables of ``kg.pipeline.corrections``, relative to the pipeline file, that say what
    names stand for in these texts.
    """

    min_score: float = 0.55
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relate:
    """Which readers of relations run: ``rules`` (what a sentence states), ``studies`` (drug-disease study evidence).

    Both read by models, in the fast profile by linear ones alone; which class a drug is put in is read by rules.

    ``min_score``: evidence that scores below it (0..1) is left out. The score is the probability that it is read
    rightly, calibrated on documents that were held back from training (docs/quality.md); 0.5 gives fewer rows, and more
    of them right.
    """

    readers: tuple[str, ...] = ("rules", "studies")
    min_score: float = 0.0


@dataclass(frozen=True, slots=True)
class Output:
    """Where the dataset is written, relative to the working directory."""

    dataset: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A query to run and print when the run is done, with its parameters as ``key=value``."""

    query: str = ""
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A whole pipeline; ``file`` is where it was read from, ``corrections`` what its tables of corrections hold,
    ``curation`` the judgements that lie beside it.
    """

    name: str
    description: str = ""
    source: Sources = field(default_factory=Sources)
    nlp: Nlp = field(default_factory=Nlp)
    ground: Ground = field(default_factory=Ground)
    relate: Relate = field(default_factory=Relate)
    output: Output = field(default_factory=Output)
    answer: Answer = field(default_factory=Answer)
    file: str = ""
    corrections: tuple[Correction, ...] = ()
    curation: tuple[Judgement, ...] = ()

    def settings(self) -> dict[str, Any]:
        """The settings that decide what a document yields: what the dataset's content hash covers.

        Of corrections the rows count, and neither the files that they are in nor what else is noted there. Judgements
        of evidence are not among them: they change what counts, and not what is read.
        """
        ground = {"min_score": self.ground.min_score, "corrections": [one.settings() for one in self.corrections]}
        return {"nlp": asdict(self.nlp), "ground": ground, "relate": asdict(self.relate)}


def following(guideline: str = "", profile: str = "default") -> Nlp:
    """How mentions are found in a profile, by the network under a guideline; an empty one is the network's default.

    Raises ConfigError for a profile or guideline that is not known, and for a guideline in the fast profile, which has
    none.
    """
    if profile not in PROFILES:
        raise ConfigError(f"--profile {profile}: unknown profile: expected one of {', '.join(PROFILES)}")
    if not guideline:
        return Nlp(profile)
    if guideline not in ASKED:
        raise ConfigError(f"--guideline {guideline}: unknown guideline: expected one of {', '.join(ASKED)}")
    if profile == "fast":
        raise ConfigError(f"--guideline {guideline}: the fast profile has no guidelines; leave --profile out")
    return Nlp(profile, guideline)


TABLES: dict[str, type] = {
    "source": Sources,
    "nlp": Nlp,
    "ground": Ground,
    "relate": Relate,
    "output": Output,
    "answer": Answer,
}
KEYS = frozenset((*TABLES, "name", "description"))
PROFILES = ("fast", "default")
READERS = ("rules", "studies")


SHIPPED = ("mtor-hcc.toml",)
"""The pipelines that come with kg; whatever else lies beside them is the user's."""

_LARGEST = 1_000_000
"""Bytes of a file that may still be a pipeline under a name that does not say so."""


def shipped(argument: str) -> Path | None:
    """The file of the pipeline that comes with the package under this name; None for every other argument.

    A file or folder of that name here goes before it.
    """
    file = f"{argument}.toml"
    return paths.data("pipelines", file) if file in SHIPPED and not Path(argument).exists() else None


def nearest_shipped(argument: str) -> str:
    """The name of the shipped pipeline that was nearly written; empty where none was, or a file has the name given."""
    near = difflib.get_close_matches(argument, [Path(one).stem for one in SHIPPED], n=1, cutoff=0.8)
    return near[0] if near and not Path(argument).exists() else ""


def is_pipeline(argument: str) -> bool:
    """Whether an argument names a pipeline and no input: by its ending ``.toml``, or as a TOML file with a key that
    pipelines have.
    """
    path = Path(argument)
    if path.suffix.lower() == ".toml":
        return True
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return False
        return not KEYS.isdisjoint(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):  # no text, or no TOML: an input, whose reader will say what is wrong with it
        return False


def pipeline_of(settings: Any) -> Pipeline:
    """The pipeline that a dataset's ledger tells of, without source, output, answer and curation. Raises ConfigError
    for one that is damaged.
    """
    try:
        sections = {
            key: TABLES[key](
                **{name: tuple(value) if isinstance(value, list) else value for name, value in settings[key].items()}
            )
            for key in ("nlp", "relate")
        }
        # a dataset from before there were corrections has none
        ground, corrections = (
            Ground(settings["ground"]["min_score"]),
            of_settings(settings["ground"].get("corrections", ())),
        )
        return Pipeline(settings["name"], settings["description"], ground=ground, corrections=corrections, **sections)
    except (KeyError, TypeError, AttributeError):
        raise ConfigError(
            "the dataset's run.json does not say with which settings it was made: name its pipeline first"
        ) from None


def read_pipeline(path: Path) -> Pipeline:
    """Read and check a pipeline file. Raises ConfigError with file, key, what was found and what is expected."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(
            f"{path}: no such pipeline file; by name alone: kg run {' or '.join(Path(one).stem for one in SHIPPED)}"
        ) from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML ({error})") from error
    values: dict[str, Any] = {"file": str(path), "name": path.stem}
    for key, value in table.items():
        if key in TABLES:
            if not isinstance(value, dict):
                raise ConfigError(f"{path}: [{key}] must be a table, found {value!r}")
            values[key] = _section(path, key, TABLES[key], value)
        elif key in ("name", "description"):
            values[key] = _typed(path, key, value, "")
        else:
            raise ConfigError(f"{path}: unknown key {key!r}{_nearest(key, sorted(KEYS))}")
    pipeline = Pipeline(**values)
    _check(path, pipeline)
    return replace(
        pipeline,
        corrections=read_corrections([path.parent / name for name in pipeline.ground.corrections]),
        curation=read_curation(curation_file(path)),
    )


STAGES = ("sources", "nlp", "ground", "relate")
"""The stages of a run in their order; ``relate`` is the last before the dataset."""


def stopped_after(pipeline: Pipeline, stage: str) -> Pipeline:
    """The pipeline cut short: documents only (``sources``), mentions without ids (``nlp``), or no relations
    (``ground``).

    A pipeline that is cut short has no answer to print. Raises ConfigError for a stage that there is not.
    """
    if stage in ("", "relate"):
        return pipeline
    if stage not in STAGES:
        raise ConfigError(f"--stop-after {stage!r}: expected one of {', '.join(STAGES)}")
    cut = replace(pipeline, relate=Relate(readers=()), answer=Answer(), curation=())
    if stage == "nlp":
        cut = replace(cut, ground=Ground(min_score=NOTHING_SCORES), corrections=())
    if stage == "sources":
        cut = replace(cut, nlp=replace(pipeline.nlp, types=()))
    return cut


def stage_of(pipeline: Pipeline) -> str:
    """The last stage that a pipeline goes through, one of ``STAGES``; without a reader of relations it ends at
    ``ground``.
    """
    if not pipeline.nlp.types:
        return "sources"
    if pipeline.ground.min_score >= NOTHING_SCORES:
        return "nlp"
    return "relate" if pipeline.relate.readers else "ground"


def reaches(pipeline: Pipeline, stage: str) -> bool:
    """Whether a pipeline goes through a stage, and is not cut short before it."""
    return STAGES.index(stage_of(pipeline)) >= STAGES.index(stage)


NOTHING_SCORES = 2.0
"""A least score that no candidate reaches: mentions stay ungrounded."""


def _section(path: Path, section: str, cls: type, table: dict[str, Any]) -> Any:
    defaults = cls()
    known = [f.name for f in fields(cls)]
    values = {}
    for key, value in table.items():
        if key not in known:
            raise ConfigError(f"{path}: unknown key {section}.{key}{_nearest(key, known)}")
        values[key] = _typed(path, f"{section}.{key}", value, getattr(defaults, key))
    return cls(**values)


def _typed(path: Path, key: str, value: Any, default: Any) -> Any:
    """The value in the type of its default; a single string is accepted for a list."""
    if isinstance(default, tuple):
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return tuple(items)
        raise ConfigError(f"{path}: {key} must be a list of strings, found {value!r}")
    if isinstance(default, float):
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        raise ConfigError(f"{path}: {key} must be a number, found {value!r}")
    if isinstance(value, type(default)):
        return value
    raise ConfigError(f"{path}: {key} must be a {type(default).__name__}, found {value!r}")


def _nearest(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; known keys: {', '.join(sorted(known))}"


def _check(path: Path, pipeline: Pipeline) -> None:
    for key, values, allowed in (
        ("source.kind", (pipeline.source.kind,), tuple(sources.SOURCES)),
        ("nlp.types", pipeline.nlp.types, tuple(schema.entity_types())),
        ("nlp.profile", (pipeline.nlp.profile,), PROFILES),
        ("nlp.guideline", (pipeline.nlp.guideline,), ASKED),
        ("relate.readers", pipeline.relate.readers, READERS),
    ):
        for value in values:
            if value not in allowed:
                raise ConfigError(f"{path}: {key} has {value!r}; expected one of {', '.join(allowed)}")
    if pipeline.nlp.guideline != "default" and pipeline.nlp.profile == "fast":
        raise ConfigError(
            f"{path}: nlp.guideline is {pipeline.nlp.guideline}, which needs nlp.profile = 'default'; the fast profile"
            " has none"
        )
    for key, score in (("ground", pipeline.ground.min_score), ("relate", pipeline.relate.min_score)):
        if not 0.0 <= score <= 1.0:
            raise ConfigError(f"{path}: {key}.min_score must lie in 0..1, found {score}")
    if pipeline.source.kind == "eutils" and not pipeline.source.query:
        raise ConfigError(f"{path}: source.kind is eutils, so source.query must hold the query")
