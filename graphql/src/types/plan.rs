//! The interview plan of a posting.

use actors::Means;
use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use entities::{Instant, plan};
use interviewer::{Plan as Content, Question as Asked, coverage, edit};

use super::plan_change::{PlanChange, changes};
use crate::{
    error::fault,
    loaders::{ContentOf, Loaders, PlansOf},
};

/// One version of a posting's interview plan. Never changed: whoever edits it makes another version,
/// and candidates who were invited keep theirs.
pub(crate) struct Plan {
    pub(crate) row: plan::Model,
    pub(crate) content: Content,
}

/// Something the interview looks at.
#[derive(SimpleObject)]
pub(crate) struct Competency {
    /// Stable name, for programs.
    key: String,
    /// Name, for people.
    name: String,
    /// The posting's own words that justify it.
    because: String,
    /// Its share in the overall score, relative to the others.
    weight: u32,
}

/// What a question is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "interviewer::QuestionKind")]
pub(crate) enum QuestionKind {
    /// Warms up; not scored.
    Opener,
    /// What the candidate did.
    PastBehaviour,
    /// What the candidate would do.
    Situational,
    /// What the candidate wants to add or ask; not scored.
    Closer,
}

pub(crate) struct Question(pub(crate) Asked);

/// A follow-up question and when to ask it.
#[derive(SimpleObject)]
struct Probe {
    /// The condition, in words.
    when: String,
    /// The wording.
    text: String,
}

/// What an answer at one level is like.
#[derive(SimpleObject)]
struct Anchor {
    /// 1, 3 or 5; 2 and 4 lie between.
    level: i32,
    /// The behaviour, in words.
    text: String,
}

/// Something the posting states, for a candidate who asks.
#[derive(SimpleObject)]
struct Fact {
    /// What it is about.
    topic: FactTopic,
    /// The statement.
    text: String,
}

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "interviewer::FactTopic")]
enum FactTopic {
    /// The pay range, and what the posting says about pay.
    Salary,
    /// Where the work is.
    Location,
    /// On site, hybrid, remote.
    Workplace,
    /// Full-time, contract, …
    Commitment,
    /// Team.
    Team,
    /// Department.
    Department,
    /// What the posting offers besides pay.
    Benefits,
}

/// How much of what a posting asks for its plan asks about.
#[derive(SimpleObject)]
struct Coverage {
    /// The share, 0 to 1; 1 for a posting that names no skill.
    share: f64,
    /// Skills that a question touches, in the posting's words.
    covered: Vec<String>,
    /// Skills that none does.
    missing: Vec<String>,
}

impl From<interviewer::Competency> for Competency {
    fn from(competency: interviewer::Competency) -> Self {
        let interviewer::Competency { key, name, because, weight } = competency;
        Self { key, name, because, weight }
    }
}

impl Plan {
    /// A plan out of the store.
    pub(crate) fn read(row: plan::Model) -> Result<Self> {
        let content = serde_json::from_value(row.body.clone()).map_err(fault)?;
        Ok(Self { row, content })
    }
}

#[Object]
impl Plan {
    /// `plan:<uuid>`.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// From 1, per posting.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// SHA-256 of the plan's content; the same posting gives the same hash.
    async fn hash(&self) -> &str {
        &self.row.hash
    }

    /// Estimated length in minutes.
    async fn minutes(&self) -> u32 {
        self.content.minutes
    }

    /// The posting's language, two letters.
    async fn language(&self) -> &str {
        &self.content.language
    }

    /// The language that the questions are in, two letters.
    async fn wording(&self) -> &str {
        &self.content.wording
    }

    /// Why the rules' questions stand where a language model was to write them; null when nothing
    /// took anybody's place.
    async fn fallback(&self) -> Option<&str> {
        self.content.fallback.as_ref().map(|fallback| fallback.reason.as_str())
    }

    /// Who made it, such as `rules 1`.
    async fn source(&self) -> String {
        self.content.provenance.to_string()
    }

    /// The operator who made this version; null when nobody but the interviewer did.
    async fn author(&self) -> Option<&str> {
        self.row.author.as_deref()
    }

    /// When this version was made.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// What is looked at, most important first.
    async fn competencies(&self) -> Vec<Competency> {
        self.content.competencies.iter().cloned().map(Competency::from).collect()
    }

    /// What is asked, in order.
    async fn questions(&self) -> Vec<Question> {
        self.content.questions.iter().cloned().map(Question).collect()
    }

    /// What the posting states, for a candidate who asks.
    async fn facts(&self) -> Vec<Fact> {
        let each = self.content.facts.iter();
        each.map(|fact| Fact { topic: fact.topic.into(), text: fact.text.clone() }).collect()
    }

    /// All of it as a text file (TOML) to edit and to compare; `importPlan` reads it.
    async fn text(&self) -> String {
        edit::plan_to_text(&self.content)
    }

    /// How much of what the posting asks for, as it is now, the plan asks about; null when the posting
    /// is gone.
    #[graphql(complexity = "100 + child_complexity")]
    async fn coverage(&self, ctx: &Context<'_>) -> Result<Option<Coverage>> {
        let of = ContentOf(self.row.posting_id.clone());
        let Some(row) = Loaders::load(ctx, of).await? else { return Ok(None) };
        let source = actors::plans::source(&row).map_err(fault)?;
        let skills = &ctx.data::<Means>()?.skills;
        let interviewer::Coverage { share, covered, missing } =
            coverage(&self.content, &source, skills);
        Ok(Some(Coverage { share, covered, missing }))
    }

    /// What differs from the version before; nothing for the first.
    #[graphql(complexity = "20 * child_complexity")]
    async fn changes(&self, ctx: &Context<'_>) -> Result<Vec<PlanChange>> {
        let versions = Loaders::load(ctx, PlansOf(self.row.posting_id.clone())).await?;
        let mut before = versions.into_iter().flatten();
        let Some(before) = before.find(|row| row.version + 1 == self.row.version) else {
            return Ok(Vec::new());
        };
        Ok(changes(&edit::difference(&Self::read(before)?.content, &self.content)))
    }
}

/// A question of the plan.
#[Object]
impl Question {
    /// Stable within the plan.
    async fn id(&self) -> &str {
        &self.0.id
    }

    /// What it is for.
    async fn kind(&self) -> QuestionKind {
        self.0.kind.into()
    }

    /// Key of the competency it looks at; null for opener and closer.
    async fn competency(&self) -> Option<&str> {
        self.0.competency.as_deref()
    }

    /// The exact wording.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// The words of the posting it is about.
    async fn because(&self) -> Option<&str> {
        self.0.because.as_deref()
    }

    /// Estimated length in minutes.
    async fn minutes(&self) -> u32 {
        self.0.minutes
    }

    /// Whether it is asked even when time runs short.
    async fn must_ask(&self) -> bool {
        self.0.must_ask
    }

    /// False for opener and closer.
    async fn scored(&self) -> bool {
        self.0.rubric.is_some()
    }

    /// Its share in the overall score, relative to the others; null when not scored.
    async fn weight(&self) -> Option<u32> {
        self.0.rubric.as_ref().map(|rubric| rubric.weight)
    }

    /// Follow-ups, each with its condition.
    async fn probes(&self) -> Vec<Probe> {
        let each = self
            .0
            .probes
            .iter()
            .map(|probe| Probe { when: probe.when.clone(), text: probe.text.clone() });
        each.collect()
    }

    /// What answers at levels 1, 3 and 5 are like; empty when not scored.
    async fn anchors(&self) -> Vec<Anchor> {
        let anchors = self.0.rubric.iter().flat_map(|rubric| &rubric.anchors);
        anchors
            .map(|anchor| Anchor { level: anchor.level.into(), text: anchor.text.clone() })
            .collect()
    }

    /// What a good answer contains.
    async fn look_for(&self) -> Vec<String> {
        self.0.rubric.iter().flat_map(|rubric| rubric.look_for.clone()).collect()
    }

    /// Who wrote it, such as `rules 1`, a model, or an operator's name.
    async fn source(&self) -> String {
        self.0.provenance.to_string()
    }

    /// Why it may be asked although it asks what otherwise may not be asked; null when it does not.
    async fn override_reason(&self) -> Option<&str> {
        self.0.guard_override.as_ref().map(interviewer::guard::Override::reason)
    }

    /// Who takes the responsibility for that.
    async fn overridden_by(&self) -> Option<&str> {
        self.0.guard_override.as_ref().map(interviewer::guard::Override::by)
    }
}
