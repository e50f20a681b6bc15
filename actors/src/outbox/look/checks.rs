//! What a look found, in words for people: what is wrong, and what to do.

use entities::{
    Instant,
    connection::{self, Authentication},
    dead_letter::{self, Kind},
    health::{self, Check, Form, Outcome, Subject, User},
    ids::TenantId,
    posting, stage,
    tenant::{DEFAULT_TRIGGER_STAGE, Settings},
};
use lever::oauth::{FEEDBACK_SCOPES, SCOPES};

use super::{Error, check};
use crate::{
    Means,
    outbox::{Usage, backfill::on_application},
    shell,
    tenant::nearly,
};

/// Where Lever's switches for events are.
const SWITCHES: &str = "Settings > Integrations and API > Webhooks";
/// Dead effects looked at for refused tags.
const DEAD_MAX: u64 = 100;

fn fix(mut check: Check, remedy: impl Into<String>) -> Check {
    check.remedy = Some(remedy.into());
    check
}

/// An error with its causes.
fn words(error: &Error) -> String {
    let causes = shell::sources(error);
    let told = if causes.is_empty() { error.to_string() } else { format!("{error}: {causes}") };
    told.trim_end_matches('.').to_owned()
}

/// Lever answers.
pub(super) fn answers(connection: &connection::Model) -> Check {
    let by = match (connection.authentication, &connection.account_id) {
        (Authentication::ApiKey, _) => "Lever takes the API key.".to_owned(),
        (Authentication::OAuth, Some(account)) => {
            format!("Lever answers. Account {account}; tokens are renewed without anybody's help.")
        }
        (Authentication::OAuth, None) => {
            "Lever answers; tokens are renewed without anybody's help.".to_owned()
        }
    };
    check(Subject::Connection, Outcome::Pass, by)
}

/// Lever does not answer: what was found before stays, but for that.
pub(super) fn without_lever(before: Vec<Check>, error: &Error) -> Vec<Check> {
    let mut checks = vec![broken(Subject::Connection, error)];
    checks.extend(before.into_iter().filter(|check| check.subject != Subject::Connection));
    checks
}

/// Something could not be looked at.
pub(super) fn broken(subject: Subject, error: &Error) -> Check {
    let forbidden = matches!(error, Error::Lever(error) if error.is_forbidden());
    let found = check(subject, Outcome::Fail, format!("{}.", words(error)));
    let remedy = if forbidden {
        "Lever does not grant this. Connect again as a Super Admin of Lever and accept all \
         permissions; for an API key, give it this permission in Lever."
    } else {
        "Fulcrum tries again by itself in a few minutes. If it stays like this, look at \
         status.lever.co."
    };
    fix(found, remedy)
}

/// What Lever granted.
pub(super) fn scopes(connection: &connection::Model, settings: &Settings) -> Check {
    let granted: Vec<&str> = connection.scopes.split_whitespace().collect();
    if granted.is_empty() {
        let told = match connection.authentication {
            Authentication::ApiKey => {
                "An API key has the permissions that were given to it in Lever; each is tried below."
            }
            Authentication::OAuth => {
                "Lever did not say what it granted; each permission is tried below."
            }
        };
        return check(Subject::Scopes, Outcome::Pass, told);
    }
    let optional = if settings.feedback.is_some() { FEEDBACK_SCOPES.as_slice() } else { &[] };
    let missing: Vec<_> = SCOPES
        .iter()
        .chain(optional)
        .map(|(scope, _)| *scope)
        // The answer need not repeat what is not about the API.
        .filter(|scope| *scope != "offline_access" && !granted.contains(scope))
        .collect();
    if missing.is_empty() {
        return check(
            Subject::Scopes,
            Outcome::Pass,
            "Lever granted everything that was asked for.",
        );
    }
    fix(
        check(
            Subject::Scopes,
            Outcome::Fail,
            format!("Lever did not grant {}.", missing.join(", ")),
        ),
        "Connect again as a Super Admin of Lever, and accept all permissions.",
    )
}

/// In whose name our writes appear.
pub(super) fn perform_as(chosen: Option<&str>, users: &[User]) -> Check {
    let choose = "Choose an active Super Admin or Admin below.";
    let Some(chosen) = chosen else {
        let nobody = "No user is chosen in whose name tags, notes and files appear in Lever.";
        return fix(check(Subject::PerformAs, Outcome::Fail, nobody), choose);
    };
    let Some(user) = users.iter().find(|user| user.lever_id == chosen) else {
        let gone = "The user in whose name we write is no longer active in Lever.";
        return fix(check(Subject::PerformAs, Outcome::Fail, gone), choose);
    };
    let role = user.role.as_deref().unwrap_or("no role");
    let told = format!("Tags, notes and files appear as {}'s ({role}).", user.name);
    if matches!(role, "super admin" | "admin") {
        check(Subject::PerformAs, Outcome::Pass, told)
    } else {
        let why = "This role may not reach every candidate. Choose a Super Admin or Admin below.";
        fix(check(Subject::PerformAs, Outcome::Warn, told), why)
    }
}

/// Users cannot be listed, which is not needed for anything else.
pub(super) fn users_unreadable(error: &Error) -> Check {
    let told = format!("Lever's users could not be read. {}.", words(error));
    check(Subject::PerformAs, Outcome::Unknown, told)
}

/// Whether the trigger stages are there.
pub(super) async fn trigger_stages(
    means: &Means,
    tenant_id: TenantId,
    settings: &Settings,
) -> Result<Check, Error> {
    let subject = Subject::TriggerStages;
    let there = stage::Entity::of_tenant(tenant_id);
    let there = entities::sea_orm::Select::all(there, &means.db).await?;
    let missing: Vec<_> = settings
        .all_stages()
        .chain(settings.advance.as_ref().map(|advance| &advance.stage))
        .filter(|chosen| there.iter().all(|stage| stage.lever_id != chosen.lever_id))
        .map(|stage| format!("\"{}\"", stage.text))
        .collect();
    if !missing.is_empty() {
        let told = format!("No longer in Lever: the stage {}.", missing.join(", "));
        return Ok(fix(
            check(subject, Outcome::Fail, told),
            "Nobody can be moved there, so it invites nobody. Choose another stage below.",
        ));
    }
    let names: Vec<_> =
        settings.trigger_stages.iter().map(|stage| format!("\"{}\"", stage.text)).collect();
    Ok(match (names.is_empty(), settings.stages_chosen) {
        (false, _) => {
            let told = format!("Candidates moved to {} are invited.", names.join(" or "));
            check(subject, Outcome::Pass, told)
        }
        (true, true) => check(subject, Outcome::Pass, "No stage invites, as chosen."),
        (true, false) => fix(
            check(
                subject,
                Outcome::Fail,
                format!(
                    "Lever has no stage named \"{DEFAULT_TRIGGER_STAGE}\", and none is chosen."
                ),
            ),
            "Choose a trigger stage below. Until then nobody is invited by being moved.",
        ),
    })
}

/// The webhooks are there by now; `mended`: those that were not as they must be.
pub(super) fn webhooks(mended: &[&str]) -> Check {
    if mended.is_empty() {
        let told = "Lever has a webhook of ours for each of the events.";
        return check(Subject::Webhooks, Outcome::Pass, told);
    }
    let told =
        format!("The webhook for {} was missing or doubled, and was mended.", mended.join(" and "));
    check(Subject::Webhooks, Outcome::Warn, told)
}

/// Whether events arrive. No call tells whether Lever's switches are on: it follows from what
/// happened without being announced.
pub(super) fn events(health: &health::Model, connection: &connection::Model) -> [Check; 2] {
    let moves = Events {
        subject: Subject::StageEvents,
        switch: "Candidate Stage Change",
        what: "move",
        last: health.stage_event_at,
        missed_at: health.missed_move_at,
        found: health.found_moves,
    };
    let applications = Events {
        subject: Subject::ApplicationEvents,
        switch: "Application Created",
        what: "application",
        last: health.application_event_at,
        missed_at: health.missed_application_at,
        found: health.found_applications,
    };
    [moves.told(connection.connected_at), applications.told(connection.connected_at)]
}

struct Events {
    subject: Subject,
    /// Lever's name of the switch.
    switch: &'static str,
    what: &'static str,
    last: Option<Instant>,
    missed_at: Option<Instant>,
    found: i32,
}

impl Events {
    fn told(&self, connected_at: Instant) -> Check {
        let (subject, what, switch) = (self.subject, self.what, self.switch);
        let time = |at: Instant| at.format("%-d %B %Y, %H:%M UTC").to_string();
        let switch_on = format!(
            "In Lever, open {SWITCHES} and switch on \"{switch}\" (a Super Admin can). Until then \
             Fulcrum finds each {what} by itself, a few minutes late."
        );
        match (self.last, self.missed_at.filter(|missed| *missed >= connected_at)) {
            (last, Some(missed)) if last.is_none_or(|last| last < missed) => fix(
                check(
                    subject,
                    Outcome::Fail,
                    format!(
                        "Not receiving: a {what} on {} was not announced, and none since.",
                        time(missed)
                    ),
                ),
                switch_on,
            ),
            (Some(last), _) if self.found > 0 => {
                let told = format!(
                    "Last announced on {}. {} not announced so far, and found by looking.",
                    time(last),
                    count(self.found, what)
                );
                check(subject, Outcome::Pass, told)
            }
            (Some(last), _) => {
                check(subject, Outcome::Pass, format!("Last announced on {}.", time(last)))
            }
            (None, _) => fix(
                check(subject, Outcome::Unknown, format!("No {what} was announced yet.")),
                format!(
                    "Nothing tells from outside whether \"{switch}\" is switched on in Lever \
                     ({SWITCHES}). The first {what} will show it; a test candidate will do."
                ),
            ),
        }
    }
}

fn count(number: i32, what: &str) -> String {
    if number == 1 { format!("1 {what} was") } else { format!("{number} {what}s were") }
}

/// Whether postings have tags that only nearly match.
pub(super) fn posting_tags(settings: &Settings, postings: &[posting::Model]) -> Check {
    let subject = Subject::PostingTags;
    let near: Vec<_> = near_misses(settings, postings)
        .into_iter()
        .map(|(posting, tag)| format!("\"{}\" has \"{tag}\"", posting.title))
        .collect();
    let tag = &settings.application_tag;
    if near.is_empty() {
        let told = match on_application(settings, postings).len() {
            0 => "No open posting invites those who apply.".to_owned(),
            1 => "One open posting invites those who apply.".to_owned(),
            many => format!("{many} open postings invite those who apply."),
        };
        return check(subject, Outcome::Pass, told);
    }
    fix(
        check(
            subject,
            Outcome::Warn,
            format!("Nearly, but not exactly, \"{tag}\": {}.", near.join("; ")),
        ),
        format!(
            "These invite nobody. In Lever, change the tag to exactly \"{tag}\", or take it off."
        ),
    )
}

/// Open postings with a tag that nearly, but not exactly, invites those who apply.
fn near_misses<'a>(
    settings: &Settings,
    postings: &'a [posting::Model],
) -> Vec<(&'a posting::Model, &'a str)> {
    let tag = &settings.application_tag;
    let near = |posting: &'a posting::Model| {
        // One with a rule of its own goes by that, and not by tags.
        if settings.posting_rules.contains_key(&posting.lever_id) {
            return None;
        }
        let tags = posting.tags.as_ref().map(|tags| tags.0.as_slice()).unwrap_or_default();
        let exact = tags.contains(tag);
        let found = tags.iter().find(|there| !exact && nearly(there) == nearly(tag));
        found.map(|found| (posting, found.as_str()))
    };
    postings.iter().filter_map(near).collect()
}

/// Whether our tags can be put on opportunities.
pub(super) async fn tags(
    means: &Means,
    tenant_id: TenantId,
    settings: &Settings,
    there: &[String],
) -> Result<Check, Error> {
    let subject = Subject::Tags;
    let ours =
        [Some(&settings.invited_tag), Some(&settings.complete_tag), settings.error_tag.as_ref()];
    let missing: Vec<&String> =
        ours.into_iter().flatten().filter(|tag| !there.contains(tag)).collect();
    let effects = Some(Kind::Effect);
    let dead = dead_letter::page(&means.db, tenant_id, effects, None, DEAD_MAX).await?;
    let refused: Vec<String> = missing
        .iter()
        .filter(|tag| {
            let told = Error::TagRefused((**tag).clone()).to_string();
            dead.iter()
                .any(|row| row.error.as_deref().is_some_and(|error| error.starts_with(&told)))
        })
        .map(|tag| format!("\"{tag}\""))
        .collect();
    if !refused.is_empty() {
        return Ok(fix(
            check(subject, Outcome::Fail, format!("Lever did not take {}.", refused.join(", "))),
            "This account allows only tags that exist. In Lever, make the tag by hand once (a Super \
             Admin can, under Settings > Tags), then try again what was given up.",
        ));
    }
    if missing.is_empty() {
        return Ok(check(subject, Outcome::Pass, "Lever has our tags."));
    }
    let names: Vec<_> = missing.iter().map(|tag| format!("\"{tag}\"")).collect();
    Ok(fix(
        check(subject, Outcome::Unknown, format!("Not in Lever yet: {}.", names.join(", "))),
        "They come into being when first used. If your account allows only tags that exist, make \
         them by hand in Lever first.",
    ))
}

/// Not tried, for want of a candidate to try it with.
pub(super) fn untried(subject: Subject) -> Check {
    check(subject, Outcome::Unknown, "There is no candidate yet to try it with.")
}

/// Tried, and there.
pub(super) fn reachable(subject: Subject) -> Check {
    check(subject, Outcome::Pass, "Those of a candidate could be read.")
}

/// Whether the feedback form that is to be filled in is there.
pub(super) fn feedback(settings: &Settings, forms: &[Form]) -> Check {
    let Some(id) = settings.feedback_template_id() else {
        let none = check(Subject::Feedback, Outcome::Warn, "No feedback form is chosen.");
        return fix(none, "Choose one below, or switch feedback forms off.");
    };
    match forms.iter().find(|form| form.lever_id == id) {
        Some(form) => {
            let told = format!("The form \"{}\" is filled in after each interview.", form.text);
            check(Subject::Feedback, Outcome::Pass, told)
        }
        None => fix(
            check(Subject::Feedback, Outcome::Fail, "The feedback form is no longer in Lever."),
            "Choose another below.",
        ),
    }
}

/// How much of Lever's allowance is used.
pub(super) fn rate(usage: Usage) -> Check {
    let told = format!("{} requests in the last minute.", usage.last_minute);
    if usage.refused == 0 {
        return check(Subject::Rate, Outcome::Pass, told);
    }
    let told = format!("{told} Lever refused {} for being too fast.", usage.refused);
    fix(
        check(Subject::Rate, Outcome::Warn, told),
        "Other integrations with the same credentials share the allowance. Nothing is lost: refused \
         requests are sent again.",
    )
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Duration};

    use super::*;

    fn now() -> Instant {
        DateTime::from_timestamp(1_790_000_000, 0).unwrap()
    }

    fn moves(last: Option<i64>, missed: Option<i64>, found: i32) -> Check {
        let at = |minutes: i64| now() + Duration::minutes(minutes);
        let events = Events {
            subject: Subject::StageEvents,
            switch: "Candidate Stage Change",
            what: "move",
            last: last.map(at),
            missed_at: missed.map(at),
            found,
        };
        events.told(now())
    }

    #[test]
    fn a_switch_that_is_off_follows_from_what_was_not_announced() {
        let off = moves(None, Some(5), 1);
        assert_eq!(off.outcome, Outcome::Fail);
        let remedy = off.remedy.unwrap();
        assert!(remedy.contains("Candidate Stage Change") && remedy.contains(SWITCHES));
        assert_eq!(moves(Some(4), Some(5), 1).outcome, Outcome::Fail);
        assert_eq!(moves(None, None, 0).outcome, Outcome::Unknown);
    }

    #[test]
    fn an_event_lost_on_the_way_is_no_switch_that_is_off() {
        let lost = moves(Some(6), Some(5), 1);
        assert_eq!(lost.outcome, Outcome::Pass);
        assert!(lost.detail.contains("1 move was not announced"), "{}", lost.detail);
        // Missed before the connection was made anew says nothing of this one.
        assert_eq!(moves(None, Some(-5), 1).outcome, Outcome::Unknown);
    }

    #[test]
    fn whoever_writes_must_be_there_and_allowed_to() {
        let user = |role: &str| User {
            lever_id: "u".into(),
            name: "Priya".into(),
            role: Some(role.into()),
        };
        assert_eq!(perform_as(None, &[user("admin")]).outcome, Outcome::Fail);
        assert_eq!(perform_as(Some("x"), &[user("admin")]).outcome, Outcome::Fail);
        assert_eq!(perform_as(Some("u"), &[user("admin")]).outcome, Outcome::Pass);
        assert_eq!(perform_as(Some("u"), &[user("interviewer")]).outcome, Outcome::Warn);
    }
}
