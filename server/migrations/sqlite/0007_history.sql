-- What people see and say about the checks on them: the records of each, what they have said no to, receipts by SMS.

-- The people's own lists.
CREATE INDEX records_by_owner ON records (owner);
-- Index of its entry in the audit log; NULL for records of an older version.
ALTER TABLE records ADD COLUMN entry INTEGER;

-- It is looked at for everybody, found or not, before anything is opened or confirmed.
CREATE TABLE objections (
    -- Keyed pseudonym of the person, as in records; then of the provider, or zeros for all providers.
    key   BLOB    NOT NULL PRIMARY KEY CHECK (length(key) = 32),
    since INTEGER NOT NULL,
    -- Sealed: the provider's id. NULL for all providers.
    cell  BLOB
) STRICT, WITHOUT ROWID;

-- Messages that carry no code: receipts, for those who wish. At most one a record, by its id.
CREATE TABLE notices (
    id       BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    -- Waiting: not before, in milliseconds since 1970. NULL once a sender has it.
    due      INTEGER,
    attempts INTEGER NOT NULL,
    -- Sealed: number and text, while it waits.
    cell     BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_waiting ON notices (due) WHERE due IS NOT NULL;
