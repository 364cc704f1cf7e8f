//! Random processes; the tests that compare native and WebAssembly draw the same.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// A block of a process: one way in, one way out.
#[derive(Debug, Clone)]
pub(crate) enum Block {
    /// People decide or work.
    Human(Asking),
    /// A script.
    Script,
    /// One after the other.
    Sequence(Vec<Block>),
    /// One of them, by a flag.
    Exclusive(Vec<Block>),
    /// All of them.
    Parallel(Vec<Block>),
    /// Those whose flags are set.
    Inclusive(Vec<Block>),
    /// All of them; as many as this are enough, as long as they are done once.
    Enough(Vec<Block>, u32),
    /// Again while a flag is set.
    Loop(Box<Block>),
    /// Time, a message or a connector is waited for.
    Wait(Waiting),
    /// One of two, by whether time or a message comes first.
    First(Box<(Block, Block)>),
    /// A sub-process, or one for each of a list, that may take too long.
    Sub(Box<Block>, Sub),
    /// A script that is repeated.
    Repeat,
    /// A script gives two tokens, and people begin with both.
    Merged(Asking),
    /// Work for each of three, of which one is enough; the rest goes on.
    Rest(Asking),
    /// People read; the token waits until they have, or goes on.
    Read { waits: bool, any: bool },
    /// A person outside answers, or whoever has the task for them.
    Outside { on_behalf: bool },
}

/// What is waited for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Waiting {
    Time,
    Message,
    /// A connector, whose failure is expected.
    Service,
}

/// A sub-process.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sub {
    /// Once for each of two, in order or at once.
    each: Option<bool>,
    /// Whether it is left, or something happens beside it, after an hour.
    late: Option<bool>,
}

/// How people are asked.
#[derive(Debug, Clone)]
pub(crate) struct Asking {
    /// Whether they decide.
    decides: bool,
    /// One of the modes.
    mode: usize,
    /// Whether a place is for any of several.
    any_of: bool,
    /// Whether the node has outcomes of its own, one of each kind.
    outcomes: bool,
    /// Whether rework comes straight back.
    direct: bool,
    /// How many nodes refusing goes back, if it does.
    back: Option<usize>,
}

fn asking() -> impl Strategy<Value = Asking> {
    let back = prop::option::of(0..3_usize);
    (any::<bool>(), 0..5_usize, any::<bool>(), any::<bool>(), any::<bool>(), back).prop_map(
        |(decides, mode, any_of, outcomes, direct, back)| Asking { decides, mode, any_of, outcomes, direct, back },
    )
}

fn sub() -> impl Strategy<Value = Sub> {
    let flag = || prop::option::of(any::<bool>());
    (flag(), flag()).prop_map(|(each, late)| Sub { each, late })
}

pub(crate) fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        4 => asking().prop_map(Block::Human),
        1 => Just(Block::Script),
        1 => Just(Block::Repeat),
        1 => asking().prop_map(Block::Merged),
        1 => asking().prop_map(Block::Rest),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(waits, any)| Block::Read { waits, any }),
        1 => any::<bool>().prop_map(|on_behalf| Block::Outside { on_behalf }),
        1 => prop_oneof![Just(Waiting::Time), Just(Waiting::Message), Just(Waiting::Service)].prop_map(Block::Wait),
    ];
    leaf.prop_recursive(3, 14, 3, |inner| {
        let several = || prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            several().prop_map(Block::Sequence),
            several().prop_map(Block::Exclusive),
            several().prop_map(Block::Parallel),
            several().prop_map(Block::Inclusive),
            (several(), 1..4_u32).prop_map(|(parts, count)| Block::Enough(parts, count)),
            inner.clone().prop_map(|body| Block::Loop(Box::new(body))),
            (inner.clone(), inner.clone()).prop_map(|parts| Block::First(Box::new(parts))),
            (inner.clone(), sub()).prop_map(|(body, sub)| Block::Sub(Box::new(body), sub)),
        ]
    })
}

#[derive(Default)]
struct Drawing {
    nodes: Vec<Json>,
    edges: Vec<Json>,
    /// The nodes that every token here has passed and at which people work, the nearest last.
    passed: Vec<String>,
    /// Whether somebody who agreed already passes while the form is unchanged.
    same_passes: bool,
    attached: Vec<Json>,
    /// The sub-processes around what is drawn, the innermost last.
    around: Vec<String>,
    /// How many loops are around what is drawn.
    loops: usize,
}

/// How many fields a process has that conditions look at.
pub(crate) const FLAGS: usize = 4;

/// Every flag, to be written.
fn editable() -> serde_json::Map<String, Json> {
    (0..FLAGS).map(|flag| (format!("f{flag}"), json!("edit"))).collect()
}

impl Drawing {
    fn node(&mut self, mut node: Json) -> String {
        let id = format!("n{}", self.nodes.len());
        node["id"] = json!(id);
        if let Some(around) = self.around.last() {
            node["within"] = json!(around);
        }
        self.nodes.push(node);
        id
    }

    /// An event at the side of a node, which leads to a script.
    fn at_side(&mut self, on: &str, mut event: Json) -> String {
        let id = format!("b{}", self.attached.len());
        event["id"] = json!(id);
        event["on"] = json!(on);
        self.attached.push(event);
        self.behind(json!({"kind": "script", "script": "{}"}), &id, json!({}))
    }

    fn edge(&mut self, from: &str, to: &str, more: Json) {
        let mut edge = json!({"id": format!("e{}", self.edges.len()), "from": from, "to": to});
        if let (Json::Object(edge), Json::Object(more)) = (&mut edge, more) {
            edge.extend(more);
        }
        self.edges.push(edge);
    }

    /// Draws a block behind a node, and tells which node is its last.
    fn draw(&mut self, block: &Block, behind: &str, condition: Json) -> String {
        match block {
            Block::Human(asking) => {
                let node = self.asked(asking);
                let id = self.behind(node, behind, condition);
                self.passed.push(id.clone());
                id
            }
            Block::Read { waits, any } => {
                let (who, mode) = (json!({"people": ["qian", "sun"]}), if *any { "any" } else { "all" });
                // Whoever reads changes no flag: a loop of nothing else has to end too.
                let script = self.behind(json!({"kind": "script", "script": "{f3: false}"}), behind, condition);
                self.behind(json!({"kind": "read", "who": who, "mode": mode, "waits": waits}), &script, json!({}))
            }
            Block::Outside { on_behalf } => {
                let (contact, fields) = (json!({"name": "\"Sun\""}), editable());
                let node = json!({"kind": "external", "contact": contact, "on_behalf": on_behalf, "fields": fields});
                let last = self.behind(node, behind, condition);
                self.passed.push(last.clone());
                last
            }
            Block::Script => self.behind(json!({"kind": "script", "script": "{f0: not(f1)}"}), behind, condition),
            Block::Sequence(parts) => {
                let mut last = behind.to_owned();
                let mut condition = condition;
                for part in parts {
                    last = self.draw(part, &last, std::mem::take(&mut condition));
                }
                last
            }
            Block::Exclusive(parts) => self.block("exclusive", parts, behind, condition),
            Block::Parallel(parts) => self.block("parallel", parts, behind, condition),
            Block::Inclusive(parts) => self.block("inclusive", parts, behind, condition),
            Block::Enough(parts, count) => {
                let join = self.block("complex", parts, behind, condition);
                // In a loop the rest could still be at work when the next round comes.
                let enough = if self.loops > 0 { parts.len() as u32 } else { (*count).min(parts.len() as u32) };
                if let Some(join) = self.nodes.iter_mut().find(|node| node["id"] == join.as_str()) {
                    join["activate"] = json!({"count": enough});
                }
                join
            }
            Block::Loop(body) => {
                let again = self.behind(json!({"kind": "exclusive"}), behind, condition);
                self.loops += 1;
                let last = self.draw(body, &again, json!({}));
                self.loops -= 1;
                let check = self.behind(json!({"kind": "exclusive"}), &last, json!({}));
                self.edge(&check, &again, json!({"when": "f3"}));
                self.behind(json!({"kind": "exclusive"}), &check, json!({"default": true}))
            }
            Block::Repeat => {
                let repeat = json!({"most": 3, "while": "loopCounter < 3"});
                let script = json!({"kind": "script", "script": "{f1: not(f0)}", "repeat": repeat});
                self.behind(script, behind, condition)
            }
            Block::Merged(asking) => {
                let gives = self.behind(json!({"kind": "script", "script": "{}", "gives": 2}), behind, condition);
                let mut node = self.asked(asking);
                node["needs"] = json!(2);
                let id = self.behind(node, &gives, json!({}));
                self.passed.push(id.clone());
                id
            }
            Block::Rest(asking) => {
                let mut node = self.asked(asking);
                // In a loop the rest could still be open when the next round comes.
                let rest = if self.loops > 0 { "ends" } else { "goes_on" };
                node["each"] = json!({"in": "[1, 2, 3]", "until": "true", "rest": rest});
                self.behind(node, behind, condition)
            }
            Block::Wait(Waiting::Time) => {
                let event = json!({"kind": "timer", "after": "30 minute"});
                self.behind(json!({"kind": "wait", "event": event}), behind, condition)
            }
            Block::Wait(Waiting::Message) => {
                let event = json!({"kind": "message", "of": "m"});
                self.behind(json!({"kind": "wait", "event": event}), behind, condition)
            }
            Block::Wait(Waiting::Service) => {
                let service = self.behind(json!({"kind": "service"}), behind, condition);
                let mended = self.at_side(&service, json!({"kind": "error", "of": "E"}));
                let join = self.behind(json!({"kind": "exclusive"}), &service, json!({}));
                self.edge(&mended, &join, json!({}));
                join
            }
            Block::First(parts) => {
                let first = self.behind(json!({"kind": "event_based"}), behind, condition);
                let passed = self.passed.len();
                let events = [json!({"kind": "timer", "after": "1 hour"}), json!({"kind": "message", "of": "m"})];
                let lasts = [(&parts.0, &events[0]), (&parts.1, &events[1])].map(|(part, event)| {
                    let wait = self.behind(json!({"kind": "wait", "event": event}), &first, json!({}));
                    let last = self.draw(part, &wait, json!({}));
                    self.passed.truncate(passed);
                    last
                });
                let join = self.node(json!({"kind": "exclusive"}));
                lasts.iter().for_each(|last| self.edge(last, &join, json!({})));
                join
            }
            Block::Sub(body, sub) => self.sub_process(body, *sub, behind, condition),
        }
    }

    fn sub_process(&mut self, body: &Block, sub: Sub, behind: &str, condition: Json) -> String {
        let mut node = json!({"kind": "sub_process"});
        if let Some(in_order) = sub.each {
            node["each"] = json!({"in": "[1, 2]", "in_order": in_order});
        }
        let id = self.behind(node, behind, condition);
        self.around.push(id.clone());
        let passed = self.passed.len();
        let start = self.node(json!({"kind": "start"}));
        let last = self.draw(body, &start, json!({}));
        self.behind(json!({"kind": "end"}), &last, json!({}));
        self.passed.truncate(passed);
        self.around.pop();
        let Some(interrupting) = sub.late else { return id };
        let late = json!({"kind": "timer", "after": "1 hour", "interrupting": interrupting});
        let late = self.at_side(&id, late);
        let join = self.behind(json!({"kind": "exclusive"}), &id, json!({}));
        if interrupting {
            self.edge(&late, &join, json!({}));
        } else {
            self.behind(json!({"kind": "end"}), &late, json!({}));
        }
        join
    }

    fn asked(&mut self, asking: &Asking) -> Json {
        let modes = [json!("any"), json!("all"), json!("sequential"), json!("collect"), json!({"vote": {"share": 60}})];
        let who = match asking.any_of {
            true => json!({"all": [{"any": [{"person": "qian"}, {"person": "wang"}]}, {"person": "sun"}]}),
            false => json!({"people": ["wang", "qian", "sun"]}),
        };
        self.same_passes |= asking.any_of;
        let fields = editable();
        let kind = if asking.decides { "approve" } else { "handle" };
        let mut node = json!({"kind": kind, "who": who, "mode": modes[asking.mode], "fields": fields});
        if asking.outcomes {
            let kinds = ["agree", "neutral", "return", "refuse"];
            node["outcomes"] = kinds.map(|kind| json!({"id": kind, "kind": kind})).into();
        }
        if asking.direct {
            node["returns"] = json!({"then": "direct"});
        }
        if let Some(back) = asking.back {
            node["refuse"] = json!({"back": self.passed[self.passed.len().saturating_sub(1 + back)]});
        }
        node
    }

    fn block(&mut self, kind: &str, parts: &[Block], behind: &str, condition: Json) -> String {
        let split = self.behind(json!({"kind": kind}), behind, condition);
        let passed = self.passed.len();
        let lasts: Vec<String> = (0..)
            .zip(parts)
            .map(|(index, part)| {
                let condition = match (kind, index) {
                    ("parallel" | "complex", _) => json!({}),
                    (_, 0) => json!({"default": true}),
                    _ => json!({"when": format!("f{}", index % FLAGS)}),
                };
                let last = self.draw(part, &split, condition);
                self.passed.truncate(passed);
                last
            })
            .collect();
        let join = self.node(json!({"kind": kind}));
        for last in lasts {
            self.edge(&last, &join, json!({}));
        }
        join
    }

    fn behind(&mut self, node: Json, behind: &str, condition: Json) -> String {
        let id = self.node(node);
        self.edge(behind, &id, condition);
        id
    }
}

/// Where the process of a block can be begun around the rule, while the first flag is set.
pub(crate) const AROUND: &str = "around";

/// The process of a block, behind some work that is done however it was begun.
pub(crate) fn definition(block: &Block) -> Json {
    let mut drawing = Drawing::default();
    let start = drawing.node(json!({"kind": "start"}));
    drawing.nodes.push(json!({"id": AROUND, "kind": "start", "exception": "f0"}));
    let work = json!({"kind": "handle", "who": "initiator", "fields": editable()});
    let later = drawing.behind(work.clone(), AROUND, json!({}));
    let begun = drawing.behind(json!({"kind": "exclusive"}), &start, json!({}));
    drawing.edge(&later, &begun, json!({}));
    let first = drawing.behind(work, &begun, json!({}));
    drawing.passed.push(first.clone());
    let last = drawing.draw(block, &first, json!({}));
    drawing.behind(json!({"kind": "end"}), &last, json!({}));
    let fields: Vec<Json> = (0..FLAGS).map(|flag| json!({"id": format!("f{flag}"), "type": "boolean"})).collect();
    let same_person = if drawing.same_passes { "pass_if_unchanged" } else { "kept" };
    json!({"lianban": 1, "key": "R", "name": "random", "form": {"fields": fields}, "nodes": drawing.nodes,
        "edges": drawing.edges, "attached": drawing.attached, "settings": {"same_person": same_person}})
}
