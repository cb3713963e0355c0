//! A running `peerpress serve`, and a small client that sees every byte of an answer.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long a test waits for what must come. Far longer than it takes, because test machines are busy.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A server that is ended when the test ends.
pub struct Served {
    child: Child,
    pub port: u16,
    /// The path below which the site stands.
    pub prefix: String,
    said: Arc<Mutex<String>>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// By name in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is text")
    }
}

impl Served {
    /// Starts the server for a content folder and waits until it says where it is.
    pub fn start(content: &Path, more: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_peerpress"));
        command
            .args(["serve", "--port", "0", "--date", "2026-11-20", "--content"])
            .arg(content)
            .args(more)
            .stdin(Stdio::null())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe"));
        let said = Arc::new(Mutex::new(String::new()));
        let address = loop {
            let mut line = String::new();
            let read = lines.read_line(&mut line).expect("UTF-8");
            said.lock().expect("no panic").push_str(&line);
            assert!(read > 0, "it ended: {}", said.lock().expect("no panic"));
            if let Some(rest) = line.strip_prefix("http://localhost:") {
                break rest
                    .split_whitespace()
                    .next()
                    .expect("an address")
                    .to_owned();
            }
        };
        let (port, prefix) = address.split_once('/').expect("a path");
        let heard = Arc::clone(&said);
        thread::spawn(move || {
            let mut line = String::new();
            while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
                heard.lock().expect("no panic").push_str(&line);
                line.clear();
            }
        });
        Self {
            child,
            port: port.parse().expect("a port"),
            prefix: format!("/{prefix}"),
            said,
        }
    }

    /// Everything that it has said on the terminal.
    pub fn said(&self) -> String {
        self.said.lock().expect("no panic").clone()
    }

    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it has ended by itself.
    pub fn ended(mut self) -> Option<i32> {
        self.child.wait().expect("it ends").code()
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time");
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request.push_str("Host: localhost\r\n");
        }
        for (name, value) in headers.iter().filter(|(_, value)| *value != "-") {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        stream.write_all(request.as_bytes()).expect("it listens");
        BufReader::new(stream)
    }

    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut reader = self.send(method, path, headers);
        let (status, headers) = head(&mut reader);
        let mut body = Vec::new();
        reader.read_to_end(&mut body).expect("a body");
        Answer {
            status,
            headers,
            body,
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &[])
    }

    /// What stands in a file of the site: what is answered, without the script that only this server adds.
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        let address = format!("{}{}", self.prefix, peerpress::path::encode(path));
        let answer = self.get(&address);
        match answer.status {
            200 => Some(without_script(&answer)),
            404 => None,
            other => panic!("{path}: {other}"),
        }
    }

    /// Waits until what is answered at a path is as wanted.
    #[track_caller]
    pub fn until(&self, path: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        let begun = Instant::now();
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{path} never came: {} {}\nthe server said:\n{}",
                answer.status,
                String::from_utf8_lossy(&answer.body),
                self.said()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until it has said these words on the terminal.
    #[track_caller]
    pub fn until_said(&self, words: &str) {
        let begun = Instant::now();
        while !self.said().contains(words) {
            assert!(
                begun.elapsed() < PATIENCE,
                "it never said `{words}` but:\n{}",
                self.said()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Opens a page as its script does, and listens to what it is told.
    pub fn listen(&self, path: &str) -> Events {
        let version = version(&self.get(path)).expect("the page has the script");
        self.listen_as(path, &version)
    }

    /// Listens for a page of a known version.
    pub fn listen_as(&self, path: &str, version: &str) -> Events {
        let page = path.replace('%', "%25");
        let address = format!("/_peerpress/events?version={version}&page={page}");
        let mut reader = self.send("GET", &address, &[]);
        let (status, headers) = head(&mut reader);
        assert_eq!(status, 200);
        assert_eq!(headers["content-type"], "text/event-stream");
        Events { reader }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a page is told.
pub struct Events {
    reader: BufReader<TcpStream>,
}

impl Events {
    /// The next event: its name and its data.
    pub fn next(&mut self) -> (String, String) {
        let mut name = String::new();
        loop {
            let mut line = String::new();
            let read = self.reader.read_line(&mut line).expect("an event in time");
            assert!(read > 0, "the server hung up");
            if let Some(rest) = line.strip_prefix("event: ") {
                name = rest.trim_end().to_owned();
            } else if let Some(rest) = line.strip_prefix("data: ") {
                return (name, rest.trim_end().to_owned());
            }
        }
    }

    /// The next event of this name; others are passed over.
    pub fn next_of(&mut self, wanted: &str) -> String {
        loop {
            let (name, data) = self.next();
            if name == wanted {
                return data;
            }
        }
    }
}

fn head(reader: &mut BufReader<TcpStream>) -> (u16, BTreeMap<String, String>) {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a head");
        if line.trim_end().is_empty() {
            break;
        }
        lines.push(line.trim_end().to_owned());
    }
    let status = lines[0].split(' ').nth(1).expect("a status");
    let headers = lines[1..].iter().map(|line| {
        let (name, value) = line.split_once(": ").expect("a header");
        (name.to_lowercase(), value.to_owned())
    });
    (status.parse().expect("a number"), headers.collect())
}

const SCRIPT: &str = "<script src=\"/_peerpress/live.js\" data-version=\"";

fn script_of(page: &str) -> Option<&str> {
    let start = page.find(SCRIPT)?;
    let end = page[start..].find("</script>\n")?;
    Some(&page[start..start + end + "</script>\n".len()])
}

/// The version that a page's script knows.
pub fn version(answer: &Answer) -> Option<String> {
    let script = script_of(answer.text())?;
    script[SCRIPT.len()..].split('"').next().map(str::to_owned)
}

fn without_script(answer: &Answer) -> Vec<u8> {
    if !answer.header("content-type").starts_with("text/html") {
        return answer.body.clone();
    }
    let page = answer.text();
    let script = script_of(page).expect("every page has the script");
    page.replace(script, "").into_bytes()
}
