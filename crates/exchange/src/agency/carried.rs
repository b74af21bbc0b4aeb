//! Statements that came by hand: the same checks, the same store, the same ids as by the network.

use uuid::Uuid;

use super::{
    statement,
    store::{Received, Store, StoreError},
};
use crate::engagement::{portable::Taken, statement::FrozenStatement};

/// Stands for a fleet where statements came by file.
pub const FLEET: &str = "cle-usb";
/// Kept in one transaction; a conflict sends them through one by one.
const BATCH: usize = 100;

/// Keeps what can be kept, and tells of each what became of it, in the file's order.
///
/// # Errors
/// If the database does not answer; what was kept until then is kept, and a second try finds it there.
pub async fn take(store: &Store, statements: &[FrozenStatement]) -> Result<Vec<(Uuid, Taken)>, StoreError> {
    let mut taken = Vec::with_capacity(statements.len());
    for batch in statements.chunks(BATCH) {
        let checked: Vec<Option<Received>> = batch.iter().map(check).collect();
        let good: Vec<Received> = checked.iter().flatten().cloned().collect();
        let whole = match store.add(FLEET, &good).await {
            Ok(_) => true,
            Err(StoreError::Conflict(_)) => false,
            Err(error) => return Err(error),
        };
        for (statement, checked) in batch.iter().zip(checked) {
            let became = match checked {
                None => Taken::Refused,
                Some(_) if whole => Taken::Stored,
                Some(received) => match store.add(FLEET, &[received]).await {
                    Ok(_) => Taken::Stored,
                    Err(StoreError::Conflict(_)) => Taken::Different,
                    Err(error) => return Err(error),
                },
            };
            taken.push((statement.id, became));
        }
    }
    Ok(taken)
}

/// The statement, if it is one of the contract and under the id that the file gives it.
fn check(frozen: &FrozenStatement) -> Option<Received> {
    let text = std::str::from_utf8(&frozen.body).ok()?;
    statement::one(text).ok().filter(|received| received.id == frozen.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agency::{statement::samples, store::tests::run as on_every_store};

    fn frozen(number: u64, text: String) -> FrozenStatement {
        FrozenStatement {
            id: samples::id(number),
            body: text.into_bytes(),
        }
    }

    #[test]
    fn each_statement_of_a_file_has_its_own_fate() {
        on_every_store(|bench| async move {
            let store = &bench.store;
            let good = |number: u64| samples::kit(number).to_string();
            // The first came by the network already; the second did, and is another one here.
            for number in [0, 1] {
                store
                    .add("parc", &[statement::one(&good(number)).expect("a statement")])
                    .await
                    .expect("kept");
            }
            let file = [
                frozen(0, good(0)),
                frozen(1, good(1).replacen("42", "44", 1)),
                frozen(2, good(2).replacen("\"platform\"", "\"registration\"", 1)),
                frozen(3, good(4)),
                frozen(5, good(5)),
            ];
            let fates = [
                Taken::Stored,
                Taken::Different,
                Taken::Refused,
                Taken::Refused,
                Taken::Stored,
            ];
            for _ in 0..2 {
                let taken = take(store, &file).await.expect("an answer");
                assert_eq!(taken.iter().map(|(_, taken)| *taken).collect::<Vec<_>>(), fates);
                assert_eq!(store.pulse().await.expect("an answer").0, 3);
            }
        });
    }
}
