//! What the law of a place asks for, as candidates are told it.

use actors::jurisdictions;
use async_graphql::{ID, Object, SimpleObject};
use entities::{Instant, Language, notice};

/// The rules of one jurisdiction, as they ship with Fulcrum. No legal advice.
pub(crate) struct Jurisdiction(pub(crate) &'static jurisdictions::Jurisdiction);

/// What candidates are told in one language, besides the disclosure.
#[derive(SimpleObject)]
struct JurisdictionText {
    /// Two letters.
    language: String,
    /// Paragraphs of the invite, and behind the disclosure's own; `{{ … }}` are places for values.
    notice: Vec<String>,
    /// What they agree to in place of the disclosure's sentence; null: that one.
    consent: Option<String>,
}

#[Object]
impl Jurisdiction {
    /// What settings and consents call it.
    async fn id(&self) -> ID {
        ID(self.0.id.clone())
    }

    /// Grows when its rules or words change.
    async fn version(&self) -> &str {
        &self.0.version
    }

    /// As people call it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What follows from choosing it.
    async fn about(&self) -> &str {
        &self.0.about
    }

    /// The laws it is made after.
    async fn laws(&self) -> &[String] {
        &self.0.laws
    }

    /// Business days that lie between telling a candidate and scoring their answers; null: none must.
    async fn scoring_after_business_days(&self) -> Option<i32> {
        self.0.scoring_after_business_days
    }

    /// For how many days at least what is kept of a candidate is kept; null: there is no least.
    async fn keep_days_min(&self) -> Option<i32> {
        self.0.keep_days_min.map(i32::from)
    }

    /// For how many days at most; null: there is no most.
    async fn keep_days_max(&self) -> Option<i32> {
        self.0.keep_days_max.map(i32::from)
    }

    /// What candidates are told, in each language.
    async fn texts(&self) -> Vec<JurisdictionText> {
        let each = Language::ALL.into_iter().map(|language| {
            let texts = self.0.texts(language);
            JurisdictionText {
                language: language.code().to_owned(),
                notice: texts.notice.clone(),
                consent: texts.consent.clone(),
            }
        });
        each.collect()
    }
}

/// That a candidate was told what is to happen.
pub(crate) struct Notice(pub(crate) notice::Model);

#[Object]
impl Notice {
    /// By whose rules.
    async fn jurisdiction(&self) -> Jurisdiction {
        Jurisdiction(jurisdictions::find(&self.0.jurisdiction))
    }

    /// The version of them at that time.
    async fn version(&self) -> &str {
        &self.0.version
    }

    /// When they were told so first.
    async fn given_at(&self) -> Instant {
        self.0.given_at
    }

    /// From when on their answers may be scored; null: at once.
    async fn scoring_not_before(&self) -> Option<Instant> {
        jurisdictions::find(&self.0.jurisdiction).scoring_not_before(self.0.given_at)
    }
}
