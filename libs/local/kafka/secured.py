"""Apache Kafka as a site runs it: TLS, an account for each service, and rights by list.

What Strimzi's operators would do with the chart's KafkaTopic and KafkaUser objects is done here for
tests and for `make cluster`: topics are created, accounts get their rights, and nobody else any.
"""

from __future__ import annotations

import secrets
import socket
import subprocess
import time
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from local import kafka, ports

ADMIN = "admin"
SETTINGS = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
controller.listener.names=CONTROLLER
listeners=SASL_SSL://{host}:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=SASL_SSL://{host}:{port}
listener.security.protocol.map=SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT
inter.broker.listener.name=SASL_SSL
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=\
org.apache.kafka.common.security.scram.ScramLoginModule required \
username="{admin}" password="{password}";
ssl.keystore.type=PEM
ssl.keystore.location={room}/broker.pem
ssl.truststore.type=PEM
ssl.truststore.location={room}/ca.crt
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:{admin};User:ANONYMOUS
allow.everyone.if.no.acl.found=false
log.dirs={room}/storage
num.partitions=6
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=6
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=8388608
num.network.threads=2
num.io.threads=4
"""


@dataclass(frozen=True)
class Secured:
    """One node with accounts, not started: `command` runs it, `admit` carries out rights."""

    room: Path
    lib: Path
    host: str
    port: int
    passwords: Mapping[str, str] = field(default_factory=dict)

    @property
    def ca(self) -> Path:
        """The authority that signed its certificate."""
        return self.room / "ca.crt"

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def command(self) -> list[str]:
        return kafka.java(self.lib, "kafka.Kafka", str(self.room / "server.properties"))

    def answers(self) -> bool:
        """Whether its listener takes connections, which it does when all else is ready."""
        try:
            socket.create_connection((self.host, self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def administers(self) -> Any:
        """A client of the account that may do anything; to be closed."""
        from kafka.admin import KafkaAdminClient

        return KafkaAdminClient(
            bootstrap_servers=self.address,
            security_protocol="SASL_SSL",
            sasl_mechanism="SCRAM-SHA-512",
            sasl_plain_username=ADMIN,
            sasl_plain_password=self.passwords[ADMIN],
            ssl_cafile=str(self.ca),
        )

    def admit(self, objects: Sequence[Mapping[str, Any]]) -> None:
        """Carry out KafkaTopic and KafkaUser objects, as Strimzi's operators would."""
        from kafka.admin import NewTopic

        topics = [o["spec"] for o in objects if o["kind"] == "KafkaTopic"]
        users = [o for o in objects if o["kind"] == "KafkaUser"]
        admin = self.administers()
        try:
            present = set(admin.list_topics())
            new = [
                NewTopic(t["topicName"], int(t["partitions"]), 1)
                for t in topics
                if t["topicName"] not in present
            ]
            if new:
                admin.create_topics(new)
            rights = [right for user in users for right in _rights(user)]
            if rights:
                admin.create_acls(rights)
                _until_known(admin, len({str(right) for right in rights}))
        finally:
            admin.close()


def _until_known(admin: Any, number: int) -> None:
    """The broker has taken in what it was told, a moment after it acknowledged it."""
    from kafka.admin import (
        ACLFilter,
        ACLOperation,
        ACLPermissionType,
        ACLResourcePatternType,
        ResourcePatternFilter,
        ResourceType,
    )

    kind = ResourcePatternFilter(ResourceType.ANY, None, ACLResourcePatternType.ANY)
    every = ACLFilter(None, None, ACLOperation.ANY, ACLPermissionType.ANY, kind)
    deadline = time.monotonic() + 60
    while len(admin.describe_acls(every)[0]) < number:
        if time.monotonic() > deadline:
            raise kafka.KafkaMissing("the broker has not taken in the rights within a minute")
        time.sleep(0.2)


def _rights(user: Mapping[str, Any]) -> list[Any]:
    from kafka.admin import (
        ACL,
        ACLOperation,
        ACLPermissionType,
        ACLResourcePatternType,
        ResourcePattern,
        ResourceType,
    )

    return [
        ACL(
            f"User:{user['metadata']['name']}",
            "*",
            ACLOperation[operation.upper()],
            ACLPermissionType.ALLOW,
            ResourcePattern(
                ResourceType[acl["resource"]["type"].upper()],
                acl["resource"]["name"],
                ACLResourcePatternType[acl["resource"]["patternType"].upper()],
            ),
        )
        for acl in user["spec"]["authorization"]["acls"]
        for operation in acl["operations"]
    ]


def prepare(room: Path, lib: Path, host: str, port: int, accounts: Sequence[str]) -> Secured:
    """Certificates, accounts and an empty storage, made anew. Raises KafkaMissing."""
    room.mkdir(parents=True, exist_ok=True)
    passwords = {name: secrets.token_urlsafe(24) for name in (ADMIN, *accounts)}
    node = Secured(room.absolute(), lib, host, port, passwords)
    certify(room, host, "broker")
    text = SETTINGS.format(
        room=node.room, host=host, port=port, controller=ports.free_port(),
        admin=ADMIN, password=passwords[ADMIN],
    )  # fmt: skip
    (room / "server.properties").write_text(text)
    cluster = urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    scram = [
        part
        for name, password in passwords.items()
        for part in ("--add-scram", f"SCRAM-SHA-512=[name={name},password={password}]")
    ]
    tool = ("kafka.tools.StorageTool", "format", "-t", cluster, "-c", f"{room}/server.properties")
    done = subprocess.run(kafka.java(lib, *tool, *scram), capture_output=True, text=True)
    if done.returncode:
        raise kafka.KafkaMissing(f"the storage was not formatted:\n{done.stdout}{done.stderr}")
    return node


def certify(room: Path, host: str, name: str) -> None:
    """`ca.crt`, and `<name>.pem` (key and certificate for a host) signed by it."""
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    alt = f"subjectAltName={'IP' if host[0].isdigit() else 'DNS'}:{host}"
    key, request, certificate = (room / f"{name}.{end}" for end in ("key", "csr", "crt"))
    ca, ca_key = room / "ca.crt", room / "ca.key"
    openssl("req", "-x509", *curve, "-keyout", ca_key, "-out", ca, "-subj", "/CN=ca", "-days", 30)
    openssl("req", *curve, "-keyout", key, "-out", request, "-subj", f"/CN={name}")
    extensions = room / f"{name}.ext"
    extensions.write_text(alt)
    openssl(
        *("x509", "-req", "-in", request, "-CA", ca, "-CAkey", ca_key, "-CAcreateserial"),
        *("-out", certificate, "-days", 30, "-extfile", extensions),
    )
    (room / f"{name}.pem").write_text(key.read_text() + certificate.read_text())


def openssl(*arguments: object) -> None:
    subprocess.run(
        ("openssl", *(str(a) for a in arguments)), check=True, capture_output=True, text=True
    )
