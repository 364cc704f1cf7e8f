//! The simple expressions that most languages share: comparisons, arithmetic, and, or, not; from JUEL, JavaScript,
//! Groovy or XPath to FEEL.

/// How tightly an operator binds, from loose to tight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Choice,
    Or,
    And,
    Comparison,
    Sum,
    Product,
    Negation,
    Whole,
}

/// A part in FEEL.
struct Part {
    text: String,
    strength: Strength,
}

impl Part {
    fn whole(text: impl Into<String>) -> Self {
        Self { text: text.into(), strength: Strength::Whole }
    }

    /// As an operand of an operator that binds at least so tightly.
    fn within(self, least: Strength) -> String {
        if self.strength >= least { self.text } else { format!("({})", self.text) }
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(String),
    Text(String),
    Word(String),
    Sign(&'static str),
}

/// The signs, longer ones before those that they begin with.
const SIGNS: [&str; 22] = [
    "===", "!==", "==", "!=", "<=", ">=", "&&", "||", "<", ">", "=", "!", "+", "-", "*", "/", "%", "(", ")", "?", ":",
    ".",
];

/// How deep parts may stand in one another.
const DEEPEST: usize = 64;

/// The same in FEEL; none when it is not simple.
pub(super) fn translate(text: &str) -> Option<String> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens, at: 0, depth: 0 };
    let part = parser.choice()?;
    (parser.at == parser.tokens.len()).then_some(part.text)
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '0'..='9' => rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len()),
            '\'' | '"' => rest[1..].find(first)? + 2,
            c if c.is_alphabetic() || c == '_' || c == '$' => {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').unwrap_or(rest.len())
            }
            _ => 0,
        };
        let (word, after) = rest.split_at(length);
        rest = match first {
            _ if length == 0 => {
                let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign))?;
                tokens.push(Token::Sign(sign));
                &rest[sign.len()..]
            }
            '\'' | '"' if word.contains('\\') => return None,
            '\'' | '"' => {
                tokens.push(Token::Text(word[1..word.len() - 1].to_owned()));
                after
            }
            '0'..='9' => {
                tokens.push(Token::Number(word.to_owned()));
                after
            }
            _ => {
                tokens.push(Token::Word(word.to_owned()));
                after
            }
        }
        .trim_start();
    }
    Some(tokens)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn sign(&mut self, sign: &str) -> Option<()> {
        let is_it = matches!(self.tokens.get(self.at), Some(Token::Sign(here)) if *here == sign);
        is_it.then(|| self.at += 1)
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let is_it = matches!(self.tokens.get(self.at), Some(Token::Word(here)) if here == word);
        is_it.then(|| self.at += 1)
    }

    /// The operator that stands here, as FEEL has it.
    fn operator(&mut self, known: &[(&str, &'static str)]) -> Option<&'static str> {
        let here = match self.tokens.get(self.at)? {
            Token::Sign(sign) => *sign,
            Token::Word(word) => word.as_str(),
            Token::Number(_) | Token::Text(_) => return None,
        };
        let (_, feel) = known.iter().find(|(theirs, _)| *theirs == here)?;
        self.at += 1;
        Some(feel)
    }

    fn choice(&mut self) -> Option<Part> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let condition = self.or()?;
        let part = match self.sign("?") {
            None => condition,
            Some(()) => {
                let then = self.choice()?;
                self.sign(":")?;
                let otherwise = self.choice()?;
                let text = format!("if {} then {} else {}", condition.text, then.text, otherwise.text);
                Part { text, strength: Strength::Choice }
            }
        };
        self.depth -= 1;
        Some(part)
    }

    /// Operands of one strength, from left to right; what stands to the right binds more tightly.
    fn joined(
        &mut self,
        known: &[(&str, &'static str)],
        strength: Strength,
        tighter: Strength,
        operand: fn(&mut Self) -> Option<Part>,
    ) -> Option<Part> {
        let mut left = operand(self)?;
        while let Some(operator) = self.operator(known) {
            let right = operand(self)?;
            let text = match operator {
                "modulo" => {
                    left = Part::whole(format!("modulo({}, {})", left.text, right.text));
                    continue;
                }
                _ => format!("{} {operator} {}", left.within(strength), right.within(tighter)),
            };
            left = Part { text, strength };
        }
        Some(left)
    }

    fn or(&mut self) -> Option<Part> {
        self.joined(&[("||", "or"), ("or", "or")], Strength::Or, Strength::And, Self::and)
    }

    fn and(&mut self) -> Option<Part> {
        self.joined(&[("&&", "and"), ("and", "and")], Strength::And, Strength::Comparison, Self::comparison)
    }

    fn comparison(&mut self) -> Option<Part> {
        let left = self.sum()?;
        let signs = [("===", "="), ("==", "="), ("=", "="), ("eq", "="), ("!==", "!="), ("!=", "!="), ("ne", "!=")];
        let more =
            [("<=", "<="), ("le", "<="), (">=", ">="), ("ge", ">="), ("<", "<"), ("lt", "<"), (">", ">"), ("gt", ">")];
        let Some(operator) = self.operator(&signs).or_else(|| self.operator(&more)) else { return Some(left) };
        let right = self.sum()?;
        let text = format!("{} {operator} {}", left.within(Strength::Sum), right.within(Strength::Sum));
        Some(Part { text, strength: Strength::Comparison })
    }

    fn sum(&mut self) -> Option<Part> {
        self.joined(&[("+", "+"), ("-", "-")], Strength::Sum, Strength::Product, Self::product)
    }

    fn product(&mut self) -> Option<Part> {
        let signs = [("*", "*"), ("/", "/"), ("div", "/"), ("%", "modulo"), ("mod", "modulo")];
        self.joined(&signs, Strength::Product, Strength::Negation, Self::unary)
    }

    fn unary(&mut self) -> Option<Part> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let part = if self.sign("!").is_some() || self.word("not").is_some() {
            Part::whole(format!("not({})", self.unary()?.text))
        } else if self.sign("-").is_some() {
            let text = format!("-{}", self.unary()?.within(Strength::Negation));
            Part { text, strength: Strength::Negation }
        } else if self.word("empty").is_some() {
            let looked_at = self.unary()?.within(Strength::Sum);
            Part { text: format!("{looked_at} = null or {looked_at} = \"\""), strength: Strength::Or }
        } else {
            self.primary()?
        };
        self.depth -= 1;
        Some(part)
    }

    fn primary(&mut self) -> Option<Part> {
        if self.sign("(").is_some() {
            let inner = self.choice()?;
            self.sign(")")?;
            return Some(inner);
        }
        let token = self.tokens.get(self.at)?.clone();
        self.at += 1;
        match token {
            Token::Number(number) => number.parse::<f64>().is_ok().then(|| Part::whole(number)),
            Token::Text(text) => Some(Part::whole(feel::Value::from(text.as_str()).to_string())),
            Token::Word(word) => self.name(&word).map(Part::whole),
            Token::Sign(_) => None,
        }
    }

    /// A name, with what is asked of it; or a call of what yields a variable.
    fn name(&mut self, first: &str) -> Option<String> {
        if first == "bpmn" && self.sign(":").is_some() {
            self.word("getDataObject")?;
            return self.named_in_quotes();
        }
        if first == "getDataObject" {
            return self.named_in_quotes();
        }
        let mut name = usual(first)?.to_owned();
        while self.sign(".").is_some() {
            let Some(Token::Word(word)) = self.tokens.get(self.at).cloned() else { return None };
            self.at += 1;
            if first == "execution" && word == "getVariable" {
                return self.named_in_quotes();
            }
            name = format!("{name}.{word}");
        }
        // Whatever else is called is somebody else's code.
        let is_called = matches!(self.tokens.get(self.at), Some(Token::Sign("(")));
        (!is_called && is_name(&name)).then_some(name)
    }

    fn named_in_quotes(&mut self) -> Option<String> {
        self.sign("(")?;
        let Some(Token::Text(name)) = self.tokens.get(self.at).cloned() else { return None };
        self.at += 1;
        self.sign(")")?;
        is_name(&name).then_some(name)
    }
}

/// Whether FEEL reads it as a name by itself.
fn is_name(name: &str) -> bool {
    feel::parse(name, &()).is_ok_and(|parsed| !parsed.free_names().is_empty()) || is_literal(name)
}

fn is_literal(name: &str) -> bool {
    matches!(name, "true" | "false" | "null")
}

/// What engines call things that we call otherwise; none for words that are no name.
fn usual(name: &str) -> Option<&str> {
    Some(match name {
        "nrOfInstances" => "numberOfInstances",
        "nrOfActiveInstances" => "numberOfActiveInstances",
        "nrOfCompletedInstances" => "numberOfCompletedInstances",
        "and" | "or" | "eq" | "ne" | "lt" | "gt" | "le" | "ge" | "div" | "mod" | "instanceof" => return None,
        name => name,
    })
}
