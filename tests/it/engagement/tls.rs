//! Certificates that are not as they should be: nothing is sent, and staff are told why in plain words.

use std::{
    io::{Read, Write},
    net::TcpListener,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use etabli::engagement::upload::{Fault, Link, LinkError, Policy, Round, Trouble, round};
use jiff::Timestamp;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    pki_types::{CertificateDer, PrivateKeyDer},
};

use super::world::{address, on_this_thread, outbox, statements};

struct Server {
    port: u16,
    /// All that came in through the encryption.
    heard: Arc<Mutex<Vec<u8>>>,
}

/// A store that takes everything, behind this certificate.
fn serve(certificate: CertificateDer<'static>, key: &KeyPair) -> Server {
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("a certificate");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let heard = Arc::new(Mutex::new(vec![]));
    let (config, hears) = (Arc::new(config), heard.clone());
    let serving = std::thread::Builder::new().name("tls".to_owned()).spawn(move || {
        let (stream, _) = listener.accept().expect("a connection");
        let connection = ServerConnection::new(config).expect("a connection");
        let mut stream = StreamOwned::new(connection, stream);
        let mut bytes = [0; 64 * 1024];
        // Who does not trust us hangs up.
        while let Ok(length @ 1..) = stream.read(&mut bytes) {
            let mut heard = hears.lock().expect("what was heard");
            heard.extend_from_slice(&bytes[..length]);
            if heard.ends_with(b"}]") {
                let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n");
            }
        }
    });
    drop(serving.expect("a thread"));
    Server { port, heard }
}

/// An authority, and the file that names it.
struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    file: PathBuf,
}

impl Drop for Authority {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.file);
    }
}

fn authority(name: &str) -> Authority {
    let mut params = CertificateParams::new(vec![]).expect("parameters");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().expect("a key");
    let issuer = CertifiedIssuer::self_signed(params, key).expect("an authority");
    let file = std::env::temp_dir().join(format!("etabli-tls-{}-{name}.pem", std::process::id()));
    std::fs::write(&file, issuer.pem()).expect("a file");
    Authority { issuer, file }
}

/// What comes of sending to a store with a certificate for `host`, valid in these years, where `authority` is known.
fn sent(authority: &Authority, host: &str, years: (i32, i32)) -> (Round, Vec<u8>) {
    let mut params = CertificateParams::new(vec![host.to_owned()]).expect("parameters");
    params.not_before = date_time_ymd(years.0, 1, 1);
    params.not_after = date_time_ymd(years.1, 1, 1);
    let key = KeyPair::generate().expect("a key");
    let certificate = params.signed_by(&key, &authority.issuer).expect("a certificate");
    send(&serve(certificate.der().clone(), &key), Some(authority.file.clone()))
}

fn send(server: &Server, ca: Option<PathBuf>) -> (Round, Vec<u8>) {
    let mut address = address("https", server.port, "1.0.3");
    address.ca = ca;
    address.heartbeat = None;
    let link = Link::open(&address).expect("a link");
    let done = on_this_thread(async {
        let mut db = outbox(&statements(0..3)).await;
        round(&mut db, &link, &mut Policy::new(1), Timestamp::now).await
    });
    let heard = server.heard.lock().expect("what was heard").clone();
    (done.expect("a database in memory works"), heard)
}

#[test]
fn an_authority_of_the_agency_s_own_is_enough() {
    let (done, heard) = sent(&authority("good"), "127.0.0.1", (2020, 2200));
    assert_eq!((done.sent, done.trouble), (3, None));
    assert!(heard.starts_with(b"POST /xapi/statements"));
}

#[test]
fn a_certificate_that_is_not_good_is_told_and_nothing_is_sent() {
    for (name, host, years, fault, word) in [
        ("expired", "127.0.0.1", (2020, 2021), Fault::Expired, "expiré"),
        ("early", "127.0.0.1", (2190, 2200), Fault::NotYetValid, "horloge"),
        ("name", "agence.example", (2020, 2200), Fault::OtherName, "autre site"),
    ] {
        let (done, heard) = sent(&authority(name), host, years);
        let trouble = Trouble::Certificate(fault);
        assert_eq!((done.sent, done.trouble), (0, Some(trouble)), "{name}");
        assert!(heard.is_empty(), "{name}");
        assert!(trouble.told().fr.contains(word), "{name}");
    }
}

#[test]
fn a_certificate_that_only_vouches_for_itself_is_told_and_nothing_is_sent() {
    let key = KeyPair::generate().expect("a key");
    let params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).expect("parameters");
    let certificate = params.self_signed(&key).expect("a certificate");
    let (done, heard) = send(&serve(certificate.der().clone(), &key), None);
    assert_eq!(done.trouble, Some(Trouble::Certificate(Fault::Unknown)));
    // As `openssl req -x509` makes them: an authority of its own.
    let own = authority("own");
    let server = serve(own.issuer.der().clone(), own.issuer.key());
    let (as_authority, heard_too) = send(&server, None);
    assert_eq!(as_authority.trouble, Some(Trouble::Certificate(Fault::Unknown)));
    assert!(heard.is_empty() && heard_too.is_empty());
}

#[test]
fn a_file_that_names_no_authority_is_told() {
    let folder = std::env::temp_dir();
    let text = folder.join(format!("etabli-tls-{}-text.pem", std::process::id()));
    std::fs::write(&text, "hello").expect("a file");
    for ca in [text.clone(), folder.join("absent.pem")] {
        let mut address = address("https", 9, "1.0.3");
        address.ca = Some(ca);
        let refused = Link::open(&address).expect_err("no authority");
        assert!(matches!(refused, LinkError::Authority { .. }), "{refused:?}");
    }
    std::fs::remove_file(text).expect("cleaned up");
}
