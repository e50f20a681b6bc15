//! `tenant`: a company whose Lever account we serve, with its settings. Durable.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ActiveValue::Set, DbBackend, ExprTrait, FromJsonQueryResult, QueryOrder, QuerySelect,
    QueryTrait, entity::prelude::*,
};
use serde::{Deserialize, Deserializer, Serialize};

use crate::{Instant, Language, Tx, connection, ids::TenantId};

/// One company.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tenant")]
pub struct Model {
    /// Ours.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TenantId,
    /// As candidates read it in mails and in the room.
    pub name: String,
    /// What its operators may change.
    pub settings: Settings,
    /// When it was made.
    pub created_at: Instant,
}

crate::no_relations!();

/// A question has no more follow-ups than this.
pub const FOLLOW_UPS_MAX: u8 = 2;

/// The longest limit for an answer, in minutes; who is to have longer has none.
pub const ANSWER_MINUTES_MAX: u8 = 60;

/// What a tenant's operators may change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Settings {
    /// The interviewer's name as candidates read it.
    pub interviewer_name: String,
    /// The stages that trigger an invite. Empty until found by name or chosen.
    #[serde(alias = "trigger_stage", deserialize_with = "stages")]
    pub trigger_stages: Vec<TriggerStage>,
    /// Whether an operator chose them: then none means none.
    pub stages_chosen: bool,
    /// What differs for a posting, by Lever's id of it.
    pub posting_rules: BTreeMap<String, PostingRule>,
    /// The posting tag that triggers an invite on application; compared exactly.
    pub application_tag: String,
    /// Put on the opportunity once the mail server took the invite.
    pub invited_tag: String,
    /// Put on the opportunity once the interview was scored.
    pub complete_tag: String,
    /// How long an invite may be used, in days.
    pub invite_days: u16,
    /// The lowest overall scores (0-100) that become Lever's 2, 3 and 4.
    pub cutoffs: [u8; 3],
    /// Candidates of these origins are not invited; Lever's words.
    pub blocked_origins: Vec<String>,
    /// How long after the trigger the invite is sent.
    pub invite_delay_minutes: u32,
    /// Whether a person gets one invite in 24 hours at most, on whatever posting.
    pub one_invite_per_day: bool,
    /// Put on the opportunity while something about it cannot be done; `None`: not wanted.
    pub error_tag: Option<String>,
    /// Whether the report's address is put among the candidate's links.
    pub add_link: bool,
    /// Whether a feedback form is filled in, which takes more access to Lever; `None`: not wanted.
    pub feedback: Option<FeedbackForm>,
    /// Where to move who did well; `None`: nowhere.
    pub advance: Option<Advance>,
    /// Most follow-ups to one question.
    pub follow_ups: u8,
    /// Whether the room tells how often something was pasted into an answer, and how often the page was
    /// left meanwhile. Candidates are told; it is no part of the score.
    pub integrity_signals: bool,
    /// How long candidates are to take for an answer, in minutes. They are told before they agree, may take
    /// more as often as they like, and no answer is refused; it is no part of the score. `None`: as long as
    /// they like.
    pub answer_minutes: Option<u8>,
    /// After how many days what is kept of a candidate is erased; `None`: never by itself.
    pub retention_days: Option<u16>,
    /// Whether no number is shown or written anywhere, only what candidates said.
    pub evidence_only: bool,
    /// Whether what candidates say is kept as sound, too, where it was turned into text here.
    pub keep_recordings: bool,
    /// The jurisdiction whose rules hold, where a posting has none of its own.
    pub jurisdiction: String,
    /// What differs for a posting, by Lever's id of it.
    pub posting_jurisdictions: BTreeMap<String, String>,
    /// Whether candidates are asked, after the interview, what the adverse-impact report is made from.
    pub self_report: bool,
    /// How its mails look, and who reads replies.
    pub brand: Brand,
    /// What reports are written in; `None`: the language of the questions.
    pub report_language: Option<Language>,
    /// Which parts reports have, besides what every report has.
    pub report_sections: BTreeSet<ReportSection>,
    /// When candidates are not reminded; `None`: the server's.
    pub quiet_hours: Option<QuietHours>,
}

/// How what candidates get of a company looks, besides its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Brand {
    /// The colour of buttons and the like, `#rrggbb`; readable on white, and white on it.
    pub accent: Option<String>,
    /// A line at the end, such as a postal address.
    pub footer: Option<String>,
    /// Who reads replies to mails; `None`: the server's.
    pub reply_to: Option<String>,
}

/// A part of a report that a company may do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportSection {
    /// General feedback.
    Feedback,
    /// Strengths and gaps.
    Strengths,
    /// The chart of levels.
    Chart,
    /// Each question with its level and why.
    Questions,
    /// What the candidate said, below each question.
    Quotes,
    /// All that was asked and answered.
    Transcript,
    /// Versions and hashes of what took part.
    Versions,
}

impl ReportSection {
    /// Those of companies that chose none: all but the transcript, which is long.
    pub const DEFAULT: [Self; 6] = [
        Self::Feedback,
        Self::Strengths,
        Self::Chart,
        Self::Questions,
        Self::Quotes,
        Self::Versions,
    ];
}

/// Hours of the day in which a company's candidates are not reminded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// From this full hour on, 0 to 23.
    pub from_hour: u8,
    /// Until this one; the same twice: no hours are quiet.
    pub until_hour: u8,
    /// The IANA name of the zone of candidates of whom no other is known.
    pub zone: String,
}

/// A stage as it was last seen; the id decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriggerStage {
    /// Lever's id.
    pub lever_id: String,
    /// Lever's name for it.
    #[serde(default)]
    pub text: String,
    /// Since when it triggers: who was moved to it earlier is not invited.
    #[serde(default)]
    pub since: Option<Instant>,
}

/// What triggers an invite for the candidates of one posting, in place of the tenant's rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "invite", rename_all = "snake_case")]
pub enum PostingRule {
    /// Nothing does.
    Never,
    /// Applying does, without the tag.
    OnApplication {
        /// Who applied earlier is not invited.
        since: Instant,
    },
    /// Being moved to one of these stages does.
    Stages {
        /// One or more.
        stages: Vec<TriggerStage>,
    },
}

/// The feedback form that is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackForm {
    /// Lever's id of it; `None` until chosen.
    pub template_id: Option<String>,
}

/// Where to move who did well. Upward only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advance {
    /// The stage.
    pub stage: TriggerStage,
    /// From this of Lever's scores (1-4) on.
    pub from_score: u8,
}

/// Stages; earlier versions stored one, its id, or none.
pub(crate) fn stages<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<TriggerStage>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Stored {
        Many(Vec<TriggerStage>),
        One(TriggerStage),
        Id(String),
        None(()),
    }
    Ok(match Stored::deserialize(from)? {
        Stored::Many(stages) => stages,
        Stored::One(stage) => vec![stage],
        Stored::Id(lever_id) => vec![TriggerStage { lever_id, text: String::new(), since: None }],
        Stored::None(()) => Vec::new(),
    })
}

impl Settings {
    /// Lever's id of the feedback form to fill in, if one is wanted and chosen.
    pub fn feedback_template_id(&self) -> Option<&str> {
        self.feedback.as_ref()?.template_id.as_deref()
    }

    /// The id of the jurisdiction whose rules hold for the candidates of a posting.
    pub fn jurisdiction_of(&self, posting_id: &str) -> &str {
        self.posting_jurisdictions.get(posting_id).unwrap_or(&self.jurisdiction)
    }

    /// The stages that trigger an invite for the candidates of a posting.
    pub fn stages_of(&self, posting_id: Option<&str>) -> &[TriggerStage] {
        match posting_id.and_then(|id| self.posting_rules.get(id)) {
            None => &self.trigger_stages,
            Some(PostingRule::Stages { stages }) => stages,
            Some(PostingRule::Never | PostingRule::OnApplication { .. }) => &[],
        }
    }

    /// The stages that trigger an invite on any posting.
    pub fn all_stages(&self) -> impl Iterator<Item = &TriggerStage> {
        let of_postings = self.posting_rules.values().flat_map(|rule| match rule {
            PostingRule::Stages { stages } => stages.as_slice(),
            PostingRule::Never | PostingRule::OnApplication { .. } => &[],
        });
        self.trigger_stages.iter().chain(of_postings)
    }

    /// The same, to be changed.
    pub fn all_stages_mut(&mut self) -> impl Iterator<Item = &mut TriggerStage> {
        let of_postings = self.posting_rules.values_mut().flat_map(|rule| match rule {
            PostingRule::Stages { stages } => stages.as_mut_slice(),
            PostingRule::Never | PostingRule::OnApplication { .. } => &mut [],
        });
        let advance = self.advance.as_mut().map(|advance| &mut advance.stage);
        self.trigger_stages.iter_mut().chain(of_postings).chain(advance)
    }
}

/// The trigger stage unless another is chosen.
pub const DEFAULT_TRIGGER_STAGE: &str = "On-site Interview";

/// The jurisdiction unless another is chosen.
pub const DEFAULT_JURISDICTION: &str = "default";

impl Default for Settings {
    fn default() -> Self {
        Self {
            interviewer_name: "Alex".to_owned(),
            trigger_stages: Vec::new(),
            stages_chosen: false,
            posting_rules: BTreeMap::new(),
            application_tag: "Alex - On Application".to_owned(),
            invited_tag: "Alex - Interview Invited".to_owned(),
            complete_tag: "Alex - Interview Complete".to_owned(),
            invite_days: 14,
            cutoffs: [40, 60, 80],
            blocked_origins: Vec::new(),
            invite_delay_minutes: 0,
            one_invite_per_day: false,
            error_tag: None,
            add_link: false,
            feedback: None,
            advance: None,
            follow_ups: 1,
            integrity_signals: false,
            answer_minutes: None,
            retention_days: None,
            evidence_only: false,
            keep_recordings: false,
            jurisdiction: DEFAULT_JURISDICTION.to_owned(),
            posting_jurisdictions: BTreeMap::new(),
            self_report: false,
            brand: Brand::default(),
            report_language: None,
            report_sections: BTreeSet::from(ReportSection::DEFAULT),
            quiet_hours: None,
        }
    }
}

/// Makes a tenant with default settings.
pub async fn create(
    db: &impl ConnectionTrait,
    id: TenantId,
    name: &str,
    now: Instant,
) -> Result<Model, DbErr> {
    ActiveModel {
        id: Set(id),
        name: Set(name.to_owned()),
        settings: Set(Settings::default()),
        created_at: Set(now),
    }
    .insert(db)
    .await
}

/// Held on `PostgreSQL` by whoever is about to make the first company.
const FIRST_LOCK: i64 = 0x66_756c_6372_756e;

/// Waits until nobody else is about to make the first company of the installation; held until the
/// transaction ends. `SQLite` has one writer, and one server.
pub async fn across_tenants_lock_first(tx: &Tx) -> Result<(), DbErr> {
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({FIRST_LOCK})")).await?;
    }
    Ok(())
}

/// The tenant by its id.
pub async fn find(db: &impl ConnectionTrait, id: TenantId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// A tenant with how its connection stands.
#[derive(Clone, Debug, sea_orm::DerivePartialModel)]
pub struct WithConnection {
    /// The tenant.
    #[sea_orm(nested)]
    pub tenant: Model,
    /// `None` when it was never connected.
    #[sea_orm(nested)]
    pub connection: Option<connection::Summary>,
}

/// A tenant with how its connection stands, in one statement.
pub async fn with_connection(
    db: &impl ConnectionTrait,
    id: TenantId,
) -> Result<Option<WithConnection>, DbErr> {
    let its = connection::Column::TenantId.into_expr().equals((Entity, Column::Id));
    let mut both = Entity::find_by_id(id);
    QueryTrait::query(&mut both).left_join(connection::Entity, its);
    both.into_partial_model().one(db).await
}

/// Changes the settings; nobody else's change of them is lost. The settings as they are then.
pub async fn edit(
    tx: &Tx,
    id: TenantId,
    change: impl FnOnce(&mut Settings),
) -> Result<Settings, DbErr> {
    let row = Entity::find_by_id(id).lock_exclusive().one(tx).await?;
    let before = row.map(|row| row.settings).unwrap_or_default();
    let mut after = before.clone();
    change(&mut after);
    if after != before {
        let edited =
            ActiveModel { id: Set(id), settings: Set(after.clone()), ..Default::default() };
        edited.update(tx).await?;
    }
    Ok(after)
}

/// Gives a company another name, as candidates read it.
pub async fn rename(tx: &impl ConnectionTrait, id: TenantId, name: &str) -> Result<(), DbErr> {
    ActiveModel { id: Set(id), name: Set(name.to_owned()), ..Default::default() }
        .update(tx)
        .await?;
    Ok(())
}

/// These tenants.
pub async fn across_tenants(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = TenantId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).all(db).await
}

/// The first company of the installation, which is the one that the settings are about.
pub async fn across_tenants_first(db: &impl ConnectionTrait) -> Result<Option<Model>, DbErr> {
    Entity::find().order_by_asc(Column::CreatedAt).order_by_asc(Column::Id).one(db).await
}

/// Ids of all tenants, for the root actor only.
pub async fn across_tenants_ids(db: &impl ConnectionTrait) -> Result<Vec<TenantId>, DbErr> {
    Entity::find().select_only().column(Column::Id).into_tuple().all(db).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_earlier_versions_stored_is_read() {
        let read = |json: &str| serde_json::from_str::<Settings>(json).unwrap().trigger_stages;
        let one = r#"{"trigger_stage":{"lever_id":"s","text":"On-site"}}"#;
        assert_eq!(read(one)[0].lever_id, "s");
        assert!(read(r#"{"trigger_stage":null}"#).is_empty());
        assert!(read("{}").is_empty());
    }

    #[test]
    fn a_posting_s_own_rule_takes_the_place_of_the_tenant_s() {
        let stage = |id: &str| TriggerStage { lever_id: id.into(), text: id.into(), since: None };
        let mut settings = Settings { trigger_stages: vec![stage("s")], ..Settings::default() };
        settings.posting_rules.insert("never".into(), PostingRule::Never);
        let own = PostingRule::Stages { stages: vec![stage("t")] };
        settings.posting_rules.insert("own".into(), own);
        assert_eq!(settings.stages_of(Some("other")), [stage("s")]);
        assert_eq!(settings.stages_of(None), [stage("s")]);
        assert_eq!(settings.stages_of(Some("own")), [stage("t")]);
        assert!(settings.stages_of(Some("never")).is_empty());
        assert_eq!(settings.all_stages().count(), 2);
    }
}
