//! Who may know whom, and other rules of the code that no compiler checks.

use std::{collections::BTreeMap, fs, path::Path};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Every Rust file of ours with its text.
fn sources() -> BTreeMap<String, String> {
    let mut sources = BTreeMap::new();
    let mut folders = vec![root().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !name.starts_with('.') && !["node_modules", "target", "dist"].contains(&&*name) {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let short = path.strip_prefix(root()).unwrap().display().to_string();
                sources.insert(short, fs::read_to_string(&path).unwrap());
            }
        }
    }
    assert!(sources.len() > 50, "found {} files", sources.len());
    sources
}

#[test]
fn arrows_between_rooms_never_turn_round() {
    const ROOMS: [&str; 10] = [
        "actors",
        "entities",
        "graphql",
        "interviewer",
        "lever",
        "migrations",
        "reports",
        "sandbox",
        "server",
        "tests",
    ];
    let allowed = BTreeMap::from([
        ("actors", vec!["entities", "interviewer", "lever", "reports"]),
        ("entities", vec![]),
        ("graphql", vec!["actors", "entities", "interviewer", "lever"]),
        ("interviewer", vec![]),
        ("lever", vec![]),
        ("migrations", vec![]),
        ("reports", vec![]),
        ("sandbox", vec![]),
    ]);
    for (room, may) in allowed {
        let manifest = fs::read_to_string(root().join(room).join("Cargo.toml")).unwrap();
        for other in ROOMS {
            let knows =
                manifest.lines().any(|line| line.starts_with(&format!("{other}.workspace")));
            assert!(!knows || may.contains(&other), "{room} must not know {other}");
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (path, text) in sources() {
        assert!(text.starts_with("//!"), "{path} does not open with //!");
    }
}

#[test]
fn every_crate_takes_the_lints() {
    for entry in fs::read_dir(root()).unwrap() {
        let manifest = entry.unwrap().path().join("Cargo.toml");
        let Ok(text) = fs::read_to_string(&manifest) else { continue };
        let own = text.contains("name = \"tests\"");
        assert!(own || text.contains("[lints]\nworkspace = true"), "{}", manifest.display());
    }
}

#[test]
fn decide_is_pure_and_has_no_wildcard() {
    let text = &sources()["actors/src/pipeline/decide.rs"];
    let code = text.split("#[cfg(test)]").next().unwrap();
    for word in ["async", "await", "actix", "sea_orm", "Clock", "rand", "Utc::now", "tokio"] {
        let used =
            code.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(word));
        assert!(!used, "decide.rs must not know {word}");
    }
    let table = code.split("match (message, state) {").nth(1).expect("the table");
    let table = table.split("/// To invite").next().unwrap();
    assert!(!table.contains("_ =>") && !table.contains("(_,"), "a wildcard arm in decide.rs");
}

#[test]
fn queries_start_in_entities() {
    for (path, text) in sources() {
        if ["entities/", "tests/", "bench/"].iter().any(|own| path.starts_with(own)) {
            continue;
        }
        assert!(!text.contains("Entity::find()"), "{path} queries without a tenant");
        let roots = text.contains("across_tenants_due") || text.contains("across_tenants_ids");
        assert!(!roots || path == "actors/src/root.rs", "{path} looks across tenants");
    }
}

#[test]
fn whoever_permits_a_mutation_writes_it_down() {
    for (path, text) in sources() {
        if path.starts_with("graphql/src/mutation/") {
            let permits = text.matches("permit(ctx").count();
            let written = ["record(ctx", "edit_settings(ctx", ".actor()"];
            let written: usize = written.iter().map(|call| text.matches(call).count()).sum();
            assert!(permits <= written, "{path} has {permits} mutations and writes {written} down");
        }
    }
}

#[test]
fn tests_neither_sleep_nor_skip() {
    let (sleep, ignore) = (concat!("sle", "ep("), concat!("#[ig", "nore"));
    for (path, text) in sources() {
        assert!(!text.contains(ignore), "{path} skips a test");
        let is_test = path.starts_with("tests/") || path.contains("/tests/");
        assert!(!is_test || !text.contains(sleep), "{path} sleeps");
    }
}
