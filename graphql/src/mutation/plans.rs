//! Changes the interview plan of a posting: always by a new version.

use actors::{
    Means, Place,
    plans::{self, Version},
};
use async_graphql::{
    Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject, Union,
};
use entities::{
    Instant, Tx,
    ids::{EffectId, PlanTemplateId, TenantId},
    operator, outbox, plan,
    plan_proposal::{self, Status},
    plan_template, posting,
};
use interviewer::{Plan, edit};
use serde_json::{Value, json};

use super::plan_input::PlanInput;
use crate::{
    audit::record,
    error::fault,
    problem::{Problem, Refusal, answer},
    rules::permit,
    texts,
    types::{plan_change::PlanFault, plan_proposal::PlanTemplate, posting::Posting},
};

/// Longest description of an operator's own, in letters.
const DESCRIPTION_CHARS_MAX: usize = 40_000;
/// Longest name of a template, in letters.
const NAME_CHARS_MAX: usize = 100;
/// Most templates of a company.
const TEMPLATES_MAX: usize = 200;

/// Changing plans.
#[derive(Default)]
pub(super) struct Plans;

/// A plan to publish.
#[derive(InputObject)]
struct PublishPlanInput {
    /// Lever's id of the posting.
    posting_id: ID,
    /// The version that was edited; refused when there is a newer one.
    base_version: i32,
    /// What is to be asked.
    plan: PlanInput,
    /// True: only tells what is wrong with it.
    dry_run: Option<bool>,
}

/// A plan as a text file.
#[derive(InputObject)]
struct ImportPlanInput {
    /// Lever's id of the posting.
    posting_id: ID,
    /// The version that was edited; refused when there is a newer one.
    base_version: i32,
    /// As `plan.text` gives it.
    text: String,
    /// True: only tells what is wrong with it.
    dry_run: Option<bool>,
}

/// A template to ask by.
#[derive(InputObject)]
struct ApplyPlanTemplateInput {
    /// Lever's id of the posting.
    posting_id: ID,
    /// The newest version of its plan.
    base_version: i32,
    /// `plan_template:<uuid>`.
    template_id: ID,
    /// True: only tells what is wrong with it.
    dry_run: Option<bool>,
}

/// A proposal to approve or to dismiss.
#[derive(InputObject)]
struct PlanProposalInput {
    /// Lever's id of the posting.
    posting_id: ID,
    /// The version that it changes, so that nothing else is decided than what was seen.
    base_version: i32,
    /// `PlanProposal.updatedAt` as it was when somebody looked: one that was made anew since then is
    /// refused. Absent: whatever is open for this version.
    updated_at: Option<Instant>,
}

/// A posting whose plan is made anew.
#[derive(InputObject)]
struct RegeneratePlanInput {
    /// Lever's id of the posting.
    posting_id: ID,
}

/// What interviews of a posting are planned from.
#[derive(InputObject)]
struct SetPostingDescriptionInput {
    /// Lever's id of the posting.
    posting_id: ID,
    /// The description, 40,000 letters at most; null: what Lever describes.
    description: Option<String>,
    /// The description that was there when this one was written, so that nobody's words are
    /// replaced unseen; null: there was none. Left out: whatever is there is replaced.
    base_description: MaybeUndefined<String>,
}

/// A plan to keep as a template.
#[derive(InputObject)]
struct SavePlanTemplateInput {
    /// Lever's id of the posting whose newest plan it is.
    posting_id: ID,
    /// What to call it, 100 letters at most; one of the same name is replaced.
    name: String,
}

/// A template as a text file.
#[derive(InputObject)]
struct ImportPlanTemplateInput {
    /// As `planTemplate.text` gives it; one of the same name is replaced.
    text: String,
}

/// A template to delete.
#[derive(InputObject)]
struct DeletePlanTemplateInput {
    /// `plan_template:<uuid>`.
    id: ID,
}

/// What came of a plan.
#[derive(SimpleObject)]
struct PlanOutcome {
    /// Whether it is a version now. Not with `dryRun`, and not while there is an error.
    published: bool,
    /// What is wrong with it: in the order of its questions.
    faults: Vec<PlanFault>,
    /// The posting, with what is stored now.
    posting: Posting,
}

/// Templates that are there now.
#[derive(SimpleObject)]
struct PlanTemplates {
    /// Each, by name.
    nodes: Vec<PlanTemplate>,
}

/// Result of mutations that publish a plan.
#[derive(Union)]
enum PublishPlanResult {
    PlanOutcome(Box<PlanOutcome>),
    Problem(Problem),
}

/// Result of mutations about a posting's plan.
#[derive(Union)]
enum PostingResult {
    Posting(Box<Posting>),
    Problem(Problem),
}

/// Result of mutations about one template.
#[derive(Union)]
enum PlanTemplateResult {
    PlanTemplate(Box<PlanTemplate>),
    Problem(Problem),
}

/// Result of `deletePlanTemplate`.
#[derive(Union)]
enum DeletePlanTemplateResult {
    PlanTemplates(PlanTemplates),
    Problem(Problem),
}

#[Object]
impl Plans {
    /// Publishes an edited plan as the next version, if nothing is wrong with it. Candidates who were
    /// invited keep theirs. Super Admin or Admin.
    async fn publish_plan(
        &self,
        ctx: &Context<'_>,
        input: PublishPlanInput,
    ) -> Result<PublishPlanResult> {
        let PublishPlanInput { posting_id, base_version, plan, dry_run } = input;
        let edit = async {
            let desk = Desk::open(ctx, "edit plans", &posting_id, base_version).await?;
            let edited = plan.applied_to(&desk.plan, &desk.author)?;
            desk.publish_edit(ctx, &edited, dry_run).await
        };
        answer(edit.await, PublishPlanResult::PlanOutcome, PublishPlanResult::Problem)
    }

    /// Publishes a plan out of a text file as the next version, if nothing is wrong with it. Super
    /// Admin or Admin.
    async fn import_plan(
        &self,
        ctx: &Context<'_>,
        input: ImportPlanInput,
    ) -> Result<PublishPlanResult> {
        let ImportPlanInput { posting_id, base_version, text, dry_run } = input;
        let import = async {
            let desk = Desk::open(ctx, "import plans", &posting_id, base_version).await?;
            let edited = edit::plan_from_text(&text).map_err(|error| {
                Problem::invalid(format!("the file is not read: {error}; nothing was changed"))
            })?;
            let edited = texts::keepable(&edited)?;
            desk.publish_edit(ctx, &edited, dry_run).await
        };
        answer(import.await, PublishPlanResult::PlanOutcome, PublishPlanResult::Problem)
    }

    /// Publishes a template's questions as the posting's next version. Super Admin or Admin.
    async fn apply_plan_template(
        &self,
        ctx: &Context<'_>,
        input: ApplyPlanTemplateInput,
    ) -> Result<PublishPlanResult> {
        let ApplyPlanTemplateInput { posting_id, base_version, template_id, dry_run } = input;
        let apply = async {
            let desk = Desk::open(ctx, "apply templates", &posting_id, base_version).await?;
            desk.publish_template(ctx, &template_id, dry_run).await
        };
        answer(apply.await, PublishPlanResult::PlanOutcome, PublishPlanResult::Problem)
    }

    /// Publishes what a changed posting proposes. Super Admin or Admin.
    async fn approve_plan_proposal(
        &self,
        ctx: &Context<'_>,
        input: PlanProposalInput,
    ) -> Result<PublishPlanResult> {
        let PlanProposalInput { posting_id, base_version, updated_at } = input;
        let approve = async {
            let desk = Desk::open(ctx, "approve proposals", &posting_id, base_version).await?;
            desk.approve(ctx, updated_at).await
        };
        answer(approve.await, PublishPlanResult::PlanOutcome, PublishPlanResult::Problem)
    }

    /// Leaves the plan as it is: nothing is proposed until the posting changes again. Super Admin or
    /// Admin.
    async fn dismiss_plan_proposal(
        &self,
        ctx: &Context<'_>,
        input: PlanProposalInput,
    ) -> Result<PostingResult> {
        let PlanProposalInput { posting_id, base_version, updated_at } = input;
        let dismiss = async {
            let desk = Desk::open(ctx, "dismiss proposals", &posting_id, base_version).await?;
            desk.dismiss(ctx, updated_at).await
        };
        answer(dismiss.await, PostingResult::Posting, PostingResult::Problem)
    }

    /// Has the plan made anew from the posting as it is, in the background: as a proposal, or as the
    /// first version where there is none. Super Admin or Admin.
    async fn regenerate_plan(
        &self,
        ctx: &Context<'_>,
        input: RegeneratePlanInput,
    ) -> Result<PostingResult> {
        let regenerate = async {
            let tenant_id = permit(ctx, "have plans made anew")?.tenant_id;
            let means = ctx.data::<Means>()?;
            let tx = means.db.begin().await?;
            let row = find_posting(&tx, tenant_id, &input.posting_id).await?;
            make_anew(means, &tx, &row).await?;
            record(ctx, &tx, &row.lever_id, json!({})).await?;
            tx.commit().await?;
            means.directory.wake(Place::Outbox(tenant_id));
            Ok(Box::new(row.into()))
        };
        answer(regenerate.await, PostingResult::Posting, PostingResult::Problem)
    }

    /// Writes what interviews of a posting are planned from, in place of what Lever describes; where
    /// there is a plan, what that would change is proposed. Nothing changes in Lever. Super Admin or
    /// Admin.
    async fn set_posting_description(
        &self,
        ctx: &Context<'_>,
        input: SetPostingDescriptionInput,
    ) -> Result<PostingResult> {
        let described = describe(ctx, input).await;
        answer(described, PostingResult::Posting, PostingResult::Problem)
    }

    /// Keeps a posting's newest plan as a template, without what is about this posting only. Super
    /// Admin or Admin.
    async fn save_plan_template(
        &self,
        ctx: &Context<'_>,
        input: SavePlanTemplateInput,
    ) -> Result<PlanTemplateResult> {
        let save = async {
            let tenant_id = permit(ctx, "save templates")?.tenant_id;
            let means = ctx.data::<Means>()?;
            let newest = plan::newest(&means.db, tenant_id, &input.posting_id).await?;
            let newest = newest.ok_or_else(no_plan)?;
            let plan: Plan = serde_json::from_value(newest.body).map_err(fault)?;
            keep(ctx, tenant_id, &edit::Template::of(&plan, input.name.trim())).await
        };
        answer(save.await, PlanTemplateResult::PlanTemplate, PlanTemplateResult::Problem)
    }

    /// Keeps a template out of a text file. Super Admin or Admin.
    async fn import_plan_template(
        &self,
        ctx: &Context<'_>,
        input: ImportPlanTemplateInput,
    ) -> Result<PlanTemplateResult> {
        let import = async {
            let operator::Model { tenant_id, name, .. } = permit(ctx, "import templates")?;
            let template = edit::template_from_text(&input.text).map_err(|error| {
                Problem::invalid(format!("the file is not read: {error}; nothing was changed"))
            })?;
            let template = texts::keepable(&template.on(name))?;
            keep(ctx, *tenant_id, &template).await
        };
        answer(import.await, PlanTemplateResult::PlanTemplate, PlanTemplateResult::Problem)
    }

    /// Deletes a template; plans made by it stay. Super Admin or Admin.
    async fn delete_plan_template(
        &self,
        ctx: &Context<'_>,
        input: DeletePlanTemplateInput,
    ) -> Result<DeletePlanTemplateResult> {
        let delete = async {
            let tenant_id = permit(ctx, "delete templates")?.tenant_id;
            let means = ctx.data::<Means>()?;
            let id = template_id(&input.id)?;
            let tx = means.db.begin().await?;
            if !plan_template::delete(&tx, tenant_id, id).await? {
                return Err(no_template().into());
            }
            let rows = plan_template::Entity::of_tenant(tenant_id).all(&tx).await?;
            record(ctx, &tx, id, json!({})).await?;
            tx.commit().await?;
            let nodes = rows.into_iter().map(PlanTemplate::read).collect::<Result<_>>()?;
            Ok(PlanTemplates { nodes })
        };
        answer(
            delete.await,
            DeletePlanTemplateResult::PlanTemplates,
            DeletePlanTemplateResult::Problem,
        )
    }
}

fn no_plan() -> Problem {
    Problem::conflict("this posting has no plan yet; have one made first")
}

fn no_template() -> Problem {
    Problem::not_found("there is no such template")
}

fn template_id(id: &ID) -> Result<PlanTemplateId, Problem> {
    id.parse().map_err(|_| no_template())
}

async fn find_posting(tx: &Tx, tenant_id: TenantId, id: &ID) -> Result<posting::Model, Refusal> {
    let row = posting::find(tx, tenant_id, id.as_str()).await?;
    row.ok_or_else(|| Problem::not_found("Lever has no such posting").into())
}

/// A plan with what is needed to make its next version.
struct Desk {
    tenant_id: TenantId,
    /// The operator's name.
    author: String,
    posting: posting::Model,
    /// The newest version.
    newest: plan::Model,
    /// What it asks.
    plan: Plan,
}

impl Desk {
    /// The newest version of a posting's plan, if it is `base_version`.
    async fn open(
        ctx: &Context<'_>,
        what: &str,
        posting_id: &ID,
        base_version: i32,
    ) -> Result<Self, Refusal> {
        let operator::Model { tenant_id, name, .. } = permit(ctx, what)?;
        let means = ctx.data::<Means>()?;
        let tx = means.db.begin().await?;
        let posting = find_posting(&tx, *tenant_id, posting_id).await?;
        let newest = plan::newest(&tx, *tenant_id, posting_id.as_str()).await?;
        let newest = newest.ok_or_else(no_plan)?;
        if newest.version != base_version {
            return Err(newer(&newest).into());
        }
        let plan = serde_json::from_value(newest.body.clone()).map_err(fault)?;
        Ok(Self { tenant_id: *tenant_id, author: name.clone(), posting, newest, plan })
    }

    /// Publishes what the operator made of the newest version.
    async fn publish_edit(
        self,
        ctx: &Context<'_>,
        edited: &Plan,
        dry_run: Option<bool>,
    ) -> Result<Box<PlanOutcome>, Refusal> {
        let plan = edit::revise(&self.plan, edited, &self.author);
        if edit::difference(&self.plan, &plan).is_empty() && dry_run != Some(true) {
            return Err(Problem::conflict("nothing is different from the newest version").into());
        }
        let base = self.newest.base.clone().or_else(|| Some(self.newest.body.clone()));
        let next = self.next(plan, base, self.newest.posting_hash.clone());
        self.publish(ctx, next, Made::ByHand, dry_run).await
    }

    async fn publish_template(
        self,
        ctx: &Context<'_>,
        id: &ID,
        dry_run: Option<bool>,
    ) -> Result<Box<PlanOutcome>, Refusal> {
        let means = ctx.data::<Means>()?;
        let row = plan_template::find(&means.db, self.tenant_id, template_id(id)?).await?;
        let row = row.ok_or_else(no_template)?;
        let template: edit::Template = serde_json::from_value(row.body).map_err(fault)?;
        let source = plans::source(&self.posting).map_err(fault)?;
        // What a changed posting proposes later is compared with what this one would give.
        let base = serde_json::to_value(interviewer::plan(&source)).map_err(fault)?;
        let next = self.next(template.plan(&source), Some(base), Some(source.hash()));
        self.publish(ctx, next, Made::ByHand, dry_run).await
    }

    async fn approve(
        self,
        ctx: &Context<'_>,
        seen_at: Option<Instant>,
    ) -> Result<Box<PlanOutcome>, Refusal> {
        let means = ctx.data::<Means>()?;
        let posting_id = &self.posting.lever_id;
        let there = plan_proposal::find(&means.db, self.tenant_id, posting_id).await?;
        let open = self.open_proposal(there, seen_at)?;
        let body = open.body.clone().ok_or_else(no_proposal)?;
        let plan: Plan = serde_json::from_value(body).map_err(fault)?;
        let next = self.next(plan, open.base.clone(), Some(open.posting_hash.clone()));
        self.publish(ctx, next, Made::From(Box::new(open)), None).await
    }

    /// The proposal that somebody saw, if it still waits for this version.
    fn open_proposal(
        &self,
        there: Option<plan_proposal::Model>,
        seen_at: Option<Instant>,
    ) -> Result<plan_proposal::Model, Problem> {
        let open =
            there.filter(|it| it.status == Status::Open && it.base_version == self.newest.version);
        let open = open.ok_or_else(no_proposal)?;
        if seen_at.is_some_and(|seen_at| seen_at != open.updated_at) {
            let message = "the proposal was made anew since you looked at it; look at it again";
            return Err(Problem::conflict(message));
        }
        Ok(open)
    }

    fn next(&self, plan: Plan, base: Option<Value>, posting_hash: Option<String>) -> Version {
        Version {
            tenant_id: self.tenant_id,
            posting_id: self.posting.lever_id.clone(),
            number: self.newest.version + 1,
            plan,
            base,
            posting_hash,
            author: Some(self.author.clone()),
        }
    }

    /// Publishes the next version, if nothing is wrong with it.
    async fn publish(
        self,
        ctx: &Context<'_>,
        next: Version,
        made: Made,
        dry_run: Option<bool>,
    ) -> Result<Box<PlanOutcome>, Refusal> {
        let faults = edit::validate(&next.plan);
        let wrong = faults.iter().any(|fault| fault.severity == edit::Severity::Error);
        let faults = faults.iter().map(PlanFault::from).collect();
        let published = !wrong && dry_run != Some(true);
        if published {
            self.store(ctx, next, made).await?;
        }
        Ok(Box::new(PlanOutcome { published, faults, posting: self.posting.into() }))
    }

    async fn store(&self, ctx: &Context<'_>, next: Version, made: Made) -> Result<(), Refusal> {
        let means = ctx.data::<Means>()?;
        let posting_id = next.posting_id.clone();
        let (hash, number) = (next.plan.hash.clone(), next.number);
        let made_from = next.posting_hash.clone();
        let overrides = overrides(&next.plan);
        let now = means.clock.now();
        let tx = means.db.begin().await?;
        let there = plans::publish(means, &tx, next).await.map_err(fault)?;
        if there.version != number || there.hash != hash {
            return Err(newer(&there).into());
        }
        // A proposal is about a version: the one that it became, or else it is made anew for this one.
        let proposal = plan_proposal::lock(&tx, self.tenant_id, &posting_id).await?;
        match (made, proposal) {
            (Made::From(became), Some(there)) if *became == there => {
                let of = (self.tenant_id, posting_id.as_str());
                plan_proposal::end(&tx, of, Status::Approved, now).await?;
            }
            // Decided by somebody else meanwhile, or made anew.
            (Made::From(_), _) => return Err(no_proposal().into()),
            (Made::ByHand, Some(there))
                if matches!(there.status, Status::Open | Status::Making) =>
            {
                let newest = plan::Origin { posting_id, version: number, posting_hash: made_from };
                let of = (self.tenant_id, there.posting_hash);
                plans::ask_for_proposal(means, &tx, &newest, of, now).await?;
            }
            (Made::ByHand, _) => {}
        }
        let details = json!({"version": number, "hash": hash, "overrides": overrides});
        record(ctx, &tx, &self.posting.lever_id, details).await?;
        tx.commit().await?;
        means.directory.wake(Place::Outbox(self.tenant_id));
        Ok(())
    }

    async fn dismiss(
        self,
        ctx: &Context<'_>,
        seen_at: Option<Instant>,
    ) -> Result<Box<Posting>, Refusal> {
        let means = ctx.data::<Means>()?;
        let of = (self.tenant_id, self.posting.lever_id.as_str());
        let (base, now) = (self.newest.version, means.clock.now());
        let tx = means.db.begin().await?;
        self.open_proposal(plan_proposal::lock(&tx, of.0, of.1).await?, seen_at)?;
        plan_proposal::end(&tx, of, Status::Dismissed, now).await?;
        record(ctx, &tx, of.1, json!({"version": base})).await?;
        tx.commit().await?;
        Ok(Box::new(self.posting.into()))
    }
}

/// Where a version comes from.
enum Made {
    /// An operator wrote it, or took it from a template.
    ByHand,
    /// The interviewer proposed it by this.
    From(Box<plan_proposal::Model>),
}

/// Which questions may be asked only because an operator says so, and why.
fn overrides(plan: &Plan) -> Value {
    let lifted = plan.questions.iter().filter_map(|question| {
        let lifts = question.guard_override.as_ref()?;
        let (by, reason) = (lifts.by(), lifts.reason());
        Some(json!({"question": question.id, "by": by, "reason": reason}))
    });
    lifted.collect()
}

fn newer(newest: &plan::Model) -> Problem {
    let by = newest.author.as_deref().map(|name| format!(" by {name}")).unwrap_or_default();
    let version = newest.version;
    let message = format!("there is version {version}{by} by now; look at it and edit that one");
    Problem::conflict(message)
}

fn no_proposal() -> Problem {
    Problem::conflict("nothing is proposed for this version any more; look at it again")
}

/// Has a posting's plan made anew.
async fn make_anew(means: &Means, tx: &Tx, row: &posting::Model) -> Result<(), Refusal> {
    let (tenant_id, posting_id) = (row.tenant_id, row.lever_id.clone());
    let now = means.clock.now();
    let hash = plans::source(row).map_err(fault)?.hash();
    let newest = plan::newest(tx, tenant_id, &posting_id).await?;
    if let Some(plan::Model { version, posting_hash, .. }) = newest {
        let newest = plan::Origin { posting_id, version, posting_hash };
        plans::ask_for_proposal(means, tx, &newest, (tenant_id, hash), now).await?;
    } else {
        let id = EffectId(means.ids.fresh());
        let effect = outbox::Effect::ProposePlan { posting_id };
        outbox::append(tx, (tenant_id, id), None, effect, now).await?;
    }
    Ok(())
}

async fn describe(
    ctx: &Context<'_>,
    input: SetPostingDescriptionInput,
) -> Result<Box<Posting>, Refusal> {
    let tenant_id = permit(ctx, "describe postings")?.tenant_id;
    let own = input.description.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let letters = own.as_ref().map_or(0, |text| text.chars().count());
    if letters > DESCRIPTION_CHARS_MAX {
        let message = format!("{letters} letters; describe it in {DESCRIPTION_CHARS_MAX} or fewer");
        return Err(Problem::invalid(message).into());
    }
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let row = find_posting(&tx, tenant_id, &input.posting_id).await?;
    if row.description == own {
        return Ok(Box::new(row.into()));
    }
    let base = match input.base_description {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => Some(None),
        MaybeUndefined::Value(base) => Some(Some(base)),
    };
    if !posting::describe(&tx, (tenant_id, &row.lever_id), base, own.clone()).await? {
        let message = "somebody changed this description after you began; look at theirs, or save \
                       again to replace it";
        return Err(Problem::conflict(message).into());
    }
    let row = posting::Model { description: own, ..row };
    if plan::newest(&tx, tenant_id, &row.lever_id).await?.is_some() {
        make_anew(means, &tx, &row).await?;
    }
    record(ctx, &tx, &row.lever_id, json!({"letters": letters})).await?;
    tx.commit().await?;
    means.directory.wake(Place::Outbox(tenant_id));
    Ok(Box::new(row.into()))
}

/// Keeps a template.
async fn keep(
    ctx: &Context<'_>,
    tenant_id: TenantId,
    template: &edit::Template,
) -> Result<Box<PlanTemplate>, Refusal> {
    let name = template.name.trim().to_owned();
    if !(1..=NAME_CHARS_MAX).contains(&name.chars().count()) {
        let message = format!("give the template a name of 1 to {NAME_CHARS_MAX} letters");
        return Err(Problem::invalid(message).into());
    }
    let forbidden = template.questions.iter().find_map(|question| {
        let found = edit::forbidden(question, &template.wording);
        found.into_iter().next().map(|finding| (question, finding))
    });
    if let Some((question, finding)) = forbidden {
        let message = format!(
            "question {}: “{}” asks what may not be asked; reword it ({}), or override it with a \
             reason in a posting's plan and save that as a template",
            question.id,
            finding.words,
            finding.ask_instead.trim_end_matches('.')
        );
        return Err(Problem::invalid(message).into());
    }
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let there = plan_template::Entity::of_tenant(tenant_id).all(&tx).await?;
    if there.len() >= TEMPLATES_MAX && there.iter().all(|row| row.name != name) {
        let message = format!("there are {TEMPLATES_MAX} templates; delete one first");
        return Err(Problem::conflict(message).into());
    }
    let row = plan_template::Model {
        tenant_id,
        id: PlanTemplateId(means.ids.fresh()),
        body: serde_json::to_value(template).map_err(fault)?,
        name,
        updated_at: means.clock.now(),
    };
    let stored = plan_template::store(&tx, row).await?;
    record(ctx, &tx, stored.id, json!({"name": stored.name})).await?;
    tx.commit().await?;
    Ok(Box::new(PlanTemplate::read(stored)?))
}
