//! Forgets what is older than the agency may keep.

use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::{Store, StoreError};

/// How long the agency keeps sealed classes.
pub const RETENTION_MONTHS: i32 = 25;

impl Store {
    /// Removes statements and signs of life older than [`RETENTION_MONTHS`]; returns how many statements went.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn forget_old(&self, now: Timestamp) -> Result<u64, StoreError> {
        let Some(limit_ms) = oldest_kept_ms(now) else {
            return Ok(0);
        };
        let _writer = self.writer.lock().await;
        // A kiosk whose clock runs ahead does not lengthen the retention: the earlier of both instants counts.
        let gone = sqlx::query("DELETE FROM statements WHERE occurred < $1 OR stored < $1")
            .bind(limit_ms)
            .execute(&self.pool)
            .await?;
        sqlx::query("DELETE FROM kiosks WHERE seen < $1")
            .bind(limit_ms)
            .execute(&self.pool)
            .await?;
        Ok(gone.rows_affected())
    }
}

fn oldest_kept_ms(now: Timestamp) -> Option<i64> {
    let now = now.to_zoned(TimeZone::UTC);
    let limit = now.checked_sub(RETENTION_MONTHS.months()).ok()?;
    Some(limit.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_five_months_are_counted_by_the_calendar() {
        let now: Timestamp = "2027-03-31T12:00:00Z".parse().expect("an instant");
        let limit: Timestamp = "2025-02-28T12:00:00Z".parse().expect("an instant");
        assert_eq!(oldest_kept_ms(now), Some(limit.as_millisecond()));
    }
}
