//! Who uses the dashboard, and for which company.

use actors::{Means, jurisdictions, zone};
use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use entities::{operator, tenant};

use super::report::{ReportLanguage, ReportSection};
use crate::loaders::Loaders;

/// Someone who uses the dashboard.
pub(crate) struct Operator(pub(crate) operator::Model);

/// What an operator may do, after Lever's roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "operator::Role")]
pub(crate) enum Role {
    /// May also connect and disconnect Lever.
    SuperAdmin,
    /// May change settings.
    Admin,
    /// May read every interview.
    TeamMember,
    /// May read interviews for the postings they were given.
    LimitedTeamMember,
}

#[Object]
impl Operator {
    /// `operator:<uuid>`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// What they sign in with.
    async fn email(&self) -> &str {
        &self.0.email
    }

    /// As shown.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What they may do.
    async fn role(&self) -> Role {
        self.0.role.into()
    }

    /// False until they set one; then only a one-time link signs them in.
    async fn has_password(&self) -> bool {
        self.0.password_hash.is_some()
    }

    /// Lever's ids of the postings whose interviews they see; null when they see all.
    async fn posting_ids(&self) -> Option<Vec<ID>> {
        Some(self.0.sees_only()?.iter().cloned().map(ID).collect())
    }

    /// The company.
    async fn tenant(&self, ctx: &Context<'_>) -> Result<Tenant> {
        let of = Loaders::tenant(ctx, self.0.tenant_id).await?;
        of.map(|of| Tenant(of.tenant.clone())).ok_or_else(|| "the company is missing".into())
    }
}

/// A company whose Lever account is served.
pub(crate) struct Tenant(pub(crate) tenant::Model);

/// How what candidates get of a company looks, besides its name.
#[derive(SimpleObject)]
struct Brand {
    /// The colour of buttons and the like, `#rrggbb`; null: Fulcrum's.
    accent: Option<String>,
    /// A line at the end of mails, such as a postal address.
    footer: Option<String>,
    /// Who reads replies to mails; null: the server's address for them.
    reply_to: Option<String>,
}

/// Hours of the day in which candidates are not reminded.
#[derive(SimpleObject)]
struct QuietHours {
    /// From this full hour on, 0 to 23, by the clocks where a candidate is.
    from_hour: i32,
    /// Until this one; the same twice: no hours are quiet.
    until_hour: i32,
    /// The time zone, by its IANA name, of candidates of whom no other is known.
    zone: String,
    /// Whether the company chose them; else they are the server's.
    own: bool,
}

/// The least overall scores, 0 to 100, for Lever's 2, 3 and 4.
#[derive(SimpleObject)]
struct Cutoffs {
    /// From here on, 2.
    two: i32,
    /// From here on, 3.
    three: i32,
    /// From here on, 4.
    four: i32,
}

#[Object]
impl Tenant {
    /// `tenant:<uuid>`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// As candidates read it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// After how many days what is kept of a candidate is erased; null: never by itself.
    async fn retention_days(&self) -> Option<i32> {
        self.0.settings.retention_days.map(i32::from)
    }

    /// Whether no number is shown or written anywhere, only what candidates said.
    async fn evidence_only(&self) -> bool {
        self.0.settings.evidence_only
    }

    /// Whether what candidates say is kept as sound, where it was turned into text here.
    async fn keep_recordings(&self) -> bool {
        self.0.settings.keep_recordings
    }

    /// Whose law holds for candidates, where their posting has no jurisdiction of its own; an id out of
    /// `jurisdictions`.
    async fn jurisdiction(&self) -> ID {
        ID(jurisdictions::find(&self.0.settings.jurisdiction).id.clone())
    }

    /// Whether candidates are asked, after their interview, what the adverse-impact report is made from.
    async fn self_report(&self) -> bool {
        self.0.settings.self_report
    }

    /// Most follow-ups to one question, 0 to 2.
    async fn follow_ups(&self) -> i32 {
        self.0.settings.follow_ups.into()
    }

    /// Whether the page counts how often something is pasted into an answer and how often it is left.
    /// Candidates are told before they agree; it is no part of the score.
    async fn integrity_signals(&self) -> bool {
        self.0.settings.integrity_signals
    }

    /// How long candidates are to take for an answer, in minutes; null: as long as they like. They are told
    /// before they agree, may take more as often as they like, and no answer is refused.
    async fn answer_minutes(&self) -> Option<i32> {
        self.0.settings.answer_minutes.map(i32::from)
    }

    /// From which overall scores on Lever's is higher.
    async fn cutoffs(&self) -> Cutoffs {
        let [two, three, four] = self.0.settings.cutoffs.map(i32::from);
        Cutoffs { two, three, four }
    }

    /// What reports are written in.
    async fn report_language(&self) -> ReportLanguage {
        self.0.settings.report_language.into()
    }

    /// Which parts reports have, besides the scores, what the report is, and the disclosure.
    async fn report_sections(&self) -> Vec<ReportSection> {
        self.0.settings.report_sections.iter().copied().map(Into::into).collect()
    }

    /// How what candidates get looks, besides the name.
    async fn brand(&self) -> Brand {
        let tenant::Brand { accent, footer, reply_to } = self.0.settings.brand.clone();
        Brand { accent, footer, reply_to }
    }

    /// When candidates are not reminded.
    async fn quiet_hours(&self, ctx: &Context<'_>) -> QuietHours {
        let settings = &self.0.settings;
        // Whoever is asked has a mailer.
        let mailer = ctx.data_opt::<Means>().map(|means| &means.mailer);
        let quiet = mailer.map_or(zone::QuietHours::NONE, |mailer| mailer.quiet_of(settings));
        let (from_hour, until_hour) = quiet.hours();
        QuietHours {
            from_hour: from_hour.into(),
            until_hour: until_hour.into(),
            zone: quiet.zone().name().to_owned(),
            own: settings.quiet_hours.is_some(),
        }
    }

    /// What candidates see as the interviewer's name.
    async fn interviewer_name(&self) -> &str {
        &self.0.settings.interviewer_name
    }
}
