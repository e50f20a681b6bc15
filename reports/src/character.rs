//! What a single character is to a report.
//!
//! Knows: which characters the fonts have, Unicode's tables. Does not know: the text around it.

use unicode_properties::{
    GeneralCategory, GeneralCategoryGroup, UnicodeEmoji as _, UnicodeGeneralCategory as _,
};
use unicode_script::{Script, UnicodeScript as _};

use crate::world::{can_combine, can_show};

/// Keeps two Arabic letters apart.
pub(crate) const NON_JOINER: char = '\u{200c}';

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It is shown as it is.
    Shown,
    /// No font has it.
    Unshown,
    /// It sits on the one before it.
    Mark,
    /// It shows nothing and shapes its neighbours.
    Joiner,
    /// It ends a line.
    Break,
    /// It is white.
    Space,
    /// It shows nothing and is dropped: it controls a terminal, turns the reading direction, or hides text.
    Nothing,
}

/// What becomes of `character`.
pub(crate) fn kind(character: char) -> Kind {
    match character {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => return Kind::Break,
        NON_JOINER | '\u{200d}' => return Kind::Joiner,
        _ if character.is_whitespace() => return Kind::Space,
        _ if is_filler(character) => return Kind::Nothing,
        _ => {}
    }
    let category = character.general_category();
    if matches!(category, GeneralCategory::Control | GeneralCategory::Format) {
        Kind::Nothing
    } else if matches!(category, GeneralCategory::PrivateUse | GeneralCategory::Unassigned)
        || !can_show(character)
    {
        Kind::Unshown
    } else if is_mark(character) {
        Kind::Mark
    } else {
        Kind::Shown
    }
}

/// Whether `mark` can sit on `base`. Typst can fail on a mark whose font or script is not that of its base.
pub(crate) fn fits(base: char, mark: char) -> bool {
    let script = mark.script();
    let shared = matches!(script, Script::Inherited | Script::Common) || script == base.script();
    base.is_alphabetic() && shared && can_combine(base, mark)
}

/// Whether a joiner after `base` means anything.
pub(crate) fn joins(base: char) -> bool {
    base.script() == Script::Arabic || (base.is_emoji_char() && !base.is_ascii())
}

/// Whether it sits on the one before it.
pub(crate) fn is_mark(character: char) -> bool {
    character.general_category_group() == GeneralCategoryGroup::Mark
}

/// Letters, digits and the signs of ordinary prose, in the scripts that have a font of their own.
pub(crate) fn is_common(character: char) -> bool {
    let script = character.script();
    let own_font = matches!(
        script,
        Script::Latin | Script::Greek | Script::Cyrillic | Script::Hebrew | Script::Arabic
    );
    character.is_ascii()
        || (own_font && character.is_alphabetic())
        || matches!(character, '\u{a1}'..='\u{bf}' | '\u{2010}'..='\u{2027}' | '€')
}

/// Characters that have a category of something shown and show nothing.
fn is_filler(character: char) -> bool {
    matches!(character,
        '\u{34f}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{e0000}'..='\u{e0fff}')
        || is_noncharacter(character)
}

/// Code points that Unicode keeps out of text.
fn is_noncharacter(character: char) -> bool {
    matches!(character, '\u{fdd0}'..='\u{fdef}') || character as u32 & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_a_kind_and_what_is_shown_has_a_glyph() {
        let mut shown = 0;
        for character in '\0'..=char::MAX {
            let kind = kind(character);
            if matches!(kind, Kind::Shown | Kind::Mark) {
                assert!(can_show(character) && !character.is_control(), "{character:?}");
                shown += 1;
            }
        }
        assert!(shown > 5_000, "{shown} characters are shown");
    }

    #[test]
    fn kinds_are_what_a_reader_expects() {
        for (character, expected) in [
            ('a', Kind::Shown),
            ('ш', Kind::Shown),
            ('漢', Kind::Unshown),
            ('\u{e000}', Kind::Unshown),
            ('\u{301}', Kind::Mark),
            ('\u{200d}', Kind::Joiner),
            ('\t', Kind::Space),
            ('\u{a0}', Kind::Space),
            ('\n', Kind::Break),
            ('\u{202e}', Kind::Nothing),
            ('\u{feff}', Kind::Nothing),
            ('\u{ad}', Kind::Nothing),
            ('\u{fe0f}', Kind::Nothing),
            ('\u{e0041}', Kind::Nothing),
            ('\u{1ffff}', Kind::Nothing),
        ] {
            assert_eq!(kind(character), expected, "{character:?}");
        }
    }
}
