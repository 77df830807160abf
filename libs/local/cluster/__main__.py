"""`make cluster`, `make cluster-down`, `make cluster-test`: `python -m local.cluster WHAT`."""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from local import kafka, tools
from local.cluster import ClusterBroken, backing
from local.cluster.cluster import Cluster
from local.cluster.control import HOST
from local.cluster.walk import MINISTRY, MOFA, PROVINCE, SITE, Walk, proven
from local.images import ROOT, ImageBroken, ToolsMissing
from local.kafka.secured import ADMIN

ROOM = ROOT / ".local" / "cluster"
PAGE = ROOT / "docs" / "cluster-test.md"
WRONG = (ClusterBroken, kafka.KafkaMissing, tools.ToolsMissing, ToolsMissing, ImageBroken)


def commit(name: str) -> str:
    asked = ("git", "-C", str(ROOT), "rev-parse", "--short=12", f"{name}^{{commit}}")
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def subject(name: str) -> str:
    """What a commit says it does: its name may change when it is brought onto another."""
    asked = ("git", "-C", str(ROOT), "log", "-1", "--format=%s", name)
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def installed(walk: Walk, tag: str) -> tuple[Path, Path]:
    """A cluster with province and ministry on the images `tag`; the values of both."""
    cluster = walk.cluster
    with walk.step("control plane, node, network and DNS") as found:
        cluster.up()
        found.append("node Ready, Kubernetes " + _version(cluster))
    with walk.step("images of the earlier commit onto the node"):
        walk.build(tag, tag)
    with walk.step("definitions of Strimzi, KEDA and Prometheus' operator") as found:
        found.append(f"{walk.definitions()} files")
    with walk.step("every values file before the API server, strictly") as found:
        found.append(f"{walk.accepted(tag)} objects taken, none refused")
    broker = f"{HOST}:{backing.BROKER}"
    province = walk.values(
        "province",
        kafka={"bootstrap": broker, "caSecret": "kafka-cluster-ca-cert", "replicas": 1,
               "minInsyncReplicas": 1, "security": "sasl-ssl"},
        networkPolicy={"kafka": {"ports": [backing.BROKER]},
                       "mongo": {"ports": [backing.DATABASE]}},
    )  # fmt: skip
    ministry = walk.values(
        "ministry",
        feeds={"province": f"http://{SITE}-gateway.{PROVINCE}:8080"},
        networkPolicy={"mongo": {"ports": [backing.DATABASE]}},
    )
    with walk.step("Apache Kafka with accounts, database, secrets") as found:
        objects = walk.rendered("province", province, tag=tag)
        accounts = [o["metadata"]["name"] for o in objects if o["kind"] == "KafkaUser"]
        jars = ROOT / ".local" / "kafka"
        node = backing.start(walk.room / "servers", cluster.processes, jars, accounts)
        node.admit(objects)
        walk.secrets(node)
        found.append(f"{len(node.passwords) - 1} accounts, each with its own rights")
        assert ADMIN in node.passwords
    with walk.step("helm install, province") as found:
        walk.install(SITE, PROVINCE, "province", province, tag)
        found.append("six services ready, restricted pods, SASL_SSL")
    with walk.step("helm install, ministry"):
        walk.install(MOFA, MINISTRY, "ministry", ministry, tag)
    with walk.step("helm test, province") as found:
        found.append(walk.test(SITE, PROVINCE))
    with walk.step("helm test, ministry") as found:
        found.append(walk.test(MOFA, MINISTRY))
    return province, ministry


def story(walk: Walk, before: str, now: str) -> None:
    province, _ = installed(walk, before)
    with walk.step("images of this commit onto the node"):
        walk.build(now, now)
    changed(walk, province, now)
    with walk.step("helm uninstall"):
        for release, space in ((MOFA, MINISTRY), (SITE, PROVINCE)):
            uninstall = ("uninstall", release, f"--namespace={space}", "--wait", "--timeout=5m")
            walk.cluster.helm(*uninstall)


def changed(walk: Walk, province: Path, now: str) -> None:
    """Upgraded, disturbed and mended, each under load."""
    cluster = walk.cluster
    with walk.step("rolling upgrade under load") as found:
        load = walk.start_load()
        walk.upgrade(now, province, "--wait")
        found += proven(walk.end_load(load))
    with walk.step("a kubelet restarted under load") as found:
        restarts = walk.restarts()
        load = walk.start_load()
        cluster.processes.end("kubelet")
        time.sleep(20)
        cluster.start_kubelet()
        time.sleep(10)
        found += proven(walk.end_load(load))
        if walk.restarts() != restarts:
            raise ClusterBroken(f"pods restarted with their kubelet: {walk.restarts()}")
        found.append("no pod restarted")
    with walk.step("a container killed under load") as found:
        load = walk.start_load()
        walk.kill("delegations")
        time.sleep(20)
        found += proven(walk.end_load(load))
        found.append(f"restarted {sum(walk.restarts().values()) - sum(restarts.values())} time")
    with walk.step("a version that does not exist, rolled back under load") as found:
        load = walk.start_load()
        broken = walk.upgrade(
            "0.0.0-absent", province, "--wait", "--timeout=60s", may_fail=True
        )  # fmt: skip
        if broken:
            raise ClusterBroken("a version that does not exist was installed")
        back = ("rollback", SITE, f"--namespace={PROVINCE}", "--wait", "--timeout=10m")
        cluster.helm(*back)
        found += proven(walk.end_load(load))


def _version(cluster: Cluster) -> str:
    asked = ("get", "nodes", "--output=jsonpath={.items[0].status.nodeInfo.kubeletVersion}")
    return cluster.kubectl(*asked).stdout


def page(walk: Walk, before: str, now: str) -> str:
    """docs/cluster-test.md."""
    ran = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    rows = "\n".join(f"| {what} | {found} | {took:.0f} s |" for what, found, took in walk.lines)
    return (
        f"# The last walk through a real Kubernetes\n\n"
        f"Written by `make cluster-test` on {ran},\nat the commit «{subject(now)}» ({now}),\n"
        f"upgraded from «{subject(before)}» ({before});\n"
        f"{platform.machine()}, one node, Apache Kafka with SASL_SSL and the chart's own rights.\n"
        f"How it is run, and what only a site can show: [operations/cluster.md]"
        f"(operations/cluster.md).\n\n| step | found | took |\n|---|---|---|\n{rows}\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="make cluster")
    parser.add_argument("what", choices=("up", "down", "test"))
    parser.add_argument("--room", type=Path, default=ROOM)
    parser.add_argument("--from", dest="before", default="HEAD~1", help="the earlier commit")
    parser.add_argument("--keep", action="store_true", help="leave a failed cluster as it is")
    given = parser.parse_args()
    cluster = Cluster(given.room)
    walk = Walk(cluster, given.room, lambda line: print(line, flush=True))
    try:
        if given.what == "down":
            cluster.down()
            return 0
        if given.what == "up":
            installed(walk, commit("HEAD"))
            print(f"export KUBECONFIG={given.room}/admin.kubeconfig PATH={tools.ROOM}:$PATH")
            return 0
        before, now = commit(given.before), commit("HEAD")
        story(walk, before, now)
        PAGE.write_text(page(walk, before, now))
        print(f"written: {PAGE.relative_to(ROOT)}")
    except WRONG as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        if given.what == "test" and not given.keep:
            cluster.down()
    return 0


if __name__ == "__main__":
    sys.exit(main())
