-- Read by SQLite and PostgreSQL alike: TEXT and BIGINT mean the same to both. Instants are Unix milliseconds.
CREATE TABLE registrations (
    -- A random UUID that is written nowhere else.
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('a-confirmer', 'confirmee')),
    first_name TEXT NOT NULL,
    -- The visitor's, or a parent's under 15; as written, and as it is looked for.
    address TEXT NOT NULL,
    address_folded TEXT NOT NULL,
    age TEXT NOT NULL,
    -- Codes and numbers, a space between two.
    wishes TEXT NOT NULL,
    formation TEXT,
    metiers TEXT NOT NULL,
    language TEXT NOT NULL,
    -- Which text was agreed to, and when.
    consent TEXT NOT NULL,
    consented BIGINT NOT NULL,
    confirmed BIGINT
);

CREATE INDEX registrations_by_address ON registrations (address_folded);

-- Hashes of the codes in the mails that were sent: a mail that was sent twice has two.
CREATE TABLE links (
    code_hash TEXT PRIMARY KEY,
    registration TEXT NOT NULL REFERENCES registrations (id) ON DELETE CASCADE
);

CREATE INDEX links_by_registration ON links (registration);

-- Mails that wait. What they will say is in the registration; nothing of it is written twice.
CREATE TABLE mails (
    registration TEXT PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
    tries BIGINT NOT NULL,
    -- Not before this; NULL once given up.
    due BIGINT,
    since BIGINT NOT NULL
);

CREATE INDEX mails_by_due ON mails (due);

-- Visits that have registered. No column says who.
CREATE TABLE used_tokens (
    -- Keyed hash of the visit's nonce; the key is not in the database.
    visit TEXT PRIMARY KEY,
    -- The token's own day, days since 2020-01-01.
    day BIGINT NOT NULL,
    -- Keyed hash of token and form, for as long as a phone may ask again because it heard no answer.
    content TEXT,
    -- 1 until the next cleaning.
    fresh BIGINT NOT NULL
);
