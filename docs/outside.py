"""What MkDocs is told of pages that lie outside of docs/: ``mkdocs.yml`` names this file under ``hooks``.

Pages beside docs/ get a place in the site, an entry of the navigation that ends in a slash becomes the pages of that
folder, and links are led to where a page is in the site. A link to a file that is no page (a table, a module) becomes
the file's name.
"""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, normpath, relpath
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

BESIDE = {
    "README.md": "readme.md",
    "CONTEXT.md": "glossary.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changelog.md",
    **{
        f"kg/_models/{name}/MODEL_CARD.md": f"models/{name}.md"
        for name in ("ner", "ground", "read", "results", "relate", "linear")
    },
}
"""Page beside docs/, from the root -> its place in the site."""

_LINK = re.compile(
    r"(?P<code>^```.*?^```|`[^`\n]*`)|\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)", re.MULTILINE | re.DOTALL
)
_BARS_IN_CODE = re.compile(r"`[^`\n]*`")


def pages() -> list[str]:
    """Every page of the site but ``index.md``, as ``mkdocs.yml`` names them."""
    return sorted(
        {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")} | set(BESIDE.values())
    )


def listed(nav: Any) -> Any:
    """The navigation with each folder (``decisions/``) replaced by its pages, in their order."""
    if isinstance(nav, list):
        return [listed(one) for one in nav]
    if isinstance(nav, dict):
        return {title: listed(one) for title, one in nav.items()}
    return [page for page in pages() if page.startswith(nav)] if nav.endswith("/") else nav


def source_of(page: str) -> str:
    """Where a page of the site lies, from the root."""
    return next((source for source, place in BESIDE.items() if place == page), f"docs/{page}")


def led(markdown: str, page: str) -> str:
    """The text of a page with its links as the site needs them, and its tables as Python-Markdown reads them."""
    source = source_of(page)

    def link(found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        text, target = found["text"], found["target"]
        if re.match(r"[a-z]+:|#", target):
            return found[0]
        path, mark, anchor = target.partition("#")
        wanted = normpath(f"{dirname(source)}/{path}").lstrip("/")
        place = BESIDE.get(wanted)
        if place is None and wanted.startswith("docs/"):
            place = wanted.removeprefix("docs/")
        if place is None or (ROOT / wanted).is_dir():
            return f"`{text.strip('`')}`" if text.strip("`") in wanted else f"{text} (`{wanted}`)"
        return f"[{text}]({relpath(place, dirname(page) or '.')}{mark}{anchor})"

    return "\n".join(_table_row(line) for line in _LINK.sub(link, markdown).split("\n"))


def _table_row(line: str) -> str:
    r"""A row of a table with ``\|`` in code as a bare bar: Python-Markdown parts no code at bars, and would print the
    backslash.
    """
    return _BARS_IN_CODE.sub(lambda found: found[0].replace("\\|", "|"), line) if line.startswith("|") else line


def on_config(config: Any) -> Any:
    """Fill in the folders of the navigation."""
    config.nav = listed(config.nav)
    return config


def on_files(files: Any, *, config: Any) -> Any:
    """Add the pages that lie beside docs/."""
    from mkdocs.structure.files import File

    for source, place in BESIDE.items():
        files.append(File.generated(config, place, content=(ROOT / source).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Lead a page's links."""
    return led(markdown, page.file.src_uri)
