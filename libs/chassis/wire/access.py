"""How a service reaches its broker: addresses, TLS and account, as both client libraries ask."""

from __future__ import annotations

import ssl
from typing import Any

from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512

from chassis.settings import Settings

_ACCOUNTS: dict[str, Any] = {
    "SCRAM-SHA-512": SASLScram512,
    "SCRAM-SHA-256": SASLScram256,
    "PLAIN": SASLPlaintext,
}


def options(settings: Settings) -> dict[str, Any]:
    """For aiokafka's producers, consumers and administrators."""
    given: dict[str, Any] = {"bootstrap_servers": settings.kafka}
    if settings.kafka_security == "plaintext":
        return given
    given["security_protocol"] = settings.kafka_security.replace("-", "_").upper()
    if settings.kafka_security.endswith("ssl"):
        given["ssl_context"] = _trust(settings)
    if "sasl" in settings.kafka_security:
        given |= {
            "sasl_mechanism": settings.kafka_mechanism,
            "sasl_plain_username": settings.kafka_username,
            "sasl_plain_password": settings.kafka_password,
        }
    return given


def security(settings: Settings) -> BaseSecurity | None:
    """For FastStream's broker."""
    if settings.kafka_security == "plaintext":
        return None
    context = _trust(settings) if settings.kafka_security.endswith("ssl") else None
    if "sasl" not in settings.kafka_security:
        return BaseSecurity(ssl_context=context)
    account = _ACCOUNTS[settings.kafka_mechanism]
    found: BaseSecurity = account(
        settings.kafka_username, settings.kafka_password, ssl_context=context
    )
    return found


def _trust(settings: Settings) -> ssl.SSLContext:
    """Whom to believe, and, where brokers know services by certificate, who this one is."""
    context = ssl.create_default_context(cafile=settings.kafka_ca)
    if settings.kafka_certificate:
        context.load_cert_chain(settings.kafka_certificate, settings.kafka_key)
    return context
