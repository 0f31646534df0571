-- Which records are a person's: sorted runs in place of an index, see store/sqlite/owned.rs.
CREATE TABLE records_owned (
    -- Its level in the upper bits, then its number.
    run   INTEGER NOT NULL,
    -- As in `records`.
    owner BLOB    NOT NULL CHECK (length(owner) = 16),
    id    BLOB    NOT NULL CHECK (length(id) = 22),
    PRIMARY KEY (run, owner, id)
) STRICT, WITHOUT ROWID;

-- What was there makes one run, of level 4.
INSERT INTO records_owned (run, owner, id) SELECT 1125899906842624, owner, id FROM records ORDER BY owner, id;

-- The last record that is in a run; later ones are in none yet.
ALTER TABLE meta ADD COLUMN owned_to BLOB NOT NULL DEFAULT x'';
UPDATE meta SET owned_to = coalesce((SELECT max(id) FROM records), x'');

DROP INDEX records_by_owner;
