"""What the files that deploy the service say of each other, and of the program, holds."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
import yaml

import bot.channels.mounting
import bot.server
from bot.draining import SETTLING, VARIABLE
from bot.project import WENCE
from tests.deploy.files import (
    COMPOSE,
    KUBERNETES,
    TEMPLATE,
    container,
    image_setting,
    resources,
    services,
)

APPS = {name: one for name, one in services().items() if name.startswith("app-")}
NGINX = services()["nginx"]
IN_TEMPLATE = set(re.findall(r"\$\{(\w+)\}", TEMPLATE.read_text(encoding="utf-8")))
POD = container(resources("StatefulSet")["wence"])
POD_SETTINGS = resources("ConfigMap")["wence"]["data"]
NGINX_POD = {
    one["name"]: one["value"] for one in container(resources("Deployment")["wence-nginx"])["env"]
}
# The longest that a process may take to end, in seconds, after its drain.
ENDING = SETTLING + bot.server.PATIENCE + bot.channels.mounting.PATIENCE


def test_every_variable_is_one_that_the_program_reads() -> None:
    program = "".join(file.read_text(encoding="utf-8") for file in WENCE.root.glob("bot/**/*.py"))
    known = set(re.findall(r"\bWENCE_[A-Z_]+", program))
    secret = resources("Secret")["wence"]["stringData"]
    named = {name for app in APPS.values() for name in app["environment"]}
    named |= {*POD_SETTINGS, *secret, *re.findall(r"WENCE_[A-Z_]+(?==)", image_settings())}
    others = {"FORWARDED_ALLOW_IPS", "POSTGRES_PASSWORD"}  # uvicorn's; PostgreSQL's
    assert named - others <= known
    assert {"WENCE_SECRET", "WENCE_DATABASE_URL", "WENCE_REDIS_URL", VARIABLE} <= named


def image_settings() -> str:
    return (WENCE.root / "Dockerfile").read_text(encoding="utf-8")


def test_nginx_is_told_what_its_template_asks_for() -> None:
    assert set(NGINX["environment"]) == IN_TEMPLATE
    assert set(NGINX_POD) == IN_TEMPLATE
    (mounted,) = NGINX["volumes"]
    assert mounted.startswith(f"./{TEMPLATE.relative_to(WENCE.root)}:/etc/nginx/templates/")


def test_nginx_knows_the_address_of_every_process() -> None:
    port = image_setting("WENCE_PORT")
    addresses = [app["networks"]["front"]["ipv4_address"] for app in APPS.values()]
    servers = " ".join(f"server {address}:{port};" for address in addresses)
    assert NGINX["environment"]["APP_SERVERS"] == servers
    own = NGINX["networks"]["front"]["ipv4_address"]
    assert {app["environment"]["FORWARDED_ALLOW_IPS"] for app in APPS.values()} == {own}
    listening = NGINX["environment"]["LISTEN"]
    assert NGINX["ports"][0].endswith(f":{listening}")
    assert f":{listening}/health" in NGINX["healthcheck"]["test"][-1]


def test_nginx_knows_the_address_of_every_pod() -> None:
    pods = [
        f"wence-{number}" for number in range(resources("StatefulSet")["wence"]["spec"]["replicas"])
    ]
    port = int(image_setting("WENCE_PORT"))
    assert NGINX_POD["APP_SERVERS"] == " ".join(f"server {pod}:{port};" for pod in pods)
    ports = {one["name"]: one["containerPort"] for one in POD["ports"]}
    assert ports == {"http": port, "metrics": int(POD_SETTINGS["WENCE_METRICS_PORT"])}
    for pod in pods:
        spec = resources("Service")[pod]["spec"]
        assert spec["selector"] == {"statefulset.kubernetes.io/pod-name": pod}
        assert spec["ports"][0]["port"] == port
    allowed = resources("NetworkPolicy")["wence"]["spec"]["ingress"]
    assert [one["ports"][0]["port"] for one in allowed] == list(ports.values())


def test_what_is_selected_is_there() -> None:
    """A selector that meets no pod says nothing; it only does nothing."""
    pods = [*resources("StatefulSet").values(), *resources("Deployment").values()]
    labels = [one["spec"]["template"]["metadata"]["labels"] for one in pods]
    for one in resources("NetworkPolicy").values():
        assert one["spec"]["podSelector"]["matchLabels"] in labels
    for one in resources("PodDisruptionBudget").values():
        assert one["spec"]["selector"]["matchLabels"] in labels
    for name, one in resources("Service").items():
        if not re.fullmatch(r"wence-\d+", name):
            assert one["spec"]["selector"] in labels


def test_there_is_time_to_drain_and_to_end() -> None:
    text = TEMPLATE.read_text(encoding="utf-8")
    idle = int(re.findall(r"^    keepalive_timeout (\d+)s;", text, re.MULTILINE)[0])
    for app in APPS.values():
        drain = int(app["environment"][VARIABLE])
        assert idle < drain
        assert drain + ENDING < int(app["stop_grace_period"].removesuffix("s"))
    drain = int(POD_SETTINGS[VARIABLE])
    probe = POD["readinessProbe"]
    noticed = probe["periodSeconds"] * probe["failureThreshold"] + probe["timeoutSeconds"]
    assert noticed + idle < drain
    pod = resources("StatefulSet")["wence"]["spec"]["template"]["spec"]
    assert drain + ENDING < pod["terminationGracePeriodSeconds"]


def test_no_secret_is_committed() -> None:
    secret = resources("Secret")["wence"]["stringData"]
    assert secret["WENCE_SECRET"] == secret["POSTGRES_PASSWORD"] == ""
    for name in ("WENCE_SECRET", "POSTGRES_PASSWORD"):
        values = re.findall(rf"{name}: (.+)", COMPOSE.read_text(encoding="utf-8"))
        assert values
        assert all(value.startswith(f"${{{name}:?") for value in values)
    ignored = subprocess.run(["git", "check-ignore", "-q", ".env"], cwd=WENCE.root)
    assert ignored.returncode == 0


def test_kubectl_builds_the_manifests_with_nginxs_template() -> None:
    if shutil.which("kubectl") is None:
        pytest.skip("NOT TESTED WITH KUBECTL: it is not installed")
    built = subprocess.run(
        ["kubectl", "kustomize", WENCE.root / "deploy"], capture_output=True, text=True, check=True
    )
    documents = list(yaml.safe_load_all(built.stdout))
    (template,) = [
        one["data"]["default.conf.template"]
        for one in documents
        if one["kind"] == "ConfigMap" and "default.conf.template" in one["data"]
    ]
    assert template == TEMPLATE.read_text(encoding="utf-8")
    files = {file.name for file in KUBERNETES.glob("*.yaml")} - {"secret.example.yaml"}
    listed = (WENCE.root / "deploy" / "kustomization.yaml").read_text(encoding="utf-8")
    assert all(f"kubernetes/{name}" in listed for name in files)
