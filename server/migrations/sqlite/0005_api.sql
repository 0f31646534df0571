-- What the API asks for: several secret keys a provider, figures of each day, quotas, and what becomes of a result.

-- A provider's keys have different names, also those that are gone.
ALTER TABLE provider_keys ADD COLUMN name    TEXT    NOT NULL DEFAULT 'first';
ALTER TABLE provider_keys ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
ALTER TABLE provider_keys ADD COLUMN expires INTEGER;
ALTER TABLE provider_keys ADD COLUMN revoked INTEGER;
-- The hour of the last use, written from time to time.
ALTER TABLE provider_keys ADD COLUMN used    INTEGER;
UPDATE provider_keys SET created = coalesce((SELECT body ->> '$.created' FROM providers WHERE id = provider), 0);
DROP INDEX provider_keys_by_provider;
CREATE UNIQUE INDEX provider_keys_by_name ON provider_keys (provider, name);

-- When a result was presented and so used, when it was collected with a token, when it was revoked.
ALTER TABLE records ADD COLUMN used      INTEGER;
ALTER TABLE records ADD COLUMN collected INTEGER;
ALTER TABLE records ADD COLUMN revoked   INTEGER;

-- The rows of providers in `budgets` have one more part, the figures of the day; what is in them lives for minutes.
DELETE FROM budgets;

-- Figures of the days that are over. The key is that of the provider's row in `budgets`.
CREATE TABLE usage (
    provider INTEGER NOT NULL,
    -- YYYY-MM-DD, in India
    day      TEXT    NOT NULL,
    starts   INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    confirms INTEGER NOT NULL,
    results  INTEGER NOT NULL,
    PRIMARY KEY (provider, day)
) STRICT, WITHOUT ROWID;

-- What providers with a quota have asked, and whom within the hour: see store/quotas.rs. Keys are keyed hashes.
CREATE TABLE quotas (
    key   INTEGER PRIMARY KEY,
    value BLOB    NOT NULL
) STRICT;

CREATE TABLE quota_people (
    provider INTEGER NOT NULL,
    who      INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (provider, who)
) STRICT, WITHOUT ROWID;
CREATE INDEX quota_people_by_time ON quota_people (at);
