"""Checks what a folder's sdist and wheel hold: every module, model and data file of the package, and nothing else."""

from __future__ import annotations

import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ("ontologies", "pipelines", "queries")
MB = 1_000_000
LARGEST = 80 * MB
"""Bytes of either file; models are nearly all of it (63 MB), and they are stored as small as they can be used."""


def wanted(folder: str) -> set[str]:
    """The files of a folder of the checkout, without what Python leaves there."""
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in files}


def main(dist: Path) -> list[str]:
    """What is wrong, a line each."""
    (wheel,), (sdist,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    package, data = wanted("kg"), {name for folder in DATA for name in wanted(folder)}
    wrong = [f"{file.name}: {file.stat().st_size} bytes" for file in (wheel, sdist) if file.stat().st_size > LARGEST]

    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    expected = package | {f"kg/_data/{name}" for name in data}
    wrong += [f"{wheel.name} lacks {name}" for name in sorted(expected - inside)]
    wrong += [f"{wheel.name} has {name}" for name in sorted(inside - expected)]

    with tarfile.open(sdist) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    beside = {"PKG-INFO", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTEXT.md", ".gitignore"}
    wrong += [f"{sdist.name} lacks {name}" for name in sorted((package | data) - names)]
    wrong += [f"{sdist.name} has {name}" for name in sorted(names - package - data - beside)]
    print(f"kg: wheel {wheel.stat().st_size / MB:.1f} MB, sdist {sdist.stat().st_size / MB:.1f} MB")
    return wrong


if __name__ == "__main__":
    sys.exit("\n".join(main(Path(sys.argv[1]))) or 0)
