-- Read by SQLite and PostgreSQL alike: TEXT and BIGINT mean the same to both. Instants are Unix milliseconds.
CREATE TABLE statements (
    id TEXT PRIMARY KEY,
    -- As received, byte for byte: JSON is UTF-8 text and cannot hold the one character PostgreSQL refuses (U+0000).
    body TEXT NOT NULL,
    -- SHA-256 of the canonical form, hexadecimal: equal content has equal digests.
    digest TEXT NOT NULL,
    -- Strictly growing from batch to batch.
    stored BIGINT NOT NULL,
    occurred BIGINT NOT NULL,
    verb TEXT NOT NULL,
    activity TEXT NOT NULL,
    fleet TEXT NOT NULL
);

CREATE INDEX statements_by_stored ON statements (stored, id);

CREATE TABLE tokens (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('fleet', 'reader')),
    -- SHA-256 of a random 256-bit password, hexadecimal.
    password_digest TEXT NOT NULL,
    created BIGINT NOT NULL
);

CREATE TABLE kiosks (
    fleet TEXT NOT NULL,
    kiosk TEXT NOT NULL,
    version TEXT NOT NULL,
    waiting BIGINT NOT NULL,
    quarantined BIGINT NOT NULL,
    last_success BIGINT,
    seen BIGINT NOT NULL,
    PRIMARY KEY (fleet, kiosk)
);
