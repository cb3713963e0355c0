//! What is answered to a request: a function of the request and the edition.

use std::sync::Arc;

use http_range_header::parse_range_header;
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode};

use super::edition::{Edition, Found, version};
use super::host::Hosts;
use super::{live, media};
use crate::path::{decode, encode};
use crate::render::Artifact;

/// The answer to a request.
pub fn answer(request: &Parts, edition: &Edition, hosts: &Hosts) -> Response<Bytes> {
    if let Some(refusal) = refusal(request, hosts) {
        return refusal;
    }
    let Some(path) = decode(request.uri.path()) else {
        return words(StatusCode::BAD_REQUEST, "This address is not UTF-8.");
    };
    if let Some(own) = live::file(&path) {
        return whole(request, own.0, Bytes::from_static(own.1));
    }
    match edition.find(&path) {
        Found::File(file) => whole(request, file.path.as_str(), bytes(file, edition, &path)),
        Found::Folder => moved(request, &format!("{}/", encode(&path))),
        Found::Elsewhere(prefix) => moved(request, prefix),
        Found::Nothing(Some(page)) => {
            let mut answer = page_only(bytes(page, edition, &path));
            *answer.status_mut() = StatusCode::NOT_FOUND;
            answer
        }
        Found::Nothing(None) if edition.is_empty() => {
            let mut answer = page_only(live::nothing_yet());
            *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
            answer
        }
        Found::Nothing(None) => words(StatusCode::NOT_FOUND, "There is no page at this address."),
    }
}

/// Why a request is not answered at all: its host is not ours, or it wants to change something.
pub fn refusal(request: &Parts, hosts: &Hosts) -> Option<Response<Bytes>> {
    let mut named = request.headers.get_all(header::HOST).iter();
    let host = named.next().and_then(|host| host.to_str().ok());
    let authority = request.uri.authority().map(|authority| authority.as_str());
    let is_ours = |host: &str| hosts.allow(host);
    if !host.is_some_and(is_ours) || named.next().is_some() || !authority.is_none_or(is_ours) {
        return Some(words(
            StatusCode::FORBIDDEN,
            "This server answers only to the names of this computer, such as localhost.\n\
             If the name in the address is right, start it with --allow-host and that name.",
        ));
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        let mut answer = words(
            StatusCode::METHOD_NOT_ALLOWED,
            "Pages can only be read here.",
        );
        let allowed = HeaderValue::from_static("GET, HEAD");
        answer.headers_mut().insert(header::ALLOW, allowed);
        return Some(answer);
    }
    None
}

/// A file of the site as it is, but pages with the script that reloads them.
fn bytes(file: &Arc<Artifact>, edition: &Edition, path: &str) -> Bytes {
    if media::is_page(file.path.as_str()) {
        live::with_script(&file.bytes, &edition.version(path))
    } else {
        Bytes::from_owner(Shared(Arc::clone(file)))
    }
}

/// The bytes of a file without a copy of them.
struct Shared(Arc<Artifact>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0.bytes
    }
}

/// A file with all that a browser may ask of it: whether it is new, and parts of it.
fn whole(request: &Parts, path: &str, bytes: Bytes) -> Response<Bytes> {
    let tag = format!("\"{}\"", version(&bytes));
    let mut headers = HeaderMap::new();
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::ETAG, &tag);
    // Kept, but asked for again each time: an edit must show at once.
    set(header::CACHE_CONTROL, "no-cache");
    let length = bytes.len() as u64;
    let (status, body) = if is_known(&request.headers, &tag) {
        (StatusCode::NOT_MODIFIED, Bytes::new())
    } else {
        set(header::CONTENT_TYPE, &media::of(path));
        set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        set(header::ACCEPT_RANGES, "bytes");
        match part(request, &tag, length) {
            Part::Whole => (StatusCode::OK, bytes),
            Part::Range(from, to) => {
                set(
                    header::CONTENT_RANGE,
                    &format!("bytes {from}-{to}/{length}"),
                );
                let part = bytes.slice(from as usize..=to as usize);
                (StatusCode::PARTIAL_CONTENT, part)
            }
            Part::None => {
                set(header::CONTENT_RANGE, &format!("bytes */{length}"));
                set(header::CONTENT_TYPE, "text/plain; charset=utf-8");
                let words = Bytes::from_static(b"The file is shorter than that.\n");
                (StatusCode::RANGE_NOT_SATISFIABLE, words)
            }
        }
    };
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    *answer.headers_mut() = headers;
    answer
}

/// Whether the browser has these bytes already. Tags are compared weakly (RFC 9110, 13.1.2).
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH).iter();
    known
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// What of a file is asked for.
enum Part {
    Whole,
    /// From the one byte to the other, both included.
    Range(u64, u64),
    /// Only what it does not have.
    None,
}

/// What of a file is asked for. Several parts at once are answered with the whole, as a server may.
fn part(request: &Parts, tag: &str, length: u64) -> Part {
    let text = |name| {
        request
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    // Of another version no part is of use. Only a strong tag says that it is the same.
    let is_other = text(header::IF_RANGE).is_some_and(|known| known != tag);
    let Some(range) = text(header::RANGE).filter(|_| request.method == Method::GET && !is_other)
    else {
        return Part::Whole;
    };
    let Ok(ranges) = parse_range_header(range) else {
        return Part::Whole;
    };
    if ranges.ranges.len() != 1 {
        return Part::Whole;
    }
    match ranges.validate(length).ok().as_deref() {
        Some([range]) => Part::Range(*range.start(), *range.end()),
        _ => Part::None,
    }
}

/// A page that stands at no address of its own.
fn page_only(bytes: Bytes) -> Response<Bytes> {
    let mut answer = Response::new(bytes);
    let headers = answer.headers_mut();
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// The way to where it is. What was asked for stays behind the `?`.
fn moved(request: &Parts, to: &str) -> Response<Bytes> {
    let query = request.uri.query().map(|query| format!("?{query}"));
    let to = format!("{to}{}", query.unwrap_or_default());
    let mut answer = words(StatusCode::PERMANENT_REDIRECT, &to);
    if let Ok(to) = HeaderValue::from_str(&to) {
        answer.headers_mut().insert(header::LOCATION, to);
    }
    answer
}

fn words(status: StatusCode, words: &str) -> Response<Bytes> {
    let mut answer = Response::new(Bytes::from(format!("{words}\n")));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    // A redirect that a browser kept for ever would outlive this server and mislead the next one on its port.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
