"""A served graph to ask: the small sample, which needs no lexicon but the small one, and the worked example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.interfaces.web.app import Service, build_app
from kg.interfaces.web.security import Door
from kg.interfaces.web.snapshot import ServedGraph
from tests.ask.pack_sample import write_pack_sample

LOCAL = "http://127.0.0.1"


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of two files, and beside its folder one that is not to be served."""
    folder = tmp_path_factory.mktemp("served") / "page"
    (folder / "img").mkdir(parents=True)
    (folder / "index.html").write_text('<!DOCTYPE html>\n<title>page</title><script src="/static/a.js"></script>\n')
    (folder / "a.js").write_text("'use strict';\n")
    (folder / "img" / "a.svg").write_text("<svg/>\n")
    (folder / "notes.md").write_text("of no media type\n")
    (folder.parent / "secret.txt").write_text("secret\n")
    (folder / "linked.txt").symlink_to(folder.parent / "secret.txt")
    return folder


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the sample."""
    return write_pack_sample(tmp_path_factory.mktemp("sample") / "dataset")


@pytest.fixture(scope="session")
def service(sample: Path, small_folder: Path) -> Iterator[Service]:
    """The sample, served."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_LEXICON", str(small_folder))
        made = Service(ServedGraph(str(sample), 20))
    yield made
    made.close()


@pytest.fixture(scope="session")
def client(service: Service, page: Path) -> Iterator[TestClient]:
    """Asks the sample."""
    with TestClient(build_app(service, Door(), page), base_url=LOCAL, follow_redirects=False) as asking:
        yield asking


@pytest.fixture(scope="session")
def example(worked: Service, page: Path) -> Iterator[TestClient]:
    """Asks the worked example."""
    with TestClient(build_app(worked, Door(), page), base_url=LOCAL) as asking:
        yield asking
