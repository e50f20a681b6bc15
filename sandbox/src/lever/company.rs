//! The account every sandbox begins with: a small invented company, the same ids every time.

use super::{
    account::Account,
    lists::Rank,
    wire::{ArchiveReason, Stage, User},
};

/// 2025-07-28, when the company joined.
const FOUNDED_MS: i64 = 1_753_689_600_000;
const DAY_MS: i64 = 86_400_000;

const HELENA: &str = "3b1f0c52-7d0e-4b6a-9c55-1f6a2e9d7c10";
const MATEO: &str = "8a4de6f7-52c3-4f0b-8d19-6b7c30e5a921";
const AIKO: &str = "c70b9d2e-1a86-4e37-b3f4-0d5e8a64f732";
const SAMIR: &str = "5e92a1b4-c6d8-4073-a2e9-94f1b7d80c43";

/// The company with its people, stages and archive reasons, and nothing else.
pub(super) fn account() -> Account {
    Account::new(
        "e64c3a90-2f7b-4d15-8b6e-a1c9d05f4e28".to_owned(),
        "Fernhill Robotics",
        users(),
        stages(),
        archive_reasons(),
    )
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
