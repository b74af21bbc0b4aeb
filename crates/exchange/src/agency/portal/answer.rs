//! One thing to serve, made once: its bytes, the same compressed, and the tag by which a phone knows it has them already.

use std::io::Write;

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use crate::{engagement::portable::hex, language::Language};

/// Bytes and everything a browser is told about them.
#[derive(Clone, Debug)]
pub struct Answer {
    kind: &'static str,
    plain: Vec<u8>,
    /// Of texts only.
    gzip: Option<Vec<u8>>,
    tag: HeaderValue,
    kept: Kept,
}

/// How long a phone may do without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It asks each time whether there is something newer: pages and programs of one version belong together.
    Asking,
    /// A day: pictures.
    ADay,
    /// A year: faces never change under their name.
    AYear,
}

impl Answer {
    pub fn new(kind: &'static str, plain: Vec<u8>, kept: Kept) -> Self {
        // Pictures and faces are compressed already.
        let is_text = kind.starts_with("text/") || kind == "application/json";
        let gzip = compressed(&plain).filter(|gzip| is_text && gzip.len() < plain.len());
        let tag = HeaderValue::from_str(&format!("W/\"{}\"", &digest(&plain)[..20]));
        let tag = tag.expect("hexadecimal digits between quotes");
        Self {
            kind,
            plain,
            gzip,
            tag,
            kept,
        }
    }

    pub fn plain(&self) -> &[u8] {
        &self.plain
    }

    /// What goes over the air to a browser, bytes.
    #[cfg(test)]
    pub fn weight(&self) -> usize {
        self.gzip.as_ref().unwrap_or(&self.plain).len()
    }

    pub fn response(&self, asked: &HeaderMap) -> Response {
        const VARY: HeaderValue = HeaderValue::from_static("accept-encoding, accept-language");
        let told = [
            (header::ETAG, self.tag.clone()),
            (header::CACHE_CONTROL, self.kept.header()),
            (header::VARY, VARY),
        ];
        if mentions(asked, &header::IF_NONE_MATCH, &self.tag) {
            return (StatusCode::NOT_MODIFIED, told).into_response();
        }
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static(self.kind))];
        match &self.gzip {
            Some(gzip) if takes_gzip(asked) => {
                let coding = [(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))];
                (told, kind, coding, gzip.clone()).into_response()
            }
            _ => (told, kind, self.plain.clone()).into_response(),
        }
    }
}

impl Kept {
    fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Asking => "no-cache",
            Self::ADay => "public, max-age=86400",
            Self::AYear => "public, max-age=31536000, immutable",
        })
    }
}

/// SHA-256 in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn compressed(plain: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).ok()?;
    encoder.finish().ok()
}

fn mentions(asked: &HeaderMap, name: &HeaderName, tag: &HeaderValue) -> bool {
    let (Some(asked), Ok(tag)) = (asked.get(name).and_then(|value| value.to_str().ok()), tag.to_str()) else {
        return false;
    };
    asked.split(',').any(|known| known.trim() == tag)
}

fn takes_gzip(asked: &HeaderMap) -> bool {
    let codings = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    codings.is_some_and(|codings| ranked(codings).any(|(name, weight)| name == "gzip" && weight > 0.0))
}

/// The language of a page: the one in the address (`?langue=en`), else the one the browser likes better.
pub fn language(query: Option<&str>, asked: &HeaderMap) -> Language {
    let written = query.and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("langue=")));
    match written {
        Some("en") => return Language::English,
        Some("fr") => return Language::French,
        _ => {}
    }
    let liked = asked.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let liked = liked.unwrap_or_default();
    let weight = |code: &str| {
        let of_code = ranked(liked).filter(|(name, _)| name.split('-').next() == Some(code));
        of_code.map(|(_, weight)| weight).fold(0.0, f32::max)
    };
    // Whoever reads neither French nor English better reads English, unless nothing is said.
    let (french, english) = (weight("fr"), weight("en"));
    let stranger = !liked.is_empty() && french == 0.0;
    if english > french || stranger {
        Language::English
    } else {
        Language::French
    }
}

/// `a;q=0.5, b` as names in lower case and weights.
fn ranked(list: &str) -> impl Iterator<Item = (String, f32)> + '_ {
    list.split(',').map(|item| {
        let mut parts = item.split(';');
        let name = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok());
        (name, weight.unwrap_or(1.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).expect("a header"))])
    }

    #[test]
    fn the_language_is_the_one_that_was_asked_for() {
        for (query, liked, wanted) in [
            (None, "fr-FR,fr;q=0.9,en;q=0.8", Language::French),
            (None, "en-GB,en;q=0.9,fr;q=0.2", Language::English),
            (None, "en;q=0.3, fr;q=0.7", Language::French),
            (None, "de-DE,de;q=0.9", Language::English),
            (None, "de-DE, fr;q=0.1", Language::French),
            (None, "", Language::French),
            (Some("a=b&langue=en"), "fr", Language::English),
            (Some("langue=fr"), "en", Language::French),
            (Some("langue=<script>"), "fr", Language::French),
        ] {
            let asked = headers(header::ACCEPT_LANGUAGE, liked);
            assert_eq!(language(query, &asked), wanted, "{query:?} {liked}");
        }
        assert_eq!(language(None, &HeaderMap::new()), Language::French);
    }

    #[test]
    fn gzip_is_for_those_who_take_it() {
        for (asked, takes) in [
            ("gzip, br", true),
            ("br;q=1.0, gzip;q=0.1", true),
            ("gzip;q=0", false),
            ("br", false),
        ] {
            assert_eq!(takes_gzip(&headers(header::ACCEPT_ENCODING, asked)), takes, "{asked}");
        }
    }
}
