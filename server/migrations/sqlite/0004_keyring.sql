-- Keys that rotate: the roots of the keys that data is sealed under, how far a rotation is, and since when a signing key has
-- its state.

CREATE TABLE keyring (
    -- The first byte of every cell says under which.
    version INTEGER PRIMARY KEY CHECK (version BETWEEN 1 AND 255),
    -- active: new rows are sealed under it. retiring: older rows are being sealed anew. retired: nothing is sealed under it;
    -- only root 1 stays then, because every pseudonym comes from it.
    state   TEXT    NOT NULL CHECK (state IN ('active', 'retiring', 'retired')),
    created INTEGER,
    -- The root under the master key. NULL for root 1 of a database that was made when the master key itself was the root.
    wrapped BLOB
) STRICT;

-- A rotation that is not finished.
CREATE TABLE resealing (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    -- Which cells it is at, and the last key that it has looked at.
    cells   TEXT    NOT NULL,
    after   ANY     NOT NULL,
    -- Rows looked at, and rows in all when it began.
    done    INTEGER NOT NULL,
    total   INTEGER NOT NULL
) STRICT;

-- Changes with every change of a data key or a signing key.
ALTER TABLE meta ADD COLUMN key_changes INTEGER NOT NULL DEFAULT 0;

-- A cell says its version itself.
ALTER TABLE signing_keys DROP COLUMN key_version;
ALTER TABLE signing_keys ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
UPDATE signing_keys SET since = created;
