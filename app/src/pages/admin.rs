//! Administration: the organisation and its processes, each as a list and as pages of their own.

mod cells;
mod departments;
mod listing;
mod people;
mod posts;
mod processes;
mod roles;
mod routes;
mod section;

pub(crate) use routes::AdminRoutes;
