//! Namespaces, and the names that stand in them.

/// The elements of BPMN.
pub(super) const MODEL: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";
/// The diagram of BPMN.
pub(super) const DIAGRAM: &str = "http://www.omg.org/spec/BPMN/20100524/DI";
/// Bounds and points.
pub(super) const BOUNDS: &str = "http://www.omg.org/spec/DD/20100524/DC";
/// Way points.
pub(super) const WAY_POINTS: &str = "http://www.omg.org/spec/DD/20100524/DI";
/// The namespace in which our own kinds and keys travel.
pub const EXTENSION: &str = "urn:lianban:bpmn:1";
/// What the condition of a complex gateway calls the number of edges on which tokens wait.
pub(super) const ACTIVATION_COUNT: &str = "activationCount";
/// Zeebe's own.
pub(super) const ZEEBE: &str = "http://camunda.org/schema/zeebe/1.0";
/// Those of Camunda, Flowable and Activiti, which share most names.
pub(super) const CAMUNDA: [&str; 3] =
    ["http://camunda.org/schema/1.0/bpmn", "http://flowable.org/bpmn", "http://activiti.org/bpmn"];

/// Whether a namespace is one of the dialects that engines speak.
pub(super) fn is_dialect(namespace: &str) -> bool {
    namespace == ZEEBE || CAMUNDA.contains(&namespace)
}

/// The elements of BPMN that a token can be at.
pub(super) fn is_flow_node(local_name: &str) -> bool {
    is_activity(local_name)
        || is_event(local_name)
        || matches!(
            local_name,
            "exclusiveGateway" | "parallelGateway" | "inclusiveGateway" | "eventBasedGateway" | "complexGateway"
        )
}

/// Work, of whatever sort.
pub(super) fn is_activity(local_name: &str) -> bool {
    is_sub_process(local_name)
        || matches!(
            local_name,
            "task"
                | "userTask"
                | "manualTask"
                | "sendTask"
                | "receiveTask"
                | "serviceTask"
                | "scriptTask"
                | "businessRuleTask"
                | "callActivity"
        )
}

/// Work with a flow of its own.
pub(super) fn is_sub_process(local_name: &str) -> bool {
    matches!(local_name, "subProcess" | "transaction" | "adHocSubProcess")
}

/// What happens.
pub(super) fn is_event(local_name: &str) -> bool {
    matches!(
        local_name,
        "startEvent" | "endEvent" | "intermediateThrowEvent" | "intermediateCatchEvent" | "boundaryEvent"
    )
}
