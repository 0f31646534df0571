-- Messages to providers' servers that are still to be delivered or were given up, and the kind of each signing key.

CREATE TABLE webhooks (
    -- 6 bytes of time, then 16 random ones: the header webhook-id, the same at every attempt
    id       BLOB    PRIMARY KEY,
    provider TEXT    NOT NULL,
    -- the verification or record that it is about
    about    BLOB    NOT NULL,
    -- 0 waiting, 1 given up
    state    INTEGER NOT NULL CHECK (state IN (0, 1)),
    -- since when it is tried; given up a day later
    first    INTEGER NOT NULL,
    -- the next attempt; while one runs, when it counts as lost
    due      INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    -- what came of the last attempt, in fixed words
    reason   TEXT,
    -- when it was given up
    died     INTEGER,
    -- the event, sealed: it may hold the provider's own reference
    cell     BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX webhooks_waiting ON webhooks (provider, due, id) WHERE state = 0;
CREATE INDEX webhooks_dead ON webhooks (died) WHERE state = 1;

-- EdDSA or ES256.
ALTER TABLE signing_keys ADD COLUMN algorithm TEXT NOT NULL DEFAULT 'EdDSA';
