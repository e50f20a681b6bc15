//! Per-request loaders: many rows' fields in one statement, one tenant only.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    hash::Hash,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use actors::{Clock, Means};
use async_graphql::{
    Context, Error,
    dataloader::{DataLoader, Loader},
};
use entities::{
    DbErr, Store, answer_time,
    audit_entry::Actor,
    candidate_request, human_rating,
    ids::{OperatorId, PipelineId, ReportId, ScorecardId, TenantId},
    letter,
    listed::Listed,
    mail, notice, operator, pipeline, plan, plan_proposal, posting, recording, report,
    report_share, scorecard,
    sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter},
    transition, turn,
    unreadable::lies_in_the_data,
};
use futures_util::{
    FutureExt,
    future::{BoxFuture, Shared, ready},
};

use crate::{audit, company::Company, error::fault, session::Session, types::interview::Interview};

/// Turns of the thread in which nobody asked for more, after which nobody will.
const QUIET_TURNS: u32 = 2;

/// One request's loaders.
pub(crate) struct Loaders {
    rows: Arc<DataLoader<Rows>>,
    /// How many keys were asked for.
    keys: Arc<AtomicUsize>,
    /// What was asked for, by the type of its key. The library remembers what it has; that would ask
    /// again for what is on its way, and for what is not there.
    asked: Mutex<HashMap<TypeId, Box<dyn Any + Send>>>,
}

impl std::fmt::Debug for Loaders {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Loaders").finish_non_exhaustive()
    }
}

/// A pipeline's answered questions.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct TurnsOf(pub(crate) PipelineId);

/// How long the answers of a pipeline took, as far as that is counted.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct TimesOf(pub(crate) PipelineId);

/// A pipeline's timeline.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct StepsOf(pub(crate) PipelineId);

/// A posting with its content.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct ContentOf(pub(crate) String);

/// All versions of the plan of a posting, the newest first.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct PlansOf(pub(crate) String);

/// What a posting proposes for its plan.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct ProposalOf(pub(crate) String);

/// All scorecards of a pipeline, the newest first.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct ScorecardsOf(pub(crate) PipelineId);

/// What people found in a pipeline's interview, the newest first.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct HumanRatingsOf(pub(crate) PipelineId);

/// What a pipeline's candidate asked for, the oldest first.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct RequestsOf(pub(crate) PipelineId);

/// The letter to a pipeline's candidate.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct LetterOf(pub(crate) PipelineId);

/// What is kept of what a pipeline's candidate said, in the order said.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct RecordingsOf(pub(crate) PipelineId);

/// What a pipeline's candidate was told.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct NoticeOf(pub(crate) PipelineId);

/// The links to the report of a pipeline.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct SharesOf(pub(crate) PipelineId);

/// The mails of a pipeline, oldest first.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct MailsOf(pub(crate) PipelineId);

/// That what was said in a pipeline's interview is read.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct ReadingOf(pub(crate) PipelineId);

/// A row that was asked for, or several that belong together.
type Answer<V> = Shared<BoxFuture<'static, Result<Option<V>, Arc<DbErr>>>>;

/// The answers to the keys of one type.
type Answers<K, V> = HashMap<K, Answer<V>>;

/// Loads rows of one tenant.
pub(crate) struct Rows {
    db: Store,
    clock: Arc<dyn Clock>,
    tenant_id: TenantId,
    /// Who asks.
    actor: Actor,
}

impl Loaders {
    /// Loaders that see whoever asks' tenant; `None` where nobody is signed in.
    pub(crate) fn new(means: &Means, session: &Session) -> Option<Self> {
        let tenant_id = session.operator.as_ref()?.tenant_id;
        let (db, clock, actor) = (means.db.clone(), means.clock.clone(), session.actor());
        let rows = Rows { db, clock, tenant_id, actor };
        let keys = Arc::new(AtomicUsize::new(0));
        let seen = keys.clone();
        let spawn = move |load: BoxFuture<'static, ()>| {
            let seen = seen.clone();
            tokio::task::spawn_local(async move {
                settled(&seen).await;
                load.await;
            })
        };
        let rows = Arc::new(DataLoader::new(rows, spawn));
        let loaders = Self { rows, keys, asked: Mutex::default() };
        if let Some(company) = &session.company {
            loaders.know(tenant_id, Some(Arc::clone(company)));
        }
        Some(loaders)
    }

    /// Forgets what was read, which a mutation may change.
    pub(crate) fn forget(&self) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// One row by its key, together with the others asked for at the same time; read once.
    pub(crate) async fn load<K>(
        ctx: &Context<'_>,
        key: K,
    ) -> Result<Option<<Rows as Loader<K>>::Value>, Error>
    where
        K: Send + Sync + Hash + Eq + Clone + 'static,
        Rows: Loader<K, Error = Arc<DbErr>>,
    {
        let loaders = ctx.data::<Self>()?;
        loaders.asked(key).await.map_err(fault)
    }

    /// Remembers what is beside the pipelines of a list, which is then asked for no more.
    pub(crate) fn remember(ctx: &Context<'_>, rows: Vec<Listed>) -> Result<Vec<Interview>, Error> {
        let loaders = ctx.data::<Self>()?;
        let each = rows.into_iter().map(|row| {
            let Listed { pipeline, posting, scorecard, report } = row;
            loaders.know(pipeline.posting_id.clone(), posting);
            if let Some(id) = pipeline.scorecard_id {
                loaders.know(id, scorecard);
            }
            if let Some(id) = pipeline.report_id {
                loaders.know(id, report);
            }
            Interview(pipeline)
        });
        Ok(each.collect())
    }

    fn know<K, V>(&self, key: K, row: Option<V>)
    where
        K: Send + Hash + Eq + Clone + 'static,
        V: Send + Sync + Clone + 'static,
    {
        drop(self.answer(key, |_| ready(Ok(row)).boxed().shared()));
    }

    /// The answer to a key, also when it is still on its way.
    fn asked<K>(&self, key: K) -> Answer<<Rows as Loader<K>>::Value>
    where
        K: Send + Sync + Hash + Eq + Clone + 'static,
        Rows: Loader<K, Error = Arc<DbErr>>,
    {
        let rows = self.rows.clone();
        self.answer(key, |key| {
            self.keys.fetch_add(1, Ordering::Relaxed);
            async move { rows.load_one(key).await }.boxed().shared()
        })
    }

    /// The answer to a key: the one there is, or else this one.
    fn answer<K, V>(&self, key: K, new: impl FnOnce(K) -> Answer<V>) -> Answer<V>
    where
        K: Send + Hash + Eq + Clone + 'static,
        V: Send + Sync + Clone + 'static,
    {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let answers = asked.entry(TypeId::of::<K>());
        let answers = answers.or_insert_with(|| Box::new(Answers::<K, V>::new()));
        match answers.downcast_mut::<Answers<K, V>>() {
            Some(answers) => answers.entry(key.clone()).or_insert_with(|| new(key)).clone(),
            None => new(key),
        }
    }

    /// The one tenant.
    fn company(&self) -> Answer<Arc<Company>> {
        let Rows { db, tenant_id, .. } = self.rows.loader();
        let db = db.clone();
        self.answer(*tenant_id, |id| Company::read(db, id).boxed().shared())
    }

    /// The tenant, if it is the one that these see.
    pub(crate) async fn tenant(
        ctx: &Context<'_>,
        tenant_id: TenantId,
    ) -> Result<Option<Arc<Company>>, Error> {
        match ctx.data_opt::<Self>() {
            Some(loaders) if loaders.rows.loader().tenant_id == tenant_id => {
                loaders.company().await
            }
            _ => Company::read(ctx.data::<Means>()?.db.clone(), tenant_id).await,
        }
        .map_err(fault)
    }

    /// Why nothing goes on at this time, if so.
    pub(crate) async fn paused_reason(ctx: &Context<'_>) -> Result<Option<String>, Error> {
        let company = ctx.data::<Self>()?.company().await.map_err(fault)?;
        company.map_or(Ok(None), |company| company.paused_reason()).map_err(fault)
    }
}

/// Waits until nobody asks for more. The fields of a long list begin a few rows at a time, which may
/// take longer than the library waits.
async fn settled(keys: &AtomicUsize) {
    let (mut seen, mut quiet) = (keys.load(Ordering::Relaxed), 0);
    while quiet < QUIET_TURNS {
        tokio::task::yield_now().await;
        let now = keys.load(Ordering::Relaxed);
        quiet = if now == seen { quiet + 1 } else { 0 };
        seen = now;
    }
}

/// The pipelines with these ids, as far as they can be read.
async fn pipelines_by_id(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    ids: &[PipelineId],
) -> Result<Vec<pipeline::Model>, DbErr> {
    let rows = pipeline::Entity::of_tenant(tenant_id)
        .filter(pipeline::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await;
    match rows {
        // What belongs to one that cannot be read is shown all the same.
        Err(error) if lies_in_the_data(&error) => {}
        rows => return rows,
    }
    let mut found = Vec::new();
    for id in ids {
        match pipeline::find(db, tenant_id, *id).await {
            Ok(row) => found.extend(row),
            Err(error) if lies_in_the_data(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

type Loaded<K, V> = Result<HashMap<K, V>, Arc<DbErr>>;

impl Loader<String> for Rows {
    type Value = posting::Summary;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[String]) -> Loaded<String, posting::Summary> {
        let rows = posting::find_summaries(&self.db, self.tenant_id, keys).await?;
        Ok(rows.into_iter().map(|row| (row.lever_id.clone(), row)).collect())
    }
}

impl Loader<ContentOf> for Rows {
    type Value = posting::Model;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[ContentOf]) -> Loaded<ContentOf, posting::Model> {
        let ids: Vec<_> = keys.iter().map(|of| of.0.clone()).collect();
        let rows = posting::find_many(&self.db, self.tenant_id, &ids).await?;
        Ok(rows.into_iter().map(|row| (ContentOf(row.lever_id.clone()), row)).collect())
    }
}

impl Loader<ReportId> for Rows {
    type Value = report::Summary;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[ReportId]) -> Loaded<ReportId, report::Summary> {
        let rows = report::find_many(&self.db, self.tenant_id, keys).await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

impl Loader<ScorecardId> for Rows {
    type Value = scorecard::Summary;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[ScorecardId]) -> Loaded<ScorecardId, scorecard::Summary> {
        let rows = scorecard::find_many(&self.db, self.tenant_id, keys).await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

impl Loader<PipelineId> for Rows {
    type Value = pipeline::Model;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[PipelineId]) -> Loaded<PipelineId, pipeline::Model> {
        let rows = pipelines_by_id(&self.db, self.tenant_id, keys).await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

impl Loader<OperatorId> for Rows {
    type Value = operator::Model;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[OperatorId]) -> Loaded<OperatorId, operator::Model> {
        let rows = operator::find_many(&self.db, self.tenant_id, keys).await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

impl Loader<TurnsOf> for Rows {
    type Value = Vec<turn::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[TurnsOf]) -> Loaded<TurnsOf, Vec<turn::Model>> {
        let ids: Vec<_> = keys.iter().map(|of| of.0).collect();
        let rows = turn::of_pipelines(&self.db, self.tenant_id, &ids).await?;
        Ok(gathered(rows, |row| TurnsOf(row.pipeline_id)))
    }
}

impl Loader<TimesOf> for Rows {
    type Value = Vec<answer_time::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[TimesOf]) -> Loaded<TimesOf, Vec<answer_time::Model>> {
        let ids: Vec<_> = keys.iter().map(|of| of.0).collect();
        let rows = answer_time::of_pipelines(&self.db, self.tenant_id, &ids).await?;
        Ok(gathered(rows, |row| TimesOf(row.pipeline_id)))
    }
}

impl Loader<StepsOf> for Rows {
    type Value = Vec<transition::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[StepsOf]) -> Loaded<StepsOf, Vec<transition::Model>> {
        let ids: Vec<_> = keys.iter().map(|of| of.0).collect();
        let rows = transition::of_pipelines(&self.db, self.tenant_id, &ids).await?;
        Ok(gathered(rows, |row| StepsOf(row.pipeline_id)))
    }
}

impl Loader<PlansOf> for Rows {
    type Value = Vec<plan::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[PlansOf]) -> Loaded<PlansOf, Vec<plan::Model>> {
        let ids: Vec<_> = keys.iter().map(|of| of.0.clone()).collect();
        let rows = plan::versions(&self.db, self.tenant_id, &ids).await?;
        Ok(gathered(rows, |row| PlansOf(row.posting_id.clone())))
    }
}

impl Loader<ProposalOf> for Rows {
    type Value = plan_proposal::Model;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[ProposalOf]) -> Loaded<ProposalOf, plan_proposal::Model> {
        let ids: Vec<_> = keys.iter().map(|of| of.0.clone()).collect();
        let rows = plan_proposal::find_many(&self.db, self.tenant_id, &ids).await?;
        Ok(rows.into_iter().map(|row| (ProposalOf(row.posting_id.clone()), row)).collect())
    }
}

impl Loader<ScorecardsOf> for Rows {
    type Value = Vec<scorecard::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[ScorecardsOf]) -> Loaded<ScorecardsOf, Vec<scorecard::Model>> {
        let ids: Vec<_> = keys.iter().map(|of| of.0).collect();
        let rows = scorecard::of_pipelines(&self.db, self.tenant_id, &ids).await?;
        Ok(gathered(rows, |row| ScorecardsOf(row.pipeline_id)))
    }
}

impl Loader<HumanRatingsOf> for Rows {
    type Value = Vec<human_rating::Model>;
    type Error = Arc<DbErr>;

    async fn load(
        &self,
        keys: &[HumanRatingsOf],
    ) -> Loaded<HumanRatingsOf, Vec<human_rating::Model>> {
        let ids: Vec<_> = keys.iter().map(|of| of.0).collect();
        let rows = human_rating::of_pipelines(&self.db, self.tenant_id, &ids).await?;
        Ok(gathered(rows, |row| HumanRatingsOf(row.pipeline_id)))
    }
}

impl Loader<RequestsOf> for Rows {
    type Value = Vec<candidate_request::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[RequestsOf]) -> Loaded<RequestsOf, Vec<candidate_request::Model>> {
        let ids: Vec<_> = keys.iter().map(|of| of.0).collect();
        let rows = candidate_request::of_pipelines(&self.db, self.tenant_id, &ids).await?;
        Ok(gathered(rows, |row| RequestsOf(row.pipeline_id)))
    }
}

impl Loader<MailsOf> for Rows {
    type Value = Vec<mail::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[MailsOf]) -> Loaded<MailsOf, Vec<mail::Model>> {
        let ids: Vec<_> = keys.iter().map(|of| of.0).collect();
        let rows = mail::of_pipelines(&self.db, self.tenant_id, &ids).await?;
        let of_pipelines = rows.into_iter().filter_map(|row| Some((row.pipeline_id?, row)));
        let found = gathered(of_pipelines.collect(), |(id, _)| MailsOf(*id));
        let each = found.into_iter();
        Ok(each.map(|(of, rows)| (of, rows.into_iter().map(|(_, row)| row).collect())).collect())
    }
}

impl Loader<LetterOf> for Rows {
    type Value = letter::Model;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[LetterOf]) -> Loaded<LetterOf, letter::Model> {
        let ids: Vec<_> = keys.iter().map(|of| of.0).collect();
        let rows = letter::of_pipelines(&self.db, self.tenant_id, &ids).await?;
        Ok(rows.into_iter().map(|row| (LetterOf(row.pipeline_id), row)).collect())
    }
}

impl Loader<RecordingsOf> for Rows {
    type Value = Vec<recording::Summary>;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[RecordingsOf]) -> Loaded<RecordingsOf, Vec<recording::Summary>> {
        let ids: Vec<_> = keys.iter().map(|of| of.0).collect();
        let rows = recording::kept(&self.db, self.tenant_id, &ids).await?;
        Ok(gathered(rows, |row| RecordingsOf(row.pipeline_id)))
    }
}

impl Loader<NoticeOf> for Rows {
    type Value = notice::Model;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[NoticeOf]) -> Loaded<NoticeOf, notice::Model> {
        let ids: Vec<_> = keys.iter().map(|of| of.0).collect();
        let rows = notice::of_pipelines(&self.db, self.tenant_id, &ids).await?;
        Ok(rows.into_iter().map(|row| (NoticeOf(row.pipeline_id), row)).collect())
    }
}

impl Loader<SharesOf> for Rows {
    type Value = Vec<report_share::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[SharesOf]) -> Loaded<SharesOf, Vec<report_share::Model>> {
        let ids: Vec<_> = keys.iter().map(|of| of.0).collect();
        let rows = report_share::of_pipelines(&self.db, self.tenant_id, &ids).await?;
        Ok(gathered(rows, |row| SharesOf(row.pipeline_id)))
    }
}

impl Loader<ReadingOf> for Rows {
    type Value = ();
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[ReadingOf]) -> Loaded<ReadingOf, ()> {
        let ids: Vec<_> = keys.iter().map(|of| of.0).collect();
        audit::told(&self.db, (self.tenant_id, self.actor), &ids, self.clock.now()).await?;
        Ok(HashMap::new())
    }
}

/// Rows by what they belong to, in their order.
fn gathered<K: Hash + Eq, V>(rows: Vec<V>, belongs: impl Fn(&V) -> K) -> HashMap<K, Vec<V>> {
    let mut found: HashMap<K, Vec<V>> = HashMap::new();
    for row in rows {
        found.entry(belongs(&row)).or_default().push(row);
    }
    found
}
