//! The server: connections in, answers out. What is answered is decided elsewhere.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderValue};
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};

use super::answer::{answer, refusal};
use super::edition::Edition;
use super::host::Hosts;
use super::live;
use crate::path::decode;

/// How often a page that is told nothing is shown that the server is still there; a browser that went away is noticed by it.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How long an answer waits for what is still being made.
const AWAITED: Duration = Duration::from_secs(60);

/// The editions as they come.
pub type Editions = watch::Receiver<Arc<Edition>>;

/// Answers until somebody ends the program.
///
/// # Errors
/// When the system does not let the program wait for connections.
pub fn serve(
    sockets: Vec<std::net::TcpListener>,
    editions: Editions,
    hosts: Hosts,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let hosts = Arc::new(hosts);
    runtime.block_on(async {
        for socket in sockets {
            socket.set_nonblocking(true)?;
            let listener = TcpListener::from_std(socket)?;
            tokio::spawn(accept(listener, editions.clone(), Arc::clone(&hosts)));
        }
        ended().await
    })
}

/// Waits until the program is asked to end: by Ctrl-C, or by a supervisor.
async fn ended() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut asked = signal(SignalKind::terminate())?;
        tokio::select! {
            done = tokio::signal::ctrl_c() => done,
            _ = asked.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

async fn accept(listener: TcpListener, editions: Editions, hosts: Arc<Hosts>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(connection(stream, editions.clone(), Arc::clone(&hosts)));
            }
            // Too many files are open: the next browser to go away makes room.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn connection(stream: TcpStream, editions: Editions, hosts: Arc<Hosts>) {
    // An event is a few bytes, and must not wait for more.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let (parts, _) = request.into_parts();
        let (editions, hosts) = (editions.clone(), Arc::clone(&hosts));
        async move { Ok::<_, Infallible>(respond(&parts, editions, &hosts).await) }
    });
    // A browser that goes away in the middle is no trouble of ours.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn respond(request: &Parts, mut editions: Editions, hosts: &Hosts) -> Response<Answer> {
    if request.uri.path() == live::EVENTS {
        return match refusal(request, hosts) {
            Some(refusal) => refusal.map(Answer::Whole),
            None => events(request, editions),
        };
    }
    let path = request.uri.path();
    let made = editions.wait_for(|edition| !edition.is_awaited(path));
    let made = tokio::time::timeout(AWAITED, made).await;
    let made = made.ok().and_then(Result::ok).map(|made| Arc::clone(&made));
    let edition = made.unwrap_or_else(|| Arc::clone(&editions.borrow()));
    answer(request, &edition, hosts).map(Answer::Whole)
}

/// An answer that goes on for as long as a page is open.
fn events(request: &Parts, mut editions: Editions) -> Response<Answer> {
    let query = request.uri.query().unwrap_or_default();
    let value = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs
            .find(|(key, _)| *key == name)
            .and_then(|(_, value)| decode(value))
            .unwrap_or_default()
    };
    let path = decode(&value("page")).unwrap_or_default();
    let mut version = value("version");
    let (sender, receiver) = mpsc::channel(4);
    tokio::spawn(async move {
        let mut known = Arc::clone(&editions.borrow_and_update());
        // What the page missed while it was loading, or while the server was away.
        let mut told = vec![live::findings(known.findings())];
        if known.version(&path) != version {
            told.push(live::Event::Reload);
        }
        loop {
            for event in told {
                if sender.send(Bytes::from(event.text())).await.is_err() {
                    return;
                }
            }
            let changed = tokio::select! {
                changed = editions.changed() => changed,
                () = sender.closed() => return,
                () = tokio::time::sleep(HEARTBEAT) => {
                    if sender.send(Bytes::from_static(b":\n\n")).await.is_err() {
                        return;
                    }
                    told = Vec::new();
                    continue;
                }
            };
            if changed.is_err() {
                return;
            }
            let now = Arc::clone(&editions.borrow_and_update());
            told = live::events(&path, &version, &known, &now);
            version = now.version(&path);
            known = now;
        }
    });
    let mut answer = Response::new(Answer::Events(receiver));
    let headers = answer.headers_mut();
    let kind = HeaderValue::from_static("text/event-stream");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// The body of an answer.
enum Answer {
    Whole(Bytes),
    Events(mpsc::Receiver<Bytes>),
}

impl Body for Answer {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Answer::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Answer::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Answer::Events(receiver) => receiver
                .poll_recv(context)
                .map(|event| event.map(|event| Ok(Frame::data(event)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Answer::Whole(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Answer::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Answer::Events(_) => SizeHint::default(),
        }
    }
}
