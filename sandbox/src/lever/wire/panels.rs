//! Panels and the interviews in them, as they are kept; the API words an interview in two ways.

/// Who interviews, and with which feedback template.
#[derive(Clone)]
pub(in super::super) struct Interviewer {
    pub(in super::super) id: String,
    pub(in super::super) feedback_template: Option<String>,
}

/// One appointment.
#[derive(Clone)]
pub(in super::super) struct Interview {
    pub(in super::super) id: String,
    pub(in super::super) subject: String,
    pub(in super::super) note: String,
    pub(in super::super) location: Option<String>,
    pub(in super::super) interviewers: Vec<Interviewer>,
    pub(in super::super) date: i64,
    pub(in super::super) duration_minutes: i64,
    pub(in super::super) feedback_template: Option<String>,
    pub(in super::super) feedback_reminder: String,
    /// Forms filled in for it.
    pub(in super::super) feedback_forms: Vec<String>,
    pub(in super::super) user: String,
    /// Where the opportunity was when it was made.
    pub(in super::super) stage: String,
    pub(in super::super) created_at: i64,
}

impl Interview {
    /// When it ends.
    pub(in super::super) fn ends_at(&self) -> i64 {
        self.date.saturating_add(self.duration_minutes.saturating_mul(60_000))
    }
}

/// Interviews that belong together; never without one.
#[derive(Clone)]
pub(in super::super) struct Panel {
    pub(in super::super) id: String,
    pub(in super::super) applications: Vec<String>,
    /// Made through the API; only such can be changed through it.
    pub(in super::super) externally_managed: bool,
    pub(in super::super) external_url: Option<String>,
    pub(in super::super) feedback_reminder: String,
    pub(in super::super) interviews: Vec<Interview>,
    pub(in super::super) note: Option<String>,
    pub(in super::super) stage: String,
    pub(in super::super) timezone: String,
    pub(in super::super) user: String,
    pub(in super::super) created_at: i64,
}
