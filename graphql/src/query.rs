//! What operators ask for.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use actors::{Means, impact, jurisdictions, system_card};
use async_graphql::{Context, ID, Object, Result, SimpleObject, connection::PageInfo};
use entities::{
    api_token, backfill, candidate_request, human_rating,
    ids::{BackfillId, EffectId, MessageId, PipelineId, TenantId},
    listed, operator, pipeline, plan_template, posting, scorecard, session,
};
use interviewer::{Agreement, HumanRating, Scorecard, pairs};

use crate::{
    connection::{cursor, page_info, page_size, parse_cursor, parse_number},
    error::fault,
    loaders::Loaders,
    session::{SignIns, maybe_viewer, viewer},
    types::{
        adverse_impact::AdverseImpact,
        api_token::ApiTokens,
        audit_entry::{AuditEntryConnection, AuditFilter},
        backfill::Backfill,
        company_sign_in::CompanySignIn,
        dead_letter::{DeadLetterConnection, DeadLetterKind},
        delivery::DeliveryConnection,
        funnel::Funnel,
        human_rating::ScoringAgreement,
        integration::Integration,
        interview::{Interview, PipelineState},
        jurisdiction::Jurisdiction,
        mail::{MailConnection, MailFilter, MailKind, MailPreview},
        operator::Operator,
        outbound::{Outbound, OutsideHost},
        outbound_event::OutboundEventConnection,
        plan_proposal::{BankEntry, PlanTemplate},
        posting::Posting,
        request::CandidateRequest,
        session::Sessions,
        system_card::SystemCard,
    },
};

/// What a field costs that asks the store on its own, so that a query has not too many of them.
const ASKS: usize = 100;

/// Open requests that are shown.
const OPEN_REQUESTS_MAX: u64 = 100;

/// Ratings by people that the agreement is worked out from.
const RATINGS_MAX: u64 = 1_000;

/// What operators ask for.
pub(crate) struct Query;

/// A page of interviews.
pub(crate) struct InterviewConnection {
    rows: Vec<Interview>,
    more: bool,
    continued: bool,
    filter: pipeline::Filter,
    tenant_id: TenantId,
}

/// An interview in a page.
#[derive(SimpleObject)]
struct InterviewEdge<'a> {
    /// Its place in the list.
    cursor: String,
    /// The interview.
    node: &'a Interview,
}

#[Object]
impl InterviewConnection {
    /// The page's interviews with their places.
    async fn edges(&self) -> Vec<InterviewEdge<'_>> {
        let each = self
            .rows
            .iter()
            .map(|row| InterviewEdge { cursor: cursor(row.0.updated_at, row.0.id.0), node: row });
        each.collect()
    }

    /// The page's interviews.
    async fn nodes(&self) -> &[Interview] {
        &self.rows
    }

    /// Where the page lies in the list.
    async fn page_info(&self) -> PageInfo {
        let place = |row: &Interview| cursor(row.0.updated_at, row.0.id.0);
        page_info(&self.rows, place, (self.continued, self.more))
    }

    /// How many there are in all; 10,000 also where there are more. Counted only when asked for.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<u64> {
        if !self.more && !self.continued {
            return Ok(self.rows.len() as u64);
        }
        let (means, counted_out) = (ctx.data::<Means>()?, ctx.data::<CountedOut>()?);
        let all = self.filter.leaves_all();
        if all && counted_out.has(self.tenant_id) {
            return Ok(pipeline::COUNT_MAX);
        }
        let count = pipeline::count(&means.db, self.tenant_id, &self.filter).await;
        let count = count.map_err(fault)?;
        if all && count >= pipeline::COUNT_MAX {
            counted_out.add(self.tenant_id);
        }
        Ok(count)
    }
}

/// Companies that have as many interviews as are counted. None is ever taken away, so nobody has to
/// count them again.
#[derive(Default)]
pub(crate) struct CountedOut(Mutex<HashSet<TenantId>>);

impl CountedOut {
    fn has(&self, tenant_id: TenantId) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&tenant_id)
    }

    fn add(&self, tenant_id: TenantId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(tenant_id);
    }
}

/// How far the scorer and people agree; none until both gave an answer a level.
async fn agreement(ctx: &Context<'_>, tenant_id: TenantId) -> Result<Option<Agreement>> {
    let means = ctx.data::<Means>()?;
    let rows = human_rating::newest(&means.db, tenant_id, RATINGS_MAX).await.map_err(fault)?;
    let ids: Vec<PipelineId> = rows.iter().map(|row| row.pipeline_id).collect();
    let cards = scorecard::of_pipelines(&means.db, tenant_id, &ids).await.map_err(fault)?;
    let mut levels = Vec::new();
    for row in rows {
        let Some(card) = cards.iter().find(|card| card.pipeline_id == row.pipeline_id) else {
            continue;
        };
        let card: Scorecard = serde_json::from_value(card.body.clone()).map_err(fault)?;
        let ratings: Vec<HumanRating> = serde_json::from_value(row.body).map_err(fault)?;
        levels.extend(pairs(&card, &ratings));
    }
    Ok(Agreement::of(&levels))
}

/// Whether a list of interviews shows what is read together with them.
fn shows_what_is_beside(ctx: &Context<'_>) -> bool {
    let list = ctx.look_ahead();
    let rows = [list.field("nodes"), list.field("edges").field("node")];
    let beside = ["posting", "scorecard", "report"];
    rows.iter().any(|row| beside.iter().any(|field| row.field(field).exists()))
}

#[Object]
impl Query {
    /// Who is signed in; null when nobody is. Needs no sign-in.
    async fn viewer(&self, ctx: &Context<'_>) -> Option<Operator> {
        maybe_viewer(ctx).cloned().map(Operator)
    }

    /// Signing in by the company's own accounts; null where it is not set up. Needs no sign-in.
    async fn company_sign_in(&self, ctx: &Context<'_>) -> Option<CompanySignIn> {
        let sign_ins = ctx.data_opt::<Arc<SignIns>>();
        sign_ins.and_then(|sign_ins| sign_ins.company.clone()).map(CompanySignIn)
    }

    /// Interviews of the company that the viewer may see, newest activity first.
    #[graphql(complexity = "ASKS + first.unwrap_or(50).clamp(0, 100) as usize * child_complexity")]
    async fn interviews(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many; 50 unless given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
        #[graphql(desc = "Only those in this state.")] state: Option<PipelineState>,
        #[graphql(desc = "Only those with this text in the candidate's or posting's name.")]
        search: Option<String>,
    ) -> Result<InterviewConnection> {
        let viewer = viewer(ctx)?;
        let tenant_id = viewer.tenant_id;
        let means = ctx.data::<Means>()?;
        let size = page_size(first)?;
        let continued = after.is_some();
        let after = after.as_deref().map(parse_cursor).transpose()?;
        let after = after.map(|(at, id)| (at, PipelineId(id)));
        let posting_ids = viewer.sees_only().map(<[String]>::to_vec);
        let filter = pipeline::Filter { state: state.map(Into::into), search, posting_ids };
        // One more than asked for tells whether there is a next page.
        let page = pipeline::Page { after, limit: size as u64 + 1 };
        let mut rows = if shows_what_is_beside(ctx) {
            let rows = listed::page(&means.db, tenant_id, &filter, page).await;
            Loaders::remember(ctx, rows.map_err(fault)?)?
        } else {
            let rows = pipeline::page(&means.db, tenant_id, &filter, page).await;
            rows.map_err(fault)?.into_iter().map(Interview).collect()
        };
        let more = rows.len() > size;
        rows.truncate(size);
        Ok(InterviewConnection { rows, more, continued, filter, tenant_id })
    }

    /// How far candidates came, of those who were invited in the last weeks; of the postings that the
    /// viewer may see.
    #[graphql(complexity = "ASKS + 50 * child_complexity")]
    async fn funnel(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many weeks, this one included; 12 unless given, 1 to 53.")]
        weeks: Option<i32>,
    ) -> Result<Funnel> {
        let viewer = viewer(ctx)?;
        let means = ctx.data::<Means>()?;
        let now = means.clock.now();
        let weeks = weeks.unwrap_or(12).clamp(1, 53);
        let since = Funnel::since(weeks, now);
        let postings = viewer.sees_only();
        let all = pipeline::passed(&means.db, viewer.tenant_id, postings, since);
        Ok(Funnel::of(&all.await.map_err(fault)?, since, now))
    }

    /// One interview; null when there is none by this id, or not for the viewer.
    #[graphql(complexity = "ASKS + child_complexity")]
    async fn interview(&self, ctx: &Context<'_>, id: ID) -> Result<Option<Interview>> {
        let viewer = viewer(ctx)?;
        let Ok(id) = id.parse::<PipelineId>() else { return Ok(None) };
        let means = ctx.data::<Means>()?;
        let row = pipeline::find(&means.db, viewer.tenant_id, id).await.map_err(fault)?;
        let row = row.filter(|row| viewer.sees(&row.posting_id));
        Ok(row.map(Interview))
    }

    /// One posting with its interview plan; null when there is none by Lever's id, or not for the
    /// viewer.
    #[graphql(complexity = "ASKS + child_complexity")]
    async fn posting(&self, ctx: &Context<'_>, id: ID) -> Result<Option<Posting>> {
        let viewer = viewer(ctx)?;
        let means = ctx.data::<Means>()?;
        let row = posting::find(&means.db, viewer.tenant_id, &id).await.map_err(fault)?;
        Ok(row.filter(|row| viewer.sees(&row.lever_id)).map(Posting::from))
    }

    /// Open postings of the company that the viewer may see, by title.
    #[graphql(complexity = "ASKS + 100 * child_complexity")]
    async fn postings(&self, ctx: &Context<'_>) -> Result<Vec<Posting>> {
        let viewer = viewer(ctx)?;
        let means = ctx.data::<Means>()?;
        let rows = posting::open_summaries(&means.db, viewer.tenant_id).await.map_err(fault)?;
        Ok(rows.into_iter().filter(|row| viewer.sees(&row.lever_id)).map(Posting).collect())
    }

    /// Whose law may hold for candidates, as it ships with Fulcrum. No legal advice.
    #[graphql(complexity = "10 * child_complexity")]
    async fn jurisdictions(&self) -> Vec<Jurisdiction> {
        jurisdictions::all().iter().map(Jurisdiction).collect()
    }

    /// Scoring rates and impact ratios of those whose interviews ended before this month. Super Admin
    /// only.
    #[graphql(complexity = "ASKS + 20 * child_complexity")]
    async fn adverse_impact(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only of interviews that ended in this year.")] year: Option<i32>,
    ) -> Result<AdverseImpact> {
        let (tenant_id, means) = (viewer(ctx)?.tenant_id, ctx.data::<Means>()?);
        let now = means.clock.now();
        let people = impact::scored(&means.db, &means.vault, tenant_id, year, now).await;
        AdverseImpact::read(impact::report(&people.map_err(fault)?))
    }

    /// Questions that the company asks for many postings, by name. Super Admin or Admin.
    #[graphql(complexity = "ASKS + 50 * child_complexity")]
    async fn plan_templates(&self, ctx: &Context<'_>) -> Result<Vec<PlanTemplate>> {
        let (viewer, means) = (viewer(ctx)?, ctx.data::<Means>()?);
        let rows = plan_template::Entity::of_tenant(viewer.tenant_id);
        let rows = rows.all(&means.db).await.map_err(fault)?;
        rows.into_iter().map(PlanTemplate::read).collect()
    }

    /// The bank of questions that ships with Fulcrum. Super Admin or Admin.
    #[graphql(complexity = "50 * child_complexity")]
    async fn question_bank(
        &self,
        #[graphql(desc = "Two letters: en, es, fr or de; another gives English.")] language: String,
    ) -> Vec<BankEntry> {
        let bank = interviewer::bank(&language).into_iter();
        bank.map(|(competency, questions)| BankEntry(competency, questions)).collect()
    }

    /// How far the scorer and people agree, over the newest thousand ratings by people; null until
    /// both gave an answer a level. Super Admin or Admin.
    #[graphql(complexity = "ASKS + child_complexity")]
    async fn scoring_agreement(&self, ctx: &Context<'_>) -> Result<Option<ScoringAgreement>> {
        let tenant_id = viewer(ctx)?.tenant_id;
        let tenant = Loaders::tenant(ctx, tenant_id).await?;
        if tenant.is_some_and(|of| of.tenant.settings.evidence_only) {
            return Ok(None);
        }
        Ok(agreement(ctx, tenant_id).await?.map(ScoringAgreement::from))
    }

    /// The model and system card: what this system is, how it judges and who sees to it, as it is set up
    /// now; in English. Super Admin or Admin.
    #[graphql(complexity = "ASKS + child_complexity")]
    async fn system_card(&self, ctx: &Context<'_>) -> Result<SystemCard> {
        let (tenant_id, means) = (viewer(ctx)?.tenant_id, ctx.data::<Means>()?);
        let of = Loaders::tenant(ctx, tenant_id).await?.ok_or("the company is missing")?;
        let (company, settings) = (of.tenant.name.as_str(), &of.tenant.settings);
        let agreement =
            if settings.evidence_only { None } else { agreement(ctx, tenant_id).await? };
        let of = system_card::Of { company, settings, agreement };
        Ok(SystemCard(system_card::SystemCard::of(means, of)))
    }

    /// The connection to Lever. Team Members and above see more than whether it works.
    #[graphql(complexity = "ASKS + child_complexity")]
    async fn integration(&self, ctx: &Context<'_>) -> Result<Integration> {
        Integration::of(ctx, viewer(ctx)?.tenant_id).await
    }

    /// Whom this server speaks to, as whoever runs it set it up; it speaks to nobody else. Super Admin or
    /// Admin.
    #[graphql(complexity = "20 * child_complexity")]
    async fn outside_hosts(&self, ctx: &Context<'_>) -> Vec<OutsideHost> {
        let hosts = ctx.data_opt::<Means>().map(|means| means.outside.hosts());
        hosts.unwrap_or_default().iter().cloned().map(OutsideHost).collect()
    }

    /// Where the company has itself told how its interviews go. Super Admin only, and by no token.
    #[graphql(complexity = "ASKS + child_complexity")]
    async fn outbound(&self, ctx: &Context<'_>) -> Result<Outbound> {
        let (tenant_id, means) = (viewer(ctx)?.tenant_id, ctx.data::<Means>()?);
        Outbound::read(means, &means.db, tenant_id).await
    }

    /// What the company's own endpoint was told, or is to be, the newest first. Super Admin, signed in by a
    /// browser.
    #[graphql(complexity = "ASKS + first.unwrap_or(50).clamp(0, 100) as usize * child_complexity")]
    async fn outbound_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many; 50 unless given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
    ) -> Result<OutboundEventConnection> {
        let (tenant_id, means) = (viewer(ctx)?.tenant_id, ctx.data::<Means>()?);
        let size = page_size(first)?;
        let after = after.as_deref().map(parse_cursor).transpose()?;
        let after = after.map(|(_, id)| EffectId(id));
        OutboundEventConnection::page(&means.db, tenant_id, after, size).await.map_err(fault)
    }

    /// What was given up and waits for an operator's decision, last given up first. Not for Limited
    /// Team Members.
    #[graphql(complexity = "ASKS + first.unwrap_or(50).clamp(0, 100) as usize * child_complexity")]
    async fn dead_letters(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many; 50 unless given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
        #[graphql(desc = "Only those of this kind.")] kind: Option<DeadLetterKind>,
    ) -> Result<DeadLetterConnection> {
        let of = (viewer(ctx)?.tenant_id, kind.map(Into::into));
        let size = page_size(first)?;
        let after = after.as_deref().map(parse_cursor).transpose()?;
        let means = ctx.data::<Means>()?;
        DeadLetterConnection::page(&means.db, of, after, size).await.map_err(fault)
    }

    /// What happened in Lever as far as we were told or found it, the newest first, with the interviews there
    /// are of the same candidates. Not for Limited Team Members.
    #[graphql(complexity = "ASKS + first.unwrap_or(50).clamp(0, 100) as usize * child_complexity")]
    async fn deliveries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many; 50 unless given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
    ) -> Result<DeliveryConnection> {
        let (tenant_id, means) = (viewer(ctx)?.tenant_id, ctx.data::<Means>()?);
        let size = page_size(first)?;
        let after = after.as_deref().map(parse_cursor).transpose()?;
        let after = after.map(|(_, id)| MessageId(id));
        DeliveryConnection::page(&means.db, tenant_id, after, size).await.map_err(fault)
    }

    /// Mails of the company and what became of each, the newest first. Super Admin or Admin.
    #[graphql(complexity = "ASKS + first.unwrap_or(50).clamp(0, 100) as usize * child_complexity")]
    async fn mails(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many; 50 unless given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
        #[graphql(desc = "Only those that all of it fits.")] filter: Option<MailFilter>,
    ) -> Result<MailConnection> {
        let of = (viewer(ctx)?.tenant_id, filter.unwrap_or_default().into());
        let size = page_size(first)?;
        let after = after.as_deref().map(parse_cursor).transpose()?;
        let means = ctx.data::<Means>()?;
        MailConnection::page(&means.db, of, after, size).await.map_err(fault)
    }

    /// A mail as candidates of the company get it, with sample values; null for what only operators
    /// get. Super Admin or Admin.
    #[graphql(complexity = "ASKS + child_complexity")]
    async fn mail_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which; the invite unless given.")] kind: Option<MailKind>,
        #[graphql(desc = "Two letters: en, es, fr or de; another gives English.")] language: String,
    ) -> Result<Option<MailPreview>> {
        let kind = kind.unwrap_or(MailKind::Invite).into();
        MailPreview::of(ctx, viewer(ctx)?.tenant_id, kind, &language).await
    }

    /// A look at who is there already; null when there is none by this id. Super Admin or Admin.
    #[graphql(complexity = "ASKS + child_complexity")]
    async fn backfill(&self, ctx: &Context<'_>, id: ID) -> Result<Option<Backfill>> {
        let tenant_id = viewer(ctx)?.tenant_id;
        let Ok(id) = id.parse::<BackfillId>() else { return Ok(None) };
        let means = ctx.data::<Means>()?;
        let row = backfill::find(&means.db, tenant_id, id).await.map_err(fault)?;
        Ok(row.map(Backfill))
    }

    /// What candidates asked for that waits for a person, the oldest first; 100 at most. Not for Limited
    /// Team Members, who find it at the interviews they see.
    #[graphql(complexity = "ASKS + 100 * child_complexity")]
    async fn open_requests(&self, ctx: &Context<'_>) -> Result<Vec<CandidateRequest>> {
        let means = ctx.data::<Means>()?;
        let tenant_id = viewer(ctx)?.tenant_id;
        let rows = candidate_request::open(&means.db, tenant_id, OPEN_REQUESTS_MAX);
        Ok(rows.await.map_err(fault)?.into_iter().map(CandidateRequest).collect())
    }

    /// Who did or read what in the company, the newest first. Super Admin or Admin.
    #[graphql(complexity = "ASKS + first.unwrap_or(50).clamp(0, 100) as usize * child_complexity")]
    async fn audit_log(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many; 50 unless given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
        #[graphql(desc = "Only those that all of it fits.")] filter: Option<AuditFilter>,
    ) -> Result<AuditEntryConnection> {
        let tenant_id = viewer(ctx)?.tenant_id;
        let size = page_size(first)?;
        let before = after.as_deref().map(parse_number).transpose()?;
        let means = ctx.data::<Means>()?;
        let filter = filter.unwrap_or_default().into();
        AuditEntryConnection::page(&means.db, tenant_id, filter, before, size).await.map_err(fault)
    }

    /// Who uses the dashboard of the company, by name. Super Admin or Admin.
    #[graphql(complexity = "ASKS + 50 * child_complexity")]
    async fn operators(&self, ctx: &Context<'_>) -> Result<Vec<Operator>> {
        let means = ctx.data::<Means>()?;
        let rows = operator::of_tenant(&means.db, viewer(ctx)?.tenant_id).await.map_err(fault)?;
        Ok(rows.into_iter().map(Operator).collect())
    }

    /// The viewer's own signed-in browsers. Not by a token.
    #[graphql(complexity = "ASKS + 50 * child_complexity")]
    async fn sessions(&self, ctx: &Context<'_>) -> Result<Sessions> {
        let (viewer, means) = (viewer(ctx)?, ctx.data::<Means>()?);
        let who = (viewer.tenant_id, viewer.id);
        let rows = session::live(&means.db, who, means.clock.now()).await.map_err(fault)?;
        Ok(Sessions(rows))
    }

    /// The viewer's own tokens for other front ends, those that ended too. Not by a token.
    #[graphql(complexity = "ASKS + 50 * child_complexity")]
    async fn api_tokens(&self, ctx: &Context<'_>) -> Result<ApiTokens> {
        let (viewer, means) = (viewer(ctx)?, ctx.data::<Means>()?);
        let rows = api_token::Entity::of_operator(viewer.tenant_id, viewer.id);
        Ok(ApiTokens(rows.all(&means.db).await.map_err(fault)?))
    }
}
