//! The demo: an organisation, its processes, and a handful of instances on their way, made by real commands.

mod matter;

use flow::file::{self, Format};
use flow::id::PersonId;
use flow::model::Definition;
use flow::organisation::Organisation;
use serde::de::DeserializeOwned;

use crate::service::Service;
use crate::store::directory::Changer;
use crate::store::{Queries, Store, StoreError, Upkeep};
use matter::Matter;

const ORGANISATION: &str = include_str!("../../content/org.yaml");
const MATTERS: &str = include_str!("../../content/demo.yaml");

/// The processes, a called one before its callers.
const PROCESSES: [&str; 7] = [
    include_str!("../../content/O-02.flow.yaml"),
    include_str!("../../content/O-03.flow.yaml"),
    include_str!("../../content/O-01.flow.yaml"),
    include_str!("../../content/D-01.flow.yaml"),
    include_str!("../../content/S-01.flow.yaml"),
    include_str!("../../content/S-11.flow.yaml"),
    include_str!("../../content/C-10.flow.yaml"),
];

/// Why a demo cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum NoDemo {
    /// A file that came with the program cannot be read.
    #[error("a file of the demo cannot be read: {0}")]
    Content(String),
    /// The store cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A process cannot be published.
    #[error("a process of the demo cannot be published: {0}")]
    Process(String),
}

/// Fills a store that holds nothing yet; leaves any other as it is. Tells whether it was filled.
///
/// # Errors
/// See [`NoDemo`].
pub async fn fill(service: &Service) -> Result<bool, NoDemo> {
    let store = service.runtime().store();
    if !is_empty(store).await? {
        return Ok(false);
    }
    let organisation: Organisation = read(ORGANISATION)?;
    let office = process_office(&organisation);
    let changer = Changer { by: None, at: service.runtime().now() };
    crate::service::replace_organisation_in(store, &organisation, &changer).await?;
    service.runtime().set_organisation(organisation);
    for text in PROCESSES {
        publish(service, text, &office).await?;
    }
    for matter in read::<Vec<Matter>>(MATTERS)? {
        // A matter that today's calendar does not allow leaves a gap in the demo, no more.
        if let Err(problem) = matter.play(service).await {
            tracing::warn!(process = %matter.process, %problem, fields = ?problem.fields, "a matter of the demo was left out");
        }
    }
    Ok(true)
}

async fn is_empty(store: &Store) -> Result<bool, StoreError> {
    Ok(store.directory().await?.is_empty()
        && store.definitions().await?.is_empty()
        && store.accounts().await?.is_empty())
}

/// In whose name the processes are published.
fn process_office(organisation: &Organisation) -> PersonId {
    let office = organisation.roles.get(crate::service::subject::PROCESS_OFFICE);
    office.and_then(|role| role.people.first().cloned()).unwrap_or_else(|| PersonId::from("demo"))
}

async fn publish(service: &Service, text: &str, by: &PersonId) -> Result<(), NoDemo> {
    let definition: Definition = read(text)?;
    let (store, now) = (service.runtime().store(), service.runtime().now());
    let draft = store.save_draft(&definition.key, text, by, now).await?;
    let published = service.runtime().publish(&definition.key, draft, by).await?;
    if published { Ok(()) } else { Err(NoDemo::Process(definition.key.to_string())) }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, NoDemo> {
    let read = file::read::<T>(text, Format::Yaml);
    let first = |findings: Vec<flow::check::Finding>| format!("{:?}", findings.first());
    read.map(|read| read.value).map_err(|findings| NoDemo::Content(first(findings)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_comes_with_the_program_can_be_read() {
        read::<Organisation>(ORGANISATION).unwrap();
        read::<Vec<Matter>>(MATTERS).unwrap();
        for text in PROCESSES {
            read::<Definition>(text).unwrap();
        }
    }
}
