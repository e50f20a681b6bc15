//! Plays the whole story without a person, many times at once, and counts what came of it: at the
//! sandbox and the mail catcher, never in our own tables.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::Context;
use futures_util::{StreamExt, TryStreamExt, stream};
use serde::Serialize;
use serde_json::Value;

use super::{
    Demo, candidates,
    outside::{Mail, Outside, Seen},
};

/// Candidates who answer at the same time.
const AT_ONCE: usize = 8;
/// Without any progress for so long, something is stuck.
const STUCK: Duration = Duration::from_mins(2);
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// Every so many postings are tagged, so that their candidates come by application.
const TAGGED_EVERY: usize = 4;

const TRIGGER_STAGE: &str = "On-site Interview";
const APPLICATION_TAG: &str = "Alex - On Application";
const INVITED_TAG: &str = "Alex - Interview Invited";
const COMPLETE_TAG: &str = "Alex - Interview Complete";

/// What came of it, as counted outside.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    /// Postings in Lever.
    pub postings: usize,
    /// Candidates in Lever.
    pub candidates: usize,
    /// Rooms that had questions to ask.
    pub interviews_planned: usize,
    /// Invites in the mail catcher.
    pub invites_sent: usize,
    /// Mails after the interview in the mail catcher.
    pub interviews_completed: usize,
    /// PDFs downloaded from Lever that are PDFs.
    pub reports_rendered: usize,
    /// Opportunities with the invited tag and opportunities with the complete tag, added.
    pub tags_written: usize,
    /// Notes in Lever.
    pub notes_written: usize,
    /// Files in Lever.
    pub files_uploaded: usize,
    /// What is missing or double, in words.
    pub errors: Vec<String>,
    /// From the first application to the last writeback, in milliseconds.
    pub wall_ms: u128,
    /// One entry per candidate.
    pub pipelines: Vec<PipelineSummary>,
}

/// What came of one candidate.
#[derive(Clone, Debug, Serialize)]
pub struct PipelineSummary {
    /// Lever's id.
    pub opportunity_id: String,
    /// The posting's title.
    pub posting_title: String,
    /// 0 to 100; null when the note says that there is none.
    pub score: Option<u8>,
    /// 1 to 4; null without a score.
    pub lever_score: Option<u8>,
    /// Where the PDF was put.
    pub pdf: Option<PathBuf>,
}

/// A candidate of this run.
#[derive(Clone, Debug)]
struct Player {
    number: usize,
    opportunity: String,
}

/// Plays `count` candidates over all postings; PDFs go to `out`.
pub async fn play(demo: &Demo, count: usize, out: &Path) -> anyhow::Result<Summary> {
    let outside = &demo.outside;
    std::fs::create_dir_all(out).with_context(|| format!("make {}", out.display()))?;
    let link = demo.server.sign_in_link().await?;
    outside.connect(&link).await?;
    wait("Lever is set up", async || Ok((outside.is_set_up().await?, 0))).await?;
    eprintln!("Lever is connected, its webhooks are there");

    let begun = Instant::now();
    let players = let_all_apply(outside, count).await?;
    eprintln!("{count} candidates reached the trigger");
    let planned = answer_all(outside, &players).await?;
    eprintln!("{count} candidates answered");
    let written = wait("Lever has everything", async || {
        let summary = outside.lever_summary().await?;
        let tags = tags(&summary.tags_written);
        let followed = follow_ups(&outside.mails().await?);
        let done = tags + summary.notes + summary.files + followed;
        // Two tags, a note, a file and a mail of thanks each.
        Ok((done >= 5 * count, done))
    });
    if let Err(error) = written.await {
        // What is missing is told by the counts below.
        eprintln!("{error}");
    }
    let wall_ms = begun.elapsed().as_millis();
    let mut summary = count_up(outside, &players, out).await?;
    summary.wall_ms = wall_ms;
    summary.interviews_planned = planned;
    summary.check(count);
    Ok(summary)
}

impl Summary {
    fn check(&mut self, count: usize) {
        for (what, is, should) in [
            ("candidates", self.candidates, count),
            ("interviews planned", self.interviews_planned, count),
            ("invites sent", self.invites_sent, count),
            ("interviews completed", self.interviews_completed, count),
            ("reports rendered", self.reports_rendered, count),
            ("tags written", self.tags_written, 2 * count),
            ("notes written", self.notes_written, count),
            ("files uploaded", self.files_uploaded, count),
        ] {
            if is != should {
                self.errors.push(format!("{what}: {is} instead of {should}"));
            }
        }
    }
}

fn tags(counts: &std::collections::BTreeMap<String, usize>) -> usize {
    [INVITED_TAG, COMPLETE_TAG].iter().filter_map(|tag| counts.get(*tag)).sum()
}

fn invites(mails: &[Mail]) -> usize {
    mails.iter().filter(|mail| mail.is_invite()).count()
}

fn follow_ups(mails: &[Mail]) -> usize {
    mails.iter().filter(|mail| mail.is_thanks()).count()
}

async fn let_all_apply(outside: &Outside, count: usize) -> anyhow::Result<Vec<Player>> {
    let postings = outside.postings().await?;
    anyhow::ensure!(!postings.is_empty(), "there are no postings");
    let tagged: Vec<_> = postings.iter().step_by(TAGGED_EVERY).collect();
    for posting in &tagged {
        outside.tag_posting(posting, APPLICATION_TAG).await?;
    }
    let tagged: BTreeSet<_> = tagged.into_iter().collect();
    let stage = outside.stage(TRIGGER_STAGE).await?;
    let (postings, stage, tagged) = (&postings, &stage, &tagged);
    stream::iter(0..count)
        .map(|number| async move {
            let posting = postings.get(number % postings.len()).context("there are no postings")?;
            let (name, email) = (candidates::name(number), candidates::email(number));
            let opportunity = outside.apply(posting, &name, &email).await?;
            if !tagged.contains(posting) {
                outside.move_to(&opportunity, stage).await?;
            }
            anyhow::Ok(Player { number, opportunity })
        })
        .buffered(AT_ONCE)
        .try_collect()
        .await
}

/// Each candidate waits for the mail, opens the link and answers to the end; how many rooms had
/// questions.
async fn answer_all(outside: &Outside, players: &[Player]) -> anyhow::Result<usize> {
    let mut waiting: Vec<&Player> = players.iter().collect();
    let mut planned = 0;
    let mut last = Instant::now();
    while !waiting.is_empty() && last.elapsed() < STUCK {
        let mails = outside.mails().await?;
        let (invited, others): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|player| {
            let address = candidates::email(player.number);
            mails.iter().any(|mail| mail.is_to(&address) && mail.room().is_some())
        });
        waiting = others;
        if invited.is_empty() {
            tokio::time::sleep(LOOK_EVERY).await;
            continue;
        }
        last = Instant::now();
        let mails = &mails;
        let answered: Vec<bool> = stream::iter(invited)
            .map(|player| async move {
                let address = candidates::email(player.number);
                let mail = mails.iter().find(|mail| mail.is_to(&address) && mail.room().is_some());
                let link = mail.and_then(Mail::room).context("the mail has no link")?;
                take_interview(outside, link, player.number).await
            })
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await?;
        planned += answered.into_iter().filter(|had_questions| *had_questions).count();
        eprintln!("{} of {} answered", players.len() - waiting.len(), players.len());
    }
    Ok(planned)
}

async fn take_interview(outside: &Outside, link: &str, number: usize) -> anyhow::Result<bool> {
    let mut room = outside.room(link).await?;
    let had_questions = room.questions > 0;
    if room.state == "invited" {
        room = outside.consent(link, &room.disclosure.version).await?;
    }
    while let Some(question) = &room.question {
        let text = candidates::answer(number, &question.text, question.number);
        room = outside.answer(link, &question.id, &text).await?;
    }
    anyhow::ensure!(room.state == "completed", "the room ended as {}", room.state);
    Ok(had_questions)
}

async fn count_up(outside: &Outside, players: &[Player], out: &Path) -> anyhow::Result<Summary> {
    let lever = outside.lever_summary().await?;
    let mails = outside.mails().await?;
    let mut summary = Summary {
        postings: lever.postings,
        candidates: lever.opportunities,
        invites_sent: invites(&mails),
        interviews_completed: follow_ups(&mails),
        tags_written: tags(&lever.tags_written),
        notes_written: lever.notes,
        files_uploaded: lever.files,
        ..Summary::default()
    };
    for player in players {
        let seen = outside.seen(&player.opportunity).await?;
        summary.errors.extend(faults(&player.opportunity, &seen));
        let pdf = match seen.files.first() {
            Some(file) => download(outside, &player.opportunity, &file.id, out).await?,
            None => None,
        };
        summary.reports_rendered += usize::from(pdf.is_some());
        let (score, lever_score) = scores(&seen);
        summary.pipelines.push(PipelineSummary {
            opportunity_id: player.opportunity.clone(),
            posting_title: title(&mails, player.number),
            score,
            lever_score,
            pdf,
        });
    }
    Ok(summary)
}

/// What one opportunity lacks or has twice.
fn faults(opportunity: &str, seen: &Seen) -> Vec<String> {
    let has = |tag: &str| seen.opportunity.tags.iter().filter(|there| *there == tag).count();
    let mut faults = Vec::new();
    for (what, is) in [
        (INVITED_TAG, has(INVITED_TAG)),
        (COMPLETE_TAG, has(COMPLETE_TAG)),
        ("note", seen.notes.len()),
        ("file", seen.files.len()),
    ] {
        if is != 1 {
            faults.push(format!("opportunity {opportunity}: {what} {is} times instead of once"));
        }
    }
    faults
}

async fn download(
    outside: &Outside,
    opportunity: &str,
    file: &str,
    out: &Path,
) -> anyhow::Result<Option<PathBuf>> {
    let bytes = outside.file(opportunity, file).await?;
    if !bytes.starts_with(b"%PDF-") {
        return Ok(None);
    }
    let path = out.join(format!("{opportunity}.pdf"));
    std::fs::write(&path, bytes).with_context(|| format!("write {}", path.display()))?;
    Ok(Some(path))
}

/// Score and Lever's score out of the note.
fn scores(seen: &Seen) -> (Option<u8>, Option<u8>) {
    let field = seen.notes.first().and_then(|note| note.pointer("/fields/0"));
    let value = field.and_then(|field| field.get("value")).and_then(Value::as_str);
    let before = value.and_then(|text| text.split_once(" out of 100")).map(|(before, _)| before);
    let score = before
        .and_then(|before| before.rsplit(|c: char| !c.is_ascii_digit()).next())
        .and_then(|digits| digits.parse().ok());
    let lever = field.and_then(|field| field.get("score")).and_then(Value::as_u64);
    (score, lever.and_then(|lever| u8::try_from(lever).ok()))
}

/// The posting's title as the candidate's invite names it.
fn title(mails: &[Mail], number: usize) -> String {
    let address = candidates::email(number);
    let invite = mails.iter().find(|mail| mail.is_to(&address) && mail.room().is_some());
    invite.and_then(Mail::posting).unwrap_or_default().to_owned()
}

/// Looks again and again until it is so; gives up when nothing moves any more.
async fn wait(
    what: &str,
    look: impl AsyncFn() -> anyhow::Result<(bool, usize)>,
) -> anyhow::Result<()> {
    let (mut best, mut last) = (0, Instant::now());
    loop {
        let (done, progress) = look().await?;
        if done {
            return Ok(());
        }
        if progress > best {
            (best, last) = (progress, Instant::now());
        }
        anyhow::ensure!(last.elapsed() < STUCK, "waited in vain until {what}");
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
