//! A `PostgreSQL` of the tests' own: started once for all of them, or for one that
//! restarts it; gone when they end.

use std::{
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Child, ChildStdout, Command, Stdio},
    sync::{
        Mutex, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use entities::sea_orm::{ConnectionTrait, Database};

/// Makes a cluster in a fresh folder, runs it until standard input closes (which it does when the
/// tests end, however they end), then removes the folder. `PostgreSQL` refuses to run as root.
const SCRIPT: &str = r#"
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
dir=$(mktemp -d /tmp/fulcrum-postgres.XXXXXX)
as=""
if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; as="runuser -u postgres --"; fi
trap '$as "$bin/pg_ctl" -D "$dir/data" -m immediate -s stop || true; wait || true; rm -rf "$dir"' EXIT
cd "$dir"
$as "$bin/initdb" --auth=trust --username=fulcrum --no-sync -D "$dir/data" >/dev/null
# Nothing here outlives the tests, so nothing need reach the disk.
start() {
    $as "$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c fsync=off \
        -c max_connections=200 >>"$dir/log" 2>&1 </dev/null &
    server=$!
}
start
until $as "$bin/pg_isready" -q -h "$dir"; do
    kill -0 "$server" 2>/dev/null || { cat "$dir/log" >&2; exit 1; }
done
echo "$dir"
# Each line asks for a restart, as after a crash.
while read -r _; do
    $as "$bin/pg_ctl" -D "$dir/data" -m immediate -s stop </dev/null
    wait || true
    start
    until $as "$bin/pg_isready" -q -h "$dir"; do :; done
    echo restarted
done
"#;

static SERVER: OnceLock<Postgres> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// A server.
#[derive(Debug)]
pub struct Postgres {
    folder: PathBuf,
    /// Ends when its standard input does.
    script: Child,
    output: Mutex<BufReader<ChildStdout>>,
}

impl Postgres {
    /// Starts a server of one's own. It ends when it is dropped.
    pub fn start() -> Self {
        let mut script = Command::new("sh")
            .args(["-c", SCRIPT])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("sh runs");
        let mut output = BufReader::new(script.stdout.take().expect("its output is piped"));
        let mut line = String::new();
        output.read_line(&mut line).expect("it tells where it is");
        let folder = PathBuf::from(line.trim());
        assert!(folder.is_dir(), "PostgreSQL did not start; is the package postgresql installed?");
        Self { folder, script, output: Mutex::new(output) }
    }

    /// An empty database in the server that all tests share; its address.
    pub async fn database() -> String {
        SERVER.get_or_init(Self::start).new_database().await
    }

    /// An empty database; its address.
    pub async fn new_database(&self) -> String {
        let folder = self.folder.display();
        let address = |name: &str| format!("postgres://fulcrum@localhost/{name}?host={folder}");
        let name = format!("fulcrum_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
        let db = Database::connect(address("postgres")).await.expect("PostgreSQL answers");
        db.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("it is made");
        db.close().await.expect("it closes");
        address(&name)
    }

    /// Stops it at once, as a crash would, and starts it again.
    pub fn restart(&self) {
        let mut input = self.script.stdin.as_ref().expect("its input is piped");
        writeln!(input, "restart").expect("it listens");
        let mut line = String::new();
        let mut output = self.output.lock().expect("nobody panics with it");
        output.read_line(&mut line).expect("it tells");
        assert_eq!(line.trim(), "restarted");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.script.stdin.take());
        drop(self.script.wait());
    }
}
