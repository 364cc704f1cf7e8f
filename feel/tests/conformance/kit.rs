//! The cases of the public test kit for DMN: a model, what is given, and what is to come of it.

use std::fs;
use std::path::{Path, PathBuf};

use feel::dmn::{Library, Model};
use feel::xml::{self, Element};
use feel::{Context, Value};

/// A file of cases with the models that it is about.
pub(crate) struct Suite {
    /// The name of the folder.
    pub(crate) name: String,
    pub(crate) library: Library,
    pub(crate) cases: Vec<Case>,
}

/// One result that is expected for one input.
pub(crate) struct Case {
    pub(crate) id: String,
    /// What is evaluated.
    pub(crate) invocable: String,
    /// Which output is looked at, when what is evaluated yields several.
    pub(crate) output: Option<String>,
    pub(crate) input: Context,
    pub(crate) expected: Value,
}

/// Every suite of a level.
pub(crate) fn suites(kit: &Path, level: &str) -> Vec<Suite> {
    let mut folders: Vec<PathBuf> = entries(&kit.join(level)).into_iter().filter(|path| path.is_dir()).collect();
    folders.sort();
    folders.iter().flat_map(|folder| suites_of(folder)).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("the folder can be read").path()).collect()
}

fn suites_of(folder: &Path) -> Vec<Suite> {
    let models = models_of(folder);
    files(folder, "xml").iter().map(|path| suite(path, &models)).collect()
}

/// Every model of a level, with the name of its file.
pub(crate) fn models(kit: &Path, level: &str) -> Vec<(String, Model)> {
    entries(&kit.join(level)).iter().filter(|path| path.is_dir()).flat_map(|folder| models_of(folder)).collect()
}

fn models_of(folder: &Path) -> Vec<(String, Model)> {
    let read = |path: &PathBuf| {
        let model = Model::read(&text(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (name(path), model)
    };
    files(folder, "dmn").iter().map(read).collect()
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files = entries(folder);
    files.retain(|path| path.extension().is_some_and(|found| found == extension));
    files.sort();
    files
}

fn suite(path: &Path, models: &[(String, Model)]) -> Suite {
    let root = xml::read(&text(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let wanted = root.first("modelName").map(|name| name.text().trim().to_owned()).unwrap_or_default();
    let mut models = models.to_vec();
    let main = models.iter().position(|(name, _)| *name == wanted).expect("the model of the cases is there");
    models.swap(0, main);
    let library = Library::new(&models.into_iter().map(|(_, model)| model).collect::<Vec<_>>());
    let folder = path.parent().map(name).unwrap_or_default();
    let cases = root.named("testCase").flat_map(cases).collect();
    Suite { name: folder, library, cases }
}

fn cases(test: &Element) -> Vec<Case> {
    let id = test.attribute("id").unwrap_or_default();
    let input: Context =
        test.named("inputNode").map(|node| (node.attribute("name").unwrap_or_default(), value(node))).collect();
    let invocable = test.attribute("invocableName");
    let results = test.named("resultNode").map(|result| {
        let name = result.attribute("name").unwrap_or_default();
        Case {
            id: id.to_owned(),
            invocable: invocable.unwrap_or(name).to_owned(),
            output: invocable.map(|_| name.to_owned()),
            input: input.clone(),
            expected: result.first("expected").map(value).unwrap_or_default(),
        }
    });
    results.collect()
}

/// A value as the kit writes it.
fn value(element: &Element) -> Value {
    if let Some(list) = element.first("list") {
        return match is_nil(list) {
            true => Value::Null,
            false => list.named("item").map(value).collect::<Vec<_>>().into(),
        };
    }
    if let Some(single) = element.first("value") {
        return simple(single);
    }
    if element.first("component").is_some() {
        let component = |part: &Element| (part.attribute("name").unwrap_or_default().to_owned(), value(part));
        return element.named("component").map(component).collect::<Context>().into();
    }
    Value::Null
}

fn is_nil(element: &Element) -> bool {
    element.attribute("xsi:nil") == Some("true")
}

fn simple(element: &Element) -> Value {
    if is_nil(element) {
        return Value::Null;
    }
    let text = element.text();
    let of_type = element.attribute("xsi:type").and_then(|name| name.rsplit(':').next());
    let parsed = match of_type {
        Some("decimal" | "double" | "integer" | "int" | "float" | "long") => {
            text.trim().parse().ok().map(Value::Number)
        }
        Some("boolean") => Some(Value::Bool(text.trim() == "true")),
        Some("date") => text.trim().parse().ok().map(Value::Date),
        Some("time") => text.trim().parse().ok().map(Value::Time),
        Some("dateTime") => text.trim().parse().ok().map(Value::DateTime),
        Some("duration") => {
            let months = text.trim().parse().ok().map(Value::YearsMonths);
            months.or_else(|| text.trim().parse().ok().map(Value::DaysTime))
        }
        _ => Some(text.as_str().into()),
    };
    parsed.unwrap_or_else(|| text.as_str().into())
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
