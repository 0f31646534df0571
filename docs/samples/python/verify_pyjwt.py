"""Verifies results on your own server: Python 3.9 or later, with the package PyJWT[crypto].

One question a line on standard input, {"nonce": "…", "result": "…"}: the nonce that you gave to this visit, and the
signed answer that came back. One line of output for each; the exit code is 1 when one of them is refused.
"""

import base64
import json
import os
import re
import sys

import jwt

# Who must have signed: the address of the service; in test mode with /test behind it.
ISSUER = os.environ["KYVS_ISSUER"]
# For whom: your provider id, prv_….
AUDIENCE = os.environ["KYVS_AUDIENCE"]
# Your page that embeds the check, as https://hotel.example; None for the full page and for the API.
ORIGIN = os.environ.get("KYVS_ORIGIN") or None
# How: EdDSA, or ES256 when the operator has set that for you. No result chooses it.
ALGORITHM = os.environ.get("KYVS_ALG") or "EdDSA"

TYPE = "kyvs-result+jwt"
# Three parts, the last one 64 bytes of a signature in their one spelling.
SHAPE = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{85}[AQgw]")

# The library keeps the keys for five minutes, and fetches them again when it meets one that it does not know.
KEYS = jwt.PyJWKClient(f"{ISSUER}/.well-known/jwks.json", lifespan=300, timeout=10)


def verify(result, nonce):
    """Gives the claims of a good result; raises for any other."""
    need(SHAPE.fullmatch(result), "not a result")
    header, payload = (read(part) for part in result.split(".")[:2])
    need(isinstance(header, dict) and sorted(header) == ["alg", "kid", "typ"], "another header")
    need(header["typ"] == TYPE, "another type")

    key = KEYS.get_signing_key_from_jwt(result)
    jwt.decode(
        result, key, algorithms=[ALGORITHM], issuer=ISSUER, audience=AUDIENCE, leeway=5,
        options={"require": ["iss", "aud", "jti", "iat", "nbf", "exp"], "strict_aud": True},
    )
    need(all(type(payload[name]) is int for name in ("iat", "nbf", "exp")), "a time that is no number")
    need(0 < payload["exp"] - payload["iat"] <= 300, "another lifetime")
    need(payload.get("env") == ("test" if ISSUER.endswith("/test") else "live"), "another environment")
    need(payload.get("nonce") == nonce, "the answer to another question")
    need(payload.get("origin") == ORIGIN, "from another page")
    status = payload.get("vaccination_status")
    need(type(status) is int and status in (0, 1, 2), "an unknown status")
    # There may be new reasons and flags: a word that this program does not know changes nothing about the status.
    need(isinstance(payload.get("status_reason"), str), "no reason")
    need(isinstance(payload.get("flags"), list), "no flags")
    return payload


def need(holds, otherwise):
    if not holds:
        raise ValueError(otherwise)


def read(part):
    """A part as JSON in which no member comes twice: readers differ in which of the two they take."""
    return json.loads(base64.urlsafe_b64decode(part + "==").decode(), object_pairs_hook=unique)


def unique(members):
    need(len(dict(members)) == len(members), "a member twice")
    return dict(members)


def main():
    refused = False
    for line in sys.stdin:
        question = json.loads(line)
        try:
            claims = verify(question["result"], question["nonce"])
            print(claims["vaccination_status"], claims["status_reason"])
        except Exception as error:  # whatever is wrong with it, it is not relied on
            print(f"refused: {error}")
            refused = True
    sys.exit(refused)


if __name__ == "__main__":
    main()
