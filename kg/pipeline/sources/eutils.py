"""PubMed by query, through NCBI's E-utilities: find the PMIDs once, then fetch their XML batch by batch into a cache
folder.

The PMIDs are written down before the first fetch and fetched by number, not by position in NCBI's history: an
interrupted run goes on with exactly the records it began with, though PubMed changes in between and a history lapses
after hours. Layout of the folder::

    HASH/plan.json            the query and the PMIDs it found
    HASH/batch-00001.xml      one a batch, written under another name and renamed when whole

Limits are NCBI's: 3 requests a second, 10 with an API key; ESearch gives at most the first 9,999 PMIDs of a query
(https://www.ncbi.nlm.nih.gov/books/NBK25499/), so a larger result is split by the date on which records entered PubMed.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType

import httpx

from kg import ids, paths
from kg.errors import DownloadError, InputError
from kg.files import write_whole
from kg.model import Record, Reject
from kg.pipeline.sources import opening, pubmed
from kg.version import __version__

BASE_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
MAX_FOUND = 9_999
"""Most PMIDs that ESearch gives for one query of PubMed."""

BATCH = 200
"""Records a fetch: about 3 MB of XML, so that a retry costs little."""

TRIES = 6
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0  # seconds before the second try; doubled each time
_TIMEOUT = 60.0
_FIRST_DAY, _LAST_DAY = (
    date(1800, 1, 1),
    date(2100, 12, 31),
)  # wide enough for every Entrez date; fixed, so no clock is asked
_END = re.compile(rb"</PubmedArticleSet>\s*$")


def search(
    query: str,
    *,
    cache: Path | None = None,
    base_url: str | None = None,
    batch: int = BATCH,
    limit: int | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Record]:
    """Records of a PubMed query, in PubMed's order; ``source`` is ``eutils:QUERY`` and ``place`` is ``record N`` of the
    whole result.

    Reads ``NCBI_API_KEY``, ``NCBI_EMAIL`` and ``KG_EUTILS_URL`` from the environment. ``cache`` (default
    ``kg.paths.cache("eutils")``) keeps what was fetched, and a batch that is there is not fetched again: delete the
    query's folder to ask PubMed anew. ``limit`` takes the first records only. A PMID that PubMed does not give is a
    Reject. Raises InputError for a query that finds nothing or cannot be split, DownloadError when the network or NCBI
    fails for good.
    """
    root = (cache or paths.cache("eutils")) / ids.digest("eutils", query, length=16)
    url = (base_url or os.environ.get("KG_EUTILS_URL") or BASE_URL).rstrip("/") + "/"
    source = f"eutils:{query}"
    with _Client(url, sleep) as client:
        pmids = _plan(client, query, root)[:limit]
        number = 0
        for start in range(0, len(pmids), batch):
            wanted = pmids[start : start + batch]
            path = root / f"batch-{start // batch + 1:05d}-{ids.digest(*wanted, length=8)}.xml"
            if not path.exists():
                _write(path, client.fetch(wanted))
            given: set[str] = set()
            for record in pubmed.parse(opening.chunks(str(path)), source):
                number += 1
                given.add(record.id)
                yield replace(record, place=f"record {number}")
            for pmid in wanted:
                if f"PMID:{pmid}" not in given:
                    number += 1
                    reason = "found by the query, but PubMed gave no record for it"
                    yield Reject(source, f"record {number}", "source", reason, f"PMID:{pmid}")


def _plan(client: _Client, query: str, root: Path) -> list[str]:
    """PMIDs of the query: those written down by an earlier run, else found now and written down."""
    path = root / "plan.json"
    if path.exists():
        try:
            plan = json.loads(path.read_text(encoding="utf-8"))
            return [str(pmid) for pmid in plan["pmids"]]
        except (ValueError, KeyError, TypeError):
            raise InputError(
                f"{path}: is damaged: expected the PMIDs of a query; delete the folder {root} and run again"
            ) from None
    pmids = list(dict.fromkeys(_found(client, query, None)))
    if not pmids:
        raise InputError(
            f"eutils:{query}: PubMed finds no record for this query: try it on https://pubmed.ncbi.nlm.nih.gov"
        )
    _write(path, json.dumps({"query": query, "pmids": pmids}, ensure_ascii=False, indent=0).encode())
    return pmids


def _found(client: _Client, query: str, days: tuple[date, date] | None) -> Iterator[str]:
    """PMIDs of a query within a span of entry dates, halving the span until each part is small enough to be listed."""
    count, pmids = client.find(query, days)
    if count <= MAX_FOUND:
        if len(pmids) != count:
            raise DownloadError(
                f"eutils:{query}: PubMed counts {count} records but lists {len(pmids)}: try again later"
            )
        yield from pmids
        return
    first, last = days or (_FIRST_DAY, _LAST_DAY)
    if first == last:
        raise InputError(
            f"eutils:{query}: {count:,} records entered PubMed on {first}, it lists no more than {MAX_FOUND:,}: narrow"
            " the query"
        )
    middle = first + (last - first) // 2
    # newest first, as PubMed lists them
    yield from _found(client, query, (middle + timedelta(days=1), last))
    yield from _found(client, query, (first, middle))


def _write(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        why = error.strerror or error
        raise DownloadError(
            f"{path}: cannot be written ({why}): set KG_CACHE to a folder with room, or change permissions"
        ) from None


class _Client:
    """A connection to the E-utilities: keeps to the rate limit and asks again after passing faults."""

    def __init__(self, url: str, sleep: Callable[[float], None]) -> None:
        self._key = os.environ.get("NCBI_API_KEY", "")
        self._common = {"db": "pubmed", "tool": "kg", "email": os.environ.get("NCBI_EMAIL", ""), "api_key": self._key}
        self._interval = 1 / 10 if self._key else 1 / 3
        self._sleep = sleep
        self._next = 0.0
        self._http = httpx.Client(
            base_url=url, timeout=_TIMEOUT, headers={"User-Agent": f"kg/{__version__}"}, follow_redirects=True
        )

    def __enter__(self) -> _Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def find(self, query: str, days: tuple[date, date] | None) -> tuple[int, list[str]]:
        """How many records a query finds, and their PMIDs (the first 9,999), newest first."""
        asked = {"term": query, "retmode": "json", "retmax": str(MAX_FOUND)}
        if days:
            asked |= {
                "datetype": "edat",
                "mindate": days[0].strftime("%Y/%m/%d"),
                "maxdate": days[1].strftime("%Y/%m/%d"),
            }
        answer = self._ask("esearch.fcgi", asked, _is_search)
        result = json.loads(answer, strict=False)["esearchresult"]
        if "ERROR" in result:
            raise InputError(f"eutils:{query}: PubMed does not accept this query: {self._hidden(str(result['ERROR']))}")
        return int(result["count"]), [str(pmid) for pmid in result["idlist"]]

    def fetch(self, pmids: Sequence[str]) -> bytes:
        """XML of the records with these PMIDs."""
        return self._ask("efetch.fcgi", {"id": ",".join(pmids), "retmode": "xml", "rettype": "abstract"}, _is_whole)

    def _ask(self, program: str, asked: Mapping[str, str], good: Callable[[bytes], bool]) -> bytes:
        """Answer to a request, asked again with growing pauses while the fault may pass. Raises DownloadError."""
        form = {key: value for key, value in {**self._common, **asked}.items() if value}
        why = ""
        told = 0.0  # seconds NCBI told us to wait
        for attempt in range(TRIES):
            pause = min(max(_FIRST_PAUSE * 2 ** (attempt - 1), told), _LONGEST_PAUSE) if attempt else 0.0
            told = 0.0
            try:
                self._wait(pause)
                # POST: the key stays out of every URL, and so out of logs and messages
                answer = self._http.post(program, data=form)
            except httpx.TransportError as error:
                why = f"{type(error).__name__}: {self._hidden(str(error))}"
                continue
            if answer.status_code == httpx.codes.OK:
                if good(answer.content):
                    return answer.content
                why = "the answer was cut off or not what was asked for"
                continue
            why = f"HTTP status {answer.status_code}"
            if (
                answer.status_code != httpx.codes.TOO_MANY_REQUESTS
                and answer.status_code < httpx.codes.INTERNAL_SERVER_ERROR
            ):
                break
            later = answer.headers.get("Retry-After", "")
            told = float(later) if later.isdigit() else 0.0
        raise DownloadError(
            f"E-utilities {program}: {why}, after {attempt + 1} tries: what was fetched before is kept; "
            "check the network and run the same command again"
        )

    def _wait(self, pause: float) -> None:
        """Sleep through a pause, and until the rate limit allows another request."""
        now = time.monotonic()
        delay = max(pause, self._next - now)
        if delay > 0:
            self._sleep(delay)
        self._next = max(now + delay, now) + self._interval

    def _hidden(self, text: str) -> str:
        return text.replace(self._key, "***") if self._key else text


def _is_search(content: bytes) -> bool:
    try:
        result = json.loads(content, strict=False)["esearchresult"]
        return "ERROR" in result or ("count" in result and "idlist" in result)
    except (ValueError, KeyError, TypeError):
        return False


def _is_whole(content: bytes) -> bool:
    return _END.search(content[-100:]) is not None
