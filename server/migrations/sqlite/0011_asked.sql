-- Requests for a message are counted for a mobile, whether or not they matched somebody: two limits, at the end of the value, and
-- nothing was counted so far.
UPDATE counters SET value = CAST(value || x'0000' AS BLOB);
