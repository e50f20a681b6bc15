//! The dashboard and the room are built by `web/` into `web/dist`. Without it the server still
//! builds, and says on its pages what is missing.

fn main() {
    println!("cargo::rerun-if-changed=../web/dist");
    if let Err(error) = std::fs::create_dir_all("../web/dist") {
        println!("cargo::warning=web/dist could not be made: {error}");
    }
}
