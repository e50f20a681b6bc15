//! The interview plan of a posting.

use async_graphql::{Enum, ID, Object, SimpleObject};
use interviewer::{Plan as Content, Question as Asked};

use entities::plan;

/// One version of a posting's interview plan. Never changed once candidates were asked by it.
pub(crate) struct Plan {
    pub(crate) row: plan::Model,
    pub(crate) content: Content,
}

/// Something the interview looks at.
#[derive(SimpleObject)]
struct Competency {
    /// Stable name, for programs.
    key: String,
    /// Name, for people.
    name: String,
    /// The posting's own words that justify it.
    because: String,
}

/// What a question is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "interviewer::QuestionKind")]
enum QuestionKind {
    /// Warms up; not scored.
    Opener,
    /// What the candidate did.
    PastBehaviour,
    /// What the candidate would do.
    Situational,
    /// What the candidate wants to add or ask; not scored.
    Closer,
}

struct Question(Asked);

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

    /// What is looked at, most important first.
    async fn competencies(&self) -> Vec<Competency> {
        let each = self.content.competencies.iter().map(|competency| Competency {
            key: competency.key.clone(),
            name: competency.name.clone(),
            because: competency.because.clone(),
        });
        each.collect()
    }

    /// What is asked, in order.
    async fn questions(&self) -> Vec<Question> {
        self.content.questions.iter().cloned().map(Question).collect()
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

    /// Estimated length in minutes.
    async fn minutes(&self) -> u32 {
        self.0.minutes
    }

    /// False for opener and closer.
    async fn scored(&self) -> bool {
        self.0.rubric.is_some()
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
}
