//! The last sign of life of each kiosk.

use serde::Deserialize;
use sqlx::Row;

use super::{Store, StoreError, now_ms};

/// No agency has as many; whoever stole a fleet's token cannot fill the disk.
pub const KIOSKS_PER_FLEET_MAX: i64 = 2_000;

/// What a kiosk tells of itself: never how many visits it had.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heartbeat {
    pub kiosk: String,
    /// Version of Établi.
    pub version: String,
    /// Statements that wait for the network.
    pub waiting: u32,
    /// Statements that a person must look at.
    pub quarantined: u32,
    /// When statements were last accepted, Unix seconds.
    pub last_success: Option<i64>,
}

impl Heartbeat {
    /// Names of kiosks are as those of kits and events; versions are short.
    pub fn is_plausible(&self) -> bool {
        const VERSION_MAX: usize = 40;
        let plain = |text: &str, more: &[u8]| {
            let known = |byte: u8| byte.is_ascii_alphanumeric() || more.contains(&byte);
            !text.is_empty() && text.bytes().all(known)
        };
        super::is_token_name(&self.kiosk) && self.version.len() <= VERSION_MAX && plain(&self.version, b".+-")
    }
}

/// A kiosk as last heard of; instants are Unix milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kiosk {
    pub fleet: String,
    pub name: String,
    pub version: String,
    pub waiting: i64,
    pub quarantined: i64,
    pub last_success_ms: Option<i64>,
    pub seen_ms: i64,
}

impl Store {
    /// Keeps what a kiosk told, in place of what it told before.
    ///
    /// # Errors
    /// [`StoreError::TooManyKiosks`] for a new name when the fleet has its fill.
    pub async fn hear(&self, fleet: &str, heartbeat: &Heartbeat) -> Result<(), StoreError> {
        let _writer = self.writer.lock().await;
        let sql = "INSERT INTO kiosks (fleet, kiosk, version, waiting, quarantined, last_success, seen) \
             SELECT $1, $2, $3, $4, $5, $6, $7 \
             WHERE (SELECT COUNT(*) FROM kiosks WHERE fleet = $1) < $8 \
             OR EXISTS (SELECT 1 FROM kiosks WHERE fleet = $1 AND kiosk = $2) \
             ON CONFLICT (fleet, kiosk) DO UPDATE SET version = excluded.version, waiting = excluded.waiting, \
             quarantined = excluded.quarantined, last_success = excluded.last_success, seen = excluded.seen";
        let done = sqlx::query(sql)
            .bind(fleet.to_owned())
            .bind(heartbeat.kiosk.clone())
            .bind(heartbeat.version.clone())
            .bind(i64::from(heartbeat.waiting))
            .bind(i64::from(heartbeat.quarantined))
            .bind(heartbeat.last_success.map(|secs| secs.saturating_mul(1000)))
            .bind(now_ms())
            .bind(KIOSKS_PER_FLEET_MAX)
            .execute(&self.pool)
            .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::TooManyKiosks);
        }
        Ok(())
    }

    /// Every kiosk ever heard of, by fleet and name.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn kiosks(&self) -> Result<Vec<Kiosk>, StoreError> {
        let sql = "SELECT fleet, kiosk, version, waiting, quarantined, last_success, seen FROM kiosks \
             ORDER BY fleet, kiosk";
        let rows = sqlx::query(sql).fetch_all(&self.pool).await?;
        let kiosk = |row: &sqlx::any::AnyRow| {
            Ok(Kiosk {
                fleet: row.try_get(0)?,
                name: row.try_get(1)?,
                version: row.try_get(2)?,
                waiting: row.try_get(3)?,
                quarantined: row.try_get(4)?,
                last_success_ms: row.try_get(5)?,
                seen_ms: row.try_get(6)?,
            })
        };
        rows.iter().map(kiosk).collect()
    }
}
