//! A repair of what older optimisers break.
//!
//! Binaryen 108, which Debian 12 has, writes every exported table as the first one. The page has two, one of functions
//! and one of the browser's objects, and exports the second: it would not start.

use anyhow::{Context, Result, anyhow};
use walrus::{ExportItem, Module, ModuleConfig, RefType, TableId};

/// The optimised module, its exported tables of the types that they have in the original.
pub(crate) fn restored(original: &[u8], optimized: Vec<u8>) -> Result<Vec<u8>> {
    let original = parse(original)?;
    let mut module = parse(&optimized).context("the optimiser wrote a module that cannot be read")?;
    let wrong = exported_tables(&original)
        .zip(exported_tables(&module))
        .filter(|((_, _, wanted), (_, _, found))| wanted != found)
        .map(|((name, _, wanted), _)| (name.to_owned(), wanted))
        .collect::<Vec<_>>();
    if wrong.is_empty() {
        return Ok(optimized);
    }
    for (name, wanted) in wrong {
        let table = only_table(&module, wanted)?;
        let export = module.exports.iter_mut().find(|export| export.name == name).expect("it was listed above");
        export.item = ExportItem::Table(table);
    }
    Ok(module.emit_wasm())
}

fn parse(module: &[u8]) -> Result<Module> {
    ModuleConfig::new().generate_producers_section(false).parse(module).map_err(|error| anyhow!(error))
}

/// The exported tables in the order of the module, which optimising keeps.
fn exported_tables(module: &Module) -> impl Iterator<Item = (&str, TableId, RefType)> {
    module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Table(id) => Some((export.name.as_str(), id, module.tables.get(id).element_ty)),
        _ => None,
    })
}

fn only_table(module: &Module, wanted: RefType) -> Result<TableId> {
    let mut tables = module.tables.iter().filter(|table| table.element_ty == wanted).map(|table| table.id());
    match (tables.next(), tables.next()) {
        (Some(table), None) => Ok(table),
        _ => Err(anyhow!("the optimiser lost a table of {wanted:?}, or there are several: please take a newer one")),
    }
}

#[cfg(test)]
mod tests {
    use walrus::{ExportItem, Module, RefType};

    use super::{exported_tables, parse, restored};

    /// A module with a table of functions and one of objects, of which it exports one.
    fn exporting(wanted: RefType) -> Vec<u8> {
        let mut module = Module::default();
        let functions = module.tables.add_local(false, 1, None, RefType::FUNCREF);
        let objects = module.tables.add_local(false, 1, None, RefType::EXTERNREF);
        let table = if wanted == RefType::EXTERNREF { objects } else { functions };
        module.exports.add("objects", ExportItem::Table(table));
        module.emit_wasm()
    }

    #[test]
    fn an_export_gets_its_table_back() {
        let repaired = restored(&exporting(RefType::EXTERNREF), exporting(RefType::FUNCREF)).expect("repairs");

        let module = parse(&repaired).expect("reads");
        let exported = exported_tables(&module).map(|(name, _, of)| (name, of)).collect::<Vec<_>>();
        assert_eq!(exported, [("objects", RefType::EXTERNREF)]);
    }

    #[test]
    fn a_module_without_fault_stays_as_it_is() {
        let sound = exporting(RefType::EXTERNREF);
        assert_eq!(restored(&sound, sound.clone()).expect("reads"), sound);
    }
}
