"""Takes messages on your own server: Python 3.9 or later, with the package cryptography.

  KYVS_PROVIDER     your provider id, prv_…: one key signs for all providers, and a message names whom it is for
  KYVS_WEBHOOK_KEY  what messages are verified with, whpk_…: webhook_key in /.well-known/kyvs of the service
  PORT              where to listen on this machine, behind whatever speaks https for you

One line of output for each message, and for each request that is none.
"""

import base64
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

KEY = Ed25519PublicKey.from_public_bytes(base64.b64decode(os.environ["KYVS_WEBHOOK_KEY"].removeprefix("whpk_")))


def message(headers, body):
    """The message of a request, or an error. `body` is the bytes as they came."""
    sent = headers["webhook-timestamp"]
    if abs(time.time() - int(sent)) > 300:
        raise ValueError("too old")
    signed = f"{headers['webhook-id']}.{sent}.".encode() + body
    for signature in headers["webhook-signature"].split(" "):
        kind, _, text = signature.partition(",")
        if kind == "v1a" and fits(text, signed):
            return for_us(json.loads(body))
    raise ValueError("not signed by kyvs")


def for_us(told):
    if told["data"]["provider"] != os.environ["KYVS_PROVIDER"]:
        raise ValueError("for somebody else")
    return told


def fits(signature, signed):
    try:
        KEY.verify(base64.b64decode(signature), signed)
    except (InvalidSignature, ValueError):
        return False
    return True


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        try:
            told = message(self.headers, self.body())
            # Here your own work begins: keep the message and answer, pass over a webhook-id that you have seen, do the
            # rest later.
            print(told["type"], told["data"]["id"], flush=True)
            self.send_response(204)
        except Exception as error:  # whatever is wrong with it, it is not relied on
            print(f"refused: {error}", flush=True)
            self.send_response(400)
        self.end_headers()

    def body(self):
        """Messages are small: nobody makes this server keep more."""
        size = int(self.headers["content-length"])
        if not 0 < size <= 65_536:
            raise ValueError("too large")
        return self.rfile.read(size)

    def log_message(self, *_):
        """Lines of its own are enough."""


def main():
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Receiver)
    print(f"listening on {server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
