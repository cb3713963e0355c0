//! Shows the site while it is written: build, answer, wait, and again.

mod answer;
mod builder;
mod edition;
mod findings;
mod host;
mod live;
mod media;
mod news;
mod port;
mod server;
mod watch;

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::thread;

use crate::pipeline::{Failure, Project};
use crate::source::Suspected;

pub use news::{Build, Change, News};
pub use port::PORT;

use builder::Builder;
use edition::Edition;
use host::Hosts;
use watch::Watch;

/// Where to answer, and by which names.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The address to listen at; this computer alone if none is given.
    pub address: Option<IpAddr>,
    /// The port; the first that is free from [`PORT`] on if none is given.
    pub port: Option<u16>,
    /// Names by which it may be called beside `localhost`.
    pub names: Vec<String>,
}

/// Why nothing can be served.
#[derive(Debug)]
pub enum ServeError {
    /// The first build could not run.
    Build(Failure),
    /// Nobody can listen there.
    Listen(Place, io::Error),
    /// The system does not let the program wait for connections or edits.
    System(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServeError::Build(failure) => failure.fmt(f),
            ServeError::Listen(place, error) => {
                match place.port {
                    Some(port) => write!(f, "nothing can be served at port {port}: {error}")?,
                    None => write!(f, "nothing can be served: {error}")?,
                }
                match (place.port, place.address) {
                    (Some(_), _) => write!(f, "\nLeave --port out, and a free one is taken."),
                    (None, Some(address)) => {
                        write!(f, "\nIs {address} an address of this computer?")
                    }
                    (None, None) => Ok(()),
                }
            }
            ServeError::System(error) => write!(f, "nothing can be served: {error}"),
        }
    }
}

impl std::error::Error for ServeError {}

/// Serves the site of a project until the program is asked to end. The project is asked for at each build, because the day may be
/// another one by then; its folders stay.
///
/// # Errors
/// When the content cannot be read at the start, or nobody can listen at that place.
pub fn serve(
    project: impl Fn() -> Project + Send + 'static,
    place: &Place,
    tell: impl Fn(News<'_>) + Send + 'static,
) -> Result<(), ServeError> {
    let sockets = port::listen(place.address, place.port)
        .map_err(|error| ServeError::Listen(place.clone(), error))?;
    let listening = sockets[0].local_addr().map_err(ServeError::System)?;
    let first = project();
    // Watched before it is read, so that no edit falls between the two.
    let mut watch = Watch::new(
        [Some(first.content), first.theme]
            .into_iter()
            .flatten()
            .collect(),
    );
    let (editions, newest) = tokio::sync::watch::channel(Arc::new(Edition::nothing()));
    let mut builder = Builder::new(editions).map_err(ServeError::System)?;
    builder
        .build(&project(), &Suspected::Anywhere, &tell)
        .map_err(ServeError::Build)?;
    tell(News::Open(&address(listening, newest.borrow().prefix())));
    if let Some(why) = watch.blind() {
        tell(News::Blind(why));
    }
    thread::Builder::new()
        .name("build".to_owned())
        .stack_size(builder::STACK)
        .spawn(move || {
            let mut day = project().today;
            loop {
                let suspected = watch.wait(|| project().today != day);
                let project = project();
                day = project.today;
                // What cannot be read was told; the next edit may mend it.
                let _ = builder.build(&project, &suspected, &tell);
            }
        })
        .map_err(ServeError::System)?;
    let hosts = Hosts {
        named: place.names.clone(),
        any_number: !listening.ip().is_loopback(),
    };
    server::serve(sockets, newest, hosts).map_err(ServeError::System)
}

/// The address of the site for people.
fn address(at: SocketAddr, prefix: &str) -> String {
    let host = match at.ip() {
        ip if ip.is_loopback() || ip.is_unspecified() => "localhost".to_owned(),
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    format!("http://{host}:{}{prefix}", at.port())
}
