-- The person's own page: short sessions, and the cases of people who say that their record is wrong.

CREATE TABLE sessions (
    -- Six bytes of the time when it began, then a keyed hash of the session's id: with a copy of the database nobody opens one.
    key     BLOB    NOT NULL PRIMARY KEY CHECK (length(key) = 22),
    -- Milliseconds since 1970.
    ends    INTEGER NOT NULL,
    -- Sealed: the person's key.
    cell    BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
    -- As the person keeps it: W-7KD2-91XC.
    number  TEXT    NOT NULL PRIMARY KEY,
    -- Keyed pseudonym of the beneficiary, as in `records`.
    owner   BLOB    NOT NULL CHECK (length(owner) = 16),
    opened  INTEGER NOT NULL,
    closed  INTEGER,
    outcome TEXT    CHECK (outcome IN ('corrected', 'declined')),
    -- Sealed: reference id, what is wrong, with which dose.
    cell    BLOB    NOT NULL,
    CHECK ((closed IS NULL) = (outcome IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_by_owner ON cases (owner);
CREATE INDEX cases_by_time ON cases (opened);

-- When records were last imported, which a person is told. What an older version imported stands in the audit log.
ALTER TABLE meta ADD COLUMN imported INTEGER;
UPDATE meta SET imported = (
    SELECT max(CAST(leaf AS TEXT) ->> '$.at') FROM audit_entries WHERE CAST(leaf AS TEXT) ->> '$.act' = 'registry-imported'
);
