//! Reads statements back, page by page, in the order they were stored.

use std::{fmt, str::FromStr};

use sqlx::{AssertSqlSafe, Row, any::AnyRow};
use uuid::Uuid;

use super::{Store, StoreError};

/// Statements in one page, at most; also what `limit=0` means.
pub const PAGE_MAX: u32 = 500;

/// What to look for; instants are Unix milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Stored after this, not at it.
    pub since_ms: Option<i64>,
    /// Stored at this or before.
    pub until_ms: Option<i64>,
    pub verb: Option<String>,
    pub activity: Option<String>,
    pub ascending: bool,
    /// 0 and anything above [`PAGE_MAX`] mean [`PAGE_MAX`].
    pub limit: u32,
    /// Go on after this one.
    pub after: Option<Cursor>,
}

/// The place of a statement in the order of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub stored_ms: i64,
    pub id: Uuid,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}-{}", self.stored_ms, self.id.simple())
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (stored, id) = text.split_once('-').ok_or(())?;
        Ok(Self {
            stored_ms: stored.parse().map_err(|_| ())?,
            id: Uuid::parse_str(id).map_err(|_| ())?,
        })
    }
}

/// A kept statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub id: Uuid,
    /// As received.
    pub body: String,
    pub stored_ms: i64,
    pub fleet: String,
}

/// Some statements, and where to go on if there are more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub statements: Vec<Stored>,
    pub more: Option<Cursor>,
}

enum Value {
    Number(i64),
    Text(String),
}

impl Query {
    /// SQL with numbered parameters, and their values.
    fn sql(&self) -> (String, Vec<Value>) {
        let mut values = Vec::new();
        let mut conditions = Vec::new();
        let mut with = |condition: &str, value: Value| {
            values.push(value);
            conditions.push(condition.replace('?', &format!("${}", values.len())));
        };
        if let Some(since) = self.since_ms {
            with("stored > ?", Value::Number(since));
        }
        if let Some(until) = self.until_ms {
            with("stored <= ?", Value::Number(until));
        }
        if let Some(verb) = &self.verb {
            with("verb = ?", Value::Text(verb.clone()));
        }
        if let Some(activity) = &self.activity {
            with("activity = ?", Value::Text(activity.clone()));
        }
        let (further, order) = if self.ascending { (">", "ASC") } else { ("<", "DESC") };
        if let Some(Cursor { stored_ms, id }) = self.after {
            let (stored, id) = (Value::Number(stored_ms), Value::Text(id.to_string()));
            with(&format!("(stored, id) {further} (?"), stored);
            with("?)", id);
        }
        let mut sql = String::from("SELECT id, body, stored, fleet FROM statements");
        for (index, condition) in conditions.iter().enumerate() {
            // The second half of a pair goes on where the first stopped.
            let glue = match (index, condition.ends_with(')')) {
                (0, _) => " WHERE ",
                (_, true) => ", ",
                (_, false) => " AND ",
            };
            sql = sql + glue + condition;
        }
        // One more than asked tells whether there is a next page.
        sql += &format!(" ORDER BY stored {order}, id {order} LIMIT {}", self.page() + 1);
        (sql, values)
    }

    fn page(&self) -> u32 {
        if self.limit == 0 {
            PAGE_MAX
        } else {
            self.limit.min(PAGE_MAX)
        }
    }
}

impl Store {
    /// The statements of one page.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn find(&self, query: &Query) -> Result<Page, StoreError> {
        let (sql, values) = query.sql();
        let mut prepared = sqlx::query(AssertSqlSafe(sql));
        for value in values {
            prepared = match value {
                Value::Number(number) => prepared.bind(number),
                Value::Text(text) => prepared.bind(text),
            };
        }
        let rows = prepared.fetch_all(&self.pool).await?;
        let mut statements = rows.iter().map(stored).collect::<Result<Vec<_>, _>>()?;
        let page = query.page() as usize;
        let has_more = statements.len() > page;
        statements.truncate(page);
        let last = statements.last().filter(|_| has_more);
        let more = last.map(|last| Cursor {
            stored_ms: last.stored_ms,
            id: last.id,
        });
        Ok(Page { statements, more })
    }

    /// The statement with this id.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn get(&self, id: Uuid) -> Result<Option<Stored>, StoreError> {
        let row = sqlx::query("SELECT id, body, stored, fleet FROM statements WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(stored).transpose()
    }

    /// How many statements there are and when the newest came: changes whenever the statements do.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn pulse(&self) -> Result<(i64, i64), StoreError> {
        let row = sqlx::query("SELECT COUNT(*), MAX(stored) FROM statements")
            .fetch_one(&self.pool)
            .await?;
        Ok((row.try_get(0)?, row.try_get::<Option<i64>, _>(1)?.unwrap_or(0)))
    }
}

fn stored(row: &AnyRow) -> Result<Stored, StoreError> {
    let id: String = row.try_get(0)?;
    Ok(Stored {
        id: Uuid::parse_str(&id).map_err(|_| StoreError::Damaged("statements.id"))?,
        body: row.try_get(1)?,
        stored_ms: row.try_get(2)?,
        fleet: row.try_get(3)?,
    })
}
