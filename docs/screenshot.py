"""The picture of the README: the answer to its question, as ``kg serve`` shows it.

``python docs/screenshot.py http://127.0.0.1:8765`` looks at a running ``kg serve --store build/mtor-hcc`` with the
Chromium on the path and writes ``docs/images/answer.png``. Needs playwright, which the extra ``dev`` has.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).parent / "images" / "answer.png"
QUESTION = "/?q=which+mTOR+inhibitors+have+HCC+evidence"
WIDTH, HEIGHT = 1280, 1040
LARGEST = 250_000
"""Bytes of the picture: a README is read over slow lines too."""


def take(server: str, picture: Path = PICTURE) -> int:
    """Write the picture; returns its bytes. Raises SystemExit where there is no Chromium or it is too large."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("there is no chromium and no google-chrome on the path: install one of them")
    picture.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce"
        )
        page.goto(server.rstrip("/") + QUESTION)
        page.locator(".ladder tbody tr").first.wait_for()
        page.locator("#coverage", has_text="Searched").wait_for()
        page.screenshot(path=picture)
        browser.close()
    size = picture.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{picture} has {size} bytes: at most {LARGEST}")
    return size


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python docs/screenshot.py ADDRESS, that of a running kg serve on the worked example")
    print(f"{PICTURE}: {take(sys.argv[1])} bytes")  # noqa: T201
