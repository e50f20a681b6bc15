//! Reads every company's audit log from its beginning, and says where one was changed.

use entities::{
    DbErr, Store,
    audit_entry::{self, INSTALLATION, Verdict},
};

/// What was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// A line for each log, and for each hash that is nowhere.
    pub lines: Vec<String>,
    /// Whether every log is as it was written.
    pub good: bool,
}

/// Reads every log. `heads`: hashes that were kept elsewhere, which must be there still.
pub async fn verify(db: &Store, heads: &[String]) -> Result<Found, DbErr> {
    let mut found = Found { lines: Vec::new(), good: true };
    for tenant_id in audit_entry::across_tenants_chained(db).await? {
        let verdict = audit_entry::verify(db, tenant_id).await?;
        found.good &= verdict.broken.is_none();
        found.lines.push(line(&verdict));
    }
    if found.lines.is_empty() {
        found.good = false;
        found.lines.push("there is no audit log in this store".to_owned());
    }
    for head in heads {
        if !audit_entry::across_tenants_has(db, head).await? {
            found.good = false;
            found.lines.push(format!("no log has an entry with the hash {head}"));
        }
    }
    Ok(found)
}

fn line(verdict: &Verdict) -> String {
    let of = match verdict.tenant_id {
        INSTALLATION => "the installation".to_owned(),
        tenant_id => tenant_id.to_string(),
    };
    match &verdict.broken {
        None => format!("{of}: {} entries, head {}", verdict.good, verdict.hash),
        Some(broken) => format!("{of}: BROKEN: {broken}; {} before it are good", verdict.good),
    }
}
