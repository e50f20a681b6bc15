//! What reports look like, and who reads them by a link.

use std::collections::BTreeSet;

use actors::Means;
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject, Union};
use chrono::Duration;
use entities::{
    ids::{PipelineId, ReportShareId},
    pipeline,
    report_share::{self, Model},
    tenant,
    vault::{random_token, token_hash},
};
use serde_json::json;

use crate::{
    audit::{edit_settings, record},
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::{
        operator::Tenant,
        report::{ReportLanguage, ReportSection, ReportShare},
    },
};

/// Longest life of a link, in days.
const DAYS_MAX: i64 = 90;
/// Most links of one interview.
const SHARES_MAX: usize = 20;

/// What reports look like, and who reads them by a link.
#[derive(Default)]
pub(super) struct Reports;

/// What reports look like; what is left out stays as it is.
#[derive(InputObject)]
struct SetReportOptionsInput {
    /// What they are written in.
    language: Option<ReportLanguage>,
    /// Which parts they have, besides the scores, what the report is, and the disclosure.
    sections: Option<Vec<ReportSection>>,
}

/// Result of `setReportOptions`.
#[derive(Union)]
enum SetReportOptionsResult {
    Tenant(Box<Tenant>),
    Problem(Problem),
}

/// Of which interview to share the report.
#[derive(InputObject)]
struct ShareReportInput {
    /// `pipeline:<uuid>`.
    interview_id: ID,
    /// How long the link works, in days; 1 to 90.
    days: i32,
}

/// A link that was made.
#[derive(SimpleObject)]
struct SharedReport {
    /// The link: whoever has it reads the report without signing in. It is told here and never again.
    url: String,
    /// What is kept of it.
    share: ReportShare,
}

/// Result of `shareReport`.
#[derive(Union)]
enum ShareReportResult {
    SharedReport(Box<SharedReport>),
    Problem(Problem),
}

/// Which link to end.
#[derive(InputObject)]
struct RevokeReportShareInput {
    /// `report_share:<uuid>`, out of `shares` of a report.
    id: ID,
}

/// Result of `revokeReportShare`: the link as it is then.
#[derive(Union)]
enum RevokeReportShareResult {
    ReportShare(Box<ReportShare>),
    Problem(Problem),
}

#[Object]
impl Reports {
    /// Chooses the language and the parts of reports that are made from now on. Super Admin or Admin.
    async fn set_report_options(
        &self,
        ctx: &Context<'_>,
        input: SetReportOptionsInput,
    ) -> Result<SetReportOptionsResult> {
        let set = set(ctx, input).await;
        answer(set, SetReportOptionsResult::Tenant, SetReportOptionsResult::Problem)
    }

    /// Makes a link to the report of an interview that works without signing in, for some days. Each
    /// use of it is in the audit log. Super Admin or Admin.
    async fn share_report(
        &self,
        ctx: &Context<'_>,
        input: ShareReportInput,
    ) -> Result<ShareReportResult> {
        let shared = share(ctx, input).await;
        answer(shared, ShareReportResult::SharedReport, ShareReportResult::Problem)
    }

    /// Ends a link to a report, at once. Super Admin or Admin.
    async fn revoke_report_share(
        &self,
        ctx: &Context<'_>,
        input: RevokeReportShareInput,
    ) -> Result<RevokeReportShareResult> {
        let revoked = revoke(ctx, &input.id).await;
        answer(revoked, RevokeReportShareResult::ReportShare, RevokeReportShareResult::Problem)
    }
}

async fn set(ctx: &Context<'_>, input: SetReportOptionsInput) -> Result<Box<Tenant>, Refusal> {
    let tenant_id = permit(ctx, "choose what reports look like")?.tenant_id;
    let sections =
        input.sections.map(|all| all.into_iter().map(Into::into).collect::<BTreeSet<_>>());
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let change = |settings: &mut tenant::Settings| {
        if let Some(language) = input.language {
            settings.report_language = language.chosen();
        }
        if let Some(sections) = sections {
            settings.report_sections = sections;
        }
    };
    edit_settings(ctx, &tx, tenant_id, change).await?;
    let row = tenant::find(&tx, tenant_id).await?;
    tx.commit().await?;
    let missing = || Problem::not_found("there is no such company");
    Ok(Box::new(Tenant(row.ok_or_else(missing)?)))
}

async fn share(ctx: &Context<'_>, input: ShareReportInput) -> Result<Box<SharedReport>, Refusal> {
    let operator = permit(ctx, "share a report")?;
    let tenant_id = operator.tenant_id;
    let days = i64::from(input.days);
    if !(1..=DAYS_MAX).contains(&days) {
        return Err(Problem::invalid(format!("a link works for 1 to {DAYS_MAX} days")).into());
    }
    let missing = || Problem::not_found("there is no such interview");
    let id: PipelineId = input.interview_id.parse().map_err(|_| missing())?;
    let means = ctx.data::<Means>()?;
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    pipeline::lock(&tx, tenant_id, id).await?;
    let of = pipeline::find(&tx, tenant_id, id).await?.ok_or_else(missing)?;
    let Some(report_id) = of.report_id.filter(|_| of.erased_at.is_none()) else {
        let message = "this interview has no report; it is made once the interview is scored";
        return Err(Problem::conflict(message).into());
    };
    let there = report_share::of_pipelines(&tx, tenant_id, &[id]).await?;
    if there.len() >= SHARES_MAX {
        let Some(ended) = there.iter().rev().find(|share| !share.is_live(now)) else {
            let message = format!("this report has {SHARES_MAX} links; revoke one first");
            return Err(Problem::conflict(message).into());
        };
        report_share::forget(&tx, (tenant_id, ended.id)).await?;
    }
    let secret = random_token();
    let row = Model {
        tenant_id,
        id: ReportShareId(means.ids.fresh()),
        pipeline_id: id,
        report_id,
        operator_id: operator.id,
        token_hash: token_hash(&secret),
        created_at: now,
        expires_at: now + Duration::days(days),
        revoked_at: None,
        opens: 0,
        opened_at: None,
    };
    report_share::create(&tx, row.clone()).await?;
    let details = json!({"share": row.id.to_string(), "expires_at": row.expires_at});
    record(ctx, &tx, id, details).await?;
    tx.commit().await?;
    let url = means.links.to(&format!("/r/{secret}"));
    Ok(Box::new(SharedReport { url, share: ReportShare::at(row, now) }))
}

async fn revoke(ctx: &Context<'_>, id: &ID) -> Result<Box<ReportShare>, Refusal> {
    let tenant_id = permit(ctx, "end a link to a report")?.tenant_id;
    let missing = || Problem::not_found("there is no such link");
    let id: ReportShareId = id.parse().map_err(|_| missing())?;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let now = means.clock.now();
    let revoked = report_share::revoke(&tx, (tenant_id, id), now).await?;
    let row = report_share::find(&tx, tenant_id, id).await?.ok_or_else(missing)?;
    if revoked {
        record(ctx, &tx, row.pipeline_id, json!({"share": id.to_string()})).await?;
        tx.commit().await?;
    }
    Ok(Box::new(ReportShare::at(row, now)))
}
