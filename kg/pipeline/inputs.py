"""Which inputs a run has: those of its pipeline, or those named on the command line, and with ``--add`` those that are
there already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.dataset.curation import of_ledger
from kg.dataset.opened import Dataset
from kg.errors import ConfigError, InputError
from kg.pipeline import sources
from kg.pipeline.config import Pipeline, is_pipeline, nearest_shipped, pipeline_of, read_pipeline, shipped
from kg.pipeline.origin import QUERY, NamedInput, place_of

STDIN = "-"


def pipeline_and_inputs(
    arguments: Sequence[str], out: Path | None, *, add: bool = False
) -> tuple[Pipeline, Sequence[str]]:
    """The pipeline that the first argument names, and the inputs after it; without one, the settings of a plain run and
    all as inputs.

    A pipeline that comes with the package is named by its name alone: ``mtor-hcc``. A plain run with ``add`` goes on
    with the settings of the dataset in ``out``. Raises ConfigError when a pipeline does not come first, or when there
    is none and so no ``out`` to write to.
    """
    first, *others = arguments
    file = shipped(first) or (Path(first) if is_pipeline(first) else None)
    pipeline = read_pipeline(file) if file else None
    if late := next((one for one in others if one.lower().endswith(".toml")), None):
        raise ConfigError(f"{late}: a run has one pipeline, and it comes first: kg run PIPELINE.toml [INPUT]...")
    if pipeline:
        return pipeline, others
    if near := nearest_shipped(first):
        raise ConfigError(f"{first}: no such file, folder or pipeline: did you mean {near}?")
    sources.expand([one for one in arguments if one != STDIN])  # a name that is misspelled comes before all else
    if out is None:
        raise ConfigError(
            "no pipeline is named that says where the dataset goes: give its folder with --out, or a PIPELINE.toml"
            " first"
        )
    there = Dataset.known(out) if add else None
    if there is None:
        return Pipeline(""), arguments
    return replace(pipeline_of(there.ledger.get("pipeline")), curation=of_ledger(there.ledger)), arguments


def named_inputs(pipeline: Pipeline, inputs: Sequence[str] = ()) -> tuple[NamedInput, ...]:
    """What a run reads, in order: ``inputs``, each file by its content, else the pipeline's own source as its kind
    says.

    Raises ConfigError when there is nothing to read, InputError for what is missing.
    """
    if STDIN in inputs:
        raise ConfigError(
            "kg run cannot read standard input, because a re-run must find it again; save it to a file, or use kg"
            " annotate -"
        )
    if inputs:
        return tuple(_on_disk(one, "auto") for one in inputs)
    if pipeline.source.kind == "eutils":
        return (_query(pipeline.source.query),)
    if not pipeline.source.path:
        raise ConfigError(f"{pipeline.file}: nothing to read; give source.path, or name files on the command line")
    folder = Path(pipeline.file).parent
    return tuple(_on_disk(str(folder / path), pipeline.source.kind) for path in pipeline.source.path)


def joined(earlier: Sequence[NamedInput], added: Sequence[NamedInput]) -> tuple[NamedInput, ...]:
    """The inputs of a dataset and after them those to add: what one run over all of them names, in this order.

    An earlier folder or glob is looked through again, and a file of it that is gone stays an input.
    """
    again = [_again(one) for one in earlier]
    known = {named.place for named in again}
    return (*again, *(named for named in added if named.place not in known))


def once(inputs: Sequence[NamedInput]) -> tuple[NamedInput, ...]:
    """The same, with each file under the first of its names only; a name that another file has already gives way to the
    whole path.
    """
    seen: set[str] = set()
    used: set[str] = set()
    kept = []
    for named in inputs:
        files = []
        for source, place in named.files:
            if place not in seen:
                label = place if source in used else source
                seen.add(place)
                used.add(label)
                files.append((label, place))
        kept.append(replace(named, files=tuple(files)))
    return tuple(kept)


def _on_disk(name: str, kind: str) -> NamedInput:
    return NamedInput(name, place_of(name), kind, tuple((file, place_of(file)) for file in sources.expand([name])))


def _query(query: str) -> NamedInput:
    return NamedInput(query, QUERY + query, "eutils", ((query, QUERY + query),))


def _again(earlier: NamedInput) -> NamedInput:
    """What an earlier input stands for now, each file under the name that its rows carry."""
    if earlier.kind == "eutils":
        return earlier
    spelled = earlier.name if place_of(earlier.name) == earlier.place else earlier.place
    try:
        files = _on_disk(spelled, earlier.kind).files
    except InputError:
        return earlier  # gone as a whole: whether what was made of it can be kept is for the run to say
    names = {place: source for source, place in earlier.files}
    now = [(names.get(place, source), place) for source, place in files]
    there = {place for _, place in now}
    gone = [(source, place) for source, place in earlier.files if place not in there]
    return replace(earlier, files=tuple(sorted([*now, *gone]) if gone else now))
