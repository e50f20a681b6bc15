//! What a reader gets, checked on the pages and on the bytes.

use typst::layout::{Frame, FrameItem, Point};
use typst_layout::PagedDocument;

use crate::sheet::Sheet;
use crate::text::Cleaner;
use crate::{Criterion, Error, Language, Parts, Quote, ScorecardReport, Turn, pdf, scorecard};

#[path = "../tests/samples/mod.rs"]
mod samples;

fn lay_out(report: &ScorecardReport) -> PagedDocument {
    let sheet = Sheet::of(report, Cleaner::default()).expect("the report is in order");
    let json = serde_json::to_vec(&sheet).expect("a sheet is JSON");
    let document = pdf::lay_out(json).expect("the template compiles");
    pdf::forget();
    document
}

/// Calls `found` with the place, width and text of everything written in `frame`.
fn walk(frame: &Frame, origin: Point, found: &mut impl FnMut(Point, f64, &str)) {
    for (place, item) in frame.items() {
        if let FrameItem::Group(group) = item {
            walk(&group.frame, origin + *place, found);
        } else if let FrameItem::Text(text) = item {
            found(origin + *place, text.width().to_pt(), text.text.as_str());
        }
    }
}

/// The words of each page; places to break are left out, and so is all white space.
fn pages(document: &PagedDocument) -> Vec<String> {
    let page_text = |page: &typst_layout::Page| {
        let mut all = String::new();
        walk(&page.frame, Point::zero(), &mut |_, _, text| all.push_str(text));
        squeezed(&all)
    };
    document.pages().iter().map(page_text).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

#[track_caller]
fn assert_says(page: &str, words: &str) {
    assert!(page.contains(&squeezed(words)), "{words:?} is not in {page}");
}

#[track_caller]
fn assert_in_bounds(document: &PagedDocument) {
    for page in document.pages() {
        let (width, height) = (page.frame.width().to_pt(), page.frame.height().to_pt());
        walk(&page.frame, Point::zero(), &mut |place, length, text| {
            let (x, y) = (place.x.to_pt(), place.y.to_pt());
            let fits = x >= 0.0 && x + length <= width + 0.5 && y >= 0.0 && y <= height;
            assert!(fits, "{text:?} is at {x}, {y} and {length} long");
        });
    }
}

/// Whether a report has this among its objects, which its bytes have compressed.
fn contains(report: &[u8], words: &str) -> bool {
    let mut document = lopdf::Document::load_mem(report).expect("a document");
    let mut objects = Vec::new();
    document.save_to(&mut objects).expect("it is written");
    objects.windows(words.len()).any(|window| window == words.as_bytes())
}

/// The samples with one criterion, for tests of many texts.
fn small() -> ScorecardReport {
    let mut report = samples::full();
    report.criteria.truncate(1);
    report
}

/// `text` in every place that takes a text.
fn filled(text: &str) -> ScorecardReport {
    let mut report = small();
    let fields = [
        &mut report.document_id,
        &mut report.company,
        &mut report.interviewer_name,
        &mut report.candidate_name,
        &mut report.posting_title,
        &mut report.scorer,
        &mut report.feedback,
        &mut report.report_url,
        &mut report.transcript_url,
        &mut report.plan_hash,
        &mut report.plan_source,
        &mut report.disclosure,
    ];
    for field in fields {
        text.clone_into(field);
    }
    for field in [&mut report.posting_location, &mut report.footer, &mut report.disclosure_version]
    {
        *field = Some(text.to_owned());
    }
    for criterion in &mut report.criteria {
        text.clone_into(&mut criterion.competency);
        text.clone_into(&mut criterion.question);
        text.clone_into(&mut criterion.explanation);
        criterion.anchor = Some(text.to_owned());
        criterion.missing = vec![text.to_owned()];
        criterion.quotes = vec![Quote { text: text.to_owned(), turn: 1 }];
    }
    report
}

#[test]
fn page_one_has_the_summary_and_the_last_page_the_disclosure() {
    let report = samples::full();
    let document = lay_out(&report);
    let pages = pages(&document);
    for words in [
        "Northwind Logistics",
        "Marguerite Delacroix-O’Neill",
        "Senior Backend Engineer, Rotterdam",
        "Interviewed on 12 November 2026 by Alex, an automated interviewer.",
        "72 out of 100",
        "Yes 3 on Lever’s scale of 1 to 4",
        "1 Strong No 2 No 3 Yes 4 Strong Yes",
        "Scored by rules, without a language model",
        "Lever’s score by the overall score: 1 = 0–34, 2 = 35–54, 3 = 55–79, 4 = 80–100.",
        "Recommendation What was said speaks for going on with this candidate. \
         In the next conversation, ask about: Testing, Estimating, Mentoring.",
        "Answers about testing and about estimating stayed general.",
        "This report advises; a person decides.",
        "https://fulcrum.example/reports/01990c5e-7b1a-7c44-9d1e-5f2a6c0b8e11",
        "Plan version 3, 9f2c4be07d1a",
        "Page 1 of 3",
    ] {
        assert_says(&pages[0], words);
    }
    let last = pages.last().expect("there are pages");
    for words in [
        "The candidate may ask for a person to review the result.",
        "Interview plan version 3. Made by: generated by rules from the posting. \
         Hash of the plan: 9f2c4be07d1a5c3388e1b6f0a4d27c95e63fb1180c9d5a72. Scorer: rule scorer 1. \
         The candidate agreed to disclosure 2026-11-en.",
        "made on 12 November 2026, 15:04 UTC with Fulcrum",
        "Page 3 of 3",
    ] {
        assert_says(last, words);
    }
    assert_in_bounds(&document);
}

#[test]
fn strengths_and_gaps_come_from_the_levels() {
    let pages = pages(&lay_out(&samples::full()));
    assert_says(
        &pages[0],
        "Strengths Running services in production 5 of 5 Designing interfaces 4 of 5 Working with other teams 5 of 5 \
         Security 4 of 5 Written communication 4 of 5 Gaps Testing 2 of 5 Estimating 2 of 5 \
         Not enough evidence to rate: Mentoring.",
    );
}

#[test]
fn a_question_has_its_level_anchor_quote_turn_and_gaps() {
    let pages = pages(&lay_out(&samples::full()));
    assert_says(
        &pages[1],
        "4. Testing Level 2 of 5 How do you decide what to test? \
         Level 2 means: Names kinds of tests without a reason to choose between them. \
         We try to have unit tests for most things and some end-to-end ones. Turn 15 \
         What was missing – A defect that a test missed, and what changed then – How long the tests may take",
    );
    assert_says(&pages[1], "8. Mentoring Not enough evidence");
}

#[test]
fn six_questions_take_two_pages_and_ten_take_three() {
    let mut report = samples::full();
    assert_eq!(lay_out(&report).pages().len(), 3);
    report.criteria.truncate(6);
    assert_eq!(lay_out(&report).pages().len(), 2);
    report.criteria.truncate(2);
    assert_eq!(lay_out(&report).pages().len(), 2);
    report.criteria.clear();
    assert_eq!(lay_out(&report).pages().len(), 1);
}

#[test]
fn what_a_person_must_rate_is_not_called_missing_evidence() {
    let mut report = samples::full();
    let last = report.criteria.last_mut().unwrap();
    (last.level, last.anchor, last.needs_human) = (None, None, true);
    let name = last.competency.clone();
    let all = pages(&lay_out(&report)).concat();
    assert_says(&all, &format!("A person must rate: {name}."));
    assert_says(&all, &format!("{name} A person must rate it"));
}

#[test]
fn without_evidence_there_is_no_number_and_the_report_says_why() {
    let document = lay_out(&samples::sparse());
    let all = pages(&document).concat();
    for words in [
        "No overall score: not enough evidence",
        "No Lever score",
        "Interviewed by Alex, an automated interviewer.",
        "Not enough evidence to rate: Running services in production, Designing interfaces.",
        "2. Designing interfaces Not enough evidence",
    ] {
        assert_says(&all, words);
    }
    for words in ["out of 100", "Strengths", "Gaps", "Level 1 of 5", "0 of 5"] {
        assert!(!all.contains(&squeezed(words)), "{words}");
    }
    assert_in_bounds(&document);
}

#[test]
fn where_only_evidence_is_wanted_there_is_no_number() {
    let report = ScorecardReport { evidence_only: true, ..samples::full() };
    let document = lay_out(&report);
    let all = pages(&document).concat();
    let first = &report.criteria[0];
    for words in ["Evidence only", &first.question, &first.quotes[0].text] {
        assert_says(&all, words);
    }
    for words in [
        "out of 100",
        "Lever",
        "Strong Yes",
        "of 5",
        "Level ",
        "General feedback",
        "Levels by competency",
        "Not enough evidence",
        "What was missing",
        "Marguerite answered",
    ] {
        assert!(!all.contains(&squeezed(words)), "{words}: {all}");
    }
    assert_in_bounds(&document);
}

#[test]
fn only_scoring_by_rules_is_called_so() {
    let mut report = small();
    report.by_rules = false;
    report.scorer = "model scorer 2, five runs".to_owned();
    let pages = pages(&lay_out(&report));
    assert!(!pages.concat().contains(&squeezed("without a language model")));
    assert_says(&pages[0], "Scorer: model scorer 2, five runs.");
}

#[test]
fn every_score_of_lever_has_its_word() {
    for (score, word) in [(1, "Strong No"), (2, "No"), (3, "Yes"), (4, "Strong Yes")] {
        let mut report = small();
        report.lever_score = Some(score);
        let words = format!("out of 100 {word} {score} on Lever’s scale of 1 to 4");
        assert_says(&pages(&lay_out(&report))[0], &words);
    }
}

#[test]
fn equal_data_gives_equal_bytes_and_other_data_does_not() {
    let report = samples::full();
    let bytes = scorecard(&report).expect("a report");
    let again: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let renders: Vec<_> =
            (0..4).map(|_| scope.spawn(|| scorecard(&report).expect("a report"))).collect();
        renders.into_iter().map(|it| it.join().expect("no panic")).collect()
    });
    assert!(again.iter().all(|other| *other == bytes));

    let mut other = report.clone();
    other.document_id.push('2');
    assert_ne!(scorecard(&other).expect("a report"), bytes);
    let mut later = report;
    later.rendered_at += chrono::TimeDelta::days(1);
    assert_ne!(scorecard(&later).expect("a report"), bytes);
}

#[test]
fn every_sample_is_a_tagged_archivable_accessible_pdf_of_a_modest_size() {
    crate::warm_up();
    for (report, bytes_max) in [
        (samples::full(), 46_000),
        (samples::two_pages(), 40_000),
        (samples::sparse(), 36_000),
        (samples::odd(), 100_000),
    ] {
        let bytes = scorecard(&report).expect("a report");
        assert!(bytes.starts_with(b"%PDF-1.7") && bytes.trim_ascii_end().ends_with(b"%%EOF"));
        for words in [
            "/StructTreeRoot",
            "/Lang(en)",
            "/S/Figure",
            "/Alt(Bar chart of the level of each competency.",
            "<pdfuaid:part>1<",
            "<pdfaid:part>2<",
            "<pdfaid:conformance>A<",
            "2026-11-12T15:04:05",
        ] {
            assert!(contains(&bytes, words), "{words}");
        }
        assert!(bytes.len() < bytes_max, "{} bytes", bytes.len());
    }
}

#[test]
fn what_a_standard_cannot_take_costs_the_standard_and_not_the_report() {
    let mut report = small();
    // A year of five digits is no date of a PDF, and PDF/A wants a date.
    report.rendered_at = chrono::DateTime::<chrono::Utc>::MAX_UTC;
    let bytes = scorecard(&report).expect("a report");
    assert!(contains(&bytes, "<pdfuaid:part>1<") && !contains(&bytes, "<pdfaid:part>"));
}

#[test]
fn the_plainer_second_try_says_that_it_is_one() {
    let report = samples::odd();
    let strict = Cleaner { strict: true, ..Cleaner::default() };
    let sheet = Sheet::of(&report, strict).expect("the report is in order");
    let document =
        pdf::lay_out(serde_json::to_vec(&sheet).expect("JSON")).expect("the template compiles");
    assert_says(
        &pages(&document).concat(),
        "Accents and joined signs of some words could not be set",
    );
    let strict = Cleaner { strict: true, ..Cleaner::default() };
    assert!(crate::render(&report, strict).expect("a report").starts_with(b"%PDF"));
}

#[test]
fn only_an_address_on_the_web_becomes_a_link() {
    for (url, is_link) in [
        ("https://fulcrum.example/r/1", true),
        ("http://localhost:8080/r/1", true),
        ("javascript:alert(1)", false),
        ("file:///etc/passwd", false),
        ("https://a b", false),
        ("", false),
    ] {
        let mut report = small();
        for address in [&mut report.report_url, &mut report.transcript_url] {
            url.clone_into(address);
        }
        assert_eq!(contains(&scorecard(&report).expect("a report"), "/URI"), is_link, "{url}");
    }
}

#[test]
fn markup_is_shown_and_never_run() {
    for text in [
        "#",
        "$",
        "*_",
        "\\",
        "]]",
        "\"",
        "#panic(\"x\")",
        "#set page(width: 1pt)",
        "#import \"/etc/passwd\": *",
        "$ x^2 $",
        "= Heading",
        "- list",
        "@reference",
        "<label>",
        "`raw` ```raw```",
        "// comment",
        "/* comment",
        "#{ while true {} }",
        "\\u{41}",
        "{\"json\": [1]}",
        "~--...",
        "'quoted' \"twice\"",
    ] {
        let document = lay_out(&filled(text));
        let all = pages(&document).concat();
        let shown = all.matches(&squeezed(text)).count();
        assert!(shown >= 14, "{text} is shown {shown} times");
        assert_in_bounds(&document);
    }
}

#[test]
fn odd_text_is_laid_out_inside_the_page() {
    let odd = samples::odd();
    let mut reports = vec![odd];
    for text in [
        "",
        " ",
        "\n\n",
        "\u{0}\u{7}\u{1b}[31m\u{7f}\u{9b}",
        "\u{200b}\u{200d}\u{feff}\u{2060}",
        "\u{202e}dlrow olleh\u{2066}",
        "שלום עולם (1)",
        "مرحبا بالعالم ١٢٣",
        "😀 👩\u{200d}👩\u{200d}👧 🏴\u{e0067}\u{e0062}\u{e007f} 1\u{fe0f}\u{20e3}",
        "漢字 かな 한국어 हिन्दी ไทย",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "\u{301}\u{20dd}",
        "\u{e000}\u{f8ff}\u{10ffff}\u{fffe}",
    ] {
        reports.push(filled(text));
    }
    for letter in ["x", "W", "\u{2014}", "ש", "漢", "😀", "i\u{301}"] {
        reports.push(filled(&letter.repeat(500)));
    }
    for report in reports {
        assert_in_bounds(&lay_out(&report));
        assert!(scorecard(&report).is_ok());
    }
}

/// Where this is written: the pages and the distances from the left, in points.
fn places(document: &PagedDocument, words: &str) -> Vec<(usize, f64)> {
    let mut places = Vec::new();
    for (number, page) in document.pages().iter().enumerate() {
        walk(&page.frame, Point::zero(), &mut |place, _, text| {
            if text.contains(words) {
                places.push((number, place.x.to_pt()));
            }
        });
    }
    places
}

#[test]
fn gaps_that_go_on_over_a_page_stay_in_their_column() {
    let full = samples::full();
    let gap = |number| Criterion {
        competency: format!("Gap {number}"),
        level: Some(1),
        ..full.criteria[0].clone()
    };
    let criteria = (0..58).map(gap).collect();
    let parts = Parts { chart: false, questions: false, ..Parts::ALL };
    let document = lay_out(&ScorecardReport { parts, criteria, ..full });
    let gaps = places(&document, "Gap ");
    let in_list: Vec<_> = gaps.iter().filter(|(_, x)| *x > 200.0).collect();
    assert!(in_list.iter().any(|(page, _)| *page == 0), "{gaps:?}");
    assert!(in_list.iter().any(|(page, _)| *page == 1), "{gaps:?}");
    assert_in_bounds(&document);
}

#[test]
fn what_a_report_is_stands_beside_the_company_however_long_its_name() {
    let right = |company: String| {
        let document = lay_out(&ScorecardReport { company, ..samples::two_pages() });
        assert_in_bounds(&document);
        places(&document, "Interview scorecard")
    };
    let short = right("Northwind".to_owned());
    assert_eq!(short.len(), 1);
    for length in [30, 60, 90, 200] {
        assert_eq!(right("Northwind ".repeat(length / 10)), short, "{length} letters");
    }
}

#[test]
fn what_could_not_be_shown_is_said() {
    let mut report = small();
    report.candidate_name = "李小龍".to_owned();
    report.feedback = "long ".repeat(4_000);
    let all = pages(&lay_out(&report)).concat();
    assert_says(&all, "Li Xiao Long");
    assert_says(&all, "are given in Latin letters, or as [?]; the online report shows them.");
    assert_says(&all, "long […]");
    assert_says(&all, "Texts that end in […] were too long for this document");
    assert!(!pages(&lay_out(&small())).concat().contains("Latin letters"));
}

#[test]
fn ten_thousand_hostile_texts_make_reports_and_come_back_as_they_went_in() {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |below: u64| {
        // Numbers of a plain generator, so that a failure is the same tomorrow.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let signs: Vec<char> = "#$*_\\[]{}()\"'`@<>/=-+~&|;:,.!?%^ \n\t".chars().collect();
    let mut text = || -> String {
        // Short, so that no criterion is broken by the end of a page.
        let length = 1 + next(24);
        (0..length)
            .map(|_| match next(6) {
                0 => char::from_u32(0x20 + u32::try_from(next(0x5f)).unwrap_or(0)),
                1 | 2 => usize::try_from(next(signs.len() as u64))
                    .ok()
                    .and_then(|at| signs.get(at).copied()),
                3 => char::from_u32(u32::try_from(next(0x3000)).unwrap_or(0)),
                4 => char::from_u32(0x1f300 + u32::try_from(next(0x300)).unwrap_or(0)),
                _ => char::from_u32(u32::try_from(next(0x11_0000)).unwrap_or(0)),
            })
            .map(|drawn| drawn.unwrap_or('\u{fffd}'))
            .collect()
    };
    let mut texts = 0;
    while texts < 10_000 {
        let mut report = small();
        let mut all = Vec::new();
        report.criteria = (0..60)
            .map(|_| {
                let drawn: Vec<String> = (0..8).map(|_| text()).collect();
                all.extend(drawn.iter().cloned());
                hostile(&drawn)
            })
            .collect();
        texts += all.len();
        let bytes = scorecard(&report)
            .unwrap_or_else(|error| panic!("after {texts}: {error}, one of {all:?}"));
        assert!(bytes.starts_with(b"%PDF"));
        let Ok(document) = std::panic::catch_unwind(|| lay_out(&report)) else { continue };
        assert_in_bounds(&document);
        assert_no_tofu(&document);
        let shown = pages(&document).concat();
        for text in all.iter().filter(|text| text.is_ascii()) {
            let kept = squeezed(&Cleaner::default().plain(text));
            assert!(shown.contains(&kept), "{text:?} did not come back");
        }
    }
}

/// A criterion of these eight texts.
fn hostile(texts: &[String]) -> Criterion {
    let [competency, question, anchor, one, other, missing, lacking, explanation] = texts else {
        panic!("eight texts, not {}", texts.len())
    };
    Criterion {
        competency: competency.clone(),
        question: question.clone(),
        level: Some(3),
        needs_human: false,
        anchor: Some(anchor.clone()),
        quotes: [one, other].map(|text| Quote { text: text.clone(), turn: 1 }).to_vec(),
        missing: vec![missing.clone(), lacking.clone()],
        explanation: explanation.clone(),
    }
}

/// Every glyph is one of its font's, and not the box in place of one.
#[track_caller]
fn assert_no_tofu(document: &PagedDocument) {
    fn look(frame: &Frame) {
        for (_, item) in frame.items() {
            if let FrameItem::Group(group) = item {
                look(&group.frame);
            } else if let FrameItem::Text(text) = item {
                assert!(text.glyphs.iter().all(|glyph| glyph.id != 0), "a box in {:?}", text.text);
            }
        }
    }
    document.pages().iter().for_each(|page| look(&page.frame));
}

#[test]
fn no_sample_has_a_box_in_place_of_a_character_in_any_language() {
    for language in Language::ALL {
        for (name, report) in samples::all() {
            let document = lay_out(&ScorecardReport { language, ..report });
            assert_no_tofu(&document);
            assert_in_bounds(&document);
            assert!(name == "odd" || document.pages().len() <= 4, "{name} in {language:?}");
        }
    }
}

#[test]
fn a_report_is_in_the_language_wanted_and_quotes_stay_as_said() {
    for (language, words, day) in [
        (
            Language::Spanish,
            "Este informe aconseja; una persona decide.",
            "12 de noviembre de 2026",
        ),
        (Language::French, "Ce rapport conseille\u{a0}; une personne décide.", "12 novembre 2026"),
        (Language::German, "Dieser Bericht berät; ein Mensch entscheidet.", "12. November 2026"),
    ] {
        let report = ScorecardReport { language, ..samples::full() };
        let all = pages(&lay_out(&report)).concat();
        assert_says(&all, words);
        assert_says(&all, day);
        assert_says(&all, &report.criteria[0].quotes[0].text);
        assert!(!all.contains("Strengths") && !all.contains("Level"), "{language:?}");
        let bytes = scorecard(&report).expect("a report");
        assert!(contains(&bytes, &format!("/Lang({})", language.code())));
    }
}

#[test]
fn a_part_that_is_not_wanted_is_not_there() {
    let none = Parts {
        feedback: false,
        strengths: false,
        chart: false,
        questions: false,
        quotes: false,
        transcript: false,
        versions: false,
    };
    let said = |parts| pages(&lay_out(&ScorecardReport { parts, ..samples::full() })).concat();
    let (whole, bare) = (said(Parts::ALL), said(none));
    let without_quotes = said(Parts { quotes: false, transcript: false, ..Parts::ALL });
    for words in [
        "General feedback",
        "Strengths",
        "Levels by competency",
        "Question by question",
        "I rolled the release back within four minutes",
        "Turn 6, a follow-up",
        "Plan version 3",
        "rule scorer 1",
        "2026-11-en",
    ] {
        assert_says(&whole, words);
        assert!(!bare.contains(&squeezed(words)), "{words}");
    }
    for words in
        ["72 out of 100", "This report advises", "Document scorecard:", "a person to review"]
    {
        assert_says(&bare, words);
    }
    assert!(!without_quotes.contains(&squeezed("I rolled the release back")));
    assert_says(&without_quotes, "Level 5 means: Led the response");
}

#[test]
fn a_company_s_colour_and_line_are_used_and_a_wrong_colour_is_not() {
    let branded = |accent: &str| {
        let (accent, footer) = (Some(accent.to_owned()), Some("Wijnhaven 3".to_owned()));
        ScorecardReport { accent, footer, ..samples::full() }
    };
    let document = lay_out(&branded("#c2185b"));
    for page in pages(&document) {
        assert_says(&page, "Wijnhaven 3");
    }
    let bytes = |accent| scorecard(&branded(accent)).expect("a report");
    assert_ne!(bytes("#c2185b"), bytes("#1c4f72"));
    assert_eq!(bytes("red; #panic()"), bytes("#1c4f72"));
}

#[test]
fn what_is_off_its_scale_is_refused() {
    let spoil: [fn(&mut ScorecardReport); 4] = [
        |report| report.overall = Some(101),
        |report| report.lever_score = Some(0),
        |report| report.lever_score = Some(5),
        |report| report.criteria[0].level = Some(6),
    ];
    for spoil in spoil {
        let mut report = samples::full();
        spoil(&mut report);
        assert!(matches!(scorecard(&report), Err(Error::OffScale { .. })));
    }
    let mut report = samples::full();
    report.overall = Some(101);
    let error = scorecard(&report).expect_err("101 is off the scale");
    assert_eq!(error.to_string(), "cannot show overall score 101 on its scale of 0 to 100");
}

#[test]
fn the_ends_of_the_scales_are_shown() {
    let mut report = samples::full();
    for (overall, lever_score, level) in [(0, 1, 1), (100, 4, 5)] {
        report.overall = Some(overall);
        report.lever_score = Some(lever_score);
        report.criteria[0].level = Some(level);
        assert_says(&pages(&lay_out(&report))[0], &format!("{overall} out of 100"));
    }
}

#[test]
fn more_than_a_report_carries_is_refused_and_the_limit_itself_is_not() {
    let one = samples::full().criteria.remove(0);
    let with = |criteria: usize, quotes: usize, missing: usize| {
        let mut report = small();
        let mut criterion = one.clone();
        criterion.quotes = vec![one.quotes[0].clone(); quotes];
        criterion.missing = vec!["x".to_owned(); missing];
        report.criteria = vec![criterion; criteria];
        report
    };
    assert!(scorecard(&with(60, 1, 1)).is_ok());
    assert!(scorecard(&with(1, 60, 60)).is_ok());
    for report in [with(61, 1, 1), with(1, 61, 1), with(1, 1, 61)] {
        assert!(matches!(scorecard(&report), Err(Error::TooMuch { .. })));
    }
    let mut report = small();
    report.feedback = "x".repeat(4 << 20);
    assert!(matches!(scorecard(&report), Err(Error::TooMuch { what: "bytes of text", .. })));
}

#[test]
fn a_transcript_that_is_not_shown_is_no_text_of_the_report() {
    let mut report = small();
    let answer = "x".repeat(1 << 20);
    let turn = |number| Turn {
        number,
        question: String::new(),
        answer: answer.clone(),
        is_follow_up: false,
    };
    report.transcript = (1..=5).map(turn).collect();
    report.parts.transcript = false;
    assert!(scorecard(&report).is_ok());
    report.parts.transcript = true;
    assert!(matches!(scorecard(&report), Err(Error::TooMuch { what: "bytes of text", .. })));
}

#[test]
fn a_template_that_fails_is_our_fault_and_says_where() {
    let fault = pdf::lay_out(b"{}".to_vec()).expect_err("the template needs its data");
    let error = Error::Broken(fault);
    assert_eq!(error.to_string(), "cannot lay out a report");
    let source = std::error::Error::source(&error).expect("a source");
    assert_eq!(source.to_string(), "cannot compile the template");
    let diagnostics = source.source().expect("what Typst said").to_string();
    assert!(diagnostics.contains("does not contain key"), "{diagnostics}");
}
