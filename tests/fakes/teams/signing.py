"""Keys and tokens of a channel of our own."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

ISSUER = "https://api.botframework.com"


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def certified(key: rsa.RSAPrivateKey, now: datetime) -> tuple[x509.Certificate, bytes]:
    """Give a certificate for a key, and the PEM file with both."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "medmakker")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=365))
    made = builder.sign(key, hashes.SHA256())
    text, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    return made, key.private_bytes(text, serialization.PrivateFormat.PKCS8, plain) + made.public_bytes(text)


@dataclass
class Signing:
    """Signs as the channel does, and tells its keys."""

    app_id: str
    ident: str = "key-1"
    key: rsa.RSAPrivateKey = field(default_factory=new_key)
    endorsements: tuple[str, ...] = ("msteams",)

    def public(self) -> dict[str, Any]:
        made = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {**made, "kid": self.ident, "use": "sig", "endorsements": list(self.endorsements)}

    def claims(self, service_url: str, **other: Any) -> dict[str, Any]:
        now = int(datetime.now(UTC).timestamp())  # noqa: TID251
        usual = {"iss": ISSUER, "aud": self.app_id, "nbf": now - 60, "exp": now + 3600, "serviceurl": service_url}
        return {name: value for name, value in {**usual, **other}.items() if value is not None}

    def token(self, service_url: str, *, head: dict[str, Any] | None = None, **other: Any) -> str:
        """Give a good token, or one in which some claims are other ones, or missing where they are None."""
        headers = {"kid": self.ident, **(head or {})}
        return jwt.encode(self.claims(service_url, **other), self.key, algorithm="RS256", headers=headers)
