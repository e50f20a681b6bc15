//! Several nodes on one `PostgreSQL`: each tenant is one node's at a time, whatever happens to
//! nodes, connections and the server.

use std::net::{Ipv4Addr, SocketAddr};

use entities::sea_orm::{ConnectionTrait, Database, Statement};
use futures_util::future::join_all;
use tests::{Cluster, Node, Postgres, Settings};

const COMPANIES: usize = 40;
const CANDIDATES: usize = 2;

async fn cluster() -> (Cluster, Postgres) {
    // A server of its own, for it is restarted and its connections are cut.
    let postgres = Postgres::start();
    let store = postgres.new_database().await;
    (Cluster::found(env!("CARGO_BIN_EXE_node"), &store, COMPANIES).await, postgres)
}

#[actix::test]
async fn nodes_take_their_share_and_hand_it_over() {
    let postgres = Postgres::start();
    let store = postgres.new_database().await;
    let mut cluster = Cluster::found(env!("CARGO_BIN_EXE_node"), &store, 1).await;
    cluster.start("a").await;
    assert_eq!(cluster.partitions().await, [64]);
    cluster.start("b").await;
    println!("a second node has its share after {:?}", cluster.spread(&[32, 32]).await);
    cluster.start("c").await;
    println!("a third node has its share after {:?}", cluster.spread(&[21, 21, 22]).await);
    cluster.stop("a").await;
    println!("one that left is replaced after {:?}", cluster.spread(&[32, 32]).await);
    cluster.kill("b");
    println!("one that was killed is replaced after {:?}", cluster.spread(&[64]).await);
    cluster.start("b").await;
    cluster.spread(&[32, 32]).await;
    cluster.freeze("c");
    println!("one that stands still is replaced after {:?}", cluster.spread(&[64]).await);
    cluster.thaw("c");
    cluster.spread(&[32, 32]).await;
    cluster.finish().await;
}

#[actix::test]
async fn nodes_that_start_at_once_make_one_company() {
    let postgres = Postgres::start();
    let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 9));
    for _ in 0..3 {
        let store = postgres.new_database().await;
        let db = Database::connect(&store).await.unwrap();
        migrations::bring_up_to_date(&db).await.unwrap();
        let settings: Vec<_> = (0..4)
            .map(|_| {
                let lever = format!("http://{nowhere}");
                Settings::new(env!("CARGO_BIN_EXE_node"), &store, &lever, nowhere)
            })
            .collect();
        let nodes = join_all(settings.iter().map(|settings| Node::start(settings, None))).await;
        let sql = "SELECT (SELECT count(*) FROM tenant) + (SELECT count(*) FROM operator) AS n";
        let count = Statement::from_string(db.get_database_backend(), sql);
        let row = db.query_one_raw(count).await.unwrap().unwrap();
        assert_eq!(row.try_get::<i64>("", "n").unwrap(), 2, "one company with one operator");
        for node in nodes {
            node.expect("it starts").stop().await;
        }
    }
}

#[actix::test]
async fn killed_nodes_lose_nothing_and_double_nothing() {
    let (mut cluster, _postgres) = cluster().await;
    for name in ["a", "b", "c"] {
        cluster.start(name).await;
    }
    cluster.spread(&[21, 21, 22]).await;
    cluster.move_candidates(CANDIDATES).await;
    cluster.invited(COMPANIES / 2).await;
    cluster.kill("a");
    cluster.move_candidates(CANDIDATES).await;
    cluster.start("a").await;
    cluster.kill("b");
    cluster.settle().await;
    let again = cluster.check().await;
    println!("handed over a second time, under the same id: {again}");
    cluster.finish().await;
}

#[actix::test]
async fn a_node_that_stood_still_is_refused_when_it_goes_on() {
    let (mut cluster, _postgres) = cluster().await;
    for name in ["a", "b"] {
        cluster.start(name).await;
    }
    cluster.spread(&[32, 32]).await;
    cluster.move_candidates(CANDIDATES).await;
    cluster.invited(COMPANIES / 2).await;
    // In the middle of turns and calls.
    cluster.freeze("a");
    cluster.spread(&[64]).await;
    cluster.settle().await;
    cluster.thaw("a");
    cluster.move_candidates(CANDIDATES).await;
    cluster.spread(&[32, 32]).await;
    cluster.settle().await;
    let again = cluster.check().await;
    println!("handed over a second time, under the same id: {again}");
    cluster.finish().await;
}

#[actix::test]
async fn connections_that_are_cut_and_a_server_that_restarts_only_delay() {
    let (mut cluster, postgres) = cluster().await;
    for name in ["a", "b"] {
        cluster.start(name).await;
    }
    cluster.move_candidates(CANDIDATES).await;
    cluster.invited(COMPANIES / 4).await;
    cluster.cut_connections().await;
    cluster.move_candidates(CANDIDATES).await;
    cluster.invited(COMPANIES).await;
    postgres.restart();
    cluster.settle().await;
    cluster.spread(&[32, 32]).await;
    cluster.check().await;
    cluster.finish().await;
}

#[actix::test]
async fn connections_that_fall_silent_are_left_for_new_ones() {
    let (mut cluster, _postgres) = cluster().await;
    cluster.set("STORE__TIMEOUT_SECS", "2");
    cluster.start("a").await;
    cluster.move_candidates(CANDIDATES).await;
    cluster.settle().await;
    let silent = cluster.silence_connections().await;
    assert!(silent.len() > 1, "the node keeps connections: {silent:?}");
    cluster.move_candidates(CANDIDATES).await;
    cluster.settle().await;
    cluster.check().await;
    Cluster::let_them_speak(silent);
    cluster.finish().await;
}

#[actix::test]
async fn a_rolling_restart_under_load_loses_nothing_and_hands_nothing_over_twice() {
    let (mut cluster, _postgres) = cluster().await;
    for name in ["a", "b", "c"] {
        cluster.start(name).await;
    }
    for name in ["a", "b", "c"] {
        cluster.move_candidates(CANDIDATES / 2).await;
        cluster.stop(name).await;
        cluster.move_candidates(CANDIDATES / 2).await;
        cluster.start(name).await;
    }
    cluster.settle().await;
    assert_eq!(cluster.check().await, 0, "mails that were handed over twice");
    cluster.finish().await;
}
