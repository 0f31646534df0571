-- The registry as rows in the order of mobiles: an import in that order fills one page after another, and a person without
-- doses takes less than 130 bytes. The rows of the first form are sealed anew by the program (migrate_registry.rs), which
-- then drops their table.

ALTER TABLE people RENAME TO people_v1;
DROP TABLE people_by_mobile;
DROP TABLE people_by_reference;

-- A cell begins with the version of the keys that it is sealed under (store/sealed.rs).
CREATE TABLE people (
    -- 56 bits of a keyed hash of the mobile, then 7 that are counted up for the people of that mobile.
    id       INTEGER PRIMARY KEY,
    -- Sealed: reference id, name, mobile, year of birth, gender.
    identity BLOB    NOT NULL,
    -- Sealed: dose events; NULL for none.
    doses    BLOB
) STRICT;

-- Where a person is: a keyed hash of the reference id, 63 bits. Of two with one hash the second is in the next free place.
-- A row is never deleted, or whoever was put after it would not be found: -1 stands for a person who was removed.
CREATE TABLE people_by_reference (
    reference INTEGER PRIMARY KEY,
    person    INTEGER NOT NULL
) STRICT;
