//! `schema.graphql` is what the code prints. `UPDATE_SCHEMA=1 cargo test --workspace
//! --test schema` rewrites it.

#[test]
fn the_committed_schema_is_the_one_in_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema.graphql");
    let printed = graphql::sdl();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(path, &printed).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(
        committed == printed,
        "schema.graphql is not what the code prints; run UPDATE_SCHEMA=1 cargo test \
         --workspace --test schema"
    );
}
