-- Links that people share: each shows a badge, until it ends or is taken back.

CREATE TABLE shares (
    -- Keyed hash of the link's id: with a copy of the database nobody opens one.
    key     BLOB    NOT NULL PRIMARY KEY CHECK (length(key) = 16),
    -- Keyed pseudonym of the beneficiary, as in `records`.
    owner   BLOB    NOT NULL CHECK (length(owner) = 16),
    made    INTEGER NOT NULL,
    ends    INTEGER NOT NULL,
    -- Sealed: status, day, language, first name where it is shown. NULL once the link was taken back.
    cell    BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX shares_by_owner ON shares (owner, made);
CREATE INDEX shares_by_end ON shares (ends);
