"""Rows of tables in another order than their own: sorted by DuckDB, out of core, in a bounded memory."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

from kg.errors import DatasetError, KgError

ROWS = 4096
"""Rows that are taken from the sorter at a time."""

Stream = tuple[Any, Callable[[], Iterator[Any]]]
"""Arrow schema of a view, and what gives its record batches."""


def ordered(sql: str, views: Mapping[str, Stream], *, what: str, memory: str) -> Iterator[tuple[Any, ...]]:
    """Rows of a query over ``views``; what is more than ``memory`` (``160MB``) spills to a temporary folder.

    Raises DatasetError, which names ``what`` is sorted, where there is no space for that, and what a view's stream
    raises.
    """
    import duckdb

    with _spill() as spill, closing(duckdb.connect()) as connection:
        faults: list[KgError] = []
        try:
            # After two seconds DuckDB would draw a progress bar on standard output, into the data. In a notebook that
            # has no widgets it draws none, and to set that what is off stays off is an error there.
            ((drawn,),) = connection.execute("SELECT current_setting('enable_progress_bar')").fetchall()
            if drawn:
                connection.execute("SET enable_progress_bar = false")
            connection.execute("SET threads = 1")
            connection.execute(f"SET memory_limit = '{memory}'; SET temp_directory = '{spill}'")
            for view, stream in views.items():
                # through Arrow and not read_parquet(): a folder whose name holds * or [ would be read as a pattern
                connection.register(view, _reader(stream, faults))
            cursor = connection.execute(sql)
            while chunk := cursor.fetchmany(ROWS):
                yield from chunk
        except duckdb.Error as error:
            if faults:
                raise faults[0] from error
            reason = " ".join(str(error).split())[:200]
            raise DatasetError(
                f"cannot sort {what}: {reason}; check the space in {tempfile.gettempdir()}, or set TMPDIR"
            ) from error


def _reader(stream: Stream, faults: list[KgError]) -> Any:
    """An Arrow reader for DuckDB, which hides an error raised on the way in its own: it is put down in ``faults``
    too.
    """
    import pyarrow as pa

    schema, batches = stream

    def watched() -> Iterator[Any]:
        try:
            for batch in batches():
                found = batch.select(schema.names)
                yield found if found.schema.equals(schema) else found.cast(schema)
        except KgError as error:
            faults.append(error)
            raise

    return pa.RecordBatchReader.from_batches(schema, watched())


@contextmanager
def _spill() -> Iterator[str]:
    try:
        folder = tempfile.TemporaryDirectory(prefix="kg-sort-")
    except OSError as error:
        raise DatasetError(
            f"cannot make a temporary folder in {tempfile.gettempdir()}: {error.strerror or error}; set TMPDIR"
        ) from error
    with folder as name:
        yield name
