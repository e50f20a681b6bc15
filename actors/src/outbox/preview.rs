//! Mails as candidates get them, with sample values: for operators to look at, and to find out at the
//! start whether templates can be used.

use chrono::Duration;
use entities::{Instant, Language, mail::Kind, tenant};
use minijinja::{Value, context};

use super::{Error, email::Facts, mailer::Mailer, words::in_words};
use crate::zone::QuietHours;

/// A mail as it looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The subject.
    pub subject: String,
    /// The part that mail programs show.
    pub html: String,
    /// The part for those that show text only.
    pub text: String,
}

/// Who, whom and what a sample is about.
pub(super) fn sample(
    company: &str,
    interviewer: &str,
    brand: &tenant::Brand,
    language: Language,
) -> Facts {
    let (first_name, posting) = match language {
        Language::English => ("Robin", "Lighthouse Keeper"),
        Language::Spanish => ("Lucía", "Farera"),
        Language::French => ("Camille", "Gardienne de phare"),
        Language::German => ("Jonas", "Leuchtturmwärter"),
    };
    Facts {
        company: company.to_owned(),
        interviewer: interviewer.to_owned(),
        first_name: first_name.to_owned(),
        email: "candidate@example.com".to_owned(),
        posting: posting.to_owned(),
        language,
        zone: None,
        clocks: QuietHours::NONE.zone(),
        answer_minutes: None,
        brand: brand.clone(),
    }
}

/// All that the templates of any mail to candidates may ask for.
pub(super) fn values(of: &Facts, link: &str, now: Instant) -> Value {
    let told = |days| in_words(now + Duration::days(days), of.language, of.clocks);
    context! {
        minutes => 25,
        questions => 8,
        link,
        expires_on => told(14),
        start_at => told(3),
        // What a jurisdiction has told besides.
        notice => Vec::<String>::new(),
        asked => "Is there a ladder, or are there stairs?",
        paragraphs => [
            "You measured first what happened, and asked those who knew the machine.",
            "What you would do differently today is what we would have liked to read more of.",
        ],
        ..of.values()
    }
}

impl Mailer {
    /// A mail as a company's candidates get it, with sample values. What operators get is in English
    /// and has no preview: `None`.
    pub fn preview(
        &self,
        tenant: &tenant::Model,
        (kind, language): (Kind, Language),
        link: &str,
        now: Instant,
    ) -> Result<Option<Preview>, Error> {
        if !Kind::TO_CANDIDATES.contains(&kind) {
            return Ok(None);
        }
        let settings = &tenant.settings;
        let name = &settings.interviewer_name;
        let mut of = sample(&tenant.name, name, &settings.brand, language);
        of.clocks = self.quiet_of(settings).zone();
        of.answer_minutes = settings.answer_minutes;
        let values = values(&of, link, now);
        let letter = of.letter(self, kind, values)?;
        let (html, text) = self.bodies(&letter)?;
        Ok(Some(Preview { subject: letter.subject, html, text }))
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use entities::ids::TenantId;
    use uuid::Uuid;

    use super::*;

    #[actix::test]
    async fn a_preview_is_what_candidates_get_in_the_company_s_brand() {
        let mailer = Mailer::new("smtp://127.0.0.1:1", "a@b.example", None).unwrap();
        let brand = tenant::Brand {
            accent: Some("#7a1fa2".to_owned()),
            footer: Some("Blauwal <AG>, Kai 1".to_owned()),
            reply_to: None,
        };
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let tenant = tenant::Model {
            id: TenantId(Uuid::from_u128(1)),
            name: "Blauwal".to_owned(),
            settings: tenant::Settings { brand, ..tenant::Settings::default() },
            created_at: now,
        };
        for language in Language::ALL {
            for kind in Kind::TO_CANDIDATES {
                let preview = mailer.preview(&tenant, (kind, language), "https://e/i/x", now);
                let preview = preview.unwrap().expect("candidates get it");
                assert!(preview.subject.contains("Blauwal"), "{preview:?}");
                assert!(preview.html.contains("solid #7a1fa2"), "{preview:?}");
                assert!(preview.html.contains("Blauwal &lt;AG&gt;, Kai 1"), "{preview:?}");
                assert!(preview.text.trim_end().ends_with("Blauwal <AG>, Kai 1"), "{preview:?}");
                assert!(!preview.html.contains("src="), "no picture from elsewhere");
            }
        }
        for kind in [Kind::Disconnected, Kind::Member, Kind::Preview] {
            let none = mailer.preview(&tenant, (kind, Language::English), "https://e", now);
            assert_eq!(none.unwrap(), None);
        }
    }
}
