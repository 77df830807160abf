"""charts/ngoaivu renders valid objects for every values file, and follows the house's policies."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from casework.event import topic
from chassis.service import sources_of
from chassis.settings import SERVICES, Settings
from local.images import NAMES
from support.chart import CHART, ROOT, Objects

VALUES = ("province", "ministry", "small")
KEDA = ("--set", "defaults.autoscaling.kind=keda")
OF_OTHERS = {"KafkaTopic", "KafkaUser", "ServiceMonitor", "PrometheusRule", "ScaledObject"}
Rendered = Callable[..., Objects]


def kinds(objects: Objects, *wanted: str) -> Objects:
    return [o for o in objects if o["kind"] in wanted]


def pods(objects: Objects) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every pod that could be made: its owner's name and its specification."""
    for o in kinds(objects, "Deployment", "Job"):
        yield o["metadata"]["name"], o["spec"]["template"]["spec"]
    for o in kinds(objects, "Pod"):
        yield o["metadata"]["name"], o["spec"]


def containers(objects: Objects) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, pod in pods(objects):
        for container in (*pod.get("initContainers", ()), *pod["containers"]):
            yield f"{name}/{container['name']}", container


@pytest.mark.parametrize("values", VALUES)
def test_lint_finds_nothing(helm: str, values: str) -> None:
    done = subprocess.run(
        (helm, "lint", "--strict", str(CHART), f"--values={CHART}/values-{values}.yaml"),
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("values", VALUES)
def test_every_object_is_one_that_kubernetes_takes(
    objects: Rendered, values: str, tmp_path: Path
) -> None:
    """Its own kinds here, strictly; those of operators by a real API server in the cluster test."""
    rendered = objects(values)
    own = [o for o in rendered if o["kind"] not in OF_OTHERS]
    file = tmp_path / "own.yaml"
    file.write_text(yaml.safe_dump_all(own))
    program = Path(sys.executable).with_name("kubernetes-validate")
    done = subprocess.run(
        (program, "--strict", "--kubernetes-version=1.36.0", file),
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    assert len(own) >= 8


def test_a_misspelt_field_would_be_found(tmp_path: Path) -> None:
    wrong = {
        "apiVersion": "v1", "kind": "Service",
        "metadata": {"name": "x"}, "spec": {"ports": [{"port": 1}], "selectors": {}},
    }  # fmt: skip
    file = tmp_path / "wrong.yaml"
    file.write_text(yaml.safe_dump(wrong))
    program = Path(sys.executable).with_name("kubernetes-validate")
    done = subprocess.run(
        (program, "--strict", "--kubernetes-version=1.36.0", file), capture_output=True, text=True
    )

    assert done.returncode != 0
    assert "selectors" in done.stdout + done.stderr


@pytest.mark.parametrize("values", VALUES)
def test_pods_are_restricted(objects: Rendered, values: str) -> None:
    rendered = objects(values)
    for name, pod in pods(rendered):
        context = pod["securityContext"]
        assert context["runAsNonRoot"] is True, name
        assert context["seccompProfile"] == {"type": "RuntimeDefault"}, name
        assert pod["automountServiceAccountToken"] is False, name
        assert pod["enableServiceLinks"] is False, name
        assert not any("hostPath" in volume for volume in pod["volumes"]), name
    for name, container in containers(rendered):
        context = container["securityContext"]
        assert context["allowPrivilegeEscalation"] is False, name
        assert context["readOnlyRootFilesystem"] is True, name
        assert context["capabilities"] == {"drop": ["ALL"]}, name


@pytest.mark.parametrize("values", VALUES)
def test_containers_say_what_they_need_and_which_version_they_are(
    objects: Rendered, values: str
) -> None:
    for name, container in containers(objects(values)):
        assert re.search(r":[A-Za-z0-9_][\w.-]*$", container["image"]), name
        assert not container["image"].endswith(":latest"), name
        assert {"cpu", "memory"} <= set(container["resources"]["requests"]), name
        assert "memory" in container["resources"]["limits"], name


@pytest.mark.parametrize("values", VALUES)
def test_a_pod_leaves_the_list_before_it_ends(objects: Rendered, values: str) -> None:
    for deployment in kinds(objects(values), "Deployment"):
        pod = deployment["spec"]["template"]["spec"]
        (container,) = pod["containers"]
        assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
        assert container["livenessProbe"]["httpGet"]["path"] == "/livez"
        assert container["startupProbe"]["httpGet"]["path"] == "/livez"
        assert container["lifecycle"]["preStop"]["sleep"]["seconds"] >= 3
        assert pod["terminationGracePeriodSeconds"] >= 25
        strategy = deployment["spec"]["strategy"]["rollingUpdate"]
        assert strategy == {"maxUnavailable": 0, "maxSurge": 1}


@pytest.mark.parametrize("values", VALUES)
def test_settings_are_those_that_a_service_takes(objects: Rendered, values: str) -> None:
    """Each Deployment starts with what it is given: no variable is unknown, none is missing."""
    rendered = objects(values)
    (config,) = [o for o in kinds(rendered, "ConfigMap") if o["metadata"]["name"] == "site"]
    fields = {f"NGOAIVU_{field.name.upper()}" for field in msgspec.structs.fields(Settings)}
    for name, container in containers(kinds(rendered, "Deployment")):
        given = dict(config["data"])
        names = [entry["name"] for entry in container["env"]]
        assert len(names) == len(set(names)), f"{name}: a variable is given twice"
        given |= {entry["name"]: entry.get("value", "a-secret") for entry in container["env"]}
        assert set(given) <= fields, name
        settings = Settings.from_env(name.split("/")[1], given)
        assert settings.level == ("ministry" if values == "ministry" else "province")


@pytest.mark.parametrize("values", VALUES)
def test_only_the_gateway_sees_the_key_that_tokens_are_signed_with(
    objects: Rendered, values: str
) -> None:
    for name, pod in pods(kinds(objects(values), "Deployment")):
        (keys,) = [v for v in pod["volumes"] if v["name"] == "keys"]
        paths = {item["path"] for item in keys["secret"]["items"]}
        assert ("signing.jwk" in paths) == name.endswith("-gateway"), name


def test_a_province_runs_every_service_and_the_ministry_its_gateway_alone(
    objects: Rendered,
) -> None:
    def running(values: str) -> set[str]:
        return {o["metadata"]["name"] for o in kinds(objects(values), "Deployment")}

    assert running("province") == running("small") == {f"site-{name}" for name in NAMES}
    assert running("ministry") == {"site-gateway"}


@pytest.mark.parametrize("service", SERVICES)
def test_the_chart_knows_whose_news_a_service_reacts_to(service: str) -> None:
    values = yaml.safe_load((CHART / "values.yaml").read_text())
    reactions = import_module(f"{service.replace('-', '_')}.reactions").REACTIONS

    assert set(values["services"][service]["follows"]) == sources_of(reactions)
    assert set(values["services"]["gateway"]["follows"]) == set(SERVICES)


@pytest.mark.parametrize("name", NAMES)
def test_an_account_at_the_broker_may_do_its_own_work_and_no_more(
    objects: Rendered, name: str
) -> None:
    users = {o["metadata"]["name"]: o for o in kinds(objects("province"), "KafkaUser")}
    follows = yaml.safe_load((CHART / "values.yaml").read_text())["services"][name]["follows"]
    acls = users[f"site-{name}"]["spec"]["authorization"]["acls"]
    rights = {(a["resource"]["name"], op) for a in acls for op in a["operations"]}
    wanted = {(name, "Read")}
    wanted |= {(topic(s), right) for s in follows for right in ("Read", "Describe")}
    wanted |= {(f"{topic(s)}.dlq", right) for s in follows for right in ("Write", "Describe")}
    if name != "gateway":
        wanted |= {(topic(name), right) for right in ("Write", "Describe")}

    assert rights == wanted
    assert {a["resource"]["patternType"] for a in acls} == {"literal"}


def test_topics_are_those_that_services_write(objects: Rendered) -> None:
    topics = kinds(objects("province"), "KafkaTopic")
    names = {o["spec"]["topicName"] for o in topics}

    assert names == {topic(s) + end for s in SERVICES for end in ("", ".dlq")}
    assert {o["apiVersion"] for o in topics} == {"kafka.strimzi.io/v1"}


def test_an_upgrade_waits_for_the_migration_of_each_service(objects: Rendered) -> None:
    jobs = kinds(objects("province"), "Job")

    assert {o["metadata"]["name"] for o in jobs} == {f"site-{n}-migrate" for n in NAMES}
    for job in jobs:
        assert job["metadata"]["annotations"]["helm.sh/hook"] == "pre-upgrade"
        (container,) = job["spec"]["template"]["spec"]["containers"]
        assert container["command"][1:] == ["-m", "chassis.migrate", "--apply"]


def test_nothing_reaches_a_pod_that_is_not_named(objects: Rendered) -> None:
    policies = {o["metadata"]["name"]: o["spec"] for o in kinds(objects("small"), "NetworkPolicy")}
    own = {"matchLabels": {"app.kubernetes.io/instance": "site"}}

    deny = {"podSelector": own, "policyTypes": ["Ingress", "Egress"]}
    assert policies["site-deny"] == deny
    assert policies["site-services"]["ingress"] == [
        {"from": [{"podSelector": own}], "ports": [{"port": 8080}]}
    ]
    ways_out = policies["site-services"]["egress"]
    assert {p["port"] for rule in ways_out for p in rule["ports"]} == {
        *(53, 8080, 27017),
        *(9092, 9093, 9094),
    }
    assert set(policies["site-gateway"]["podSelector"]["matchLabels"]) == {
        "app.kubernetes.io/instance",
        "app.kubernetes.io/component",
    }


def test_pods_are_never_scaled_by_two(objects: Rendered) -> None:
    for more, kind in (((), "HorizontalPodAutoscaler"), (KEDA, "ScaledObject")):
        rendered = objects("province", *more)
        scaled = [o["spec"]["scaleTargetRef"]["name"] for o in kinds(rendered, kind)]
        assert sorted(scaled) == sorted(f"site-{n}" for n in NAMES)
        other = {"HorizontalPodAutoscaler", "ScaledObject"} - {kind}
        assert not kinds(rendered, *other)
        assert not [o for o in kinds(rendered, "Deployment") if "replicas" in o["spec"]]


def test_a_budget_protects_each_service(objects: Rendered) -> None:
    budgets = kinds(objects("province"), "PodDisruptionBudget")
    assert {o["metadata"]["name"] for o in budgets} == {f"site-{n}" for n in NAMES}
    assert {o["spec"]["maxUnavailable"] for o in budgets} == {1}
    assert not kinds(objects("small"), "PodDisruptionBudget")


def test_a_registry_of_the_site_stands_before_every_image(objects: Rendered) -> None:
    rendered = objects("province", "--set", "global.imageRegistry=registry.site:5000/mofa")
    images = {container["image"] for _, container in containers(rendered)}

    assert {image.rpartition("/")[0] for image in images} == {"registry.site:5000/mofa"}


def test_the_list_for_sites_without_internet_names_every_image(objects: Rendered) -> None:
    images = {c["image"] for values in VALUES for _, c in containers(objects(values))}
    listed = (CHART / "images.txt").read_text().splitlines()
    compose = yaml.safe_load((ROOT / "docker/compose.yaml").read_text())["services"]
    others = {about["image"] for about in compose.values() if "build" not in about}

    assert {line for line in listed if line and not line.startswith("#")} == images | others


REFUSED = {
    "level": (("level=region",), "'province', 'ministry'"),
    "a misspelt name": (("replica=3",), "additional properties 'replica' not allowed"),
    "a misspelt name inside": (
        ("defaults.autoscalling.kind=hpa",),
        "additional properties 'autoscalling' not allowed",
    ),
    "a service that is not": (("services.passports.replicas=1",), "'passports' not allowed"),
    "no version": (("image.tag=",), "image.tag: name the version to install"),
    "a moving version": (("image.tag=latest",), "image.tag: «latest» is no version"),
    "no secret": (("existingSecret=",), "existingSecret: name the Secret with mongo-url"),
    "no province": (("provinces=null",), "provinces: name the province"),
    "a province by name": (("provinces={vinh-long}",), "/provinces/0"),
    "no broker": (("kafka.bootstrap=",), "kafka.bootstrap: the brokers"),
    "a broker without port": (("kafka.bootstrap=kafka",), "/kafka/bootstrap"),
    "an unknown protection": (("kafka.security=tls",), "'plaintext', 'ssl', 'sasl-plaintext'"),
    "TLS without authority": (
        ("kafka.caSecret=",),
        "kafka.caSecret: the Secret with the authority",
    ),
    "more copies in sync than copies": (
        ("kafka.replicas=1", "kafka.minInsyncReplicas=2"),
        "kafka.minInsyncReplicas: more than kafka.replicas",
    ),
    "no cluster for Strimzi": (("strimzi.cluster=",), "strimzi.cluster: the name of the Kafka"),
    "more pods than partitions": (
        ("kafka.partitions=3",),
        "4 pods share 3 partitions; the rest would hear nothing",
    ),
    "least above most": (("defaults.autoscaling.min=5",), "autoscaling: min is above max"),
    "seven pods": (("defaults.autoscaling.max=7",), "/defaults/autoscaling/max"),
    "no memory limit": (
        ("defaults.resources.limits.memory=null",),
        "missing property 'memory'",
    ),
    "too short a farewell": (("terminationGracePeriodSeconds=5",), "minimum: got 5, want 25"),
    "plain HTTP for people": (("ingress.tlsSecret=",), "by TLS alone"),
    "no host": (("ingress.host=",), "ingress.host: the name under which"),
    "a closed door": (("networkPolicy.ingressFrom=null",), "or nobody reaches the gateway"),
    "feeds in a province": (("feeds.x=https://a.example",), "feeds: a province reads no feeds"),
    "a feed with a path": (("feeds.x=https://a.example/feeds",), "/feeds/x"),
    "a variable that is not ours": (("defaults.env.PATH=/x",), "PATH"),
    "a number as text": (("defaults.replicas=two",), "got string, want integer"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_value_is_refused_with_its_reason(render: Any, case: str) -> None:
    changes, says = REFUSED[case]
    done = render("province", *(part for change in changes for part in ("--set", change)))

    assert done.returncode != 0
    assert says in done.stderr


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("feeds=null", "feeds: the ministry reads at least one"),
        ("provinces[0]=86", "provinces: the ministry keeps no files"),
        ("strimzi.enabled=true", "strimzi.enabled: the ministry's gateway uses no broker"),
        ("defaults.autoscaling.kind=keda", "keda counts news of a broker"),
    ],
)
def test_the_ministry_is_refused_what_only_a_province_has(
    render: Any, change: str, says: str
) -> None:
    flag = "--set-string" if "provinces" in change else "--set"
    done = render("ministry", flag, change)

    assert done.returncode != 0
    assert says in done.stderr
