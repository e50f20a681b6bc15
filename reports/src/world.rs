//! Typst's view of the outside: one template, one file of data, the fonts compiled in; every other file is refused.
//!
//! In memory: the template, the library and the fonts, for the life of the process. Knows: nothing of the date, the disk or the network.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontVariant, FontWeight};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_kit::fonts::FontStore;

const TEMPLATE: &str = include_str!("../templates/scorecard.typ");

/// Fonts of our own, ahead of Typst's; see `fonts/README.md`.
const FONT_FILES: [&[u8]; 5] = [
    include_bytes!("../fonts/IBMPlexSans-Regular.ttf"),
    include_bytes!("../fonts/IBMPlexSans-SemiBold.ttf"),
    include_bytes!("../fonts/IBMPlexSansArabic-Regular.ttf"),
    include_bytes!("../fonts/IBMPlexSansHebrew-Regular.ttf"),
    include_bytes!("../fonts/NotoEmoji-Regular.ttf"),
];

/// What a text is set in: the first family that has its characters. The template takes the list from here.
pub(crate) const FAMILIES: [&str; 8] = [
    "IBM Plex Sans",
    "IBM Plex Sans Hebrew",
    "IBM Plex Sans Arabic",
    "Libertinus Serif",
    "DejaVu Sans Mono",
    "Noto Emoji",
    "New Computer Modern",
    "New Computer Modern Math",
];

/// The weights that the template uses.
const WEIGHTS: [u16; 2] = [400, 600];

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<FontStore> = LazyLock::new(load_fonts);
static MAIN: LazyLock<Source> =
    LazyLock::new(|| Source::new(file_id("scorecard.typ"), TEMPLATE.to_owned()));
static DATA: LazyLock<FileId> = LazyLock::new(|| file_id("data.json"));
static COVERED: LazyLock<Vec<Coverage>> =
    LazyLock::new(|| FAMILIES.iter().map(|family| Coverage::of(family)).collect());

/// One report's world: the shared template and fonts, and its own data.
pub(crate) struct ReportWorld {
    data: Bytes,
}

impl ReportWorld {
    /// `json` is all that the template can read.
    pub(crate) fn new(json: Vec<u8>) -> Self {
        Self { data: Bytes::new(json) }
    }
}

impl World for ReportWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        FONTS.book()
    }

    fn main(&self) -> FileId {
        MAIN.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == MAIN.id() { Ok(MAIN.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Loads all that reports share.
pub(crate) fn load() {
    LazyLock::force(&LIBRARY);
    LazyLock::force(&MAIN);
    LazyLock::force(&DATA);
    LazyLock::force(&COVERED);
}

/// Whether a family has a glyph for `character`.
pub(crate) fn can_show(character: char) -> bool {
    COVERED.iter().any(|family| family.has(character))
}

/// Whether one family has glyphs for both, so that the second can sit on the first.
pub(crate) fn can_combine(base: char, mark: char) -> bool {
    COVERED.iter().any(|family| family.has(base) && family.has(mark))
}

/// One bit for each character that a family has in every weight we use.
struct Coverage(Vec<u64>);

impl Coverage {
    fn of(family: &str) -> Self {
        let mut weights = WEIGHTS.iter().map(|weight| Self::of_weight(family, *weight));
        let first = weights.next().unwrap_or_else(Self::none);
        weights.fold(first, |both, other| {
            Self(both.0.iter().zip(other.0).map(|(a, b)| a & b).collect())
        })
    }

    fn of_weight(family: &str, weight: u16) -> Self {
        let mut covered = Self::none();
        let variant =
            FontVariant { weight: FontWeight::from_number(weight), ..FontVariant::default() };
        let book = FONTS.book();
        // Typst keys its families in lower case.
        let face = book.select(&family.to_lowercase(), variant).and_then(|index| book.info(index));
        for code in face.iter().flat_map(|info| info.coverage.iter()) {
            let code = code as usize;
            if let Some(word) = covered.0.get_mut(code / 64) {
                *word |= 1 << (code % 64);
            }
        }
        covered
    }

    fn none() -> Self {
        Self(vec![0; (char::MAX as usize + 1) / 64])
    }

    fn has(&self, character: char) -> bool {
        let code = character as usize;
        self.0.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }
}

#[expect(
    clippy::expect_used,
    reason = "the names are constants of this file and every test uses them"
)]
fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain file name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn load_fonts() -> FontStore {
    let mut fonts = FontStore::new();
    for file in FONT_FILES {
        fonts.extend(Font::iter(Bytes::new(file)).map(|font| {
            let mut info = font.info().clone();
            // Typst takes the abbreviated weight for a part of the name.
            if let Some(family) = info.family.strip_suffix(" SmBld") {
                info.family = family.to_owned();
            }
            (font, info)
        }));
    }
    fonts.extend(typst_kit::fonts::embedded());
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_template_and_the_data_can_be_read() {
        let world = ReportWorld::new(b"{}".to_vec());
        assert!(world.source(world.main()).is_ok());
        assert!(world.file(*DATA).is_ok());
        for name in ["other.typ", "data.json.bak", "etc/passwd"] {
            assert_eq!(world.file(file_id(name)), Err(FileError::AccessDenied));
            assert!(world.source(file_id(name)).is_err());
        }
        assert!(world.today(None).is_none());
    }

    #[test]
    fn every_family_is_there() {
        for family in FAMILIES {
            assert!(FONTS.book().contains_family(&family.to_lowercase()), "{family}");
            assert!(Coverage::of(family).0.iter().any(|word| *word != 0), "{family}");
        }
    }

    #[test]
    fn the_scripts_we_promise_have_glyphs() {
        for text in ["Grüße ąčőřşž", "Ελληνικά", "Кириллица їєґ", "עברית", "العربية", "😀🎉👍"]
        {
            for character in text.chars().filter(|c| !c.is_whitespace()) {
                assert!(can_show(character), "{character} of {text}");
            }
        }
        assert!(!can_show('漢') && !can_show('한') && !can_show('あ'));
    }
}
