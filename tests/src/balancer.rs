//! What stands before several nodes: hands each connection to the next node that takes it.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
};

/// A load balancer. It ends with the test.
#[derive(Clone, Debug)]
pub struct Balancer {
    /// Where it is reached.
    pub url: String,
    nodes: Arc<Mutex<Vec<SocketAddr>>>,
}

impl Balancer {
    /// Starts one, with no node behind it.
    pub async fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("it has an address"));
        let nodes: Arc<Mutex<Vec<SocketAddr>>> = Arc::default();
        let behind = Arc::clone(&nodes);
        actix::spawn(async move {
            let turns = Arc::new(AtomicUsize::new(0));
            while let Ok((stream, _)) = listener.accept().await {
                actix::spawn(hand_on(stream, Arc::clone(&behind), Arc::clone(&turns)));
            }
        });
        Self { url, nodes }
    }

    /// These take connections from now on.
    pub fn point_to(&self, nodes: Vec<SocketAddr>) {
        *self.nodes.lock().expect("nobody panics with it") = nodes;
    }
}

async fn hand_on(
    mut stream: TcpStream,
    nodes: Arc<Mutex<Vec<SocketAddr>>>,
    turns: Arc<AtomicUsize>,
) {
    let nodes = nodes.lock().expect("nobody panics with it").clone();
    let turn = turns.fetch_add(1, Ordering::Relaxed);
    for next in 0..nodes.len() {
        let node = nodes[(turn + next) % nodes.len()];
        if let Ok(mut taken) = TcpStream::connect(node).await {
            // However it ends, both ends see it.
            drop(copy_bidirectional(&mut stream, &mut taken).await);
            return;
        }
    }
}
