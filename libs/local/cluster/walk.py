"""`make cluster-test`: what an ops team does with the chart, done once on a real Kubernetes.

Installed with the images of an earlier commit, proven by `helm test`, upgraded under load to those
of this one, a kubelet restarted, a container killed, a version that does not exist rolled back.
Whatever is claimed is measured; the page that is written says what, when and at which commit.
"""

from __future__ import annotations

import json
import os
import subprocess
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml

from chassis.keyring import Keys, made
from chassis.tokens import internal_token
from local import tools
from local.cluster import ClusterBroken, backing, definitions
from local.cluster.cluster import Cluster
from local.images import NAMES, ROOT, Images
from local.kafka.secured import Secured

CHART = ROOT / "charts" / "ngoaivu"
LOAD = Path(__file__).with_name("load.py")
PROVINCE, MINISTRY = "ngoaivu", "ngoaivu-ministry"
SITE, MOFA = "site", "mofa"
WAIT = "20m"
SECURITY = "pod-security.kubernetes.io/enforce=restricted"
VALUES: dict[str, Any] = {
    "global": {"imageRegistry": "localhost"},
    "existingSecret": "ngoaivu",
    "image": {"pullPolicy": "Never"},
    "demo": True,
    "mongo": {"caSecret": ""},
    "defaults": {
        "replicas": 1,
        "autoscaling": {"kind": "none"},
        "resources": {"requests": {"cpu": "10m", "memory": "96Mi"}, "limits": {"memory": "512Mi"}},
        "env": {"NGOAIVU_RELAY_LEASE": 5, "NGOAIVU_FEED_EVERY": 5},
    },
    "ingress": {"enabled": False},
}


class Walk:
    """The story, with a line for each thing that was found to hold."""

    def __init__(self, cluster: Cluster, room: Path, say: Callable[[str], None]) -> None:
        self.cluster, self.room, self._say = cluster, room, say
        self.lines: list[tuple[str, str, float]] = []
        self.keys: Keys = made(room / "keys")

    @contextmanager
    def step(self, what: str) -> Iterator[list[str]]:
        """Timed; what it appends to the list is what it found."""
        found: list[str] = []
        began = time.monotonic()
        yield found
        took = time.monotonic() - began
        self.lines.append((what, "; ".join(found), took))
        self._say(f"{took:7.1f} s  {what}: {'; '.join(found)}")

    def build(self, commit: str, tag: str) -> None:
        """The six images of a commit, onto the node."""
        source = self.room / "source" / tag
        if not source.exists():
            source.mkdir(parents=True)
            packed = subprocess.run(
                ("git", "-C", str(ROOT), "archive", commit), capture_output=True, check=True
            )
            with tarfile.open(fileobj=BytesIO(packed.stdout)) as tar:
                tar.extractall(source, filter="data")
        images = Images(self.room / "images", source)
        images.bases()
        names = [images.build(s, tag, {"VERSION": tag, "REVISION": commit}) for s in NAMES]
        archive = self.room / f"{tag}.tar"
        images.save(names, archive)
        self.cluster.load(archive)
        archive.unlink()

    def values(self, level: str, **more: Any) -> Path:
        told = {**VALUES, "level": level, **more}
        path = self.room / f"values-{level}.yaml"
        path.write_text(yaml.safe_dump(told))
        return path

    def rendered(self, level: str, *values: Path, tag: str) -> list[dict[str, Any]]:
        done = self.cluster.helm(
            "template", SITE, str(CHART), f"--namespace={PROVINCE}", f"--set=image.tag={tag}",
            f"--values={CHART}/values-{level}.yaml", *(f"--values={v}" for v in values),
        )  # fmt: skip
        return [o for o in yaml.safe_load_all(done.stdout) if o]

    def definitions(self) -> int:
        """The API server knows operators' objects from now on."""
        files = definitions.fetch()
        for file in files:
            self.cluster.kubectl("apply", "--server-side", "--filename", str(file))
        return len(files)

    def accepted(self, tag: str) -> int:
        """How many objects of all values files the API server takes, strictly. None refused."""
        count, space = 0, "scratch"
        self.cluster.kubectl("create", "namespace", space)
        self.cluster.kubectl("create", "serviceaccount", SITE, f"--namespace={space}")
        for level, more in (
            ("province", ()), ("ministry", ()), ("small", ()),
            ("province", ("--set=defaults.autoscaling.kind=keda",)),
        ):  # fmt: skip
            done = self.cluster.helm(
                "template", SITE, str(CHART), f"--namespace={space}", f"--set=image.tag={tag}",
                f"--values={CHART}/values-{level}.yaml", *more,
            )  # fmt: skip
            self.cluster.kubectl(
                *("apply", "--dry-run=server", "--validate=strict", f"--namespace={space}"),
                "--filename=-",
                given=done.stdout,
            )
            count += sum(1 for o in yaml.safe_load_all(done.stdout) if o)
        return count

    def secrets(self, node: Secured) -> None:
        """Namespaces, the site's keys, and what Strimzi would put beside each account."""
        for space in (PROVINCE, MINISTRY):
            self.cluster.kubectl("create", "namespace", space)
            self.cluster.kubectl("label", "namespace", space, SECURITY)
            self.cluster.kubectl(
                *("create", "secret", "generic", "ngoaivu", f"--namespace={space}"),
                f"--from-file=signing.jwk={self.keys.signing}",
                f"--from-file=jwks.json={self.keys.jwks}",
                f"--from-literal=internal-secret={self.keys.internal_secret}",
                f"--from-literal=mongo-url={backing.mongo_url()}",
            )
        space = f"--namespace={PROVINCE}"
        ca = f"--from-file=ca.crt={node.ca}"
        self.cluster.kubectl("create", "secret", "generic", "kafka-cluster-ca-cert", space, ca)
        for account, password in node.passwords.items():
            given = f"--from-literal=password={password}"
            self.cluster.kubectl("create", "secret", "generic", account, space, given)

    def install(self, release: str, space: str, level: str, values: Path, tag: str) -> None:
        """Waits in a thread of Helm's own, while DNS is told the new names."""
        process = subprocess.Popen(
            self.command("install", release, space, level, values, tag, "--wait"),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=self.environment(),
        )  # fmt: skip
        while process.poll() is None:
            time.sleep(2)
            self.cluster.tell_dns()
        if process.returncode:
            said = process.stdout.read() if process.stdout else ""
            raise ClusterBroken(f"install {release}: {said[-2000:]}\n{self.pods(space)}")

    def upgrade(self, tag: str, values: Path, *more: str, may_fail: bool = False) -> bool:
        """Whether it came through; with the migration, where that version has one."""
        if not (self.room / "source" / tag / "libs/chassis/migrate.py").exists():
            more = ("--set=migrate.enabled=false", *more)
        done = self.cluster.run(
            *self.command("upgrade", SITE, PROVINCE, "province", values, tag, *more),
            may_fail=may_fail,
        )
        return done.returncode == 0

    def command(
        self, verb: str, release: str, space: str, level: str, values: Path, tag: str, *more: str
    ) -> list[str]:
        timeout = [] if any("timeout" in part for part in more) else [f"--timeout={WAIT}"]
        return [
            *(str(tools.helm()), verb, release, str(CHART), f"--namespace={space}"),
            *(f"--values={CHART}/values-{level}.yaml", f"--values={values}"),
            *(f"--set=image.tag={tag}", *timeout, *more),
        ]

    def environment(self) -> dict[str, str]:
        room = self.cluster.room
        return {**os.environ, "KUBECONFIG": f"{room}/admin.kubeconfig",
                "HELM_CACHE_HOME": f"{room}/helm"}  # fmt: skip

    def pods(self, space: str) -> str:
        return self.cluster.kubectl("get", "pods", f"--namespace={space}", may_fail=True).stdout

    def address(self, name: str, space: str = PROVINCE) -> str:
        asked = ("get", "service", name, f"--namespace={space}")
        found = self.cluster.kubectl(*asked, "--output=jsonpath={.spec.clusterIP}").stdout
        return f"http://{found}:8080"

    def start_load(self) -> subprocess.Popen[str]:
        stop = self.room / "stop"
        for path in (stop, stop.with_suffix(".walking")):
            path.unlink(missing_ok=True)
        services = [self.address(f"{SITE}-{name}") for name in NAMES if name != "gateway"]
        token = internal_token(self.keys.internal_secret, 7200)
        load = subprocess.Popen(
            self.cluster.inside(
                "python3", str(LOAD), f"--gateway={self.address(f'{SITE}-gateway')}",
                f"--ministry={self.address(f'{MOFA}-gateway', MINISTRY)}", f"--token={token}",
                f"--until={stop}", *(f"--service={s}" for s in services),
            ),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        while not stop.with_suffix(".walking").exists():
            if load.poll() is not None:
                raise ClusterBroken(f"the load did not start:\n{load.communicate()[1][-2000:]}")
            time.sleep(0.5)
        return load

    def end_load(self, load: subprocess.Popen[str]) -> dict[str, Any]:
        (self.room / "stop").touch()
        said, wrong = load.communicate(timeout=900)
        if load.returncode:
            raise ClusterBroken(f"the load broke:\n{wrong[-2000:]}")
        answer: dict[str, Any] = json.loads(said.splitlines()[-1])
        return answer

    def restarts(self) -> dict[str, int]:
        pods = self.cluster.objects("pods", PROVINCE)
        return {
            pod["metadata"]["name"]: status["restartCount"]
            for pod in pods
            for status in pod["status"].get("containerStatuses", ())
        }

    def kill(self, name: str) -> None:
        """The main process of a service's container, as the kernel would when memory ends."""
        label = "app.kubernetes.io/component"
        pods = self.cluster.objects("pods", PROVINCE)
        (pod,) = [p for p in pods if p["metadata"]["labels"].get(label) == name]
        container = pod["status"]["containerStatuses"][0]["containerID"].rpartition("/")[2]
        self.cluster.ctr("--namespace=k8s.io", "tasks", "kill", "--signal=9", container)

    def test(self, release: str, space: str) -> str:
        done = self.cluster.helm(
            "test", release, f"--namespace={space}", "--logs", "--timeout=15m", may_fail=True
        )
        if done.returncode:
            raise ClusterBroken(f"helm test {release}: {(done.stdout + done.stderr)[-3000:]}")
        return next(
            (line for line in reversed(done.stdout.splitlines()) if "golden path" in line), "passed"
        )


def proven(answer: dict[str, Any]) -> list[str]:
    """Raises ClusterBroken unless nothing failed, was lost or came twice."""
    wrong = {
        name: answer[name]
        for name in ("failed", "trips that differ", "not at the ministry", "broken seals")
        if answer[name]
    }
    quiet = answer["a quiet trip"]
    if len(quiet["acts"]) < 10 or not quiet["linked"] or quiet["shown"] != ["closed"]:
        raise ClusterBroken(f"the quiet trip is no measure: {quiet}")
    if wrong or not answer["trips"]:
        raise ClusterBroken(json.dumps({**wrong, "trips": answer["trips"]}, ensure_ascii=False))
    opened = ", ".join(f"{n} {name}" for name, n in Counter(quiet["linked"]).items())
    return [
        f"{answer['requests']} requests, {answer['retried']} of them sent again, 0 failed",
        f"{answer['trips']} trips, each with the {len(quiet['acts'])} acts of a quiet one and what "
        f"others opened for it ({opened}), and closed at the ministry; "
        "every seal holds",
    ]
