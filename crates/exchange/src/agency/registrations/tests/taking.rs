//! What is taken and what is not.

use super::*;

#[test]
fn a_visit_registers_once_and_a_phone_may_ask_twice() {
    run(|hall| async move {
        let form = hall.form(json!({}));
        hall.take(&form).await.expect("taken");
        hall.take(&form).await.expect("the same, again");
        assert_eq!(hall.counts().await, (1, 0));
        let mut other = form.clone();
        other["first_name"] = "Tom".into();
        let refused = hall.take(&other).await;
        assert!(matches!(refused, Err(Refusal::Used)), "{refused:?}");
        // What phones may repeat is forgotten at the second cleaning; that the visit has registered is not.
        let clean = async || hall.desk.clean(jiff::Timestamp::now(), today()).await.expect("cleaned");
        clean().await;
        hall.take(&form).await.expect("the same, once more");
        clean().await;
        assert!(matches!(hall.take(&form).await, Err(Refusal::Used)));
        assert_eq!(hall.counts().await, (1, 0));
    });
}

#[test]
fn fifty_at_once_with_one_token_register_once() {
    run(|hall| async move {
        let form = hall.form(json!({}));
        // Two programs on one database.
        let second = RegistrationStore::open(&hall.place.database, false)
            .await
            .expect("a second door");
        let other = Desk::new(
            Setup {
                store: second,
                rules: Rules::default(),
                courier: Courier::into_outbox(Outbox::new(hall.outbox.clone())),
                sender: Sender::default(),
                portal: String::new(),
                token_key: [9; 32],
                behind_proxy: false,
                trades: Default::default(),
            },
            public(&hall.kiosk, None),
        );
        let desks = [Arc::clone(&hall.desk), Arc::new(other.expect("randomness"))];
        let same = at_once(&desks, |_| form.clone()).await;
        assert_eq!((same, hall.counts().await), ((50, 0), (1, 0)));
        let form = hall.form(json!({}));
        let different = |number: usize| {
            let mut form = form.clone();
            form["email"] = format!("eleve{number}@exemple.fr").into();
            form
        };
        let different = at_once(&desks, different).await;
        assert_eq!((different, hall.counts().await), ((1, 49), (2, 0)));
    });
}

/// How many of 50 were taken, and how many came too late.
async fn at_once(desks: &[Arc<Desk>; 2], form: impl Fn(usize) -> Value) -> (usize, usize) {
    let tasks: Vec<_> = (0..50)
        .map(|number| {
            let (desk, body) = (Arc::clone(&desks[number % 2]), form(number).to_string());
            tokio::spawn(async move { desk.take(body.as_bytes(), today(), now_ms()).await })
        })
        .collect();
    let (mut taken, mut used) = (0, 0);
    for task in tasks {
        match task.await.expect("no panic") {
            Ok(()) => taken += 1,
            Err(Refusal::Used) => used += 1,
            Err(other) => panic!("{other}"),
        }
    }
    (taken, used)
}

#[test]
fn only_genuine_and_recent_visits_register() {
    run(|hall| async move {
        let genuine = hall.token(today());
        let stranger = SigningKey::from_bytes(&[8; 32]);
        let by_stranger = VisitToken::new(EVENT, &stranger, today()).expect("randomness");
        // Says it is the kiosk, signed by another.
        let mut forged = VisitToken::new(EVENT, &hall.kiosk, today()).expect("randomness");
        forged.nonce = [1; 8];
        let mut changed = genuine.clone().into_bytes();
        changed[30] = if changed[30] == b'A' { b'B' } else { b'A' };
        for token in [
            by_stranger.sign(&stranger),
            forged.sign(&stranger),
            VisitToken::new("autre-salon", &hall.kiosk, today())
                .expect("randomness")
                .sign(&hall.kiosk),
            String::from_utf8(changed).expect("text"),
            genuine[..110].to_owned(),
            genuine[1..].to_owned(),
            format!("{genuine}A"),
            format!("{genuine}{}", "A".repeat(9_000)),
            "'; DROP TABLE used_tokens; --".to_owned(),
            hall.token(day_after(2)),
            hall.token(day_after(-61)),
        ] {
            let refused = hall.take(&hall.form(json!({ "token": token }))).await;
            let is_refused = matches!(refused, Err(Refusal::Token(_) | Refusal::TooLongAgo));
            assert!(is_refused, "{token}: {refused:?}");
        }
        assert_eq!(hall.counts().await, (0, 0));
        // A clock that is a day off, in both ways, and a visit that is long ago.
        for day in [1, 0, -1, -60] {
            let token = hall.token(day_after(day));
            hall.take(&hall.form(json!({ "token": token }))).await.expect("taken");
        }
        assert_eq!(hall.counts().await, (4, 0));
    });
}

#[test]
fn a_lost_kiosk_and_an_agency_without_keys_register_nobody() {
    run(|hall| async move {
        hall.desk.set_keys(public(&hall.kiosk, Some(today())));
        let refused = hall.take(&hall.form(json!({}))).await;
        assert!(matches!(refused, Err(Refusal::Token(_))), "{refused:?}");
        // What it signed before it was lost still counts.
        let token = hall.token(day_after(-1));
        hall.take(&hall.form(json!({ "token": token }))).await.expect("taken");
        hall.desk.set_keys(PublicKeys::default());
        let refused = hall.take(&hall.form(json!({}))).await;
        assert!(matches!(refused, Err(Refusal::Closed)), "{refused:?}");
        assert_eq!(hall.counts().await, (1, 0));
    });
}

#[test]
fn what_is_written_is_kept_as_text() {
    run(|hall| async move {
        let hostile = "'); DROP TABLE registrations; -- <script>alert(1)</script> \" & =1+1 🎓";
        let form = hall.form(json!({
            "first_name": "D’Arcy-Zoé", "wishes": ["formation", "immersion"], "formation": hostile,
            "metiers": [12, 7], "language": "en", "email": "O'Hara+x@exemple.fr",
        }));
        hall.take(&form).await.expect("taken");
        let store = &hall.desk.setup.store;
        let due = store
            .next_mail(now_ms(), &code::Code::default())
            .await
            .expect("an answer")
            .expect("a mail");
        let kept = due.registration;
        assert_eq!(kept.formation.as_deref(), Some(hostile));
        assert_eq!(
            (kept.first_name.as_str(), kept.address.as_str(), &kept.metiers[..]),
            ("D’Arcy-Zoé", "O'Hara+x@exemple.fr", &[12, 7][..])
        );
        assert_eq!(
            (kept.wishes, kept.state),
            (vec![Wish::Immersion, Wish::Formation], State::ToConfirm)
        );
        assert_eq!(kept.consent, "2026-11");
    });
}

#[test]
fn no_column_holds_the_nonce_nor_its_bare_hash() {
    use sha2::Digest;
    run(|hall| async move {
        let token = VisitToken::new(EVENT, &hall.kiosk, today()).expect("randomness");
        hall.take(&hall.form(json!({ "token": token.sign(&hall.kiosk) })))
            .await
            .expect("taken");
        let kept = hall.desk.setup.store.used_tokens().await;
        assert_eq!(kept.len(), 1);
        let (visit, day) = &kept[0];
        assert_eq!(Some(*day), day_number(today()).map(i64::from));
        let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
        assert!(!visit.contains(&hex(&token.nonce)) && *visit != hex(&sha2::Sha256::digest(token.nonce)));
        // Another key, another hash: who has the database alone cannot try tokens out.
        let other = visit::Visit::new(&token, b"", &[1; 32]);
        assert_ne!(other.hash, *visit);
    });
}

#[test]
fn nobody_s_letter_box_is_filled() {
    run(|hall| async move {
        for number in 0..7 {
            let email = if number % 2 == 0 {
                "lea@exemple.fr"
            } else {
                "LEA@Exemple.FR"
            };
            hall.take(&hall.form(json!({ "email": email }))).await.expect("taken");
        }
        hall.send_all().await;
        assert_eq!(hall.mails().len(), 5);
        // The others follow the next day.
        let tomorrow = now_ms() + 25 * 3600 * 1000;
        while hall.desk.send_next(tomorrow).await.expect("an answer") == Turn::Sent {}
        assert_eq!(hall.mails().len(), 7);
    });
}

#[test]
fn only_the_consents_that_were_asked_for_count() {
    run(|mut hall| async move {
        let desk = Arc::get_mut(&mut hall.desk).expect("nobody else's");
        desk.setup.rules.consents = vec!["2026-11".to_owned()];
        let old = hall.form(json!({ "consent": "2025-01" }));
        let refused = hall.take(&old).await;
        assert!(
            matches!(&refused, Err(Refusal::Field(error)) if error.code == "version"),
            "{refused:?}"
        );
        hall.take(&hall.form(json!({}))).await.expect("taken");
    });
}
