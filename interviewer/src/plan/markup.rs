//! HTML or plain text in, lines out: what a reader would see as one line or one bullet.
//!
//! Only the tokenizer of html5ever is used: no tree is built, so depth costs nothing, and HTML that
//! ends inside a tag or closes what it never opened is read as far as it goes.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::words::collapsed;

/// More than this of one text is not read.
const TEXT_BYTES_MAX: usize = 256 * 1024;
/// More lines than this of one text are not read.
const LINES_MAX: usize = 400;
/// Stands for `<br>` while a block is collected.
const BREAK: char = '\u{2028}';

/// One line as a reader sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RawLine {
    /// Its text, white space collapsed, bullet taken off.
    pub(super) text: String,
    /// It stood in a list, or began with a bullet.
    pub(super) item: bool,
    /// It was marked as a heading, or is bold throughout.
    pub(super) strong: bool,
    /// The text ended before its markup did, so the line may be half a line.
    pub(super) cut: bool,
}

/// The lines of `html`; of `text` when there is no HTML.
pub(super) fn lines(html: &str, text: &str) -> Vec<RawLine> {
    let from_html = if html.trim().is_empty() { Vec::new() } else { html_lines(html) };
    if from_html.is_empty() {
        return head(text)
            .lines()
            .flat_map(|line| split(line, false, false))
            .take(LINES_MAX)
            .collect();
    }
    from_html
}

fn html_lines(html: &str) -> Vec<RawLine> {
    let tokenizer = Tokenizer::new(Collector::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(head(html)));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let mut collected = tokenizer.sink.0.into_inner();
    collected.flush();
    if collected.balance.is_cut()
        && let Some(last) = collected.lines.last_mut()
    {
        last.cut = true;
    }
    collected.lines.truncate(LINES_MAX);
    collected.lines
}

/// The beginning of `text`, up to the limit.
fn head(text: &str) -> &str {
    let mut end = text.len().min(TEXT_BYTES_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[derive(Default)]
struct Collector(RefCell<Collected>);

#[derive(Default)]
struct Collected {
    lines: Vec<RawLine>,
    /// Text since the last block began.
    block: String,
    /// The block is in a list item.
    item: bool,
    /// Open `<b>`, `<strong>` and headings.
    strong: usize,
    /// Some of the block's text was outside of them.
    plain: bool,
    /// Elements opened and closed.
    balance: Balance,
    /// Inside an element whose text is not shown.
    hidden: bool,
}

#[derive(Default)]
struct Balance {
    /// Open elements that need an end.
    depth: usize,
    /// Some element was closed, so this author closes elements.
    closed: bool,
}

impl Balance {
    /// The text ended inside an element.
    fn is_cut(&self) -> bool {
        self.depth > 0 && self.closed
    }
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line_number: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => return state.tag(&tag),
            Token::CharacterTokens(text) => state.text(&text),
            Token::NullCharacterToken
            | Token::CommentToken(_)
            | Token::DoctypeToken(_)
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

impl Collected {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let opens = tag.kind == TagKind::StartTag;
        match name {
            "script" | "style" | "textarea" | "title" | "noscript" | "iframe" => {
                self.hidden = opens && !tag.self_closing;
                if self.hidden {
                    return TokenSinkResult::RawData(RawKind::Rawtext);
                }
            }
            "br" => self.block.push(BREAK),
            "b" | "strong" => self.strong = step(self.strong, opens),
            "li" => {
                self.flush();
                self.item = opens;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.strong = step(self.strong, opens);
            }
            "p" | "div" | "ul" | "ol" | "tr" | "td" | "th" | "table" | "section" | "article"
            | "header" | "footer" | "blockquote" | "hr" | "dl" | "dt" | "dd" | "pre" => {
                self.flush();
                // A list item may hold blocks; only the end of the list ends it for certain.
                self.item &= !matches!(name, "ul" | "ol");
            }
            _ => {}
        }
        if matches!(name, "p" | "div" | "li" | "span" | "b" | "strong" | "ul" | "ol" | "em" | "a") {
            self.balance.closed |= !opens;
            self.balance.depth = step(self.balance.depth, opens);
        }
        TokenSinkResult::Continue
    }

    fn text(&mut self, text: &str) {
        if self.hidden {
            return;
        }
        self.plain |= self.strong == 0 && text.chars().any(char::is_alphanumeric);
        self.block.push_str(text);
    }

    /// Ends the block: its text becomes lines.
    fn flush(&mut self) {
        let block = std::mem::take(&mut self.block);
        let plain = std::mem::take(&mut self.plain);
        if self.lines.len() < LINES_MAX {
            self.lines
                .extend(joined(&block).iter().flat_map(|line| split(line, self.item, !plain)));
        }
    }
}

fn step(depth: usize, opens: bool) -> usize {
    if opens { depth.saturating_add(1) } else { depth.saturating_sub(1) }
}

/// The lines of a block. A break in the middle of a sentence is no end of line.
fn joined(block: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in block.split(BREAK).map(collapsed).filter(|part| !part.is_empty()) {
        let goes_on = part.starts_with(char::is_lowercase);
        match lines.last_mut() {
            Some(last)
                if goes_on && last.ends_with(|end: char| end.is_alphabetic() || end == ',') =>
            {
                last.push(' ');
                last.push_str(&part);
            }
            _ => lines.push(part),
        }
    }
    lines
}

/// One line; several when bullets stand in its middle. Bullets are taken off.
fn split(line: &str, item: bool, strong: bool) -> Vec<RawLine> {
    let line = collapsed(line);
    line.split([
        '•', '●', '▪', '◦', '‣', '✔', '✅', '➢', '·', '\u{F0B7}', '\u{F0A7}', '\u{F0D8}',
        '\u{F06E}',
    ])
    .enumerate()
    .filter_map(|(index, part)| {
        let part = part.trim();
        let dashed = part.strip_prefix(['-', '–', '—', '*']).map(str::trim_start);
        let text = dashed.unwrap_or(part);
        let numbered = without_number(text);
        text.chars().any(char::is_alphanumeric).then(|| RawLine {
            text: numbered.to_owned(),
            item: item || index > 0 || dashed.is_some() || line.starts_with('•'),
            strong,
            cut: numbered.ends_with('…') || numbered.ends_with("..."),
        })
    })
    .collect()
}

/// `1. Text` and `2) Text` without the number.
fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = text.len() - rest.len();
    match rest.strip_prefix(['.', ')']) {
        Some(tail) if (1..=2).contains(&digits) && tail.starts_with(' ') => tail.trim_start(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        lines(html, "").into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn list_items_without_a_list_and_nested_lists_are_lines_of_their_own() {
        assert_eq!(
            texts(
                "<li>Build&nbsp;things</li><li>Lead:<ul><li><p>Coach</p></li><li>Hire</li></ul></li>"
            ),
            ["Build things", "Lead:", "Coach", "Hire"]
        );
    }

    #[test]
    fn html_that_ends_inside_a_tag_is_read_up_to_there_and_marked() {
        let read = lines("<div><li>Own the roadmap</li><li>Talk to custo</div><div style=\"fo", "");
        assert_eq!(read[0].text, "Own the roadmap");
        assert!(!read[0].cut);
        let cut = lines("<ul><li>Own the roadmap</li><li>Talk to cus", "");
        assert!(cut[1].cut);
    }

    #[test]
    fn bullets_dashes_and_numbers_are_taken_off() {
        assert_eq!(
            texts(
                "<p>• Sell<br>• Advise • Count</p><div>- Clean</div><div>2. Open the store</div>"
            ),
            ["Sell", "Advise", "Count", "Clean", "Open the store"]
        );
    }

    #[test]
    fn a_break_in_a_sentence_does_not_end_the_line() {
        assert_eq!(
            texts("<p>analyse test<br>results to ensure<br>Next</p>"),
            ["analyse test results to ensure", "Next"]
        );
    }

    #[test]
    fn bold_lines_and_headings_are_strong() {
        let read =
            lines("<div><b>Your tasks</b></div><h3>Profile</h3><div><b>Own</b> it</div>", "");
        assert_eq!(read.iter().map(|line| line.strong).collect::<Vec<_>>(), [true, true, false]);
    }

    #[test]
    fn scripts_comments_and_styles_are_not_text() {
        assert_eq!(
            texts("<script>alert('x')</script><style>p{}</style><!-- no --><p>Yes</p>"),
            ["Yes"]
        );
    }

    #[test]
    fn plain_text_is_read_when_there_is_no_html() {
        let read = lines("  ", "First\n- Second");
        assert_eq!(read.len(), 2);
        assert!(read[1].item);
        assert_eq!(lines("", ""), []);
    }

    #[test]
    fn a_very_deep_document_is_read_in_one_pass() {
        let html = "<div>".repeat(50_000) + "text";
        assert_eq!(texts(&html), ["text"]);
    }
}
