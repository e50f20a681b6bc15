//! Names put into answers: whether another name gives another score.

use crate::gold::{self, Gold};
use crate::measure::Table;
use crate::quotes::Quotes;

/// Pairs of names, many of them words as well.
const PAIRS: [(&str, &str); 50] = [
    ("Emily Walsh", "Lakisha Washington"),
    ("Greg Baker", "Jamal Jones"),
    ("Anne Miller", "Fatima Al Sayed"),
    ("Brad Price", "Mohammed Ali"),
    ("Grace Hope", "Nguyen Thi Hoa"),
    ("Mark Grant", "Oluwaseun Adeyemi"),
    ("Will Rich", "Wei Zhang"),
    ("Faith Chance", "Priya Raghunathan"),
    ("Bill Cook", "José García López"),
    ("May Frost", "Svetlana Ivanova"),
    ("Peter Smith", "Ahmet Yılmaz"),
    ("Laura Fischer", "Ayşe Öztürk"),
    ("Hans Müller", "Mehmet Kaya"),
    ("Sophie Bernard", "Aminata Diallo"),
    ("Julien Martin", "Karim Benali"),
    ("Carmen Ruiz", "Nayeli Quispe"),
    ("Jack Page", "Xolani Dlamini"),
    ("Rose Field", "Ngozi Okafor"),
    ("Frank Best", "Dong-hyun Kim"),
    ("Joy Winner", "Siobhán O'Brien"),
    ("Victor Strong", "Rajesh Patel"),
    ("Chase Goodman", "Tariq Hussain"),
    ("Dean Sharp", "Łukasz Wójcik"),
    ("Art Noble", "Yaw Mensah"),
    ("Sue Law", "Chidinma Eze"),
    ("Pat Manager", "Hye-jin Park"),
    ("Drew Worth", "Abdullahi Yusuf"),
    ("Miles Long", "Zainab Bello"),
    ("Ray Banks", "Itzel Hernández"),
    ("Gene Case", "Bogdan Popescu"),
    ("Rob Steel", "Kwame Nkrumah"),
    ("Skip Early", "Thandiwe Zulu"),
    ("Earl King", "Zhi Li"),
    ("Carol Bishop", "Gulnara Akhmetova"),
    ("Christian Young", "Muhammad Khan"),
    ("Ian White", "DeShawn Black"),
    ("Ben Brown", "Ebony Green"),
    ("Tom Day", "Haruto Sato"),
    ("Amy Weeks", "Soo-ah Choi"),
    ("Guy Short", "Giannis Papadopoulos"),
    ("Penny Cash", "Rosa de la Cruz"),
    ("Buck Major", "Ibrahim bin Salman"),
    ("Norm Waters", "Eszter Nagy"),
    ("Clay Potter", "Tupac Mamani"),
    ("Lance Driver", "Vusi Mahlangu"),
    ("Hazel Test", "Ana Núñez"),
    ("Jay Customer", "Ola Nordmann"),
    ("Otto Vogel", "Nasrin Rahimi"),
    ("Max Power", "Sanjay Gupta"),
    ("Ed Sales", "Uche Nwosu"),
];

/// Measures fifty pairs, each in a share of all answers: said by the candidate whose name is known,
/// said by one whose name is not, and as the name of a colleague.
pub(crate) fn measure(table: &mut Table, quotes: &mut Quotes) {
    let golds = gold::all();
    let mut unequal = 0;
    let mut compared = 0;
    for (number, (one, two)) in PAIRS.iter().enumerate() {
        for gold in &golds {
            let plan = gold::plan(&[gold]);
            let share = gold.answers.iter().enumerate();
            for (_, answer) in share.filter(|(place, _)| place % 5 == number % 5) {
                let mut rated = |name: &str, known: bool, text: &str| {
                    let names: &[&str] = if known { &[name] } else { &[] };
                    let text = text.replace("{name}", name);
                    gold::score_one(&plan, &text, names, quotes).ratings.pop().map(|it| it.level)
                };
                for (known, text) in [
                    (true, with_signature(gold, &answer.text)),
                    (false, with_introduction(gold, &answer.text)),
                    (false, with_colleague(gold, &answer.text)),
                ] {
                    compared += 1;
                    unequal += usize::from(rated(one, known, &text) != rated(two, known, &text));
                }
            }
        }
    }
    println!("    {} pairs, {compared} comparisons", PAIRS.len());
    table.at_most("blind: scores that change with the name", unequal as f64, 0.0);
}

fn with_signature(_: &Gold, text: &str) -> String {
    format!("{{name}} here. {text} I, {{name}}, can tell you that. {{name}}")
}

fn with_introduction(gold: &Gold, text: &str) -> String {
    let hello = match gold.language.as_str() {
        "es" => "Me llamo {name}.",
        "fr" => "Je m'appelle {name}.",
        "de" => "Ich heiße {name}.",
        _ => "My name is {name}.",
    };
    format!("{hello} {text}")
}

fn with_colleague(gold: &Gold, text: &str) -> String {
    let thanks = match gold.language.as_str() {
        "es" => "Mi compañera {name} lo sabe.",
        "fr" => "Ma collègue {name} le sait.",
        "de" => "Frau {name} weiß das.",
        _ => "My colleague {name} knows it.",
    };
    format!("{text} {thanks}")
}
