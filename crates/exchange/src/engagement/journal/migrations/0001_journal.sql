-- How each event is sealed. Days may be corrected; period and level stay as they were when the first visit came.
CREATE TABLE plans (
    event TEXT PRIMARY KEY,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    zone TEXT NOT NULL,
    period TEXT NOT NULL CHECK (period IN ('event', 'day')),
    level TEXT NOT NULL CHECK (level IN ('kit_audience', 'kit_group', 'kit'))
) STRICT, WITHOUT ROWID;

-- One try of a kit; deleted in the transaction that seals its period.
CREATE TABLE visits (
    event TEXT NOT NULL REFERENCES plans (event),
    period TEXT NOT NULL,
    kit TEXT NOT NULL,
    kit_version TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('discovery', 'challenge', 'expert')),
    audience TEXT CHECK (audience IN ('college', 'lycee', 'etudes', 'adulte', 'parent', 'conseil')),
    language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    -- Quarter hours since 1970.
    slot INTEGER NOT NULL,
    -- Step at which it was abandoned, from 1; NULL: finished.
    abandoned_at INTEGER CHECK (abandoned_at BETWEEN 0 AND 255),
    secs INTEGER NOT NULL CHECK (secs BETWEEN 0 AND 4294967295),
    steps INTEGER NOT NULL CHECK (steps BETWEEN 0 AND 255),
    -- JSON: [[criterion, 0 to 100], …].
    scores TEXT NOT NULL,
    help TEXT NOT NULL CHECK (help IN ('none', 'hint', 'ghost', 'one_touch')),
    liked TEXT CHECK (liked IN ('yes', 'so_so', 'no'))
) STRICT;

CREATE INDEX visits_of_a_period ON visits (event, period);

-- Daily totals, never with a visit.
CREATE TABLE accessibility (
    event TEXT NOT NULL REFERENCES plans (event),
    day TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('large_text', 'one_touch', 'mute')),
    n INTEGER NOT NULL,
    PRIMARY KEY (event, day, mode)
) STRICT, WITHOUT ROWID;

-- visits = opted_out + recorded; recorded = sealed + (rows of visits) + suppressed + late. Dropped ones came to no row.
CREATE TABLE counters (
    event TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name IN ('visits', 'opted_out', 'recorded', 'late', 'suppressed', 'sealed', 'dropped')),
    n INTEGER NOT NULL,
    PRIMARY KEY (event, name)
) STRICT, WITHOUT ROWID;

-- Never reopened.
CREATE TABLE sealed_periods (
    event TEXT NOT NULL,
    period TEXT NOT NULL,
    sealed_at INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (event, period)
) STRICT, WITHOUT ROWID;

-- Aggregates on their way to the agency, as the exact bytes that are sent.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    body BLOB NOT NULL,
    event TEXT NOT NULL,
    period TEXT NOT NULL,
    visits INTEGER NOT NULL,
    sealed_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'quarantined')),
    reason TEXT,
    settled_at INTEGER,
    exported_at INTEGER
) STRICT;

-- What staff and their machines did; nothing of visitors.
CREATE TABLE technical (
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;

-- Instants to remember, seconds since 1970: the latest the clock was believed to show, the last success of an upload…
CREATE TABLE marks (
    name TEXT PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
