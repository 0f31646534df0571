-- The flow in two durable steps: one row a verification, one a record, counters by mobile, the audit log.

-- What lives for minutes is begun anew; a failure counter cannot be carried over, for it was kept under another hash.
DROP TABLE verifications;
DROP TABLE sms;
DROP TABLE failures;
DROP TABLE limits;

CREATE TABLE verifications (
    -- Six bytes of time, then random.
    id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    -- Milliseconds after the start, which the id begins with.
    issued       INTEGER NOT NULL,
    expires      INTEGER NOT NULL,
    resend_at    INTEGER NOT NULL,
    -- The latest moment that a step on the code has seen: a clock set back revives nothing.
    seen         INTEGER NOT NULL,
    resends      INTEGER NOT NULL,
    guesses      INTEGER NOT NULL,
    -- 0 open, 1 consumed, 2 cancelled
    phase        INTEGER NOT NULL CHECK (phase BETWEEN 0 AND 2),
    -- 0 for a decoy: no code can ever be right.
    redeemable   INTEGER NOT NULL CHECK (redeemable IN (0, 1)),
    -- The message with the code in force. 0 waiting, 1 taken by a sender, 2 sent, 3 failed, 4 void
    sms_state    INTEGER NOT NULL CHECK (sms_state BETWEEN 0 AND 4),
    -- Waiting: not before, in milliseconds since 1970.
    sms_due      INTEGER,
    sms_attempts INTEGER NOT NULL,
    -- Sealed: number and text, while it waits.
    sms          BLOB,
    sms_ref      TEXT    NOT NULL,
    -- HMAC of the code in force.
    mac          BLOB    NOT NULL CHECK (length(mac) = 16),
    -- Sealed: the matched person, what was asked, what was typed.
    cell         BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sms_waiting ON verifications (sms_due) WHERE sms_state = 0;

-- What is counted for a mobile and its people: see store/counters.rs. The key is a keyed hash.
CREATE TABLE counters (
    key        INTEGER PRIMARY KEY,
    keep_until INTEGER NOT NULL,
    value      BLOB    NOT NULL
) STRICT;

-- What is counted for a provider, and for the service.
CREATE TABLE budgets (
    key   INTEGER PRIMARY KEY,
    value BLOB    NOT NULL
) STRICT;

-- Consent and result of a completed verification.
CREATE TABLE records (
    -- Six bytes of time, then random; the result's jti is its text form.
    id    BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    -- Keyed pseudonym of the beneficiary.
    owner BLOB NOT NULL CHECK (length(owner) = 16),
    -- Sealed: person, consent, claims that may be signed.
    cell  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Answers to requests that may come again.
CREATE TABLE idempotency (
    -- Keyed hash of the provider and its key.
    key     BLOB    NOT NULL PRIMARY KEY CHECK (length(key) = 16),
    request BLOB    NOT NULL CHECK (length(request) = 16),
    at      INTEGER NOT NULL,
    -- 0 sealed answer, 1 id of a record, 2 wrong with guesses left, 3 not evaluated
    kind    INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
    answer  BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_by_time ON idempotency (at);

-- The audit log: its leaves, the hashes above them that make up its tiles, and its growing end.
CREATE TABLE audit_entries (
    n    INTEGER PRIMARY KEY,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    leaf BLOB NOT NULL
) STRICT;

-- Level 1: the root of each full tile of leaf hashes; level 2: of each full tile of those; and so on.
CREATE TABLE audit_hashes (
    level INTEGER NOT NULL,
    n     INTEGER NOT NULL,
    hash  BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_head (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    frontier BLOB NOT NULL
) STRICT;

-- Changes with every change of a provider or its keys.
ALTER TABLE meta ADD COLUMN provider_changes INTEGER NOT NULL DEFAULT 0;
