//! From a definition to BPMN.
use feel::xml::Element;
use crate::model::{Definition, Diagram};
pub fn write(_definition: &Definition) -> String { String::new() }
pub(super) fn is_as_written(_root: &Element, _definition: &Definition) -> bool { false }
pub(super) fn laid_out(_definition: &Definition) -> Diagram { Diagram::default() }
