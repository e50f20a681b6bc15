//! Who applies in a demo, and what they write: invented people, answers of three strengths.

const FIRST: [&str; 20] = [
    "Amara", "Ben", "Chiara", "Dmitri", "Elif", "Femi", "Grace", "Hiro", "Ines", "Jonas", "Kavya",
    "Liam", "Marit", "Nadia", "Oskar", "Paloma", "Quentin", "Rosa", "Samir", "Tove",
];
const LAST: [&str; 17] = [
    "Abara",
    "Bergström",
    "Costa",
    "Dubois",
    "Eriksen",
    "Fischer",
    "García",
    "Hoekstra",
    "Ito",
    "Jankowski",
    "Khan",
    "Lindqvist",
    "Moreau",
    "Nakamura",
    "O'Neill",
    "Petrov",
    "Sørensen",
];

/// The name of candidate `number`, from 0.
pub(crate) fn name(number: usize) -> String {
    let pick = |names: &[&'static str], number: usize| {
        names.get(number % names.len()).copied().unwrap_or_default()
    };
    format!("{} {}", pick(&FIRST, number), pick(&LAST, number))
}

/// The address of candidate `number`; nobody else has it.
pub(crate) fn email(number: usize) -> String {
    format!("candidate-{number}@candidates.example")
}

/// What candidate `number` answers: every third strongly, every third so-so, every third thinly.
pub(crate) fn answer(number: usize, question: &str, turn: usize) -> String {
    let topic = topic(question);
    match number % 3 {
        0 => strong(&topic, turn),
        1 => middling(&topic, turn),
        _ => thin(&topic, turn),
    }
}

/// The longer words of a question: what it is about.
fn topic(question: &str) -> String {
    let words: Vec<_> = question
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| word.chars().count() > 5)
        .take(4)
        .collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => "this".to_owned(),
    }
}

fn strong(topic: &str, turn: usize) -> String {
    let (weeks, before, after) = (turn * 2 + 4, turn * 40 + 120, turn * 7 + 15);
    format!(
        "In my last position, at a company of 80 people, we had a situation that was about {topic}. \
         The team was losing time every week, and I was asked to put it right. First I talked to \
         the six colleagues who were affected and measured what happened: {before} cases a month \
         went wrong. I then wrote a short plan, agreed it with my manager, and built the first \
         version myself while a colleague tested it with two customers. When we found that one of \
         my assumptions was wrong, I told everyone, changed the plan and explained why. As a \
         result, after {weeks} weeks the number fell from {before} to {after} a month, and the \
         other office took over what we had made. I learned to measure before I change anything, \
         and I would involve support one week earlier next time."
    )
}

fn middling(topic: &str, turn: usize) -> String {
    format!(
        "I have done something like that. In my previous job it was about {topic}, and I worked on \
         it with two colleagues for about {} weeks. I looked at what was there, made a list of what \
         had to change, and we went through it step by step. It worked better afterwards and my \
         manager was content with it.",
        turn + 3
    )
}

fn thin(topic: &str, turn: usize) -> String {
    if turn.is_multiple_of(4) {
        return "I am not sure.".to_owned();
    }
    format!("Yes, I have some experience with {topic}. We usually did it together as a team.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_hundred_candidates_have_names_and_addresses_of_their_own() {
        let people: std::collections::BTreeSet<_> = (0..200).map(|n| (name(n), email(n))).collect();
        assert_eq!(people.len(), 200);
    }

    #[test]
    fn answers_are_about_the_question() {
        let question = "Tell me about a time when you migrated Kubernetes clusters?";
        assert!(answer(0, question, 1).contains("Kubernetes"));
        assert!(!answer(2, "Why?", 1).is_empty());
    }
}
