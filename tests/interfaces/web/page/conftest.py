"""A real ``kg serve`` over the worked example, and a Chromium that looks at it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kg.lexicon.open import lexicon_folder
from kg.pipeline.run import RunResult

KG = "from kg.interfaces.cli import main; main()"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is; with ``KG_REQUIRE_BROWSER=1`` its absence is a failure."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        missing = f"no Chromium here: none of {', '.join(NAMES)} is on the path (apt-get install chromium)"
        if os.environ.get("KG_REQUIRE_BROWSER") == "1":
            pytest.fail(f"KG_REQUIRE_BROWSER is set, but {missing}")
        pytest.skip(missing)
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def served(chromium: str, demonstration: RunResult, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of ``kg serve`` on the worked example."""
    environment = {key: value for key, value in os.environ.items() if key not in ("KG_STORE", "KG_TOKEN")}
    environment["KG_LEXICON"] = str(lexicon_folder().resolve())
    said = tmp_path_factory.mktemp("serve") / "stderr"
    with said.open("w") as talk:
        process = subprocess.Popen(
            [sys.executable, "-c", KG, "serve", "--store", str(demonstration.dataset), "--port", "0"],
            stderr=talk, env=environment,
        )  # fmt: skip
    try:
        yield announced(process, said)
    finally:
        process.terminate()
        process.wait(timeout=20)


def announced(process: subprocess.Popen[bytes], said: Path) -> str:
    """The address that the server says it answers at."""
    for _ in range(600):
        if found := re.search(r" at (http://127\.0\.0\.1:\d+)/", said.read_text()):
            return found.group(1)
        if process.poll() is not None:
            break
        time.sleep(0.1)
    pytest.fail(f"kg serve says no address: {said.read_text()}")


@pytest.fixture
def opened(browser: Browser, served: str) -> Iterator[OpenPage]:
    """Opens an address in a browser of its own.

    Fails at the end where the page said an error, asked another origin for anything or broke its own security policy.
    ``refused=True``: the answer is to be an error of the server, which the console says too.
    """
    faults: list[str] = []
    contexts = []

    def open_page(address: str = "/", *, refused: bool = False, **options: Any) -> Page:
        context = browser.new_context(
            viewport=options.pop("viewport", {"width": 1280, "height": 900}), reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)

        def console(message: Any) -> None:
            if message.type in ("error", "warning") and not (refused and "Failed to load resource" in message.text):
                faults.append(f"{address}: {message.text}")

        def failed(error: Any) -> None:
            faults.append(f"{address}: {error}")

        def requested(request: Any) -> None:
            if not request.url.startswith((served, "blob:", "data:")):
                faults.append(f"{address} asks for {request.url}")

        page.on("console", console)
        page.on("pageerror", failed)
        page.on("request", requested)
        page.goto(served + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def screenshots() -> Path:
    folder = Path(__file__).resolve().parents[4] / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
