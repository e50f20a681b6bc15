//! `GET /interviews.csv` and `/interviews.json`: the list of interviews as a file, for spreadsheets and other programs, to operators
//! and for the postings that they may see. That somebody took it is in the audit log before they have it.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, StatusCode, header},
    web::{self, Bytes},
};
use actors::Means;
use chrono::SecondsFormat;
use entities::{
    DbErr, Instant,
    audit_entry::{self, Act},
    ids::{PipelineId, TenantId},
    listed::{self, Listed},
    operator,
    pipeline::{Filter, StateName},
    sea_orm::{ActiveEnum, Iterable},
    tenant,
};
use futures_util::{StreamExt, TryStreamExt, stream};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::{IntoParams, OpenApi};

use super::{
    problem::{only, plain},
    session_of,
};

/// Rows that are read at once.
const PART_ROWS: u64 = 500;
/// By this spreadsheets know that it is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.service(only("/interviews.csv", Method::GET, interviews_csv)).service(only(
        "/interviews.json",
        Method::GET,
        interviews_json,
    ));
}

#[derive(OpenApi)]
#[openapi(paths(interviews_csv, interviews_json))]
pub(super) struct Described;

/// Which interviews.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Only those in this state, by its name in the admin API, such as `WRITTEN_BACK`.
    state: Option<String>,
    /// Only those with this text in the candidate's or posting's name.
    search: Option<String>,
}

/// Reads the interviews as CSV (RFC 4180) in UTF-8, oldest first.
#[utoipa::path(
    get, path = "/interviews.csv", tag = "admin", operation_id = "interviewsCsv",
    params(Wanted),
    security(("session" = []), ("token" = [])),
    responses(
        (status = OK, description = "One row for each, after a row of names.",
            content_type = "text/csv", body = String),
        (status = BAD_REQUEST, description = "There is no such state.", body = String),
        (status = NOT_FOUND, description = "Not for you: sign in.", body = String),
        (status = SERVICE_UNAVAILABLE, description = "Try again.", body = String),
    ),
)]
async fn interviews_csv(
    request: HttpRequest,
    wanted: web::Query<Wanted>,
    means: web::Data<Means>,
) -> HttpResponse {
    interviews(&request, wanted, means, Form::Csv).await
}

/// Reads the interviews as JSON, oldest first.
#[utoipa::path(
    get, path = "/interviews.json", tag = "admin", operation_id = "interviewsJson",
    params(Wanted),
    security(("session" = []), ("token" = [])),
    responses(
        (status = OK, description = "A list with an object for each, of what the columns of the CSV have; \
            null where there is nothing.", content_type = "application/json", body = Vec<Object>),
        (status = BAD_REQUEST, description = "There is no such state.", body = String),
        (status = NOT_FOUND, description = "Not for you: sign in.", body = String),
        (status = SERVICE_UNAVAILABLE, description = "Try again.", body = String),
    ),
)]
async fn interviews_json(
    request: HttpRequest,
    wanted: web::Query<Wanted>,
    means: web::Data<Means>,
) -> HttpResponse {
    interviews(&request, wanted, means, Form::Json).await
}

/// In which form the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Csv,
    Json,
}

impl Form {
    /// How names of such files end.
    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }
}

async fn interviews(
    request: &HttpRequest,
    wanted: web::Query<Wanted>,
    means: web::Data<Means>,
    form: Form,
) -> HttpResponse {
    let Wanted { state, search } = wanted.into_inner();
    let known = |name: &String| StateName::iter().find(|state| state_text(*state) == *name);
    let named = state.as_ref().map(known);
    if named == Some(None) {
        let all = StateName::iter().map(state_text).collect::<Vec<_>>().join(", ");
        return plain(StatusCode::BAD_REQUEST, format!("there is no such state; there are {all}"));
    }
    // No store takes NUL in text, and nobody has it in their name.
    let search = search.map(|search| search.replace('\0', ""));
    let filter = Filter { state: named.flatten(), search, posting_ids: None };
    match export(request, filter, means.into_inner().as_ref().clone(), form).await {
        Ok(Some(answer)) => answer,
        Ok(None) => plain(StatusCode::NOT_FOUND, "sign in to the dashboard first"),
        Err(error) => {
            tracing::error!(%error, "interviews could not be read for a file");
            plain(StatusCode::SERVICE_UNAVAILABLE, "the store does not answer; try again")
        }
    }
}

/// `None`: nobody is signed in.
async fn export(
    request: &HttpRequest,
    mut filter: Filter,
    means: Means,
    form: Form,
) -> Result<Option<HttpResponse>, DbErr> {
    let session = session_of(request, &means).await?;
    let actor = session.actor();
    let Some(operator) = session.operator else { return Ok(None) };
    filter.posting_ids = operator.sees_only().map(<[String]>::to_vec);
    let tenant_id = operator.tenant_id;
    let evidence_only = evidence_only(&means, &operator).await?;
    let now = means.clock.now();
    // Not what was searched for, which may be somebody's name.
    let details = json!({
        "state": filter.state.map(state_text),
        "form": form.ending(),
        "searched": filter.search.as_deref().is_some_and(|search| !search.trim().is_empty()),
    });
    let (action, subject) = ("exportInterviews".to_owned(), tenant_id.to_string());
    let tx = means.db.begin().await?;
    audit_entry::append(&tx, tenant_id, Act { actor, action, subject, details }, now).await?;
    tx.commit().await?;
    let list = List { means, tenant_id, filter, evidence_only, form };
    let (head, tail) = list.ends()?;
    // Before it is answered that all is well.
    let first = list.part(None).await?;
    let rest = stream::try_unfold((list, first.last), async |(list, after)| {
        let Some(after) = after else { return Ok(None) };
        let part = list.part(Some(after)).await?;
        Ok::<_, DbErr>(Some((part.text, (list, part.last))))
    });
    let begin = stream::iter([Ok(head.into()), Ok(first.text)]);
    let end = stream::iter([Ok(Bytes::from_static(tail))]);
    let all = begin.chain(rest).chain(end).inspect_err(|error| {
        tracing::error!(%error, "interviews could not be read to their end for a file");
    });
    let day = now.format("%Y-%m-%d");
    let name = format!("attachment; filename=\"interviews-{day}.{}\"", form.ending());
    Ok(Some(
        HttpResponse::Ok()
            .content_type(form.content_type())
            .insert_header((header::CONTENT_DISPOSITION, name))
            .insert_header((header::CACHE_CONTROL, "private, no-store"))
            .streaming(all.boxed_local()),
    ))
}

async fn evidence_only(means: &Means, operator: &operator::Model) -> Result<bool, DbErr> {
    let tenant = tenant::find(&means.db, operator.tenant_id).await?;
    Ok(tenant.is_some_and(|tenant| tenant.settings.evidence_only))
}

/// What goes into the file.
struct List {
    means: Means,
    tenant_id: TenantId,
    filter: Filter,
    evidence_only: bool,
    form: Form,
}

/// Some lines of the file.
struct Part {
    text: Bytes,
    /// After which the next part begins; `None` after the last one.
    last: Option<PipelineId>,
}

impl List {
    /// What the file begins and ends with.
    fn ends(&self) -> Result<(Vec<u8>, &'static [u8]), DbErr> {
        Ok(match self.form {
            Form::Csv => {
                let mut head = BYTE_ORDER_MARK.to_vec();
                head.extend(lines([names(self.evidence_only).map(ToOwned::to_owned).collect()])?);
                (head, b"")
            }
            Form::Json => (b"[".to_vec(), b"]\n"),
        })
    }

    async fn part(&self, after: Option<PipelineId>) -> Result<Part, DbErr> {
        let Self { means, tenant_id, filter, evidence_only, form } = self;
        let rows = listed::after(&means.db, *tenant_id, filter, after, PART_ROWS).await?;
        let full = rows.len() as u64 == PART_ROWS;
        let last = rows.last().filter(|_| full).map(|row| row.pipeline.id);
        let cells = rows.iter().map(|row| cells(row, means, *evidence_only));
        let text = match form {
            Form::Csv => lines(cells.map(|cells| cells.iter().map(cell_text).collect()))?,
            Form::Json => objects(cells, *evidence_only, after.is_none()),
        };
        Ok(Part { text: text.into(), last })
    }
}

const PLAIN: [&str; 12] = [
    "candidate",
    "email",
    "posting",
    "state",
    "reason",
    "trigger",
    "received_at",
    "invited_at",
    "completed_at",
    "changed_at",
    "interview",
    "opportunity",
];
const SCORES: [&str; 2] = ["score", "lever_score"];

/// What each column is; scores are left out where the company wants evidence only.
fn names(evidence_only: bool) -> impl Iterator<Item = &'static str> {
    let scores = if evidence_only { None } else { Some(SCORES) };
    PLAIN.into_iter().chain(scores.into_iter().flatten())
}

/// The values, in the order of [`names`]; null where there is nothing.
fn cells(row: &Listed, means: &Means, evidence_only: bool) -> Vec<Value> {
    let it = &row.pipeline;
    let at =
        |at: Option<Instant>| json!(at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)));
    let mut cells = vec![
        json!(it.candidate_name),
        json!(it.candidate_email),
        json!(row.posting.as_ref().map(|posting| &posting.title)),
        json!(state_text(it.state_name)),
        json!(it.state.reason()),
        json!(it.trigger.to_value().to_uppercase()),
        at(Some(it.created_at)),
        at(it.invited_at),
        at(it.completed_at),
        at(Some(it.updated_at)),
        json!(means.links.interview(it.id)),
        json!(it.opportunity_url),
    ];
    if !evidence_only {
        let score = row.scorecard.as_ref();
        cells.push(json!(score.and_then(|score| score.overall)));
        cells.push(json!(score.and_then(|score| score.lever_score)));
    }
    cells
}

/// An object for each row, with a comma before each but the first of the file.
fn objects(
    rows: impl Iterator<Item = Vec<Value>>,
    evidence_only: bool,
    mut first: bool,
) -> Vec<u8> {
    let mut text = String::new();
    for row in rows {
        let names = names(evidence_only).map(ToOwned::to_owned);
        text.push_str(if first { "\n" } else { ",\n" });
        text.push_str(&Value::Object(names.zip(row).collect()).to_string());
        first = false;
    }
    text.into_bytes()
}

fn cell_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => harmless(text),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

/// As the admin API names it.
fn state_text(state: StateName) -> String {
    state.to_value().to_uppercase()
}

/// Candidates choose their names: what a spreadsheet would take for a formula is text, also where it takes
/// another character for the end of a cell. (`owasp.org/www-community/attacks/CSV_Injection`)
fn harmless(cell: &str) -> String {
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    const ENDS: [char; 5] = [';', ',', '\t', '\r', '\n'];
    let mut text = String::with_capacity(cell.len());
    let mut begins = true;
    for letter in cell.chars() {
        if begins && FORMULA.contains(&letter) {
            text.push('\'');
        }
        let blank = letter.is_whitespace() || letter == '"';
        begins = ENDS.contains(&letter) || begins && blank;
        text.push(letter);
    }
    text
}

fn lines(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, DbErr> {
    let told = |error: csv::Error| DbErr::Custom(error.to_string());
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(told)?;
    }
    writer.into_inner().map_err(|error| DbErr::Custom(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula_whatever_ends_it() {
        for (given, kept) in [
            ("=1+1", "'=1+1"),
            ("  \t@SUM(A1)", "  \t'@SUM(A1)"),
            ("Ann;=cmd|' /C calc'!A0;", "Ann;'=cmd|' /C calc'!A0;"),
            ("Ann, \"-1\"", "Ann, \"'-1\""),
            ("a\r\n＝1", "a\r\n'＝1"),
            ("Jean-Luc O'Neil + Co.", "Jean-Luc O'Neil + Co."),
            ("2026-11-28T06:00:00Z", "2026-11-28T06:00:00Z"),
            ("", ""),
        ] {
            assert_eq!(harmless(given), kept);
        }
    }
}
