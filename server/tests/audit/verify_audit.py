#!/usr/bin/env python3
"""Checks an export of the audit log, without a line of the program that wrote it.

Written from the specifications: RFC 9162 section 2.1 (Merkle tree and proofs), RFC 8032 (Ed25519), and C2SP signed-note and
tlog-checkpoint. It needs Python 3.8 or later and nothing else.

    verify_audit.py --export export.jsonl --checkpoint checkpoint.txt --key VKEY
    verify_audit.py --checkpoint checkpoint.txt --key VKEY --prove 17 proof.json
    verify_audit.py --key VKEY --prove 17 proof.json

The first form prints `ok size=N root=BASE64`, or names what is wrong, as in `bad entry 17: ...`. The second checks one entry
alone, with the proof that belongs to it; both may be asked for at once. The third takes the checkpoint from the proof itself, as
people get it on their own page. The exit code is 0 when all is well, 1 when the log,
the checkpoint or the proof is wrong, and 2 when the command line is.
"""

import argparse
import base64
import binascii
import hashlib
import json
import re
import sys


class Wrong(Exception):
    """What is wrong, in words."""


# Ed25519 (RFC 8032, section 5.1). Everything here is public, so that time may depend on the values.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def add(a, b):
    """The sum of two points in extended coordinates (section 5.1.4)."""
    x = (a[1] - a[0]) * (b[1] - b[0]) % P
    y = (a[1] + a[0]) * (b[1] + b[0]) % P
    t = 2 * a[3] * b[3] * D % P
    z = 2 * a[2] * b[2] % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    """A multiple of a point."""
    result = NEUTRAL
    while number > 0:
        if number & 1:
            result = add(result, point)
        point = add(point, point)
        number >>= 1
    return result


def same(a, b):
    """Whether two points are one."""
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point_from(data):
    """The point that 32 bytes stand for, or None (section 5.1.3)."""
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - x2) % P != 0 or (x == 0 and sign == 1):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_from((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signature_is_good(public, message, signature):
    """Whether an Ed25519 signature is that of a key (section 5.1.7); points of small order are refused."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, nonce = point_from(public), point_from(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or nonce is None or scalar >= ORDER:
        return False
    if same(times(8, key), NEUTRAL) or same(times(8, nonce), NEUTRAL):
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    return same(times(scalar, BASE), add(nonce, times(challenge, key)))


# Text


def from_base64(text, length=None):
    """The bytes of standard base64 in its one spelling."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Wrong("not base64: %.60r" % text) from None
    if to_base64(data) != text or length not in (None, len(data)):
        raise Wrong("not the expected base64: %.60r" % text)
    return data


def to_base64(data):
    return base64.b64encode(data).decode("ascii")


def number_from(text):
    """A decimal number in its one spelling."""
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", text):
        raise Wrong("not a number: %.60r" % text)
    return int(text)


def contents(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Wrong("cannot read %s: %s" % (path, error.strerror)) from None


# Keys and checkpoints (C2SP signed-note, tlog-checkpoint)


def read_key(text):
    """Name, id and public key of `name+id+base64`."""
    parts = text.split("+", 2)
    if len(parts) != 3 or not parts[0]:
        raise Wrong("the key is not written as name+id+key")
    name, ident, encoded = parts
    data = from_base64(encoded, 33)
    if data[0] != 1:
        raise Wrong("the key is not an Ed25519 key")
    expected = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4]
    if ident != expected.hex():
        raise Wrong("the id of the key is not that of the key")
    return name, expected, data[1:]


def read_checkpoint(data, key):
    """Size and root of a checkpoint that is signed with the key."""
    try:
        note = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Wrong("the checkpoint is not UTF-8") from None
    text, blank, signatures = note.rpartition("\n\n")
    if not blank or not signatures.endswith("\n") or any(c < " " and c != "\n" for c in note):
        raise Wrong("the checkpoint is not a signed note")
    text += "\n"
    check_signatures(text, signatures[:-1].split("\n"), key)
    lines = text[:-1].split("\n")
    if len(lines) != 3:
        raise Wrong("the checkpoint does not have three lines")
    origin, size, root = lines
    if origin != key[0]:
        raise Wrong("the checkpoint is of another log: %s" % origin)
    return number_from(size), from_base64(root, 32)


def check_signatures(text, lines, key):
    """At least one signature must be of the key, and every one that is must be good."""
    name, ident, public = key
    signed = False
    for line in lines:
        match = re.fullmatch(r"\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)", line)
        if not match:
            raise Wrong("a signature line of the checkpoint is malformed")
        data = from_base64(match.group(2))
        if match.group(1) != name or data[:4] != ident:
            continue
        if not signature_is_good(public, text.encode(), data[4:]):
            raise Wrong("the signature of the checkpoint is wrong")
        signed = True
    if not signed:
        raise Wrong("the checkpoint is not signed with this key")


# The tree (RFC 9162, section 2.1)


def hash_of_leaf(leaf):
    return hashlib.sha256(b"\x00" + leaf).digest()


def hash_of_node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """The root over leaves that come one by one."""

    def __init__(self):
        self.size = 0
        self.subtrees = []  # (number of leaves, hash), the largest first

    def append(self, leaf_hash):
        count, value = 1, leaf_hash
        while self.subtrees and self.subtrees[-1][0] == count:
            _, left = self.subtrees.pop()
            count, value = 2 * count, hash_of_node(left, value)
        self.subtrees.append((count, value))
        self.size += 1

    def root(self):
        if not self.subtrees:
            return hashlib.sha256(b"").digest()
        value = self.subtrees[-1][1]
        for _, left in reversed(self.subtrees[:-1]):
            value = hash_of_node(left, value)
        return value


def root_by_proof(leaf_hash, index, size, path):
    """The root that an inclusion proof leads to (section 2.1.3.2)."""
    if not 0 <= index < size:
        raise Wrong("no log of %d entries has an entry %d" % (size, index))
    place, last, value = index, size - 1, leaf_hash
    for beside in path:
        if last == 0:
            raise Wrong("the proof has too many hashes")
        if place & 1 or place == last:
            value = hash_of_node(beside, value)
            while not place & 1 and place != 0:
                place, last = place >> 1, last >> 1
        else:
            value = hash_of_node(value, beside)
        place, last = place >> 1, last >> 1
    if last != 0:
        raise Wrong("the proof has too few hashes")
    return value


# Exports and proofs

LINE = re.compile(rb'\{"index":([0-9]{1,19}),"hash":"([A-Za-z0-9+/=]{44})","entry":(\{.*\})\}')
PROOF = re.compile(rb'(\{"index":[0-9]{1,19},"size":[0-9]{1,19},"path":\[[A-Za-z0-9+/=",]*\]'
                   rb'(?:,"checkpoint":"(?:[^"\\]|\\.)*")?),"entry":(\{.*\})\}\n?')


def check_export(path, size, root):
    """Walks the export; the entries must be exactly those of the checkpoint."""
    data = contents(path)
    if data and not data.endswith(b"\n"):
        raise Wrong("bad entry %d: its line has no end" % data.count(b"\n"))
    tree = Tree()
    for place, line in enumerate(data.split(b"\n")[:-1]):
        if place >= size:
            raise Wrong("bad entry %d: the checkpoint ends before it" % place)
        tree.append(check_line(line, place))
    if tree.size < size:
        raise Wrong("bad entry %d: it is missing, the checkpoint has %d entries" % (tree.size, size))
    if tree.root() != root:
        raise Wrong("bad root: the entries fit their hashes, and are not those of the checkpoint")


def check_line(line, place):
    """The hash of a line's leaf, when the line says it is that of this place and hash."""
    match = LINE.fullmatch(line)
    if not match:
        raise Wrong("bad entry %d: its line is malformed" % place)
    index, stored, leaf = match.groups()
    if index.decode() != str(place):
        raise Wrong("bad entry %d: entry %s stands in its place" % (place, index.decode()))
    value = hash_of_leaf(leaf)
    if to_base64(value) != stored.decode():
        raise Wrong("bad entry %d: it does not have the hash that was stored with it" % place)
    return value


def read_proof(path):
    """What a proof says, and its leaf."""
    match = PROOF.fullmatch(contents(path))
    if not match:
        raise Wrong("bad proof: the file is malformed")
    try:
        return json.loads(match.group(1) + b"}"), match.group(2)
    except ValueError:
        raise Wrong("bad proof: the file is malformed") from None


def checkpoint_of(path):
    """The checkpoint that a proof brings with it."""
    said, _ = read_proof(path)
    if "checkpoint" not in said:
        raise Wrong("bad proof: it has no checkpoint; give --checkpoint")
    return said["checkpoint"].encode("utf-8")


def check_proof(index, path, size, root):
    """Checks one entry with its proof, and gives the entry."""
    said, leaf = read_proof(path)
    if said["index"] != index:
        raise Wrong("bad proof: it is of entry %d" % said["index"])
    if said["size"] != size:
        raise Wrong("bad proof: it is of a log of %d entries, the checkpoint of %d" % (said["size"], size))
    hashes = [from_base64(text, 32) for text in said["path"]]
    if root_by_proof(hash_of_leaf(leaf), index, size, hashes) != root:
        raise Wrong("bad entry %d: it is not in the log of the checkpoint" % index)
    return leaf


def arguments():
    parser = argparse.ArgumentParser(description="Checks an export of the audit log.")
    parser.add_argument("--export", help="the entries, as JSON lines")
    parser.add_argument("--checkpoint", help="the signed checkpoint; without it the one in the proof")
    parser.add_argument("--key", required=True, help="the public key of the log: name+id+key")
    parser.add_argument("--prove", nargs=2, metavar=("INDEX", "PROOF"), help="an entry and the file with its proof")
    given = parser.parse_args()
    if not given.export and not given.prove:
        parser.error("give --export, --prove or both")
    if given.export and not given.checkpoint:
        parser.error("an export is checked against a --checkpoint")
    if given.prove and not re.fullmatch("[0-9]{1,19}", given.prove[0]):
        parser.error("INDEX is a number")
    return given


def main():
    given = arguments()
    try:
        note = contents(given.checkpoint) if given.checkpoint else checkpoint_of(given.prove[1])
        size, root = read_checkpoint(note, read_key(given.key))
        if given.export:
            check_export(given.export, size, root)
        if given.prove:
            index = int(given.prove[0])
            leaf = check_proof(index, given.prove[1], size, root)
            print("entry %d: %s" % (index, leaf.decode("utf-8", "backslashreplace")))
    except Wrong as wrong:
        print(wrong)
        return 1
    print("ok size=%d root=%s" % (size, to_base64(root)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
