//! `etabli agency` as the agency's staff meet it: the program, its words, its exit codes, its files.

mod carried;
mod served;
mod simulated;

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{self, Child, Command, Output, Stdio},
};

use etabli::engagement::{
    anonymise::{Bin, Histogram, HistogramKind, SealedClass, Subject},
    plan::Period,
    statement::{FrozenStatement, StatementContext, freeze},
};
use jiff::civil::date;

/// A folder of the system's temporary ones, removed with its value.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("etabli-agency-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a temporary folder");
        Self(folder)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// `etabli agency …` with its data in `folder`, in a house without names.
fn agency(folder: &Scratch, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_etabli"));
    command
        .env("ETABLI_DATA", &folder.0)
        .env_remove("ETABLI_AGENCY_DATABASE")
        .env_remove("ETABLI_LRS_USER")
        .env_remove("ETABLI_LRS_PASSWORD")
        .arg("agency")
        .args(arguments);
    command
}

fn ran(folder: &Scratch, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = agency(folder, arguments).output().expect("the program");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

/// A server that ends with its value.
pub struct Server {
    child: Child,
    url: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    pub fn start(folder: &Scratch, arguments: &[&str]) -> Self {
        let mut all = vec!["serve", "--listen", "127.0.0.1:0"];
        all.extend(arguments);
        let mut child = agency(folder, &all)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut lines = BufReader::new(child.stderr.take().expect("piped")).lines();
        let url = lines.by_ref().find_map(|line| {
            let line = line.expect("a line");
            let (_, rest) = line.split_once("http://")?;
            Some(format!("http://{}", rest.split('/').next()?))
        });
        // What it says later must not fill the pipe.
        std::thread::Builder::new()
            .name("stderr of the agency".to_owned())
            .spawn(move || lines.for_each(drop))
            .expect("a thread");
        Self {
            child,
            url: url.expect("the address it listens on"),
        }
    }

    /// A request in the way of every client: status and text.
    pub fn ask(&self, method: &str, address: &str, credentials: &str, body: Option<Vec<u8>>) -> (u16, String) {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let client = reqwest::Client::builder().no_proxy().build().expect("a client");
            let (user, password) = credentials.split_once(':').expect("name:password");
            let method = method.parse().expect("a method");
            let mut request = client
                .request(method, format!("{}{address}", self.url))
                .basic_auth(user, Some(password))
                .header("X-Experience-API-Version", "1.0.3")
                .header("Content-Type", "application/json");
            if let Some(body) = body {
                request = request.body(body);
            }
            let response = request.send().await.expect("an answer");
            (response.status().as_u16(), response.text().await.expect("a text"))
        })
    }
}

/// A class of the welding kit, frozen as a kiosk freezes it.
fn frozen(audience: &'static str, visits: u32) -> FrozenStatement {
    let bin = |code: &str, n| Bin {
        of: vec![code.to_owned()],
        n,
    };
    let third = visits / 3;
    let class = SealedClass {
        event: "salon-2027".to_owned(),
        period: Period::WholeEvent {
            last_day: date(2027, 3, 28),
        },
        subject: Subject::Kit {
            kit: "soudure".to_owned(),
            audience: Some(audience),
        },
        visits,
        histograms: vec![
            (
                HistogramKind::Outcome,
                Histogram::Bins(vec![bin("finished", visits - third), bin("abandoned", third)]),
            ),
            (HistogramKind::Help, Histogram::Masked),
        ],
        accessibility: Vec::new(),
    };
    let context = StatementContext {
        iri_base: "https://agence.example/xapi".to_owned(),
    };
    freeze(&class, &context)
}

fn batch(statements: &[FrozenStatement]) -> Vec<u8> {
    let bodies: Vec<&[u8]> = statements.iter().map(|statement| statement.body.as_slice()).collect();
    [b"[".as_slice(), &bodies.join(&b','), b"]"].concat()
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a file")
}
