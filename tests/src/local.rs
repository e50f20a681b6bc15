//! A small server of a test's own, which plays somebody outside.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use actix_web::{App, HttpServer, dev::ServerHandle, web::ServiceConfig};

/// Serves these routes on a free port of this machine, by one thread; until it is stopped.
pub fn serve(
    routes: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
) -> (SocketAddr, ServerHandle) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    let address = listener.local_addr().expect("it has one");
    let app = move || App::new().configure(routes.clone());
    let server = HttpServer::new(app).workers(1).disable_signals().listen(listener);
    let server = server.expect("it listens").run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    (address, handle)
}
