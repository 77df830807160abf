"""The programs that a cluster is made of: one that is built, the others of Debian."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from local import tools
from local.cluster import ClusterBroken

VERSION = "v1.36.3"
SOURCE = Path(__file__).with_name("kubebox")
NAMES = ("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet", "kube-proxy")
DEBIAN = {
    "etcd": "etcd-server", "containerd": "containerd", "runc": "runc", "dnsmasq": "dnsmasq-base",
    "iptables": "iptables", "buildah": "buildah", "podman": "podman", "ip": "iproute2",
    "nsenter": "util-linux", "openssl": "openssl", "gcc": "gcc",
}  # fmt: skip
CNI = Path("/usr/lib/cni")
PAUSE = "localhost/pause:3.10"
STOPS = """\
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
static void end(int s) { (void)s; exit(0); }
static void reap(int s) { (void)s; while (waitpid(-1, NULL, WNOHANG) > 0) {} }
int main(void) {
  signal(SIGINT, end); signal(SIGTERM, end); signal(SIGCHLD, reap);
  for (;;) pause();
}
"""


def check() -> None:
    """Raises ClusterBroken, naming the Debian packages that are missing."""
    missing = sorted(package for name, package in DEBIAN.items() if not shutil.which(name))
    if not (CNI / "bridge").exists():
        missing.append("containernetworking-plugins")
    if os.geteuid() != 0:
        raise ClusterBroken("a cluster needs root: for a network namespace and for containers")
    if missing:
        raise ClusterBroken(f"needed and not here: apt-get install {' '.join(missing)}")


def kubernetes(room: Path = tools.ROOM) -> Path:
    """The directory of Kubernetes' programs, built once for each version: twenty minutes of CPU.
    Raises ClusterBroken."""
    home = room / "kubernetes"
    stamp, binary = home / "of-source", home / "kubebox"
    wanted = hashlib.sha256(b"".join((SOURCE / n).read_bytes() for n in ("go.mod", "main.go")))
    if not (binary.exists() and stamp.exists() and stamp.read_text() == wanted.hexdigest()):
        home.mkdir(parents=True, exist_ok=True)
        build(binary)
        stamp.write_text(wanted.hexdigest())
    for name in NAMES:
        link = home / name
        if not link.is_symlink():
            link.symlink_to(binary.name)
    return home


def build(binary: Path) -> None:
    """Raises ClusterBroken."""
    if shutil.which("go") is None:
        raise ClusterBroken("Go 1.26 or newer is needed once, to build Kubernetes")
    about = "k8s.io/component-base/version"
    major, minor, _ = VERSION.lstrip("v").split(".")
    flags = f"-s -w -X {about}.gitVersion={VERSION} -X {about}.gitMajor={major}"
    flags += f" -X {about}.gitMinor={minor} -X {about}.gitTreeState=clean"
    command = ("nice", "-n", "10", "go", "build", "-trimpath", "-ldflags", flags, "-o", str(binary))
    done = subprocess.run(
        (*command, "."),
        cwd=SOURCE, env={**os.environ, "CGO_ENABLED": "0", "GOFLAGS": "-buildvcs=false"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise ClusterBroken(f"Kubernetes was not built:\n{done.stderr[-2000:]}")


def pause_image(room: Path, archive: Path) -> None:
    """The container that holds a pod's network: a program that only waits."""
    source, program = room / "pause.c", room / "pause"
    source.write_text(STOPS)
    (room / "Dockerfile.pause").write_text(
        'FROM scratch\nCOPY pause /pause\nENTRYPOINT ["/pause"]\n'
    )
    _run("gcc", "-Os", "-static", "-o", str(program), str(source))
    _run(
        *("buildah", "bud", "--isolation", "chroot", "--file", str(room / "Dockerfile.pause")),
        *("--tag", PAUSE, str(room)),
    )
    archive.unlink(missing_ok=True)
    _run("buildah", "push", "--quiet", PAUSE, f"oci-archive:{archive}:{PAUSE}")


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ClusterBroken(f"{' '.join(command[:3])}: {done.stderr[-1000:]}")
