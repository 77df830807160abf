"""`make images`: the images of docker/Dockerfile on a machine without Docker and without registry.

Debian's packages make two base images (one to install in, one without shell to run from), buildah
builds the six on them, and each is started once, as a stranger would: no settings, no capabilities,
nothing writable. It must say what it misses and end; how long that took is told beside its size.

ToolsMissing           a program is not there: says which Debian package brings it
ImageBroken            an image was not built, or does not start as it must
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("gateway", "delegations", "conferences-agreements", "ngos", "consular-border", "reporting")
PROGRAMS = {"buildah": "buildah", "podman": "podman", "runc": "runc", "mmdebstrap": "mmdebstrap"}
RUN_BASE, BUILD_BASE = (
    "localhost/ngoaivu-run-base:bookworm",
    "localhost/ngoaivu-build-base:bookworm",
)
RUN_PACKAGES = (
    "python3.11-minimal,libpython3.11-stdlib,ca-certificates,tzdata,libc6,libgcc-s1,libstdc++6,"
    "netbase,media-types,base-files"
)
BUILD_PACKAGES = "ca-certificates,python3,python3-venv"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
# A machine that may not raise limits, and has no systemd, needs podman to be told so.
CONTAINERS = """\
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=9000:9000"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
"""
REFUSES = 78
ALONE = (
    *("--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"),
    *("--network", "none", "--memory", "400m", "--pids-limit", "200"),
)


class ToolsMissing(Exception):
    """A program is not there: says which Debian package brings it."""


class ImageBroken(Exception):
    """An image was not built, or does not start as it must: says what it said."""


def reference(service: str, tag: str) -> str:
    return f"localhost/ngoaivu-{service}:{tag}"


class Images:
    """Builds from a source tree; `room` keeps what is needed between builds."""

    def __init__(self, room: Path, source: Path = ROOT) -> None:
        self._room = room
        self._source = source
        room.mkdir(parents=True, exist_ok=True)
        conf = room / "containers.conf"
        conf.write_text(CONTAINERS)
        self._environment = {**os.environ, "CONTAINERS_CONF": str(conf)}

    def run(self, *command: str, may_fail: bool = False) -> subprocess.CompletedProcess[str]:
        """A program, with little claim on the machine. Raises ImageBroken."""
        done = subprocess.run(
            ("nice", "-n", "5", *command),
            env=self._environment, cwd=self._source, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode and not may_fail:
            said = (done.stdout + done.stderr)[-3000:]
            raise ImageBroken(f"{' '.join(command[:3])} …: exit {done.returncode}\n{said}")
        return done

    def bases(self) -> None:
        """The two base images, made once."""
        self._base(RUN_BASE, "extract", RUN_PACKAGES)
        self._base(BUILD_BASE, "minbase", BUILD_PACKAGES)

    def _base(self, name: str, variant: str, packages: str) -> None:
        if self.run("podman", "image", "exists", name, may_fail=True).returncode == 0:
            return
        archive = self._room / "base.tar"
        told = {"SOURCE_DATE_EPOCH": "1700000000"}
        self._environment |= told
        asked = ("mmdebstrap", f"--variant={variant}", f"--include={packages}", "bookworm")
        self.run(*asked, str(archive))
        self.run("podman", "import", str(archive), name)
        archive.unlink()

    def build(self, service: str, tag: str, arguments: Mapping[str, str]) -> str:
        """One image; its reference. Raises ImageBroken."""
        name = reference(service, tag)
        given = {
            "SERVICE": service,
            "RUN_BASE": RUN_BASE,
            "BUILD_BASE": BUILD_BASE,
            **arguments,
        }
        secret = ("--secret", f"id=ca,src={CERTIFICATES}") if CERTIFICATES.exists() else ()
        self.run(
            *("buildah", "bud", "--layers", "--format", "docker", "--isolation", "chroot"),
            *("--timestamp", "1700000000", *secret),
            *(part for n, value in given.items() for part in ("--build-arg", f"{n}={value}")),
            *("--file", "docker/Dockerfile", "--tag", name, "."),
        )
        return name

    def start_alone(self, name: str) -> float:
        """Seconds until an image without settings has said what it misses. Raises ImageBroken."""
        began = time.monotonic()
        done = self.run("podman", "run", "--rm", *ALONE, name, may_fail=True)
        if done.returncode != REFUSES or "NGOAIVU_MONGO_URL is needed" not in done.stderr:
            raise ImageBroken(f"{name}: exit {done.returncode}\n{done.stderr[-2000:]}")
        return time.monotonic() - began

    def about(self, name: str) -> tuple[int, str]:
        """Bytes and user of an image."""
        shown = json.loads(self.run("podman", "image", "inspect", name).stdout)[0]
        return shown["Size"], shown["Config"]["User"]

    def save(self, names: Sequence[str], archive: Path) -> None:
        """Images as one archive, for a node or a site without a registry."""
        archive.unlink(missing_ok=True)
        self.run("podman", "save", "--multi-image-archive", "--output", str(archive), *names)


def check_tools(programs: Mapping[str, str] = PROGRAMS) -> None:
    """Raises ToolsMissing."""
    missing = sorted(package for name, package in programs.items() if shutil.which(name) is None)
    if missing:
        needed = " ".join(missing)
        raise ToolsMissing(f"needed and not here: apt-get install {needed}")


def revision(source: Path = ROOT) -> str:
    """The commit that a source tree stands at."""
    asked = ("git", "-C", str(source), "rev-parse", "--short=12", "HEAD")
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make images", description=__doc__)
    parser.add_argument("--tag", default="dev")
    parser.add_argument("--room", type=Path, default=ROOT / ".local" / "images")
    parser.add_argument("--save", type=Path, help="also write all six as one archive")
    parser.add_argument("services", nargs="*", default=NAMES)
    asked = parser.parse_args(arguments)
    try:
        check_tools()
        images = Images(asked.room)
        images.bases()
        about = {"VERSION": asked.tag, "REVISION": revision()}
        print(f"{'image':56} {'MB':>5} {'build':>8} {'refuses an empty start':>24}")
        names = []
        for service in asked.services:
            began = time.monotonic()
            names.append(name := images.build(service, asked.tag, about))
            built = time.monotonic() - began
            size, user = images.about(name)
            alone = images.start_alone(name)
            print(f"{name:56} {size / 1e6:5.0f} {built:6.1f} s {alone:22.1f} s  uid {user}")
        if asked.save:
            images.save(names, asked.save)
            print(f"saved: {asked.save} ({asked.save.stat().st_size / 1e6:.0f} MB)")
    except (ToolsMissing, ImageBroken) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
