-- Passes that people make for themselves. A gate checks them without us: what counts here is which are taken back.

CREATE TABLE passes (
    -- Random, and part of the pass.
    id      BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 8),
    -- Keyed pseudonym of the beneficiary, as in `records`; NULL once the person is erased.
    owner   BLOB    CHECK (length(owner) = 16),
    -- Milliseconds since 1970.
    expires INTEGER NOT NULL,
    revoked INTEGER,
    -- Sealed: what the pass says; NULL once the person is erased.
    cell    BLOB,
    -- A pass of nobody is a revoked one.
    CHECK ((owner IS NULL) = (cell IS NULL) AND (owner IS NOT NULL OR revoked IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX passes_by_owner ON passes (owner);
CREATE INDEX passes_by_end ON passes (expires);
CREATE INDEX passes_revoked ON passes (expires) WHERE revoked IS NOT NULL;
