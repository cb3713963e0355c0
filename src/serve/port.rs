//! Finds a place to listen.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

/// Where to listen when nobody says.
pub const PORT: u16 = 4000;

/// How many ports behind the usual one are tried before any will do.
const TRIED: u16 = 20;

/// Listens at the port that was asked for; else at the usual one, or at the next that is free. Without an address, both addresses of
/// this computer are taken, because browsers disagree on which of them is meant by `localhost`.
///
/// # Errors
/// When the port that was asked for is taken, or the address is not one of this computer.
pub fn listen(address: Option<IpAddr>, port: Option<u16>) -> io::Result<Vec<TcpListener>> {
    if let Some(port) = port {
        return bind(address, port);
    }
    for port in PORT..PORT + TRIED {
        match bind(address, port) {
            Err(error) if is_taken(&error) => {}
            other => return other,
        }
    }
    bind(address, 0)
}

fn is_taken(error: &io::Error) -> bool {
    // Windows says that access is denied where another program holds a port for itself alone.
    matches!(
        error.kind(),
        ErrorKind::AddrInUse | ErrorKind::PermissionDenied
    )
}

fn bind(address: Option<IpAddr>, port: u16) -> io::Result<Vec<TcpListener>> {
    let listen = |address: IpAddr, port| TcpListener::bind(SocketAddr::new(address, port));
    if let Some(address) = address {
        return Ok(vec![listen(address, port)?]);
    }
    let first = listen(Ipv4Addr::LOCALHOST.into(), port)?;
    match listen(Ipv6Addr::LOCALHOST.into(), first.local_addr()?.port()) {
        Ok(second) => Ok(vec![first, second]),
        Err(error) if is_taken(&error) => Err(error),
        // This computer has no IPv6.
        Err(_) => Ok(vec![first]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_was_asked_for_is_that_port_or_none() {
        let first = listen(None, Some(0)).expect("any port");
        let port = first[0].local_addr().expect("an address").port();
        assert_ne!(port, 0);
        let error = listen(None, Some(port)).expect_err("it is taken");
        assert!(is_taken(&error), "{error}");
    }

    #[test]
    fn nobody_else_is_at_the_port_that_was_found() {
        let first = listen(None, None).expect("a port");
        let second = listen(None, None).expect("another port");
        let port = |sockets: &[TcpListener]| sockets[0].local_addr().expect("an address").port();
        assert_ne!(port(&first), port(&second));
        assert!(
            first
                .iter()
                .chain(&second)
                .all(|socket| { socket.local_addr().expect("an address").ip().is_loopback() })
        );
    }
}
