//! A mail server on the loopback that takes what it is told to take, and keeps it.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What came: to whom, and the mail.
pub type Received = Arc<Mutex<Vec<(String, String)>>>;

pub struct FakeSmtp {
    pub port: u16,
    pub received: Received,
    /// What it says to the next recipients; 250 when there is nothing left.
    pub answers: Arc<Mutex<VecDeque<&'static str>>>,
}

pub async fn start(port: u16) -> FakeSmtp {
    let listener = TcpListener::bind(("127.0.0.1", port)).await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (received, answers) = (Received::default(), Arc::<Mutex<VecDeque<_>>>::default());
    let (kept, told) = (Arc::clone(&received), Arc::clone(&answers));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, Arc::clone(&kept), Arc::clone(&told)));
        }
    });
    FakeSmtp {
        port,
        received,
        answers,
    }
}

async fn talk(stream: TcpStream, received: Received, answers: Arc<Mutex<VecDeque<&'static str>>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    say(&mut stream, "220 essai").await?;
    let mut to = String::new();
    loop {
        let line = hear(&mut stream).await?;
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" | "HELO" => "250-essai\r\n250 8BITMIME",
            "RCPT" => {
                to = line.clone();
                answers.lock().expect("no panic").pop_front().unwrap_or("250 ok")
            }
            "DATA" => {
                say(&mut stream, "354 go on").await?;
                let mail = body(&mut stream).await?;
                let recipient = to.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                received.lock().expect("no panic").push((recipient, mail));
                "250 kept"
            }
            "QUIT" => return None,
            _ => "250 ok",
        };
        say(&mut stream, answer).await?;
    }
}

async fn say(stream: &mut BufReader<TcpStream>, line: &str) -> Option<()> {
    stream.write_all(format!("{line}\r\n").as_bytes()).await.ok()
}

async fn hear(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    (stream.read_line(&mut line).await.ok()? > 0).then_some(line)
}

async fn body(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut mail = String::new();
    loop {
        let line = hear(stream).await?;
        if line == ".\r\n" {
            return Some(mail);
        }
        mail += line.strip_prefix('.').unwrap_or(&line);
    }
}
