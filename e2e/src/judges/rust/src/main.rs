//! `ohttp-judge client KEY URL PATH TOKEN`: seals what standard input holds to the key configuration (hexadecimal),
//! posts it to a relay, and prints the status and the content that the gateway sealed in return.
//!
//! `ohttp-judge server COUNT`: prints a port and a key configuration, opens so many messages that are posted there,
//! prints each request's method, path, token and content, and answers 200.

use std::env;
use std::error::Error;
use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::net::{TcpListener, TcpStream};

use bhttp::{Message, Mode, StatusCode};
use ohttp::hpke::{Aead, Kdf, Kem};
use ohttp::{ClientRequest, KeyConfig, Server, SymmetricSuite};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments[0].as_str() {
        "client" => client(&arguments[1..]),
        "server" => server(arguments[1].parse()?),
        other => Err(format!("found {other}, expected client or server").into()),
    }
}

fn client(arguments: &[String]) -> Outcome<()> {
    let mut content = Vec::new();
    std::io::stdin().read_to_end(&mut content)?;
    let mut message = Message::request(
        b"POST".to_vec(),
        b"https".to_vec(),
        b"telemetry.example.org".to_vec(),
        arguments[2].as_bytes().to_vec(),
    );
    message.put_header(b"limpid-token".to_vec(), arguments[3].as_bytes().to_vec());
    message.write_content(&content);
    let mut plain = Vec::new();
    message.write_bhttp(Mode::KnownLength, &mut plain)?;
    let mut key = KeyConfig::decode(&unhex(&arguments[0])?)?;
    let (sealed, waiting) = ClientRequest::from_config(&mut key)?.encapsulate(&plain)?;
    let answer = post(&arguments[1], &sealed)?;
    let said = Message::read_bhttp(&mut Cursor::new(waiting.decapsulate(&answer)?))?;
    let status = said.control().status().ok_or("no status")?.code();
    println!("{status} {}", String::from_utf8_lossy(said.content()).trim_end());
    Ok(())
}

fn server(count: usize) -> Outcome<()> {
    let suites = vec![SymmetricSuite::new(Kdf::HkdfSha256, Aead::Aes128Gcm)];
    let config = KeyConfig::new(42, Kem::X25519Sha256, suites)?;
    let encoded = config.encode()?;
    let server = Server::new(config)?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{} {}", listener.local_addr()?.port(), hex(&encoded));
    let mut opened = 0;
    while opened < count {
        let (mut stream, _) = listener.accept()?;
        let mut reader = BufReader::new(stream.try_clone()?);
        while opened < count {
            let Some(body) = body(&mut reader)? else { break };
            let (plain, waiting) = server.decapsulate(&body)?;
            let request = Message::read_bhttp(&mut Cursor::new(plain))?;
            let token = request.header().get(b"limpid-token").ok_or("no token")?;
            println!(
                "{} {} {} {}",
                String::from_utf8_lossy(request.control().method().ok_or("no method")?),
                String::from_utf8_lossy(request.control().path().ok_or("no path")?),
                String::from_utf8_lossy(token),
                String::from_utf8_lossy(request.content())
            );
            let mut plain = Vec::new();
            Message::response(StatusCode::OK).write_bhttp(Mode::KnownLength, &mut plain)?;
            let sealed = waiting.encapsulate(&plain)?;
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: message/ohttp-res\r\nContent-Length: {}\r\n\r\n",
                sealed.len()
            )?;
            stream.write_all(&sealed)?;
            opened += 1;
        }
    }
    Ok(())
}

fn post(url: &str, body: &[u8]) -> Outcome<Vec<u8>> {
    let rest = url.strip_prefix("http://").ok_or("expected an http URL")?;
    let (host, path) = rest.split_once('/').ok_or("expected a path")?;
    let mut stream = TcpStream::connect(host)?;
    write!(
        stream,
        "POST /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: message/ohttp-req\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )?;
    stream.write_all(body)?;
    let mut reader = BufReader::new(stream);
    let mut status = String::new();
    reader.read_line(&mut status)?;
    let answer = rest_of(&mut reader)?;
    if !status.contains(" 200 ") {
        return Err(format!("{} {}", status.trim(), String::from_utf8_lossy(&answer)).into());
    }
    Ok(answer)
}

/// The body of the next request on a connection, if there is one more.
fn body(reader: &mut impl BufRead) -> Outcome<Option<Vec<u8>>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    Ok(Some(rest_of(reader)?))
}

/// Headers, and the body of the length that they name.
fn rest_of(reader: &mut impl BufRead) -> Outcome<Vec<u8>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse()?;
            }
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(body)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Outcome<Vec<u8>> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).map_err(Into::into))
        .collect()
}
