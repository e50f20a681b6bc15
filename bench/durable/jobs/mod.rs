//! One file per row of the table.

mod crash;
mod intake;
mod list;
mod nodes;
mod parked;
mod pipelines;
mod room;
mod scale;
mod statements;

use std::{error::Error, sync::Arc};

use tokio::sync::mpsc::UnboundedReceiver;

use crate::{
    Bench,
    drive::Drive,
    ledger::Seen,
    outside::Outside,
    seed::{self, Company},
    served::{Place, Served, Settings},
};

type Done = Result<(), Box<dyn Error>>;

/// Run unless others are named.
const USUAL: &str = "intake,pipelines,crash,parked,scale,list,nodes";

/// Runs the `wanted` jobs, separated by commas, or the usual ones.
pub(crate) async fn run(bench: &mut Bench, wanted: &str) {
    let wanted = if wanted.is_empty() { USUAL } else { wanted };
    for job in wanted.split(',').map(str::trim) {
        let done = match job {
            "intake" => intake::run(bench).await,
            "pipelines" => pipelines::run(bench).await,
            "crash" => crash::run(bench).await,
            "parked" => parked::run(bench).await,
            "scale" => scale::run(bench).await,
            "list" => list::run(bench).await,
            "nodes" => nodes::run(bench).await,
            "room" => room::run(bench).await,
            "statements" => statements::run(bench).await,
            _ => Err(format!("there is no such job; there are {USUAL},room,statements").into()),
        };
        if let Err(error) = done {
            bench.report.failed(job, &*error);
        }
    }
}

/// A server on a store of its own, with its companies and its outside.
struct World {
    served: Served,
    settings: Settings,
    companies: Arc<[Company]>,
    outside: Outside,
    /// Taken by whoever drives.
    seen: Option<UnboundedReceiver<Seen>>,
    _place: Place,
}

impl World {
    async fn on_sqlite(bench: &Bench, companies: usize) -> Result<Self, Box<dyn Error>> {
        let place = Place::new()?;
        let store = place.sqlite();
        Self::start(bench, place, &store, companies).await
    }

    async fn start(
        bench: &Bench,
        place: Place,
        store: &str,
        companies: usize,
    ) -> Result<Self, Box<dyn Error>> {
        let companies = seed::seed(store, &place.url(), companies).await;
        let (outside, seen) = Outside::start(Arc::clone(&companies));
        let settings = Settings::new(&bench.program, store, &place, &outside);
        let (served, _) = settings.start().await?;
        Ok(Self { served, settings, companies, outside, seen: Some(seen), _place: place })
    }

    /// Takes over what is seen at the outside; once.
    fn drive(&mut self) -> Drive {
        let seen = self.seen.take().expect("one drives at a time");
        Drive::new(&self.companies, seen, &[self.settings.bind])
    }

    /// Says so when the server asked for what the outside does not have: then the numbers are of
    /// something else.
    fn check(&self) -> Done {
        match self.outside.ledger.unknown() {
            0 => Ok(()),
            unknown => Err(format!("the outside had no answer to {unknown} requests").into()),
        }
    }
}
