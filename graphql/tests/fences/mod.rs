//! What a request may cost, and each limit reached.

use std::fmt::Write;

use async_graphql::{BatchRequest, BatchResponse, Request};
use entities::sea_orm::{ConnectionTrait, Statement};

use super::{statements::Log, *};

/// What a program asks for that wants to know the whole schema, as graphql-js 16 words it.
const INTROSPECTION: &str = "query IntrospectionQuery { __schema { queryType { name }
    mutationType { name } subscriptionType { name } types { ...FullType }
    directives { name description locations args { ...InputValue } } } }
    fragment FullType on __Type { kind name description fields(includeDeprecated: true) { name
        description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
        inputFields { ...InputValue } interfaces { ...TypeRef }
        enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
        possibleTypes { ...TypeRef } }
    fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
    fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType {
        kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
        ofType { kind name ofType { kind name } } } } } } } } } }";

impl Company {
    /// The only error of an answer: its code and its message.
    async fn refused(&self, session: Session, query: &str) -> (Value, String) {
        let answer = self.answer(session, query).await;
        let short: String = query.chars().take(300).collect();
        assert_eq!(answer.errors.len(), 1, "{short}: {:?}", answer.errors);
        let error = serde_json::to_value(&answer.errors[0]).unwrap();
        let message = error["message"].as_str().unwrap().to_owned();
        (error["extensions"]["code"].clone(), message)
    }
}

fn admin() -> Session {
    signed_in(Role::SuperAdmin)
}

/// `viewer` under so many names.
fn renamed(count: usize) -> String {
    let mut query = String::from("{");
    for number in 0..count {
        write!(query, " a{number}: viewer {{ id }}").unwrap();
    }
    query + " }"
}

/// Words that begin alike.
fn numbered(word: &str, count: usize) -> String {
    let numbers: Vec<_> = (0..count).map(|number| number.to_string()).collect();
    format!("{word}{}", numbers.join(word))
}

#[tokio::test(flavor = "current_thread")]
async fn a_query_that_is_nested_too_deep_is_refused() {
    let company = Company::within(Limits { depth: 4, ..limits() }).await;
    company.ask("{ interviews { nodes { plan { id } } } }").await;
    let deeper = "{ interviews { nodes { plan { questions { id } } } } }";
    let refused = company.refused(admin(), deeper).await;
    assert_eq!(refused, (json!("TOO_DEEP"), "Query is nested too deep.".to_owned()));
    // Nested by what does not count as depth.
    let inline = format!("{{{}__typename{}}}", "... {".repeat(40), "}".repeat(40));
    assert!(company.refused(admin(), &inline).await.1.contains("deep"));
    let far = format!("{}{}", "{viewer".repeat(20_000), "}".repeat(20_000));
    let refused = company.refused(admin(), &far).await;
    assert_eq!(refused, (json!("INVALID"), "the query cannot be read as GraphQL".to_owned()));
}

#[tokio::test(flavor = "current_thread")]
async fn a_query_that_asks_for_too_much_is_refused() {
    let company = Company::within(Limits { complexity: 650, ..limits() }).await;
    company.ask("{ interviews(first: 100) { nodes { id candidateName state } } }").await;
    let more = "{ interviews(first: 100) { nodes { id candidateName state trigger createdAt } } }";
    let wide = format!("{{{}}}", " viewer { id email }".repeat(400));
    for query in [more, &wide] {
        let refused = company.refused(admin(), query).await;
        assert_eq!(refused, (json!("TOO_COMPLEX"), "Query is too complex.".to_owned()));
    }
    // What asks the store on its own is dear.
    let company = Company::new().await;
    let integrations = format!("{{{}}}", " integration { status }".repeat(200));
    assert_eq!(company.refused(admin(), &integrations).await.1, "Query is too complex.");
}

#[tokio::test(flavor = "current_thread")]
async fn fragments_that_double_one_another_are_counted_and_not_followed() {
    let company = Company::new().await;
    let mut query = String::from("{ viewer { ...F0 } }");
    for number in 0..28 {
        let next = number + 1;
        write!(query, " fragment F{number} on Operator {{ ...F{next} ...F{next} }}").unwrap();
    }
    query.push_str(" fragment F28 on Operator { id }");
    let refused = company.refused(admin(), &query).await;
    assert_eq!(refused, (json!("TOO_COMPLEX"), "Query is too complex.".to_owned()));
    let circle =
        "{ viewer { ...A } } fragment A on Operator { ...B } fragment B on Operator { ...A }";
    let answer = company.answer(admin(), circle).await;
    assert!(answer.errors[0].message.contains("recursion depth"), "{:?}", answer.errors);
}

#[tokio::test(flavor = "current_thread")]
async fn a_query_gives_so_many_fields_other_names_and_no_more() {
    let company = Company::new().await;
    company.ask(&renamed(limits().aliases)).await;
    let refused = company.refused(admin(), &renamed(limits().aliases + 1)).await;
    assert_eq!(refused.0, "TOO_MANY_ALIASES");
}

#[tokio::test(flavor = "current_thread")]
async fn a_field_has_so_many_directives_and_errors_are_so_many_and_no_more() {
    let company = Company::new().await;
    let directives = format!("{{ viewer {{ id {} }} }}", "@skip(if: false) ".repeat(9));
    assert!(company.refused(admin(), &directives).await.1.contains("directives"));
    let unknown = numbered(" nothing", 500);
    let answer = company.answer(admin(), format!("{{{unknown}}}")).await;
    assert_eq!(answer.errors.len(), 20);
    assert!(!answer.errors[0].message.contains("Did you mean"), "{:?}", answer.errors[0]);
}

#[tokio::test(flavor = "current_thread")]
async fn a_query_has_no_character_that_postgresql_lacks() {
    let company = Company::new().await;
    for nul in ["\\u0000", "\0"] {
        let query = format!("{{ interviews(search: \"Marit{nul}\") {{ totalCount }} }}");
        let (code, message) = company.refused(admin(), &query).await;
        assert_eq!(code, "INVALID");
        assert!(message.contains("U+0000"), "{message}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_request_has_so_many_queries_and_no_more() {
    let company = Company::new().await;
    let batch = |count| {
        let each = (0..count).map(|_| Request::new("{ viewer { id } }"));
        BatchRequest::Batch(each.collect())
    };
    let answer = company.api.answer_batch(batch(limits().batch), admin()).await;
    let BatchResponse::Batch(answers) = answer else { panic!("one answer to many") };
    assert!(answers.len() == limits().batch && answers.iter().all(async_graphql::Response::is_ok));
    let answer = company.api.answer_batch(batch(limits().batch + 1), admin()).await;
    let BatchResponse::Single(answer) = answer else { panic!("it was carried out") };
    assert_eq!(answer.errors[0].message, "a request has 5 queries at most");
}

#[tokio::test(flavor = "current_thread")]
async fn a_page_has_so_many_rows_and_no_more() {
    let company = Company::new().await;
    for list in ["interviews", "deadLetters"] {
        company.ask(&format!("{{ {list}(first: 100) {{ nodes {{ id }} }} }}")).await;
        for first in [101, 0, -1, i32::MAX] {
            let query = format!("{{ {list}(first: {first}) {{ nodes {{ id }} }} }}");
            let (code, message) = company.refused(admin(), &query).await;
            assert_eq!((code, &*message), (json!("INVALID"), "`first` must be between 1 and 100"));
        }
        let query = format!("{{ {list}(after: \"rubbish\") {{ nodes {{ id }} }} }}");
        assert_eq!(company.refused(admin(), &query).await.0, "INVALID");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn what_takes_too_long_is_given_up_and_changes_nothing() {
    let timeout = Duration::from_millis(300);
    let company = Company::within(Limits { timeout, ..limits() }).await;
    // Somebody else writes, and does not end.
    let tx = company.means.db.begin().await.unwrap();
    let nothing = Statement::from_string(DbBackend::Sqlite, "UPDATE tenant SET name = name");
    tx.execute_raw(nothing).await.unwrap();
    let change = "mutation { setTriggerRules(input: {inviteDelayMinutes: 7}) { __typename } }";
    assert_eq!(company.refused(admin(), change).await.0, "TIMEOUT");
    drop(tx);
    assert_ne!(company.settings().await.invite_delay_minutes, 7);
}

#[tokio::test(flavor = "current_thread")]
async fn the_schema_is_told_to_who_is_signed_in_unless_it_is_switched_off() {
    let company = Company::new().await;
    let told = company.ask(INTROSPECTION).await;
    assert!(told["__schema"]["types"].as_array().unwrap().len() > 50);
    for query in [INTROSPECTION, "{ __type(name: \"Interview\") { name } }"] {
        assert_eq!(company.refused(Session::default(), query).await.0, "FORBIDDEN");
    }
    let closed = Company::within(Limits { introspection: false, ..limits() }).await;
    let hidden = "query A { viewer { ...F } } fragment F on Operator { id } query B { __schema { types \
                  { name } } }";
    for query in [INTROSPECTION, hidden] {
        assert_eq!(closed.refused(admin(), query).await.0, "FORBIDDEN");
    }
    let names = closed.ask("{ __typename viewer { __typename } }").await;
    assert_eq!(names, json!({"__typename": "Query", "viewer": {"__typename": "Operator"}}));
}

#[tokio::test(flavor = "current_thread")]
async fn our_own_faults_are_masked_and_the_log_has_them_by_their_id() {
    let company = Company::new().await;
    company.means.db.execute_unprepared("DROP TABLE pipeline").await.unwrap();
    let (log, listening) = Log::listen("graphql=error");
    let query = "{ interviews { nodes { id } } }";
    let answer = serde_json::to_value(company.answer(admin(), query).await).unwrap();
    drop(listening);
    let error = &answer["errors"][0];
    assert_eq!(error["extensions"]["code"], "INTERNAL");
    let id = error["extensions"]["id"].as_str().unwrap();
    assert!(error["message"].as_str().unwrap().ends_with(id), "{error}");
    assert!(!answer.to_string().contains("pipeline"), "{answer}");
    let lines = log.lines();
    let line = lines.iter().find(|line| line["fault.id"] == id).unwrap();
    assert!(line["error"].as_str().unwrap().contains("pipeline"), "{line}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_largest_request_there_may_be_is_answered_in_no_time() {
    let company = Company::new().await;
    // What a request of 256 KiB can hold of each.
    let fields = format!("{{{}}}", " viewer{id}".repeat(20_000));
    let lists =
        format!("{{ interview(id: {}1{}) {{ id }} }}", "[".repeat(60_000), "]".repeat(60_000));
    let objects =
        format!("{{ interview(id: {}1{}) {{ id }} }}", "{a:".repeat(50_000), "}".repeat(50_000));
    let spreads =
        format!("{{ viewer {{ {} }} }} fragment F on Operator {{ id }}", "...F ".repeat(40_000));
    let unknown = numbered(" n", 25_000);
    let begun = std::time::Instant::now();
    for query in [fields, lists, objects, spreads, format!("{{{unknown}}}")] {
        let short: String = query.chars().take(60).collect();
        let answer = company.answer(admin(), query).await;
        assert!(answer.is_err(), "{short}");
        println!("{short}: {:?}", begun.elapsed());
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}
