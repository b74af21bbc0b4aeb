//! What is read: pages, and the store by another program.

use super::*;

#[test]
fn pages_are_for_readers_and_show_what_arrived() {
    on_every_store(|bench| async move {
        let served = served(bench).await;
        assert_eq!(told(served.client.get(&served.url)).await.0, 401);
        assert_eq!(told(served.get_as("parc", "/")).await.0, 403);
        let (status, empty) = told(served.get("/")).await;
        assert!(
            status == 200 && empty.contains("Les premiers chiffres arriveront"),
            "{empty}"
        );
        assert_eq!(told(served.post(samples::kit(1).to_string())).await.0, 200);
        let (_, page) = told(served.get("/")).await;
        assert!(
            page.contains("soudure") && page.contains(">42<") && !page.contains("arriveront"),
            "{page}"
        );
        assert!(!page.contains("style=\"") && !page.contains("<script"), "{page}");
        // Whatever a page asks for comes from here.
        for address in page
            .split(['"', '\''])
            .filter(|text| text.starts_with('/') && text.len() > 1)
        {
            let address = address.replace("&amp;", "&");
            assert_eq!(told(served.get(&address)).await.0, 200, "{address}");
        }
        let stranger = page.split('"').filter(|text| text.starts_with("http"));
        assert_eq!(stranger.count(), 0);
        let (_, table) = told(served.get("/donnees.csv?annee=2027")).await;
        assert!(table.contains("salon-2027;") && table.contains("masqué"), "{table}");
        let (_, report) = told(served.get("/rapport?evenement=salon-2027")).await;
        assert!(
            report.contains("data:font/ttf") && !report.contains("url(\"/"),
            "self-contained"
        );
        let (_, nothing) = told(served.get("/?evenement=%3Cscript%3E")).await;
        assert!(nothing.contains("Rien ne correspond") && !nothing.contains("<script"));
    });
}

#[test]
fn an_agency_reads_another_one_as_any_lrs() {
    on_every_store(|bench| async move {
        let served = served(bench).await;
        let numbers: Vec<Value> = (0..230).map(samples::kit).collect();
        assert_eq!(told(served.post(Value::from(numbers).to_string())).await.0, 200);
        let read = async |password: &str, address: &str| {
            let credentials = Credentials {
                user: "analyse".into(),
                password: password.into(),
            };
            let lrs =
                Lrs::new(&format!("{}{address}", served.url), Some(credentials), "1.0.3", None).expect("an address");
            lrs.statements().await
        };
        for address in ["/xapi", "/xapi/", "/xapi/statements"] {
            let statements = read("secret", address).await.expect("statements");
            assert_eq!(SealedFigures::of(&statements).classes.len(), 230);
        }
        assert!(matches!(read("faux", "/xapi").await, Err(LrsError::Status(401, _))));
        assert!(matches!(
            read("secret", "/ailleurs").await,
            Err(LrsError::Status(404, _))
        ));
        assert!(matches!(
            Lrs::new("http://lrs.example/xapi", None, "1.0.3", None),
            Err(LrsError::Plain)
        ));
    });
}

#[test]
fn beside_another_store_nothing_is_taken_in_and_its_silence_is_told() {
    on_every_store(|bench| async move {
        // Nobody listens there.
        let lrs = Lrs::new("http://127.0.0.1:1/xapi", None, "1.0.3", None).expect("an address");
        let served = served_from(bench, Source::lrs(lrs), Patience::default()).await;
        assert_eq!(told(served.post(samples::kit(1).to_string())).await.0, 404);
        let beat =
            json!({"kiosk": "borne-3", "version": "0.1.0", "waiting": 0, "quarantined": 0, "last_success": null});
        assert_eq!(told(served.beat("parc", beat.to_string())).await.0, 204);
        let (status, page) = told(served.get("/")).await;
        assert!(
            status == 200 && page.contains("ne peuvent pas être lus") && page.contains("borne-3"),
            "{page}"
        );
        assert_eq!(told(served.get("/donnees.csv")).await.0, 502);
    });
}
