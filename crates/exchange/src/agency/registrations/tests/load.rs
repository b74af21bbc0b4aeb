//! Fifty registrations a second: two seconds of it always, thirty with `ETABLI_TEST_LONG`.

use std::{collections::BTreeSet, time::Instant};

use super::*;

const PER_SEC: u32 = 50;

#[test]
fn fifty_a_second_are_all_kept_and_none_twice() {
    let secs = if env::var_os("ETABLI_TEST_LONG").is_some() {
        30
    } else {
        2
    };
    run(|hall| async move {
        let served = Arc::new(served(hall, Patience::default()).await);
        let total = PER_SEC * secs;
        let start = tokio::time::Instant::now();
        let mut tasks = Vec::new();
        for number in 0..total {
            tokio::time::sleep_until(start + Duration::from_secs(1) * number / PER_SEC).await;
            let served = Arc::clone(&served);
            tasks.push(tokio::spawn(async move { register(&served, number).await }));
        }
        let mut took = Vec::new();
        for task in tasks {
            took.push(task.await.expect("no panic"));
        }
        took.sort_unstable();
        let of = |share: usize| took[took.len() * share / 1000 - 1];
        let engine = served.hall.place.database.to_string();
        report(&format!(
            "{engine}: {total} in {secs} s, p50 {:?}, p99 {:?}, max {:?}",
            of(500),
            of(990),
            of(1000)
        ));
        let store = &served.hall.desk.setup.store;
        let kept = store.ids().await.expect("an answer").len();
        assert_eq!(kept, total as usize);
        // Mails go at the disk's pace, one after the other.
        for _ in 0..4_000 {
            if store.counts().await.expect("an answer").mails_waiting == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let links: BTreeSet<String> = served.hall.mails().iter().map(|mail| link_in(mail)).collect();
        assert_eq!(links.len(), total as usize);
    });
}

/// From one of twenty places, every tenth twice, as a phone that heard no answer.
async fn register(served: &Served, number: u32) -> Duration {
    let form = served
        .hall
        .form(json!({ "email": format!("eleve{number}@exemple.fr") }))
        .to_string();
    let place = format!("198.51.{}.7", number % 20);
    let start = Instant::now();
    let (status, _) = told(served.post(form.clone()).header("X-Forwarded-For", &place)).await;
    let took = start.elapsed();
    assert_eq!(status, 202);
    if number.is_multiple_of(10) {
        assert_eq!(told(served.post(form).header("X-Forwarded-For", &place)).await.0, 202);
    }
    took
}

fn report(line: &str) {
    eprintln!("{line}");
}
