//! Trees to steps.

use super::tree::{Choices, Edge, Group, Node, One, Times, Tree};

/// Steps that a matcher takes one after the other; behind the last one, the pattern has matched.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    /// How many registers the steps use.
    pub(super) registers: usize,
    pub(super) groups: usize,
    /// Where a match can begin.
    pub(super) beginning: Beginning,
}

/// The number of a step.
pub(super) type Place = usize;

/// The number of a register. Two for each group hold where it began and ended; two for each loop hold how many laps it
/// has begun, and where the last of them did.
pub(super) type Register = usize;

#[derive(Debug)]
pub(super) enum Beginning {
    /// With the text alone.
    Text,
    /// Wherever this stands; it may be empty.
    With(String),
}

#[derive(Debug)]
pub(super) enum Step {
    One(One),
    /// one character, several times
    Run(One, Times),
    Edge(Edge),
    Recall {
        group: Group,
        any_case: bool,
    },
    /// keeps the position
    Mark(Register),
    Choose {
        first: Place,
        second: Place,
    },
    Jump(Place),
    /// before a loop
    Enter(Register),
    /// chooses between another lap, which begins with the next step, and the way out
    Lap {
        register: Register,
        times: Times,
        out: Place,
    },
    BeginLap(Register),
    EndLap {
        register: Register,
        least: usize,
        again: Place,
    },
}

impl Group {
    /// Where the group began; the next register is where it ended.
    pub(super) fn register(self) -> Register {
        2 * self.0
    }
}

impl Program {
    pub(super) fn new(tree: Tree) -> Program {
        let beginning = beginning(&tree);
        let mut writer = Writer { steps: Vec::new(), registers: 2 * tree.groups };
        writer.choices(tree.choices);
        Program { steps: writer.steps, registers: writer.registers, groups: tree.groups, beginning }
    }
}

fn beginning(tree: &Tree) -> Beginning {
    let [branch] = tree.choices.as_slice() else { return Beginning::With(String::new()) };
    if let Some(Node::Edge(Edge::Start)) = branch.first() {
        return Beginning::Text;
    }
    let characters = branch.iter().map_while(|node| match node {
        Node::One(One::Character(character)) => Some(character),
        _ => None,
    });
    Beginning::With(characters.collect())
}

struct Writer {
    steps: Vec<Step>,
    registers: usize,
}

impl Writer {
    fn choices(&mut self, choices: Choices) {
        let mut ends = Vec::new();
        let mut branches = choices.into_iter().peekable();
        while let Some(branch) = branches.next() {
            let choice = branches.peek().is_some().then(|| self.gap());
            for node in branch {
                self.node(node);
            }
            if let Some(choice) = choice {
                ends.push(self.gap());
                self.fill(choice, Step::Choose { first: choice + 1, second: self.next() });
            }
        }
        let next = self.next();
        for end in ends {
            self.fill(end, Step::Jump(next));
        }
    }

    fn node(&mut self, node: Node) {
        match node {
            Node::One(one) => self.steps.push(Step::One(one)),
            Node::Edge(edge) => self.steps.push(Step::Edge(edge)),
            Node::Recall { group, any_case } => self.steps.push(Step::Recall { group, any_case }),
            Node::Choices(choices) => self.choices(choices),
            Node::Capture(group, choices) => {
                self.steps.push(Step::Mark(group.register()));
                self.choices(choices);
                self.steps.push(Step::Mark(group.register() + 1));
            }
            Node::Repeated(node, times) => self.repeated(*node, times),
        }
    }

    fn repeated(&mut self, node: Node, times: Times) {
        match (node, times) {
            (_, Times { most: Some(0), .. }) => {}
            (node, Times { least: 1, most: Some(1), .. }) => self.node(node),
            (Node::One(one), times) => self.steps.push(Step::Run(one, times)),
            (node, Times { least: 0, most: Some(1), reluctant }) => {
                let choice = self.gap();
                self.node(node);
                let (with, without) = (choice + 1, self.next());
                let (first, second) = if reluctant { (without, with) } else { (with, without) };
                self.fill(choice, Step::Choose { first, second });
            }
            (node, times) => {
                let register = self.registers;
                self.registers += 2;
                self.steps.push(Step::Enter(register));
                let lap = self.gap();
                self.steps.push(Step::BeginLap(register));
                self.node(node);
                self.steps.push(Step::EndLap { register, least: times.least, again: lap });
                self.fill(lap, Step::Lap { register, times, out: self.next() });
            }
        }
    }

    /// Where the next step will stand.
    fn next(&self) -> Place {
        self.steps.len()
    }

    /// Leaves room for a step that is known later.
    fn gap(&mut self) -> Place {
        self.steps.push(Step::Jump(0));
        self.next() - 1
    }

    fn fill(&mut self, gap: Place, step: Step) {
        if let Some(place) = self.steps.get_mut(gap) {
            *place = step;
        }
    }
}
