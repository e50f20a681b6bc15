//! Plans in four languages, of postings in four languages, all of them ours.

use interviewer::{
    FactTopic, Plan, Posting, PostingList, QuestionKind, Salary, Seniority, languages, plan,
    plan_in,
};

fn posting(title: &str, lists: [(&str, &str); 3]) -> Posting {
    Posting {
        title: title.to_owned(),
        lists: lists
            .into_iter()
            .map(|(heading, lines)| PostingList {
                heading: heading.to_owned(),
                html: lines.split('|').flat_map(|line| ["<li>", line.trim(), "</li>"]).collect(),
            })
            .collect(),
        salary: Some(Salary {
            min: Some(30_000.0),
            max: Some(42_000.0),
            currency: "EUR".to_owned(),
            interval: "per-year-salary".to_owned(),
        }),
        ..Posting::default()
    }
}

fn english() -> Posting {
    posting(
        "Warehouse Supervisor",
        [
            (
                "What you will do",
                "Plan the shifts of twelve people and the weekly deliveries | Investigate missing stock and find the cause | Train new colleagues in safe lifting | Agree on delivery dates with suppliers | Report stock levels to the finance team every month",
            ),
            (
                "Requirements",
                "Attention to detail | Calm under pressure | Five years in a warehouse | A degree in logistics",
            ),
            ("Benefits", "Thirty days of leave"),
        ],
    )
}

fn spanish() -> Posting {
    posting(
        "Responsable de almacén",
        [
            (
                "Tus funciones",
                "Gestionar el inventario y las entregas diarias a las tiendas | Coordinar los turnos de doce personas con otros equipos | Negociar con proveedores los plazos y las condiciones comerciales | Resolver las incidencias con los pedidos y encontrar su causa | Liderar y motivar al equipo a cargo en temporada alta | Elaborar informes mensuales para la dirección con Excel",
            ),
            (
                "Requisitos",
                "Capacidad para trabajar bajo presión | Organización y atención al detalle | Cuatro años de experiencia | Grado en logística | Permiso de trabajo",
            ),
            ("Beneficios", "Treinta días de vacaciones"),
        ],
    )
}

fn french() -> Posting {
    posting(
        "Responsable d’entrepôt",
        [
            (
                "Vos missions",
                "Gérer les stocks et les livraisons quotidiennes aux magasins | Coordonner les équipes de jour et de nuit avec les transporteurs | Négocier les délais avec les fournisseurs | S’assurer du respect des consignes de sécurité au travail | Encadrer et motiver une équipe de douze personnes | Rédiger chaque mois un rapport sur les anomalies et leurs causes",
            ),
            (
                "Profil recherché",
                "Rigueur et sens de l’organisation | Résistance au stress | Cinq ans d’expérience | Permis de conduire | Nationalité européenne",
            ),
            ("Avantages", "Trente jours de congés"),
        ],
    )
}

fn german() -> Posting {
    posting(
        "Lagerleiter (m/w/d)",
        [
            (
                "Deine Aufgaben",
                "Planung der Schichten und der täglichen Lieferungen an die Filialen | Führung und Motivation eines Teams mit zwölf Leuten | Verhandlung von Terminen und Preisen mit Lieferanten | Analyse von Fehlern im Bestand und ihrer Ursachen | Abstimmung mit Einkauf und Vertrieb in enger Zusammenarbeit | Verbesserung der Prozesse im Wareneingang",
            ),
            (
                "Dein Profil",
                "Sorgfalt und Zuverlässigkeit | Belastbar auch unter Druck | Mindestens acht Jahre im Lager | Führerschein Klasse B | Deutsche Staatsangehörigkeit",
            ),
            ("Wir bieten", "Dreißig Tage Urlaub"),
        ],
    )
}

/// A posting in each language, with its language.
fn postings() -> [(&'static str, Posting); 4] {
    [("en", english()), ("es", spanish()), ("fr", french()), ("de", german())]
}

/// Words that only one of the languages has, and that its closer always has.
fn closer_of(language: &str) -> &'static str {
    match language {
        "es" => "última pregunta",
        "fr" => "dernière question",
        "de" => "letzte Frage",
        _ => "last question",
    }
}

fn lines(posting: &Posting) -> Vec<String> {
    let text =
        posting.lists.iter().map(|list| list.html.replace("<li>", "").replace("</li>", "\n"));
    text.collect::<Vec<_>>().join("\n").lines().map(str::to_owned).collect()
}

fn scored_texts(plan: &Plan) -> Vec<&str> {
    plan.scored().map(|(question, _)| question.text.as_str()).collect()
}

#[test]
fn four_languages_are_spoken_and_english_comes_first() {
    assert_eq!(languages().collect::<Vec<_>>(), ["en", "es", "fr", "de"]);
}

#[test]
fn a_posting_is_answered_in_its_own_language() {
    for (language, posting) in postings() {
        let plan = plan(&posting);
        assert_eq!((plan.language.as_str(), plan.wording.as_str()), (language, language));
        assert_eq!(plan, plan_in(&posting, language));
        assert!(plan.questions.last().unwrap().text.contains(closer_of(language)), "{language}");
        let lines = lines(&posting);
        for competency in &plan.competencies {
            assert!(lines.contains(&competency.because), "{language}: {}", competency.because);
        }
    }
}

#[test]
fn a_candidate_may_be_asked_in_another_language_than_the_postings() {
    for (from, posting) in postings() {
        for to in languages() {
            let plan = plan_in(&posting, to);
            assert_eq!((plan.language.as_str(), plan.wording.as_str()), (from, to));
            assert_eq!(plan.hash, plan.content_hash());
            assert!(plan.questions.last().unwrap().text.contains(closer_of(to)), "{from} {to}");
            assert_eq!(
                plan.competencies.iter().map(|it| &it.key).collect::<Vec<_>>(),
                interviewer::plan(&posting)
                    .competencies
                    .iter()
                    .map(|it| &it.key)
                    .collect::<Vec<_>>(),
                "the language does not change what is rated"
            );
        }
    }
}

#[test]
fn words_in_another_language_than_the_question_are_quoted() {
    for (from, posting) in postings() {
        let lines = lines(&posting);
        for to in languages().filter(|to| *to != from) {
            let plan = plan_in(&posting, to);
            let quoted =
                scored_texts(&plan).iter().filter(|text| quoted_from(text, &lines)).count();
            // One question may name a tool instead.
            assert!(quoted + 1 >= plan.scored().count(), "{from} {to}: {:?}", scored_texts(&plan));
        }
    }
}

/// Whether the text between quotation marks stands in one of the lines.
fn quoted_from(text: &str, lines: &[String]) -> bool {
    let quote = text
        .split_once(['“', '«', '„'])
        .and_then(|(_, rest)| rest.split_once(['”', '»', '“']))
        .map(|(quote, _)| quote.trim().trim_end_matches('…'));
    quote.is_some_and(|quote| {
        quote.split(' ').count() >= 2 && lines.iter().any(|line| line.contains(quote))
    })
}

#[test]
fn duties_with_an_infinitive_become_part_of_the_question() {
    let asked = |posting: &Posting| scored_texts(&plan(posting)).join("\n");
    let spanish = asked(&spanish());
    assert!(spanish.contains("tuvo que") || spanish.contains("tiene que"), "{spanish}");
    assert!(spanish.contains("coordinar los turnos de doce personas"), "{spanish}");
    let french = asked(&french());
    assert!(french.contains("gérer les stocks"), "{french}");
    assert!(!french.contains("s’assurer"), "of oneself, so it can only be quoted: {french}");
    let german = asked(&german());
    assert!(german.contains("„Planung der Schichten"), "{german}");
}

#[test]
fn a_tool_of_the_posting_is_named_in_any_language() {
    let mut posting = english();
    posting.title = "Financial Analyst".to_owned();
    for list in posting.lists.iter_mut().take(1) {
        list.html = "<li>Build financial models in Excel and Power BI</li>\
                     <li>Reconcile invoices at month end</li>\
                     <li>Explain variances to managers</li>"
            .to_owned();
    }
    for to in languages() {
        let all = scored_texts(&plan_in(&posting, to)).join("\n");
        assert!(all.contains("Excel"), "{to}: {all}");
    }
}

#[test]
fn pay_is_stated_in_the_language_of_the_questions() {
    for (to, stated) in [
        ("en", "EUR 30,000 to 42,000 per year"),
        ("es", "EUR 30.000 a 42.000 al año"),
        ("fr", "EUR 30\u{202f}000 à 42\u{202f}000 par an"),
        ("de", "EUR 30.000 bis 42.000 pro Jahr"),
    ] {
        let plan = plan_in(&english(), to);
        let pay = plan.facts.iter().find(|fact| fact.topic == FactTopic::Salary).unwrap();
        assert_eq!(pay.text, stated);
    }
}

#[test]
fn what_must_not_be_asked_is_not_asked_in_any_language() {
    for (_, posting) in postings() {
        for to in languages() {
            for question in plan_in(&posting, to).questions {
                let text = question.text.to_lowercase();
                for word in [
                    "degree",
                    "grado en",
                    "permiso",
                    "permis de",
                    "nationalit",
                    "führerschein",
                    "staatsang",
                ] {
                    assert!(!text.contains(word), "{text}");
                }
            }
        }
    }
}

#[test]
fn titles_and_years_tell_the_level_in_each_language() {
    for (title, level) in [
        ("Becario de marketing", Seniority::Entry),
        ("Directora de operaciones", Seniority::Lead),
        ("Stagiaire en communication", Seniority::Entry),
        ("Werkstudent (m/w/d) Vertrieb", Seniority::Entry),
        ("Leiterin Einkauf", Seniority::Lead),
        ("Filialleiter (m/w/d)", Seniority::Lead),
    ] {
        let posting = Posting { title: title.to_owned(), ..Posting::default() };
        assert_eq!(plan(&posting).seniority, level, "{title}");
    }
    let mut untold = german();
    untold.title = "Lagerlogistik".to_owned();
    for list in &mut untold.lists {
        list.html = list.html.replace("acht Jahre", "8 Jahre");
    }
    assert_eq!(plan(&untold).seniority, Seniority::Senior);
}

#[test]
fn a_language_that_is_not_spoken_is_said_to_be_another() {
    assert_eq!(plan_in(&german(), "pt"), plan(&german()));
    assert_eq!(plan_in(&german(), "fr-CA").wording, "fr");
    let portuguese = Posting {
        title: "Vendedor".to_owned(),
        description_html: "<li>Atender os clientes da loja e cuidar do estoque com a equipe</li>\
                           <li>Não vender o que o cliente não precisa para uma boa relação</li>"
            .to_owned(),
        ..Posting::default()
    };
    let plan = plan(&portuguese);
    assert_eq!((plan.language.as_str(), plan.wording.as_str()), ("pt", "en"));
}

#[test]
fn plans_of_before_there_was_a_choice_still_parse_and_keep_their_hash() {
    let english = plan(&english());
    let json = serde_json::to_value(&english).unwrap();
    assert!(json.get("wording").is_none(), "English goes without saying, as it did");
    let stored: Plan = serde_json::from_value(json).unwrap();
    assert_eq!(stored, english);
    assert_eq!(stored.content_hash(), stored.hash);
    let french = plan_in(&spanish(), "fr");
    let json = serde_json::to_value(&french).unwrap();
    assert_eq!(json.get("wording").and_then(|code| code.as_str()), Some("fr"));
    assert_eq!(serde_json::from_value::<Plan>(json).unwrap(), french);
}

#[test]
fn every_question_has_two_follow_ups_that_fit_its_kind() {
    for to in languages() {
        for (question, _) in plan_in(&english(), to).scored() {
            assert_eq!(question.probes.len(), 2);
            assert!(question.probes.iter().all(|probe| !probe.when.is_empty()));
        }
    }
    let plan = plan(&english());
    for (question, _) in plan.scored() {
        let imagined = question.probes.iter().any(|probe| probe.text.contains(" would "));
        assert_eq!(imagined, question.kind == QuestionKind::Situational, "{:?}", question.probes);
    }
}
