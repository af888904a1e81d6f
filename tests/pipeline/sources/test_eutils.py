import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from kg.errors import DownloadError, InputError
from kg.model import Document, Reject
from kg.pipeline.sources import SOURCES, eutils
from tests.pipeline.sources.build import article, article_set

KEY = "secret-key-0123456789"


class Ncbi(ThreadingHTTPServer):
    """A stand-in for the E-utilities with faults to order: ``faults`` are taken in turn, then it answers well."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pmids = [str(number) for number in range(100, 110)]
        self.days: dict[str, str] = {}
        self.withheld: set[str] = set()
        self.faults: list[str] = []
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.paths: list[str] = []

    def fetched(self) -> list[str]:
        return [form["id"] for program, form in self.asked if program == "efetch.fcgi"]

    def found(self, form: dict[str, str]) -> list[str]:
        if "mindate" not in form:
            return self.pmids
        assert form["datetype"] == "edat"
        return [pmid for pmid in self.pmids if form["mindate"] <= self.days[pmid] <= form["maxdate"]]


class Handler(BaseHTTPRequestHandler):
    server: Ncbi

    def do_POST(self) -> None:
        form = {
            key: values[0]
            for key, values in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()
        }
        program = self.path.rpartition("/")[2]
        self.server.asked.append((program, form))
        self.server.paths.append(self.path)
        if program == "esearch.fcgi":
            found = self.server.found(form)
            body = json.dumps(
                {"esearchresult": {"count": str(len(found)), "idlist": found[: int(form["retmax"])]}}
            ).encode()
        else:
            body = article_set(
                *(article(pmid, f"Title {pmid}.") for pmid in form["id"].split(",") if pmid not in self.server.withheld)
            ).encode()
        fault = self.server.faults.pop(0) if self.server.faults else ""
        if fault == "cut":
            body = body[: len(body) // 2]
        if fault == "query":
            body = b'{"esearchresult": {"ERROR": "Empty term"}}'
        self.send_response(int(fault) if fault.isdigit() else 200)
        if fault == "429":
            self.send_header("Retry-After", "7")
        self.send_header("Content-Length", str(len(body) * (2 if fault == "drop" else 1)))
        self.end_headers()
        self.wfile.write(body)
        if fault == "drop":
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 50.0
        self.pauses: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.pauses.append(seconds)

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def ncbi(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Ncbi]:
    server = Ncbi()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    monkeypatch.setenv("KG_EUTILS_URL", f"http://127.0.0.1:{server.server_address[1]}/entrez/eutils")
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NCBI_API_KEY", KEY)
    monkeypatch.setenv("NCBI_EMAIL", "me@example.org")
    monkeypatch.setenv("NO_PROXY", "*")
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def _search(query: str = "sirolimus", **options: object) -> list[object]:
    pauses: list[float] = []
    return list(eutils.search(query, batch=4, sleep=pauses.append, **options))  # type: ignore[arg-type]


def test_a_query_gives_its_records_in_order(ncbi: Ncbi) -> None:
    found = _search()
    assert [(record.id, record.source, record.place) for record in found if isinstance(record, Document)] == [
        (f"PMID:{pmid}", "eutils:sirolimus", f"record {number}") for number, pmid in enumerate(ncbi.pmids, 1)
    ]
    assert ncbi.fetched() == ["100,101,102,103", "104,105,106,107", "108,109"]
    assert all(
        form["tool"] == "kg" and form["email"] == "me@example.org" and form["db"] == "pubmed" for _, form in ncbi.asked
    )


def test_the_source_table_reads_a_query(ncbi: Ncbi) -> None:
    assert len(list(SOURCES["eutils"]("sirolimus"))) == 10


def test_what_was_fetched_is_not_fetched_again(ncbi: Ncbi) -> None:
    first = _search()
    asked = len(ncbi.asked)
    assert _search() == first
    assert len(ncbi.asked) == asked


def test_an_interrupted_run_goes_on_with_the_records_it_began_with(ncbi: Ncbi, tmp_path: Path) -> None:
    ncbi.faults = ["", "", *["500"] * eutils.TRIES]
    read: list[str] = []
    with pytest.raises(DownloadError, match="HTTP status 500"):
        read.extend(record.id for record in eutils.search("sirolimus", batch=4, sleep=lambda _: None))
    assert ncbi.fetched()[0] == "100,101,102,103"
    before = len(ncbi.asked)
    ncbi.pmids.insert(0, "999")  # PubMed grew in between
    found = _search()
    assert [record.id for record in found] == [f"PMID:{number}" for number in range(100, 110)]  # type: ignore[attr-defined]
    assert [form["id"] for _, form in ncbi.asked[before:]] == ["104,105,106,107", "108,109"]
    assert not list((tmp_path / "cache").rglob("*.part"))


@pytest.mark.parametrize("fault", ["429", "500", "503", "cut", "drop"])
@pytest.mark.parametrize("before", [0, 1, 2], ids=["search", "first batch", "second batch"])
def test_a_passing_fault_is_asked_again(ncbi: Ncbi, monkeypatch: pytest.MonkeyPatch, fault: str, before: int) -> None:
    ncbi.faults = [""] * before + [fault, fault]
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", clock.monotonic)
    found = list(eutils.search("sirolimus", batch=4, sleep=clock.sleep))
    assert [record.id for record in found] == [f"PMID:{pmid}" for pmid in ncbi.pmids]
    assert len(ncbi.asked) == 4 + 2
    assert [pause for pause in clock.pauses if pause >= 1] == ([7.0, 7.0] if fault == "429" else [1.0, 2.0])


def test_a_lasting_fault_ends_in_one_line_without_the_key(
    ncbi: Ncbi, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    ncbi.faults = ["cut"] * 100
    with pytest.raises(DownloadError) as found:
        _search()
    assert len(ncbi.asked) == eutils.TRIES
    assert "\n" not in str(found.value)
    assert all(form["api_key"] == KEY for _, form in ncbi.asked)
    printed = capsys.readouterr()
    for text in (str(found.value), printed.out, printed.err, caplog.text, *ncbi.paths):
        assert KEY not in text


def test_a_fault_that_will_not_pass_is_not_asked_again(ncbi: Ncbi) -> None:
    ncbi.faults = ["400"] * 9
    with pytest.raises(DownloadError, match="HTTP status 400, after 1 tries"):
        _search()
    assert len(ncbi.asked) == 1


def test_a_server_out_of_reach_is_a_download_error(ncbi: Ncbi) -> None:
    with pytest.raises(DownloadError, match="ConnectError"):
        _search(base_url="http://127.0.0.1:9/")


def test_a_pmid_that_pubmed_withholds_is_a_reject(ncbi: Ncbi) -> None:
    ncbi.withheld = {"101"}
    found = _search()
    assert len(found) == 10
    (reject,) = [record for record in found if isinstance(record, Reject)]
    assert (reject.id, reject.place) == ("PMID:101", "record 4")


@pytest.mark.parametrize(("faults", "pmids", "words"), [(["query"], ["1"], "Empty term"), ([], [], "no record")])
def test_a_query_that_finds_nothing_or_is_refused_is_an_input_error(
    ncbi: Ncbi, faults: list[str], pmids: list[str], words: str
) -> None:
    ncbi.faults, ncbi.pmids = faults, pmids
    with pytest.raises(InputError, match=words):
        _search()


def test_a_large_result_is_split_by_entry_date_and_nothing_is_lost(ncbi: Ncbi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eutils, "MAX_FOUND", 3)
    ncbi.pmids = [str(number) for number in range(300, 340)]
    ncbi.days = {pmid: f"{1950 + number}/{1 + number % 12:02d}/15" for number, pmid in enumerate(ncbi.pmids)}
    found = _search()
    assert sorted(record.id for record in found) == sorted(f"PMID:{pmid}" for pmid in ncbi.pmids)  # type: ignore[attr-defined]
    assert max(int(form["retmax"]) for program, form in ncbi.asked if program == "esearch.fcgi") == 3


def test_a_day_with_too_many_records_is_an_input_error(ncbi: Ncbi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eutils, "MAX_FOUND", 3)
    ncbi.days = dict.fromkeys(ncbi.pmids, "2001/02/03")
    with pytest.raises(InputError, match=r"on 2001-02-03.*narrow the query"):
        _search()


def test_the_limit_takes_the_first_records_only(ncbi: Ncbi) -> None:
    assert [record.id for record in _search(limit=5)] == [f"PMID:{number}" for number in range(100, 105)]  # type: ignore[attr-defined]
    assert ncbi.fetched() == ["100,101,102,103", "104"]


@pytest.mark.parametrize(("key", "interval"), [(KEY, 1 / 10), ("", 1 / 3)])
def test_requests_keep_to_the_rate_limit(
    ncbi: Ncbi, monkeypatch: pytest.MonkeyPatch, key: str, interval: float
) -> None:
    monkeypatch.setenv("NCBI_API_KEY", key)
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", clock.monotonic)
    list(eutils.search("sirolimus", batch=1, sleep=clock.sleep))
    assert len(ncbi.asked) == 11
    assert clock.pauses == [pytest.approx(interval)] * 10
    assert ("api_key" in ncbi.asked[0][1]) == bool(key)


def test_a_damaged_plan_is_named(ncbi: Ncbi, tmp_path: Path) -> None:
    _search()
    (plan,) = (tmp_path / "cache").rglob("plan.json")
    plan.write_text("{")
    with pytest.raises(InputError, match="damaged"):
        _search()


def test_a_cache_that_cannot_be_written_is_a_download_error(ncbi: Ncbi, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the way")
    with pytest.raises(DownloadError, match="cannot be written"):
        _search()
