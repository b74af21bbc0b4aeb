-- Visits by half hour since 1970, while their period is open: nothing else of them. As private as the rows of visits, and
-- deleted with them.
CREATE TABLE half_hours (
    event TEXT NOT NULL REFERENCES plans (event),
    at INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (event, at)
) STRICT, WITHOUT ROWID;

-- What may be told of them once their period is sealed: the lower end of a band.
CREATE TABLE half_hours_told (
    event TEXT NOT NULL,
    at INTEGER NOT NULL,
    at_least INTEGER NOT NULL CHECK (at_least >= 10 AND at_least % 5 = 0),
    PRIMARY KEY (event, at)
) STRICT, WITHOUT ROWID;
