//! By which names this server may be called. A page of another site could give its own name the address of this computer and then
//! read what is served here ("DNS rebinding"), so a name that is not ours is refused.

use std::net::{IpAddr, Ipv6Addr};

/// The names by which this server may be called.
#[derive(Clone, Debug, Default)]
pub struct Hosts {
    /// Names that the user allows beside those of this computer.
    pub named: Vec<String>,
    /// Whether any address in numbers will do, as it must where other computers may look on. Numbers cannot be made to lead elsewhere.
    pub any_number: bool,
}

impl Hosts {
    /// Whether a `Host` header names us.
    pub fn allow(&self, header: &str) -> bool {
        let Some(name) = without_port(header) else {
            return false;
        };
        let number = match name.strip_prefix('[') {
            Some(rest) => rest
                .strip_suffix(']')
                .and_then(|number| number.parse::<Ipv6Addr>().ok())
                .map(IpAddr::V6),
            None => name.parse().ok(),
        };
        if let Some(number) = number {
            return self.any_number || number.is_loopback();
        }
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        name == "localhost"
            || name.ends_with(".localhost")
            || self
                .named
                .iter()
                .any(|known| known.eq_ignore_ascii_case(&name))
    }
}

/// A host without its port; `None` if what stands there is no port.
fn without_port(header: &str) -> Option<&str> {
    let (name, port) = match header.rfind(':') {
        // The colons of an IPv6 address stand in brackets.
        Some(at) if !header[at..].contains(']') => (&header[..at], &header[at + 1..]),
        _ => (header, ""),
    };
    port.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computer_is_called() {
        let mut hosts = Hosts::default();
        for name in [
            "localhost",
            "LocalHost:4000",
            "a.localhost:1",
            "127.0.0.1:4000",
            "127.8.8.8",
            "[::1]:4000",
            "localhost.",
        ] {
            assert!(hosts.allow(name), "{name}");
        }
        for name in [
            "",
            "evil.example",
            "evil.example:4000",
            "localhost.evil.example",
            "10.0.0.7:4000",
            "[fe80::1]",
            "localhost:x",
            "notlocalhost",
            "[::1",
            "127.0.0.1.evil.example",
        ] {
            assert!(!hosts.allow(name), "{name}");
        }
        hosts.any_number = true;
        hosts.named.push("ward-pc.example".to_owned());
        for name in ["10.0.0.7:4000", "[fe80::1]:4000", "Ward-PC.example:4000"] {
            assert!(hosts.allow(name), "{name}");
        }
        assert!(!hosts.allow("evil.example"));
    }
}
