"""The definitions of operators' objects, from where their makers publish them: so that a real API
server can refuse a KafkaUser or a ServiceMonitor that is misspelt. Nothing of it is kept here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from local import tools
from local.cluster import ClusterBroken

MODULES = {
    "github.com/kedacore/keda/v2@v2.21.0": ("config/crd/bases/keda.sh_scaledobjects.yaml",),
    "github.com/prometheus-operator/prometheus-operator@v0.85.0": (
        "example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml",
    ),
}
STRIMZI = "1.2.0"
POM = f"""\
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>local</groupId><artifactId>definitions</artifactId><version>1</version><dependencies>
<dependency><groupId>io.strimzi</groupId><artifactId>api</artifactId><version>{STRIMZI}</version></dependency>
<dependency><groupId>io.strimzi</groupId><artifactId>crd-generator</artifactId><version>{STRIMZI}</version></dependency>
</dependencies></project>
"""
MODEL = "io.strimzi.api.kafka.model"
JAVA = ("/usr/lib/jvm/temurin-25-jdk-amd64/bin/java", "java")  # Strimzi's classes want Java 25


def fetch(room: Path = tools.ROOM) -> list[Path]:
    """The files of all definitions, fetched once. Raises ClusterBroken."""
    home = room / "definitions"
    home.mkdir(parents=True, exist_ok=True)
    found = []
    for module, files in MODULES.items():
        wanted = [home / Path(file).name for file in files]
        if not all(path.exists() for path in wanted):
            source = _module(module)
            for file, path in zip(files, wanted, strict=True):
                shutil.copyfile(source / file, path)
        found += wanted
    return found + _strimzi(home)


def _module(module: str) -> Path:
    done = subprocess.run(
        ("go", "mod", "download", "-json", module),
        cwd="/", capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise ClusterBroken(f"{module}: {(done.stdout + done.stderr)[-500:]}")
    return Path(json.loads(done.stdout)["Dir"])


def _strimzi(home: Path) -> list[Path]:
    files = {"topic.KafkaTopic": home / "topics.yaml", "user.KafkaUser": home / "users.yaml"}
    if all(path.exists() for path in files.values()):
        return list(files.values())
    java = next((j for j in JAVA if shutil.which(j)), None)
    if java is None or shutil.which("mvn") is None:
        raise ClusterBroken("the definitions of Strimzi need Maven and Java 25")
    (home / "pom.xml").write_text(POM)
    lib = home / "lib"
    asked = ("dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={lib}")
    _run("mvn", "--quiet", "--batch-mode", "--file", str(home / "pom.xml"), *asked)
    wanted = [f"{MODEL}.{kind}={path}" for kind, path in files.items()]
    _run(java, "-cp", f"{lib}/*", "io.strimzi.crdgenerator.CrdGenerator", "--yaml", *wanted)
    return list(files.values())


def _run(*command: str) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "TERM": "dumb"}
    )
    if done.returncode:
        raise ClusterBroken(f"{command[0]}: {(done.stdout + done.stderr)[-800:]}")
