//! The agency's side: takes the kiosks' statements in, keeps them, and shows what can be decided from them.

pub mod carried;
pub mod page;
pub mod portal;
pub mod read;
pub mod registrations;
pub mod risk;
pub mod serve;
pub mod statement;
pub mod store;

/// A text as a value in the query of an address.
pub(crate) fn url_escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped += &format!("%{byte:02X}");
        }
    }
    escaped
}
