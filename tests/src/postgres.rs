//! A `PostgreSQL` of the tests' own: started once for all of them, gone when they end.

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
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
trap '$as "$bin/pg_ctl" -D "$dir/data" -m immediate -s stop || true; wait; rm -rf "$dir"' EXIT
cd "$dir"
$as "$bin/initdb" --auth=trust --username=fulcrum --no-sync -D "$dir/data" >/dev/null
# Nothing here outlives the tests, so nothing need reach the disk.
$as "$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c fsync=off \
    -c max_connections=200 >"$dir/log" 2>&1 </dev/null &
server=$!
until $as "$bin/pg_isready" -q -h "$dir"; do
    kill -0 "$server" 2>/dev/null || { cat "$dir/log" >&2; exit 1; }
done
echo "$dir"
cat >/dev/null
"#;

static SERVER: OnceLock<Server> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

struct Server {
    folder: PathBuf,
    /// Ends when its standard input does.
    _script: Child,
}

fn server() -> &'static Server {
    SERVER.get_or_init(|| {
        let mut script = Command::new("sh")
            .args(["-c", SCRIPT])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("sh runs");
        let output = script.stdout.take().expect("its output is piped");
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).expect("it tells where it is");
        let folder = PathBuf::from(line.trim());
        assert!(folder.is_dir(), "PostgreSQL did not start; is the package postgresql installed?");
        Server { folder, _script: script }
    })
}

/// A database of its own.
#[derive(Debug)]
pub struct Postgres;

impl Postgres {
    /// Makes an empty database; its address.
    pub async fn database() -> String {
        let folder = server().folder.display();
        let address = |name: &str| format!("postgres://fulcrum@localhost/{name}?host={folder}");
        let name = format!("fulcrum_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
        let db = Database::connect(address("postgres")).await.expect("PostgreSQL answers");
        db.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("it is made");
        db.close().await.expect("it closes");
        address(&name)
    }
}
