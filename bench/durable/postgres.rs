//! A `PostgreSQL` of the bench's own that reaches the disk as it does for users, and `pgbench`
//! beside it. Gone when the bench ends, however it ends.

use std::{
    fs,
    io::{self, BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use entities::sea_orm::{ConnectionTrait, Database, DatabaseConnection};

/// Makes a cluster in a fresh folder with every default but the number of connections, runs it
/// until standard input closes, then removes the folder. `PostgreSQL` refuses to run as root.
const SCRIPT: &str = r#"
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
dir=$(mktemp -d "${TMPDIR:-/tmp}/fulcrum-bench-postgres.XXXXXX")
as=""
if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; as="runuser -u postgres --"; fi
trap '$as "$bin/pg_ctl" -D "$dir/data" -m immediate -s stop || true; wait; rm -rf "$dir"' EXIT
cd "$dir"
$as "$bin/initdb" --auth=trust --username=fulcrum -D "$dir/data" >/dev/null
$as "$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c max_connections=200 \
    -c shared_preload_libraries="$1" >"$dir/log" 2>&1 </dev/null &
server=$!
until $as "$bin/pg_isready" -q -h "$dir"; do
    kill -0 "$server" 2>/dev/null || { cat "$dir/log" >&2; exit 1; }
done
echo "$dir"
cat >/dev/null
"#;

static PLAIN: OnceLock<Postgres> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// A running cluster.
pub(crate) struct Postgres {
    folder: PathBuf,
    /// Ends when its standard input does.
    _script: Child,
}

impl Postgres {
    /// The one that is measured; started when first asked for.
    pub(crate) fn plain() -> &'static Self {
        PLAIN.get_or_init(|| Self::start("").expect("PostgreSQL starts"))
    }

    /// One with these libraries loaded.
    pub(crate) fn start(libraries: &str) -> io::Result<Self> {
        let mut script = Command::new("sh")
            .args(["-c", SCRIPT, "postgres", libraries])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = script.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let folder = PathBuf::from(line.trim());
        if !folder.is_dir() {
            let why = "PostgreSQL did not start; is the package postgresql installed?";
            return Err(io::Error::other(why));
        }
        Ok(Self { folder, _script: script })
    }

    fn address(&self, name: &str) -> String {
        format!("postgres://fulcrum@localhost/{name}?host={}", self.folder.display())
    }

    /// Makes an empty database; its name and address.
    pub(crate) async fn database(&self) -> (String, String) {
        let name = format!("bench_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
        let db = self.connect("postgres").await;
        db.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("it is made");
        db.close().await.expect("it closes");
        let address = self.address(&name);
        (name, address)
    }

    pub(crate) async fn connect(&self, name: &str) -> DatabaseConnection {
        Database::connect(self.address(name)).await.expect("PostgreSQL answers")
    }

    /// Rows a second that `pgbench` inserts with so many clients, one row a transaction, each with
    /// `body`; `seconds` long.
    pub(crate) async fn inserts(&self, clients: usize, body: &str, seconds: u64) -> f64 {
        let (name, _) = self.database().await;
        let db = self.connect(&name).await;
        let table = "CREATE TABLE delivery (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, \
             body text NOT NULL, came_at timestamptz NOT NULL DEFAULT now())";
        db.execute_unprepared(table).await.expect("it is made");
        db.close().await.expect("it closes");
        let insert = format!("INSERT INTO delivery (body) VALUES ('{body}');\n");
        self.pgbench(&name, &insert, clients, seconds)
    }

    /// How often a second `pgbench` gets `script` carried out in a database with so many clients;
    /// `seconds` long.
    pub(crate) fn pgbench(&self, name: &str, script: &str, clients: usize, seconds: u64) -> f64 {
        let file = tempfile::NamedTempFile::new().expect("a file is made");
        fs::write(file.path(), script).expect("it is written");
        let bin = fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed");
        let newest = bin.filter_map(|entry| Some(entry.ok()?.path())).max_by_key(|path| {
            path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok())
        });
        let output = Command::new(newest.expect("a version").join("bin/pgbench"))
            .args(["--no-vacuum", "--protocol=prepared", "--jobs=2", "--username=fulcrum"])
            .arg(format!("--client={clients}"))
            .arg(format!("--time={seconds}"))
            .arg(format!("--host={}", self.folder.display()))
            .arg(format!("--file={}", file.path().display()))
            .arg(name)
            .output()
            .expect("pgbench runs");
        let told = String::from_utf8_lossy(&output.stdout);
        let rate = told.lines().find_map(|line| line.strip_prefix("tps = "));
        let rate = rate.and_then(|rest| rest.split(' ').next()?.parse().ok());
        rate.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)))
    }
}
