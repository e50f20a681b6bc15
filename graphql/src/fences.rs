//! What a request may cost and touch, seen before anything of it is carried out.
//!
//! The library counts depth and complexity by following each fragment wherever it is spread, which
//! takes twice as long with each fragment that spreads the next one twice. So fields are counted here
//! first, each fragment once.

use std::{collections::HashMap, time::Duration};

use async_graphql::{
    ErrorExtensionValues, Name, Pos, Positioned, ServerError,
    parser::{
        parse_schema,
        types::{
            BaseType, ExecutableDocument, OperationType, Selection, SelectionSet, TypeKind,
            TypeSystemDefinition,
        },
    },
};

use crate::{
    problem::Problem,
    rules::{self, Rule},
    session::Session,
};

/// Deepest nesting of fields and fragments together.
pub(crate) const NESTING_MAX: usize = 32;
/// Most directives on one field.
pub(crate) const DIRECTIVES_MAX: usize = 8;

/// What a request may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Deepest nesting of fields.
    pub depth: usize,
    /// Most fields of one query; a list counts as often as it may have rows.
    pub complexity: usize,
    /// Most fields that a query gives other names.
    pub aliases: usize,
    /// Most queries of one request.
    pub batch: usize,
    /// How long one query may take.
    pub timeout: Duration,
    /// Whether those who are signed in may ask for the schema.
    pub introspection: bool,
}

/// A field: the type it leads to, and its rule.
struct Field {
    leads_to: String,
    rule: Option<&'static Rule>,
}

/// Types with their fields.
pub(crate) struct Shape(HashMap<String, HashMap<String, Field>>);

impl Shape {
    /// The shape of a schema, given in its definition language.
    pub(crate) fn of(sdl: &str) -> Result<Self, async_graphql::parser::Error> {
        let mut types = HashMap::new();
        for definition in parse_schema(sdl)?.definitions {
            let TypeSystemDefinition::Type(kind) = definition else { continue };
            let TypeKind::Object(object) = kind.node.kind else { continue };
            let of = kind.node.name.node.to_string();
            let fields = object.fields.into_iter().map(|field| {
                let name = field.node.name.node.to_string();
                let rule = rules::of(&of, &name);
                (name, Field { leads_to: named(field.node.ty.node.base), rule })
            });
            let fields = fields.collect();
            types.insert(of, fields);
        }
        Ok(Self(types))
    }
}

fn named(base: BaseType) -> String {
    match base {
        BaseType::Named(name) => name.to_string(),
        BaseType::List(item) => named(item.base),
    }
}

/// Refuses what is no subscription, which is all that there is on a socket.
pub(crate) fn check_socket(document: &ExecutableDocument) -> Result<(), ServerError> {
    let mut operations = document.operations.iter().map(|(_, operation)| operation);
    match operations.find(|it| it.node.ty != OperationType::Subscription) {
        Some(other) => {
            let message = "a socket has subscriptions only; POST what is none";
            Err(refused(message, "NO_SUBSCRIPTION", other.pos))
        }
        None => Ok(()),
    }
}

/// Refuses what costs too much, and what has a rule that does not let in who asks.
pub(crate) fn check(
    document: &ExecutableDocument,
    shape: &Shape,
    limits: &Limits,
    session: &Session,
) -> Result<(), ServerError> {
    let known = HashMap::new();
    let mut walk = Walk { document, shape, limits, session, aliases: 0, known };
    for (_, operation) in document.operations.iter() {
        let (of, ruled) = match operation.node.ty {
            OperationType::Query => ("Query", true),
            // Those refuse with a problem, and what they lead to is theirs.
            OperationType::Mutation => ("Mutation", false),
            OperationType::Subscription => ("Subscription", true),
        };
        let fields = walk.fields(&operation.node.selection_set, of, ruled, 0)?;
        // Each field costs one at least.
        if fields > limits.complexity {
            return Err(refused("Query is too complex.", "TOO_COMPLEX", operation.pos));
        }
    }
    Ok(())
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    shape: &'a Shape,
    limits: &'a Limits,
    session: &'a Session,
    aliases: usize,
    /// Fragments with how many fields they come to; `None` while that is found out.
    known: HashMap<(&'a Name, bool), Option<usize>>,
}

impl<'a> Walk<'a> {
    /// How many fields a selection comes to.
    fn fields(
        &mut self,
        set: &'a Positioned<SelectionSet>,
        of: &str,
        ruled: bool,
        nesting: usize,
    ) -> Result<usize, ServerError> {
        if nesting > NESTING_MAX {
            return Err(refused("Query is nested too deep.", "TOO_DEEP", set.pos));
        }
        let mut count = 0_usize;
        for selection in &set.node.items {
            let more = match &selection.node {
                Selection::Field(field) => {
                    let (node, pos) = (&field.node, field.pos);
                    self.alias(node.alias.is_some(), pos)?;
                    let (leads_to, ruled) = self.look_at(of, &node.name.node, ruled, pos)?;
                    let below = self.fields(&node.selection_set, leads_to, ruled, nesting + 1)?;
                    below.saturating_add(1)
                }
                Selection::InlineFragment(inline) => {
                    let on = inline.node.type_condition.as_ref();
                    let on = on.map_or(of, |on| on.node.on.node.as_str());
                    self.fields(&inline.node.selection_set, on, ruled, nesting + 1)?
                }
                Selection::FragmentSpread(spread) => {
                    self.fragment(&spread.node.fragment_name.node, ruled, nesting)?
                }
            };
            count = count.saturating_add(more);
        }
        Ok(count)
    }

    fn fragment(
        &mut self,
        name: &'a Name,
        ruled: bool,
        nesting: usize,
    ) -> Result<usize, ServerError> {
        match self.known.get(&(name, ruled)) {
            Some(Some(count)) => return Ok(*count),
            // A circle, which the library refuses with words of its own.
            Some(None) => return Ok(0),
            None => {}
        }
        // The library names one that is missing.
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(0) };
        self.known.insert((name, ruled), None);
        let on = fragment.node.type_condition.node.on.node.as_str();
        let count = self.fields(&fragment.node.selection_set, on, ruled, nesting + 1)?;
        self.known.insert((name, ruled), Some(count));
        Ok(count)
    }

    fn alias(&mut self, is_one: bool, pos: Pos) -> Result<(), ServerError> {
        self.aliases += usize::from(is_one);
        if self.aliases > self.limits.aliases {
            let message =
                format!("a query gives {} fields other names at most", self.limits.aliases);
            return Err(refused(&message, "TOO_MANY_ALIASES", pos));
        }
        Ok(())
    }

    /// The type a field leads to, and whether rules count below it.
    fn look_at(
        &self,
        of: &str,
        field: &str,
        ruled: bool,
        pos: Pos,
    ) -> Result<(&'a str, bool), ServerError> {
        if field == "__typename" {
            return Ok(("", false));
        }
        if field.starts_with("__") {
            let open = self.limits.introspection && self.session.operator.is_some();
            let message = if self.limits.introspection {
                "sign in to ask for the schema"
            } else {
                "the schema is not told here; it is in `schema.graphql`"
            };
            return if open { Ok(("", false)) } else { Err(refused(message, "FORBIDDEN", pos)) };
        }
        // The library names types and fields that there are not.
        let field_of = self.shape.0.get(of).and_then(|fields| fields.get(field));
        let Some(there) = field_of else { return Ok(("", ruled)) };
        if ruled {
            let what = format!("read `{of}.{field}`");
            if let Some(problem) = rules::refusal(there.rule, self.session, &what) {
                return Err(forbidden(&problem, pos));
            }
        }
        Ok((&there.leads_to, ruled))
    }
}

fn forbidden(problem: &Problem, pos: Pos) -> ServerError {
    refused(problem.text(), problem.code_text(), pos)
}

/// A refusal of the whole query.
pub(crate) fn refused(message: &str, code: &str, pos: Pos) -> ServerError {
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", code);
    let mut error = ServerError::new(message, Some(pos));
    error.extensions = Some(extensions);
    error
}
