//! Labels and verbs out of files that an operator supplies: O*NET or ESCO. None of them ships with us.
//!
//! O*NET (text files, columns set apart by tabs): `Technology Skills.txt` gives names of tools,
//! `Task Statements.txt` and `Occupation Data.txt` give the verbs that duties begin with. ESCO
//! (`skills_en.csv`): preferred and other labels of skills and knowledge.
//! Columns: <https://www.onetcenter.org/dictionary.html>,
//! <https://esco.ec.europa.eu/en/use-esco/download>, as of November 2026.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::SkillKind;

/// A longer label is a sentence.
const LABEL_WORDS_MAX: usize = 8;
/// A shorter label is found only as it is written.
const LABEL_LETTERS_MIN: usize = 4;
/// A word that fewer statements begin with is no verb.
const STATEMENTS_MIN: usize = 3;

/// What operator-supplied files know of skills. Starts empty; files are added to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taxonomy {
    labels: BTreeMap<String, SkillKind>,
    verbs: BTreeSet<String>,
}

/// Why a file is not taken, and where.
#[derive(Debug)]
pub struct TaxonomyError {
    /// Line of the file, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub fault: TaxonomyFault,
}

/// What is wrong with a line of a file.
#[derive(Debug)]
pub enum TaxonomyFault {
    /// The first line is not that of any file we know.
    UnknownFile,
    /// A line with more or fewer columns than the first.
    Columns {
        /// How many the first line has.
        expected: usize,
        /// How many this line has.
        found: usize,
    },
    /// The file has no line but the first.
    Empty,
    /// It is not CSV.
    Csv(csv::Error),
}

impl fmt::Display for TaxonomyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: ", self.line)?;
        match &self.fault {
            TaxonomyFault::UnknownFile => formatter.write_str(
                "not the first line of O*NET's Occupation Data, Task Statements or Technology \
                 Skills, nor of ESCO's skills",
            ),
            TaxonomyFault::Columns { expected, found } => {
                write!(formatter, "{found} columns where the first line has {expected}")
            }
            TaxonomyFault::Empty => formatter.write_str("nothing follows"),
            TaxonomyFault::Csv(_) => formatter.write_str("not read as CSV"),
        }
    }
}

impl std::error::Error for TaxonomyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            TaxonomyFault::Csv(error) => Some(error),
            TaxonomyFault::UnknownFile | TaxonomyFault::Columns { .. } | TaxonomyFault::Empty => {
                None
            }
        }
    }
}

impl Taxonomy {
    /// Adds a file, which is told by its first line, and says how many labels and verbs are new.
    /// Nothing is added when the file is refused.
    pub fn add(&mut self, file: &str) -> Result<usize, TaxonomyError> {
        let file = file.strip_prefix('\u{feff}').unwrap_or(file);
        let known = self.len();
        let first = file.lines().next().unwrap_or_default();
        let has = |column: &str| first.split('\t').any(|name| name.trim() == column);
        if has("Task") {
            self.verbs.append(&mut first_words(&column(file, "Task")?));
        } else if has("Description") && has("Title") {
            self.verbs.append(&mut first_words(&column(file, "Description")?));
        } else if has("Example") && has("Commodity Code") {
            for label in column(file, "Example")? {
                self.add_label(label, SkillKind::Knowledge);
            }
        } else if first.contains("preferredLabel") {
            for (label, kind) in esco(file)? {
                self.add_label(&label, kind);
            }
        } else {
            return Err(TaxonomyError { line: 1, fault: TaxonomyFault::UnknownFile });
        }
        Ok(self.len() - known)
    }

    /// How many labels and verbs it has.
    pub fn len(&self) -> usize {
        self.labels.len() + self.verbs.len()
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn labels(&self) -> impl Iterator<Item = (&str, SkillKind)> {
        self.labels.iter().map(|(label, kind)| (label.as_str(), *kind))
    }

    pub(super) fn verbs(&self) -> impl Iterator<Item = &str> {
        self.verbs.iter().map(String::as_str)
    }

    /// Adds a label without what stands in brackets at its end: "Python (computer programming)".
    fn add_label(&mut self, label: &str, kind: SkillKind) {
        let label = label.split(" (").next().unwrap_or_default().trim();
        let words = label.split_whitespace().count();
        if (1..=LABEL_WORDS_MAX).contains(&words) && label.chars().any(char::is_alphanumeric) {
            self.labels.entry(label.to_owned()).or_insert(kind);
        }
    }
}

/// Whether a label is found only as it is written, since in small letters it is a word: "Go".
pub(super) fn is_ambiguous(label: &str) -> bool {
    label.chars().count() < LABEL_LETTERS_MIN
}

/// A column of a file whose columns are set apart by tabs.
fn column<'file>(file: &'file str, name: &str) -> Result<Vec<&'file str>, TaxonomyError> {
    let mut lines = (1..).zip(file.lines());
    let names: Vec<&str> =
        lines.next().map(|(_, first)| first.split('\t').collect()).unwrap_or_default();
    let place = names.iter().position(|other| other.trim() == name).unwrap_or_default();
    let mut out = Vec::new();
    for (line, text) in lines.filter(|(_, text)| !text.trim().is_empty()) {
        let values: Vec<&str> = text.split('\t').collect();
        if values.len() != names.len() {
            let fault = TaxonomyFault::Columns { expected: names.len(), found: values.len() };
            return Err(TaxonomyError { line, fault });
        }
        out.extend(values.get(place).map(|value| value.trim()).filter(|value| !value.is_empty()));
    }
    if out.is_empty() {
        return Err(TaxonomyError { line: 1, fault: TaxonomyFault::Empty });
    }
    Ok(out)
}

/// Verbs that statements begin with ("Prepare budgets for approval").
fn first_words(statements: &[&str]) -> BTreeSet<String> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for statement in statements {
        let word = statement.split_whitespace().next().unwrap_or_default();
        let word = word.trim_end_matches(',').to_lowercase();
        let is_verb = word.len() > 2
            && word.chars().all(|letter| letter.is_ascii_lowercase())
            && !["ing", "ly", "ed", "all"].iter().any(|end| word.ends_with(end));
        if is_verb {
            *counted.entry(word).or_default() += 1;
        }
    }
    counted
        .into_iter()
        .filter(|(_, count)| *count >= STATEMENTS_MIN)
        .map(|(word, _)| word)
        .collect()
}

/// Labels of ESCO's skills.
fn esco(file: &str) -> Result<Vec<(String, SkillKind)>, TaxonomyError> {
    let refused = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        TaxonomyError { line, fault: TaxonomyFault::Csv(error) }
    };
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let names = reader.headers().map_err(refused)?.clone();
    let place = |name: &str| names.iter().position(|other| other == name);
    let (preferred, others, kind) =
        (place("preferredLabel"), place("altLabels"), place("skillType"));
    let mut out = Vec::new();
    for record in reader.records() {
        let record = record.map_err(refused)?;
        let value = |place: Option<usize>| place.and_then(|at| record.get(at)).unwrap_or_default();
        let kind = if value(kind) == "knowledge" { SkillKind::Knowledge } else { SkillKind::Skill };
        let labels = value(preferred).lines().chain(value(others).lines());
        out.extend(labels.map(|label| (label.to_owned(), kind)));
    }
    if out.is_empty() {
        return Err(TaxonomyError { line: 1, fault: TaxonomyFault::Empty });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::super::SkillFinder;
    use super::*;

    const TECHNOLOGY: &str = "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n\
        17-0000.00\tZephyrCalc\t43230000\tAnalytical software\tN\tN\n\
        17-0000.00\tQz\t43230000\tAnalytical software\tN\tN\n";
    const ESCO: &str = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n\
        KnowledgeSkillCompetence,http://x/1,skill/competence,cross-sector,tend beehives,\"keep bees\nlook after hives\",\"Looks after, feeds.\"\n\
        KnowledgeSkillCompetence,http://x/2,knowledge,occupation-specific,apiculture (bees),,\n";

    fn texts(taxonomy: &Taxonomy, text: &str) -> Vec<(SkillKind, String)> {
        let found = SkillFinder::new(Some(taxonomy)).find(text, Some("en"));
        found.into_iter().map(|skill| (skill.kind, skill.text)).collect()
    }

    #[test]
    fn files_are_told_by_their_first_line_and_widen_the_finder() {
        let mut taxonomy = Taxonomy::default();
        assert_eq!(taxonomy.add(TECHNOLOGY).unwrap(), 2);
        assert_eq!(taxonomy.add(ESCO).unwrap(), 4);
        assert_eq!(taxonomy.add(ESCO).unwrap(), 0);
        let text = "Our people use zephyrcalc, Qz and qz, and know apiculture";
        let words = texts(&taxonomy, text).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert!(
            ["zephyrcalc", "Qz", "apiculture"].iter().all(|it| words.contains(&(*it).to_owned()))
        );
        assert!(!words.contains(&"qz".to_owned()));
        let hives = (SkillKind::Skill, "keeping bees".to_owned());
        assert!(texts(&taxonomy, "Someone good at keeping bees").contains(&hives));
        assert!(SkillFinder::new(None).find("zephyrcalc and apiculture", None).is_empty());
    }

    #[test]
    fn tasks_and_occupations_give_verbs() {
        let tasks = |verb: &str| {
            let line =
                |number| format!("11-1011.00\t{number}\t{verb} the bees, or feed them.\tCore\n");
            let lines: String = (0..3).map(line).collect();
            format!("O*NET-SOC Code\tTask ID\tTask\tTask Type\n{lines}")
        };
        let mut taxonomy = Taxonomy::default();
        assert_eq!(taxonomy.add(&tasks("Smoke")).unwrap(), 1);
        assert_eq!(taxonomy.add(&tasks("Gently")).unwrap(), 0);
        let duty = (SkillKind::Skill, "smoke the bees".to_owned());
        assert!(texts(&taxonomy, "You will smoke the bees for us").contains(&duty));
        assert!(SkillFinder::new(None).find("You will smoke the bees for us", None).is_empty());
        let occupations = "O*NET-SOC Code\tTitle\tDescription\n1\tA\tTend bees.\n2\tB\tTend hives.\n3\tC\tTend wax.\n";
        assert_eq!(taxonomy.add(occupations).unwrap(), 1);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_adds_nothing() {
        let mut taxonomy = Taxonomy::default();
        let mut refused = |file: &str| taxonomy.add(file).unwrap_err().to_string();
        assert!(refused("name,age\n").starts_with("line 1: not the first line of"));
        assert!(refused("").starts_with("line 1: not the first line of"));
        assert_eq!(
            refused(&format!("{TECHNOLOGY}17-0000.00\tLost\n")),
            "line 4: 2 columns where the first line has 6"
        );
        assert_eq!(refused("O*NET-SOC Code\tTask ID\tTask\n"), "line 1: nothing follows");
        assert_eq!(refused(&format!("{ESCO}one,two\n")), "line 5: not read as CSV");
        assert!(taxonomy.is_empty());
    }

    #[test]
    fn a_taxonomy_survives_json() {
        let mut taxonomy = Taxonomy::default();
        taxonomy.add(ESCO).unwrap();
        let json = serde_json::to_string(&taxonomy).unwrap();
        assert_eq!(serde_json::from_str::<Taxonomy>(&json).unwrap(), taxonomy);
    }
}
