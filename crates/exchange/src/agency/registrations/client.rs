//! From where a request comes, as far as limits need to know.

use std::net::{IpAddr, Ipv4Addr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};

use super::limits::Prefix;
use crate::agency::serve::Peer;

const FORWARDED: &str = "x-forwarded-for";

/// The place a request comes from. What it says of itself counts only if a server of ours has brought it: one on this
/// machine, or whatever `behind_proxy` stands for; and then only the last word, which is that server's own.
pub(super) fn prefix(extensions: &Extensions, headers: &HeaderMap, behind_proxy: bool) -> Prefix {
    let peer = extensions.get::<ConnectInfo<Peer>>().map(|peer| peer.0.0.ip());
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)).to_canonical();
    let told = forwarded(headers).filter(|_| behind_proxy || peer.is_loopback());
    Prefix::of(told.unwrap_or(peer))
}

fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all(FORWARDED).iter().next_back()?.to_str().ok()?;
    let address = last.rsplit(',').next()?.trim();
    // Some servers add the port.
    let socket = address.parse().map(|socket: std::net::SocketAddr| socket.ip());
    address.parse().or(socket).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(peer: &str, headers: &[&'static str], behind_proxy: bool) -> Prefix {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(Peer(format!("{peer}:4000").parse().expect("a socket"))));
        let mut map = HeaderMap::new();
        for value in headers {
            map.append(FORWARDED, value.parse().expect("a header"));
        }
        prefix(&extensions, &map, behind_proxy)
    }

    fn of(address: &str) -> Prefix {
        Prefix::of(address.parse().expect("an address"))
    }

    #[test]
    fn only_a_server_of_ours_is_believed() {
        let told = &["10.9.9.9, 192.0.2.7"];
        assert_eq!(place("198.51.100.4", told, false), of("198.51.100.4"));
        assert_eq!(place("198.51.100.4", told, true), of("192.0.2.7"));
        assert_eq!(place("127.0.0.1", told, false), of("192.0.2.7"));
        assert_eq!(place("[::1]", &["10.9.9.9", "192.0.2.7:4711"], false), of("192.0.2.7"));
        assert_eq!(place("127.0.0.1", &["[2001:db8::1]:80"], false), of("2001:db8::1"));
        assert_eq!(place("127.0.0.1", &["unknown"], false), of("127.0.0.1"));
        assert_eq!(place("127.0.0.1", &[], false), of("127.0.0.1"));
    }
}
