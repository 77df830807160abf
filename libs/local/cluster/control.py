"""The control plane: certificates, tokens, and the command lines of its four programs."""

from __future__ import annotations

import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path

from local.kafka.secured import openssl

NODE, API = "10.250.0.2", "https://10.250.0.2:6443"
HOST = "10.250.0.1"
SERVICES, PODS = "10.96.0.0/16", "10.244.0.0/16"
FIRST_SERVICE = "10.96.0.1"
# user name · id · groups
USERS = {
    "admin": ("admin", "admin", "system:masters"),
    "controllers": ("system:kube-controller-manager", "kcm", ""),
    "scheduler": ("system:kube-scheduler", "sched", ""),
    "node": ("system:node:node1", "node1", "system:nodes"),
    "proxy": ("system:kube-proxy", "proxy", ""),
}
KUBECONFIG = """\
apiVersion: v1
kind: Config
clusters: [{{name: c, cluster: {{server: "{api}", certificate-authority: {room}/pki/ca.crt}}}}]
users: [{{name: u, user: {{token: {token}}}}}]
contexts: [{{name: x, context: {{cluster: c, user: u}}}}]
current-context: x
"""


def credentials(room: Path) -> None:
    """An authority, the certificates that it signs, and a token for each component."""
    pki = room / "pki"
    if (pki / "ca.crt").exists():
        return
    pki.mkdir(parents=True)
    names = "DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:localhost"
    names += f",IP:127.0.0.1,IP:{NODE},IP:{FIRST_SERVICE}"
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    ca, ca_key = pki / "ca.crt", pki / "ca.key"
    openssl("req", "-x509", *curve, "-keyout", ca_key, "-out", ca, "-subj", "/CN=kube", "-days", 30)
    for name, subject, extension in (
        ("api", "/CN=kube-apiserver", f"subjectAltName={names}"),
        ("kubelet-client", "/O=system:masters/CN=apiserver", "extendedKeyUsage=clientAuth"),
    ):
        request, extensions = pki / f"{name}.csr", pki / f"{name}.ext"
        extensions.write_text(extension)
        key = pki / f"{name}.key"
        openssl("req", *curve, "-keyout", key, "-out", request, "-subj", subject)
        openssl(
            *("x509", "-req", "-in", request, "-CA", ca, "-CAkey", ca_key, "-CAcreateserial"),
            *("-out", pki / f"{name}.crt", "-days", 30, "-extfile", extensions),
        )
    openssl("genrsa", "-out", pki / "accounts.key", 2048)
    lines = []
    for who, (user, id_, groups) in USERS.items():
        token = secrets.token_hex(16)
        lines.append(f'{token},{user},{id_},"{groups}"')
        path = room / f"{who}.kubeconfig"
        path.write_text(KUBECONFIG.format(api=API, room=room, token=token))
    (room / "tokens.csv").write_text("\n".join(lines) + "\n")


def commands(room: Path, programs: Path) -> Iterator[tuple[str, list[str]]]:
    """Name and command line, in the order of starting."""
    pki = room / "pki"
    yield (
        "etcd",
        [
            *("/usr/bin/etcd", "--data-dir", f"{room}/etcd", "--log-level", "warn"),
            *("--listen-client-urls", "http://127.0.0.1:2379"),
            *("--advertise-client-urls", "http://127.0.0.1:2379"),
            *("--listen-peer-urls", "http://127.0.0.1:2380", "--unsafe-no-fsync"),
        ],
    )
    yield (
        "apiserver",
        [
            f"{programs}/kube-apiserver",
            *("--etcd-servers=http://127.0.0.1:2379", "--secure-port=6443"),
            *("--bind-address=0.0.0.0", f"--advertise-address={NODE}"),
            *(f"--tls-cert-file={pki}/api.crt", f"--tls-private-key-file={pki}/api.key"),
            *(f"--client-ca-file={pki}/ca.crt", f"--token-auth-file={room}/tokens.csv"),
            "--service-account-issuer=https://kubernetes.default.svc",
            f"--service-account-key-file={pki}/accounts.key",
            f"--service-account-signing-key-file={pki}/accounts.key",
            *(f"--service-cluster-ip-range={SERVICES}", "--authorization-mode=Node,RBAC"),
            *("--allow-privileged=true", "--enable-admission-plugins=NodeRestriction"),
            f"--kubelet-client-certificate={pki}/kubelet-client.crt",
            f"--kubelet-client-key={pki}/kubelet-client.key",
            *("--kubelet-preferred-address-types=InternalIP", "--profiling=false"),
        ],
    )
    yield (
        "controllers",
        [
            f"{programs}/kube-controller-manager",
            f"--kubeconfig={room}/controllers.kubeconfig",
            f"--authentication-kubeconfig={room}/controllers.kubeconfig",
            f"--authorization-kubeconfig={room}/controllers.kubeconfig",
            f"--service-account-private-key-file={pki}/accounts.key",
            *(f"--root-ca-file={pki}/ca.crt", "--use-service-account-credentials=true"),
            *("--leader-elect=false", f"--cluster-cidr={PODS}", "--allocate-node-cidrs=true"),
            *(f"--cluster-signing-cert-file={pki}/ca.crt", "--profiling=false"),
            f"--cluster-signing-key-file={pki}/ca.key",
        ],
    )
    yield (
        "scheduler",
        [
            *(f"{programs}/kube-scheduler", f"--kubeconfig={room}/scheduler.kubeconfig"),
            f"--authentication-kubeconfig={room}/scheduler.kubeconfig",
            f"--authorization-kubeconfig={room}/scheduler.kubeconfig",
            *("--leader-elect=false", "--profiling=false"),
        ],
    )


def is_ready() -> bool:
    asked = ("curl", "--insecure", "--silent", "--max-time", "3", f"{API}/readyz")
    return subprocess.run(asked, capture_output=True, text=True).stdout.startswith("ok")
