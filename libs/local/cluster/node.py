"""The one node: containerd and its network, kubelet, kube-proxy and DNS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from local.cluster.control import NODE, PODS
from local.cluster.programs import CNI, PAUSE

NAME = "node1"
DOMAIN = "cluster.local"
CONTAINERD = """\
version = 2
root = "{room}/containerd"
state = "{room}/containerd-state"
oom_score = 0
[grpc]
  address = "{room}/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "{pause}"
  restrict_oom_score_adj = true
  disable_apparmor = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "{cni}"
    conf_dir = "{room}/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
"""
NETWORK = """\
{{"cniVersion": "1.0.0", "name": "pods", "plugins": [
  {{"type": "bridge", "bridge": "cni0", "isGateway": true, "ipMasq": true, "hairpinMode": true,
   "ipam": {{"type": "host-local", "dataDir": "{room}/addresses",
            "ranges": [[{{"subnet": "10.244.0.0/24"}}]], "routes": [{{"dst": "0.0.0.0/0"}}]}}}}]}}
"""
KUBELET = """\
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: {node}
authentication:
  anonymous: {{enabled: false}}
  webhook: {{enabled: true}}
  x509: {{clientCAFile: {room}/pki/ca.crt}}
authorization: {{mode: Webhook}}
cgroupDriver: cgroupfs
cgroupsPerQOS: true
enforceNodeAllocatable: [pods]
failCgroupV1: false
failSwapOn: false
featureGates: {{KubeletInUserNamespace: true}}  # without the right to raise limits
clusterDNS: [{node}]
clusterDomain: {domain}
containerRuntimeEndpoint: unix://{room}/containerd.sock
evictionHard:
  {{memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1%, nodefs.inodesFree: 1%}}
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
oomScoreAdj: 0
maxPods: 60
resolvConf: /dev/null
registerNode: true
syncFrequency: 10s
podLogsDir: {room}/podlogs
"""


def configure(room: Path) -> None:
    (room / "cni").mkdir(parents=True, exist_ok=True)
    told = {"room": room, "pause": PAUSE, "cni": CNI, "node": NODE, "domain": DOMAIN}
    (room / "containerd.toml").write_text(CONTAINERD.format(**told))
    (room / "cni" / "10-pods.conflist").write_text(NETWORK.format(**told))
    (room / "kubelet.yaml").write_text(KUBELET.format(**told))
    (room / "hosts").touch()


def containerd(room: Path) -> list[str]:
    return ["/usr/bin/containerd", "--config", f"{room}/containerd.toml"]


def kubelet(room: Path, programs: Path) -> list[str]:
    return [
        *(f"{programs}/kubelet", f"--kubeconfig={room}/node.kubeconfig"),
        *(f"--config={room}/kubelet.yaml", f"--hostname-override={NAME}", f"--node-ip={NODE}"),
        *(f"--root-dir={room}/kubelet", f"--cert-dir={room}/kubelet/pki"),
    ]


def others(room: Path, programs: Path) -> Iterator[tuple[str, list[str]]]:
    """kube-proxy; and DNS, which is told the addresses of services in a file of hosts."""
    yield (
        "proxy",
        [
            *(f"{programs}/kube-proxy", f"--kubeconfig={room}/proxy.kubeconfig"),
            *("--proxy-mode=iptables", f"--hostname-override={NAME}", f"--cluster-cidr={PODS}"),
            *("--conntrack-max-per-core=0", "--conntrack-tcp-timeout-established=0"),
            "--conntrack-tcp-timeout-close-wait=0",
        ],
    )
    yield (
        "dns",
        [
            *("dnsmasq", "--keep-in-foreground", "--no-resolv", "--no-hosts", "--cache-size=0"),
            *(f"--addn-hosts={room}/hosts", f"--listen-address={NODE}", "--bind-interfaces"),
            *("--user=root", "--conf-file=/dev/null", "--pid-file="),
        ],
    )
