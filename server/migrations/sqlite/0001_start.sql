-- Times are milliseconds since 1970. A `cell` is sealed (see store/sealed.rs); `key_version` says under which keys.
-- Rows of one kind that come and go fast have keys that grow with time, so that inserts touch the last page only.

CREATE TABLE meta (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    -- Derived from the master key: a start with another key is noticed here.
    check_value BLOB    NOT NULL CHECK (length(check_value) = 16),
    people      INTEGER NOT NULL CHECK (people >= 0)
) STRICT;

CREATE TABLE people (
    id          INTEGER PRIMARY KEY,
    -- The second half of the person's opaque key, random; the first half is `id`.
    salt        BLOB    NOT NULL CHECK (length(salt) = 8),
    key_version INTEGER NOT NULL,
    -- Sealed: reference id, name, mobile, year of birth, gender.
    identity    BLOB    NOT NULL,
    -- Sealed: dose events; NULL for none.
    doses       BLOB
) STRICT;

-- Blind indexes: keyed hashes. Tables of their own, because an index would repeat the column. No foreign keys: they would
-- ask for a third index by person; the two rows are written and deleted with the person's.
CREATE TABLE people_by_mobile (
    mobile      BLOB    NOT NULL CHECK (length(mobile) = 16),
    person      INTEGER NOT NULL,
    key_version INTEGER NOT NULL,
    PRIMARY KEY (mobile, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE people_by_reference (
    reference   BLOB    NOT NULL PRIMARY KEY CHECK (length(reference) = 16),
    person      INTEGER NOT NULL,
    key_version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE providers (
    id        TEXT    NOT NULL PRIMARY KEY,
    site_key  TEXT    NOT NULL UNIQUE,
    name      TEXT    NOT NULL,
    suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
    -- Everything else, as JSON: nothing in it is personal.
    body      TEXT    NOT NULL
) STRICT;

CREATE TABLE provider_keys (
    hash     BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    provider TEXT NOT NULL REFERENCES providers (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX provider_keys_by_provider ON provider_keys (provider);

CREATE TABLE verifications (
    -- Six bytes of time, then random.
    id          BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    subject     BLOB    NOT NULL CHECK (length(subject) = 16),
    started     INTEGER NOT NULL,
    issued      INTEGER NOT NULL,
    expires     INTEGER NOT NULL,
    resend_at   INTEGER NOT NULL,
    resends     INTEGER NOT NULL,
    guesses     INTEGER NOT NULL,
    -- 0 open, 1 consumed, 2 cancelled
    phase       INTEGER NOT NULL CHECK (phase IN (0, 1, 2)),
    -- The latest moment that a step on the code has seen: a clock set back revives nothing.
    seen        INTEGER NOT NULL,
    -- 0 for a decoy: no code can ever be right.
    redeemable  INTEGER NOT NULL CHECK (redeemable IN (0, 1)),
    -- HMAC of the code in force.
    mac         BLOB    NOT NULL CHECK (length(mac) = 32),
    sms_ref     TEXT    NOT NULL,
    -- The newest message.
    sms         INTEGER NOT NULL,
    key_version INTEGER NOT NULL,
    -- Sealed: the matched person, what was asked, what was typed.
    cell        BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

-- Failed guesses in a row, by keyed hash of whom they count for.
CREATE TABLE failures (
    subject      BLOB    NOT NULL PRIMARY KEY CHECK (length(subject) = 16),
    in_a_row     INTEGER NOT NULL,
    paused_until INTEGER,
    updated      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Rate limits, by keyed hash: the theoretical arrival time of the generic cell rate algorithm.
CREATE TABLE limits (
    key BLOB    NOT NULL PRIMARY KEY CHECK (length(key) = 16),
    tat INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sms (
    -- Never used twice: gateways see it as the message id.
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    verification BLOB    NOT NULL CHECK (length(verification) = 22),
    generation   INTEGER NOT NULL,
    -- 0 waiting, 1 taken by a sender, 2 sent, 3 failed, 4 void
    state        INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
    -- Waiting: not before. Taken: when the sender is given up.
    due          INTEGER NOT NULL,
    expires      INTEGER NOT NULL,
    attempts     INTEGER NOT NULL,
    created      INTEGER NOT NULL,
    gateway      TEXT,
    key_version  INTEGER NOT NULL,
    -- Sealed: number and text; NULL once nothing is left to send.
    cell         BLOB
) STRICT;
CREATE INDEX sms_waiting ON sms (due) WHERE state = 0;
CREATE INDEX sms_taken ON sms (due) WHERE state = 1;

CREATE TABLE consents (
    id           INTEGER PRIMARY KEY,
    receipt      TEXT    NOT NULL UNIQUE,
    -- Keyed pseudonym of the beneficiary.
    owner        BLOB    NOT NULL CHECK (length(owner) = 16),
    verification BLOB    NOT NULL,
    given        INTEGER NOT NULL,
    key_version  INTEGER NOT NULL,
    cell         BLOB    NOT NULL
) STRICT;

CREATE TABLE results (
    consent     INTEGER PRIMARY KEY REFERENCES consents (id),
    jti         TEXT    NOT NULL UNIQUE,
    provider    TEXT    NOT NULL,
    issued      INTEGER NOT NULL,
    key_version INTEGER NOT NULL,
    -- Sealed: the claims that may be signed.
    cell        BLOB    NOT NULL
) STRICT;

CREATE TABLE signing_keys (
    kid         TEXT    NOT NULL PRIMARY KEY,
    state       TEXT    NOT NULL CHECK (state IN ('next', 'active', 'passive', 'revoked')),
    created     INTEGER NOT NULL,
    key_version INTEGER NOT NULL,
    -- Sealed: the Ed25519 seed.
    cell        BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
