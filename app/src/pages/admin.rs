//! Administration: the organisation and its processes, each as a list and as pages of their own.

mod cells;
mod department;
mod departments;
mod editor;
mod listing;
mod people;
mod person;
mod post;
mod posts;
mod process;
mod processes;
mod role;
mod roles;
mod routes;
mod section;

pub(crate) use routes::AdminRoutes;
