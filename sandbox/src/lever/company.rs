//! The account every sandbox begins with: a small invented company, the same ids every time.

use serde_json::Map;

use super::{
    account::Account,
    api::SCORES,
    lists::Rank,
    wire::{
        ArchiveReason, CompensationBand, FieldOption, Requisition, Stage, Template, TemplateField,
        User,
    },
};

/// 2025-07-28, when the company joined.
const FOUNDED_MS: i64 = 1_753_689_600_000;
const DAY_MS: i64 = 86_400_000;

const HELENA: &str = "3b1f0c52-7d0e-4b6a-9c55-1f6a2e9d7c10";
const MATEO: &str = "8a4de6f7-52c3-4f0b-8d19-6b7c30e5a921";
const AIKO: &str = "c70b9d2e-1a86-4e37-b3f4-0d5e8a64f732";
const NADIA: &str = "96f2d4c8-3b57-4a1e-9d80-e7c15a2b6f04";
const SAMIR: &str = "5e92a1b4-c6d8-4073-a2e9-94f1b7d80c43";

/// The company with its people and what it is set up with, and nobody who applied.
pub(super) fn account() -> Account {
    let mut account = Account::new(
        "e64c3a90-2f7b-4d15-8b6e-a1c9d05f4e28".to_owned(),
        "Fernhill Robotics",
        users(),
        stages(),
        archive_reasons(),
    );
    account.feedback_templates = feedback_templates();
    account.form_templates = form_templates();
    account.requisitions = requisitions();
    account
}

fn users() -> Vec<User> {
    let user = |id: &str, name: &str, username: &str, access_role, days: i64, title: &str| User {
        id: id.to_owned(),
        name: name.to_owned(),
        username: username.to_owned(),
        email: format!("{username}@fernhill.example"),
        access_role,
        photo: None,
        created_at: FOUNDED_MS + days * DAY_MS,
        deactivated_at: None,
        external_directory_id: None,
        linked_contact_ids: None,
        job_title: (!title.is_empty()).then(|| title.to_owned()),
        manager_id: (id != HELENA).then(|| HELENA.to_owned()),
    };
    let mut samir = user(SAMIR, "Samir Haddad", "samir", "limited team member", 2, "Recruiter");
    samir.deactivated_at = Some(FOUNDED_MS + 200 * DAY_MS);
    vec![
        user(HELENA, "Helena Brandt", "helena", "super admin", 0, "Head of People"),
        user(NADIA, "Nadia Okafor", "nadia", "admin", 5, "Talent Partner"),
        user(MATEO, "Mateo Rivas", "mateo", "team member", 20, "Engineering Manager"),
        user(AIKO, "Aiko Tanabe", "aiko", "interviewer", 90, ""),
        samir,
    ]
}

fn stages() -> Vec<Stage> {
    [
        ("lead-new", "New lead", 1.0),
        ("lead-reached-out", "Reached out", 3.0),
        ("lead-responded", "Responded", 5.0),
        ("applicant-new", "New applicant", 101.0),
        ("0f6c8b1d-93a7-4e52-bd84-7c21e5f09a36", "Recruiter screen", 201.0),
        ("a9d37e60-4b18-4c95-8f2a-d610b3c7e584", "On-site Interview", 231.0),
        ("64e1f5c8-0a2d-4b79-93c6-58b7d9a0f1e2", "Reference check", 231.5),
        ("offer", "Offer", 261.0),
    ]
    .into_iter()
    .map(|(id, text, rank)| Stage { id: id.to_owned(), text: text.to_owned(), rank: Rank(rank) })
    .collect()
}

fn archive_reasons() -> Vec<ArchiveReason> {
    [
        ("d2b58f07-6e4c-4a93-81d0-3c9f7b26e5a1", "Underqualified", "non-hired"),
        ("17c9e4a6-b03d-4f58-9e72-8d5a1c60b7f4", "Withdrew", "non-hired"),
        ("f83a06d1-5c7e-4294-a6b9-02e4d8f17c35", "Position closed", "non-hired"),
        ("4b70d9e3-28f1-4c6a-b5d7-e91c3a850f62", "Hired", "hired"),
    ]
    .into_iter()
    .map(|(id, text, kind)| ArchiveReason { id: id.to_owned(), text, status: "active", kind })
    .collect()
}

/// A field with a fixed id, made from its number.
fn field(number: u32, kind: &str, text: &str, required: bool) -> TemplateField {
    TemplateField {
        id: format!("5d1c7e3a-0000-4000-8000-{number:012}"),
        kind: kind.to_owned(),
        text: text.to_owned(),
        description: String::new(),
        required,
        prompt: None,
        options: None,
        more: Map::new(),
    }
}

/// A field that offers options.
fn choice(number: u32, kind: &str, text: &str, options: &[&str]) -> TemplateField {
    let option = |(index, text): (usize, &&str)| FieldOption {
        text: (*text).to_owned(),
        option_id: Some(format!("5d1c7e3a-0000-4000-9{index:03}-{number:012}")),
    };
    TemplateField {
        prompt: Some("Select one".to_owned()),
        options: Some(options.iter().enumerate().map(option).collect()),
        ..field(number, kind, text, true)
    }
}

fn template(id: &str, text: &str, instructions: &str, fields: Vec<TemplateField>) -> Template {
    Template {
        id: id.to_owned(),
        text: text.to_owned(),
        group: None,
        instructions: instructions.to_owned(),
        fields,
        created_at: Some(FOUNDED_MS + DAY_MS),
        stage: None,
        updated_at: Some(FOUNDED_MS + DAY_MS),
        by_api: false,
    }
}

fn feedback_templates() -> Vec<Template> {
    vec![
        template(
            "2e8b6f14-7a90-4d3c-b5e1-c06f9d274a83",
            "Interview",
            "Write down what you saw, not what you felt.",
            vec![
                choice(11, "score-system", "Rating", &SCORES),
                field(12, "textarea", "Summary", true),
                field(13, "textarea", "Strengths", false),
                field(14, "textarea", "Concerns", false),
            ],
        ),
        template(
            "b41d9a70-c3e6-4f85-92b7-0a8e5d1f63c9",
            "Phone screen",
            "",
            vec![
                choice(21, "score-system", "Rating", &SCORES),
                field(22, "text", "Notice period", false),
                choice(23, "dropdown", "Language", &["Fluent", "Good", "Basic"]),
                field(24, "textarea", "Notes", false),
            ],
        ),
        template(
            "70f5c2e9-18ab-4b64-a9d3-6e2b8c40d517",
            "Work sample",
            "Read the sample before you open the candidate's profile.",
            vec![
                choice(31, "score-system", "Rating", &SCORES),
                choice(
                    32,
                    "multiple-select",
                    "Seen in the sample",
                    &["Tests", "Docs", "Profiling"],
                ),
                field(33, "textarea", "Review", true),
            ],
        ),
    ]
}

fn form_templates() -> Vec<Template> {
    vec![template(
        "c86a03d7-5e21-4f9b-8d74-f1b92e6a05c8",
        "Interview result",
        "",
        vec![field(41, "text", "Score of 100", true), field(42, "textarea", "Feedback", false)],
    )]
}

fn requisitions() -> Vec<Requisition> {
    let requisition = |id: &str, code: &str, name: &str, days: i64, status| Requisition {
        id: id.to_owned(),
        requisition_code: code.to_owned(),
        name: name.to_owned(),
        backfill: false,
        confidentiality: "non-confidential",
        created_at: FOUNDED_MS + days * DAY_MS,
        creator: HELENA.to_owned(),
        headcount_hired: 0,
        headcount_total: 2,
        status,
        hiring_manager: Some(MATEO.to_owned()),
        owner: Some(HELENA.to_owned()),
        approval: None,
        compensation_band: Some(CompensationBand {
            currency: "GBP",
            interval: "per-year-salary",
            min: 48_000,
            max: 80_000,
        }),
        employment_status: Some("full-time"),
        location: Some("Bristol".to_owned()),
        internal_notes: None,
        postings: Vec::new(),
        department: Some("Engineering".to_owned()),
        team: Some("Fleet".to_owned()),
        offer_ids: Vec::new(),
        custom_fields: Map::new(),
        updated_at: FOUNDED_MS + days * DAY_MS,
        closed_at: (status == "closed").then_some(FOUNDED_MS + 300 * DAY_MS),
    };
    vec![
        requisition(
            "a5c19e82-6d07-4b3f-9e48-d2f0b7a361c5",
            "ENG-12",
            "Backend Engineer",
            30,
            "open",
        ),
        requisition(
            "1be74d06-92fa-4c58-a3d1-85c6e09f2b7a",
            "OPS-4",
            "Field Technician",
            60,
            "open",
        ),
        requisition("f90a3b6c-47d8-4e15-b2c9-63e8d1a05f74", "ENG-9", "Data Engineer", 10, "closed"),
    ]
}
