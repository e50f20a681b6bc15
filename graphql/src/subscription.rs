//! What is told as it happens: how interviews go on.
//!
//! A subscription looks at the store again and again, so it hears what any node committed. It tells that
//! something changed and not what a candidate wrote: that is read by a query, which is in the audit log.

use std::{collections::HashMap, time::Duration};

use actors::Means;
use async_graphql::{Context, Error, ErrorExtensions, ID, Result, SimpleObject, Subscription};
use entities::{
    Instant,
    ids::PipelineId,
    operator, pipeline,
    progress::{self, Mark},
};
use futures_util::{Stream, TryStreamExt, stream};
use tokio::time::{Interval, MissedTickBehavior, interval};

use crate::{
    error::fault,
    session::{Session, viewer},
    types::interview::PipelineState,
};

/// How often each subscription looks.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Interviews that are told of at a time, where all are watched.
const TOLD_MAX: u64 = 100;

/// What is told as it happens.
pub(crate) struct Subscription;

/// That an interview went on, and where it stands now. `interview` has the rest.
#[derive(Clone, Debug, SimpleObject)]
struct InterviewProgress {
    /// The interview's id.
    interview_id: ID,
    /// Lever's id of its posting.
    posting_id: ID,
    /// Where it stands.
    state: PipelineState,
    /// When it last moved from one state to another, or was touched in it.
    updated_at: Instant,
}

impl From<pipeline::Model> for InterviewProgress {
    fn from(row: pipeline::Model) -> Self {
        Self {
            interview_id: row.id.to_string().into(),
            state: row.state_name.into(),
            updated_at: row.updated_at,
            posting_id: row.posting_id.into(),
        }
    }
}

#[expect(clippy::unused_async, reason = "the library wants fields of a subscription so")]
#[Subscription]
impl Subscription {
    /// How an interview goes on: at once as it stands, and again when it moved, an answer was kept, a mail
    /// got somewhere, or the candidate or a person said something. Without an id: each interview that the
    /// viewer may see, from now on, as it moves; when very many move at once, those that moved last.
    /// Ends with an error once there is none by that id, or the viewer's sign-in or role changed.
    async fn interview_progress<'ctx>(
        &self,
        ctx: &Context<'ctx>,
        #[graphql(desc = "Only this interview.")] id: Option<ID>,
    ) -> Result<impl Stream<Item = Result<InterviewProgress>> + 'ctx> {
        let id = id.map(|id| id.parse::<PipelineId>().map_err(|_| gone())).transpose()?;
        let watch = Watch::new(ctx, id)?;
        let looks = stream::try_unfold(watch, |mut watch| async move {
            let told = watch.look().await?;
            Ok::<_, Error>(Some((stream::iter(told.into_iter().map(Ok)), watch)))
        });
        Ok(looks.try_flatten())
    }
}

/// What a subscription saw when it looked last.
enum Seen {
    /// One interview, as its mark was.
    One(PipelineId, Option<Mark>),
    /// The newest of all, by their versions; `None` before the first look.
    All(Option<HashMap<PipelineId, i32>>),
}

/// Somebody who watches.
struct Watch<'a> {
    means: &'a Means,
    session: &'a Session,
    viewer: &'a operator::Model,
    clock: Interval,
    seen: Seen,
}

impl<'a> Watch<'a> {
    fn new(ctx: &Context<'a>, id: Option<PipelineId>) -> Result<Self> {
        let mut clock = interval(LOOK_EVERY);
        clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let seen = id.map_or(Seen::All(None), |id| Seen::One(id, None));
        let (means, session) = (ctx.data::<Means>()?, ctx.data::<Session>()?);
        Ok(Self { means, session, viewer: viewer(ctx)?, clock, seen })
    }

    /// What went on since the last look, once it is time to look again.
    async fn look(&mut self) -> Result<Vec<InterviewProgress>> {
        self.clock.tick().await;
        if !self.session.stands(self.means).await.map_err(fault)? {
            let message = "the sign-in ended or the role changed: sign in and subscribe again";
            return Err(coded(message, "UNAUTHENTICATED"));
        }
        let (db, tenant_id) = (&self.means.db, self.viewer.tenant_id);
        let mut told = Vec::new();
        match &mut self.seen {
            Seen::One(id, seen) => {
                let mark = progress::of_pipeline(db, tenant_id, *id).await.map_err(fault)?;
                if mark.is_none() || mark != *seen {
                    let row = pipeline::find(db, tenant_id, *id).await.map_err(fault)?;
                    told.push(
                        row.filter(|row| self.viewer.sees(&row.posting_id)).ok_or_else(gone)?,
                    );
                    *seen = mark;
                }
            }
            Seen::All(seen) => {
                let only = self.viewer.sees_only();
                let newest =
                    progress::newest(db, tenant_id, only, TOLD_MAX).await.map_err(fault)?;
                if let Some(seen) = seen {
                    for (id, version) in &newest {
                        if seen.get(id) != Some(version) {
                            told.extend(pipeline::find(db, tenant_id, *id).await.map_err(fault)?);
                        }
                    }
                }
                *seen = Some(newest.into_iter().collect());
            }
        }
        Ok(told.into_iter().map(Into::into).collect())
    }
}

fn gone() -> Error {
    coded("there is no interview by this id, or not for you", "NOT_FOUND")
}

fn coded(message: &str, code: &'static str) -> Error {
    Error::new(message).extend_with(|_, extensions| extensions.set("code", code))
}
