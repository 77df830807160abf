"""The cluster as one thing: `up`, `load` images, `install`, `down`."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from local import tools
from local.cluster import ClusterBroken, control, node, programs
from local.cluster.control import HOST, NODE
from local.cluster.running import Processes

NAMESPACE, LINK = "ngoaivu-cluster", "ngoaivu0"
SYSCTLS = ("vm.overcommit_memory", "kernel.panic", "kernel.panic_on_oops", "vm.panic_on_oom",
           "kernel.keys.root_maxkeys", "kernel.keys.root_maxbytes")  # fmt: skip
_NETWORK = re.compile(r'"path": "(/(?:var/)?run/netns/cni-[0-9a-f-]+)"')
PATIENCE = 300.0  # seconds for a part to come up, on a machine that does much else


class Cluster:
    """A cluster in a room of its own; `processes` are those that it has started."""

    def __init__(self, room: Path) -> None:
        self.room = room.absolute()
        self.room.mkdir(parents=True, exist_ok=True)
        self.processes = Processes(self.room)
        self._inside = ("nsenter", f"--net=/run/netns/{NAMESPACE}", "--")

    def up(self) -> None:
        """Everything but the chart. Raises ClusterBroken."""
        programs.check()
        self._keep_sysctls()
        home = programs.kubernetes()
        self._network()
        control.credentials(self.room)
        node.configure(self.room)
        commands = dict(control.commands(self.room, home))
        for name in ("etcd", "apiserver"):
            self.processes.start(name, (*self._inside, *commands[name]))
        self.processes.until("apiserver", control.is_ready, PATIENCE)
        for name in ("controllers", "scheduler"):
            self.processes.start(name, (*self._inside, *commands[name]))
        self.processes.until("controllers", self._controllers_work, PATIENCE)
        self.processes.start("containerd", (*self._inside, *node.containerd(self.room)))
        self.processes.until("containerd", self._containerd_answers, PATIENCE)
        pause = self.room / "pause.tar"
        programs.pause_image(self.room, pause)
        self.load(pause)
        self.start_kubelet()
        for name, command in node.others(self.room, home):
            self.processes.start(name, (*self._inside, *command))
        self.processes.until("kubelet", self._node_is_ready, PATIENCE)

    def start_kubelet(self) -> None:
        command = node.kubelet(self.room, programs.kubernetes())
        self.processes.start("kubelet", (*self._inside, *command))

    def _network(self) -> None:
        if (Path("/run/netns") / NAMESPACE).exists():
            raise ClusterBroken(
                f"namespace {NAMESPACE} is there: a cluster runs, or make cluster-down"
            )
        for command in (
            f"ip netns add {NAMESPACE}",
            f"ip link add {LINK} type veth peer name eth0 netns {NAMESPACE}",
            f"ip addr add {HOST}/24 dev {LINK}",
            f"ip link set {LINK} up",
            f"ip -n {NAMESPACE} addr add {NODE}/24 dev eth0",
            f"ip -n {NAMESPACE} link set eth0 up",
            f"ip -n {NAMESPACE} link set lo up",
            f"ip -n {NAMESPACE} route add default via {HOST}",
            f"ip netns exec {NAMESPACE} sysctl -qw net.ipv4.ip_forward=1",
        ):
            self.run(*command.split())

    def _containerd_answers(self) -> bool:
        return self.ctr("version", may_fail=True).returncode == 0

    def _controllers_work(self) -> bool:
        """Whether they have given the first namespace its account."""
        asked = ("get", "serviceaccount", "default", "--namespace=default")
        return self.kubectl(*asked, may_fail=True).returncode == 0

    def _node_is_ready(self) -> bool:
        asked = ("get", "node", node.NAME, "-o", "jsonpath={.status.conditions[-1].status}")
        done = self.kubectl(*asked, may_fail=True)
        return done.returncode == 0 and done.stdout == "True"

    def load(self, archive: Path) -> None:
        """Images, into the node's own store."""
        self.ctr("--namespace=k8s.io", "images", "import", str(archive))

    def ctr(self, *arguments: str, may_fail: bool = False) -> subprocess.CompletedProcess[str]:
        return self.run(
            "ctr", f"--address={self.room}/containerd.sock", *arguments, may_fail=may_fail
        )

    def kubectl(
        self, *arguments: str, given: str = "", may_fail: bool = False
    ) -> subprocess.CompletedProcess[str]:
        program = str(tools.kubectl())
        return self.run(program, *arguments, given=given, may_fail=may_fail)

    def helm(self, *arguments: str, may_fail: bool = False) -> subprocess.CompletedProcess[str]:
        return self.run(str(tools.helm()), *arguments, may_fail=may_fail)

    def inside(self, *command: str) -> tuple[str, ...]:
        """A command as it is run in the cluster's network."""
        return (*self._inside, *command)

    def run(
        self, *command: str, given: str = "", may_fail: bool = False
    ) -> subprocess.CompletedProcess[str]:
        """Raises ClusterBroken, with what was said."""
        done = subprocess.run(
            command, input=given, capture_output=True, text=True, check=False,
            env={**os.environ, "KUBECONFIG": f"{self.room}/admin.kubeconfig",
                 "HELM_CACHE_HOME": f"{self.room}/helm", "HELM_CONFIG_HOME": f"{self.room}/helm",
                 "HELM_DATA_HOME": f"{self.room}/helm"},
        )  # fmt: skip
        if done.returncode and not may_fail:
            said = (done.stdout + done.stderr)[-3000:]
            raise ClusterBroken(f"{' '.join(command[:6])} …: exit {done.returncode}\n{said}")
        return done

    def tell_dns(self) -> None:
        """The names of all services, to what answers pods' questions."""
        asked = self.kubectl("get", "services", "--all-namespaces", "--output=json")
        lines = []
        for service in json.loads(asked.stdout)["items"]:
            name, space = service["metadata"]["name"], service["metadata"]["namespace"]
            names = (f"{name}.{space}", f"{name}.{space}.svc", f"{name}.{space}.svc.{node.DOMAIN}")
            lines.append(f"{service['spec']['clusterIP']} {' '.join(names)}")
        (self.room / "hosts").write_text("\n".join(lines) + "\n")
        if (pid := self.processes.pid("dns")) is not None:
            os.kill(pid, signal.SIGHUP)

    def objects(self, kind: str, space: str) -> list[dict[str, Any]]:
        asked = self.kubectl("get", kind, "--namespace", space, "--output=json")
        items: list[dict[str, Any]] = json.loads(asked.stdout)["items"]
        return items

    def down(self) -> None:
        """End what was started here, and put the machine back as it was."""
        for name in ("dns", "proxy", "kubelet", "scheduler", "controllers", "apiserver", "etcd"):
            self.processes.end(name)
        left = self._end_pods()
        for name in reversed(self.processes.names()):
            self.processes.end(name)
        self._end_what_is_left()
        for path in left:
            self.run("ip", "netns", "del", path.name, may_fail=True)
        self.run("ip", "netns", "del", NAMESPACE, may_fail=True)
        self._forget_cgroups()
        self._restore_sysctls()
        kept = {"sysctls.json", "logs"}
        for path in self.room.iterdir():
            if path.name not in kept:
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _end_pods(self) -> set[Path]:
        """Kill every container; the network namespaces that were made for their pods."""
        left = set()
        listed = self.ctr("--namespace=k8s.io", "containers", "list", "--quiet", may_fail=True)
        for container in listed.stdout.split():
            asked = ("--namespace=k8s.io", "containers", "info", container)
            told = self.ctr(*asked, may_fail=True).stdout
            left |= {Path(path) for path in _NETWORK.findall(told)}
            for cached in Path("/var/lib/cni/results").glob(f"*{container}*"):
                cached.unlink()
        tasks = self.ctr("--namespace=k8s.io", "tasks", "list", "--quiet", may_fail=True)
        for task in tasks.stdout.split():
            command = ("--namespace=k8s.io", "tasks", "kill", "--signal=9", task)
            self.ctr(*command, may_fail=True)
        time.sleep(1)
        return left

    def _end_what_is_left(self) -> None:
        """Containers' shims, which are nobody's children: those in our namespace alone."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            left = self.run("ip", "netns", "pids", NAMESPACE, may_fail=True).stdout.split()
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(int(pid), sign)
            if left:
                time.sleep(2)
        mounted = [line.split()[1] for line in Path("/proc/mounts").read_text().splitlines()]
        for mount in sorted((m for m in mounted if m.startswith(f"{self.room}/")), reverse=True):
            self.run("umount", "--lazy", mount, may_fail=True)

    def _forget_cgroups(self) -> None:
        for top in Path("/sys/fs/cgroup").glob("*/kubepods"):
            for room, _, _ in os.walk(top, topdown=False):
                with suppress(OSError):
                    Path(room).rmdir()

    def _keep_sysctls(self) -> None:
        values = {name: _sysctl(name).read_text().strip() for name in SYSCTLS}
        (self.room / "sysctls.json").write_text(json.dumps(values))

    def _restore_sysctls(self) -> None:
        kept = self.room / "sysctls.json"
        if kept.exists():
            for name, value in json.loads(kept.read_text()).items():
                _sysctl(name).write_text(value)


def _sysctl(name: str) -> Path:
    return Path("/proc/sys") / name.replace(".", "/")
