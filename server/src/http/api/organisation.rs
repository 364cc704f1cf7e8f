//! People, departments, posts and roles.

use app::port::{DepartmentRow, Issued, ListQuery, NewAccount, Page, PersonRef, PersonRow, Port, PostRow, RoleRow};
use axum::http::StatusCode;
use flow::id::{DepartmentId, PersonId, PostId, RoleId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::refusal::Refusal;
use crate::http::site::Site;
use crate::http::visitor::{Asked, Named, Reply, Sent, reply};
use crate::service::Visitor;

pub(super) fn router() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(directory))
        .routes(routes!(people))
        .routes(routes!(save_person))
        .routes(routes!(open_account, disable_account))
        .routes(routes!(reset_account))
        .routes(routes!(departments))
        .routes(routes!(save_department, remove_department))
        .routes(routes!(posts))
        .routes(routes!(save_post, remove_post))
        .routes(routes!(roles))
        .routes(routes!(save_role, remove_role))
}

/// The body must be about what the path names.
fn same<T: PartialEq>(path: &T, body: &T) -> Result<(), Refusal> {
    let differs =
        || Refusal::malformed(StatusCode::BAD_REQUEST, "the id in the path and in the body differ".to_owned());
    if path == body { Ok(()) } else { Err(differs()) }
}

/// People to choose from; for anybody who is signed in.
#[utoipa::path(get, path = "/directory", tag = "organisation", params(ListQuery),
    responses((status = 200, body = Page<PersonRef>)))]
async fn directory(visitor: Visitor, Asked(query): Asked<ListQuery>) -> Reply<Page<PersonRef>> {
    reply(visitor.directory(query).await)
}

/// Everybody.
#[utoipa::path(get, path = "/people", tag = "organisation", params(ListQuery),
    responses((status = 200, body = Page<PersonRow>), (status = 403)))]
async fn people(visitor: Visitor, Asked(query): Asked<ListQuery>) -> Reply<Page<PersonRow>> {
    reply(visitor.people(query).await)
}

/// Makes or changes a person.
#[utoipa::path(put, path = "/people/{id}", tag = "organisation", params(("id" = String, Path)),
    request_body = PersonRow, responses((status = 200, body = PersonRow), (status = 403), (status = 422)))]
async fn save_person(visitor: Visitor, Named(id): Named<PersonId>, Sent(row): Sent<PersonRow>) -> Reply<PersonRow> {
    same(&id, &row.id)?;
    reply(visitor.save_person(row).await)
}

/// Lets a person sign in. The answer tells their password, this once.
#[utoipa::path(post, path = "/people/{id}/account", tag = "organisation", params(("id" = String, Path)),
    request_body = NewAccount,
    responses((status = 200, body = Issued), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn open_account(visitor: Visitor, Named(id): Named<PersonId>, Sent(account): Sent<NewAccount>) -> Reply<Issued> {
    reply(visitor.open_account(id, account).await)
}

/// Keeps a person from signing in, and ends their sessions.
#[utoipa::path(delete, path = "/people/{id}/account", tag = "organisation", params(("id" = String, Path)),
    responses((status = 200), (status = 403), (status = 404), (status = 409)))]
async fn disable_account(visitor: Visitor, Named(id): Named<PersonId>) -> Reply<()> {
    reply(visitor.disable_account(id).await)
}

/// Gives a person a new password, lets them in again when they were disabled, and ends their sessions. The answer tells
/// the password, this once.
#[utoipa::path(post, path = "/people/{id}/account/reset", tag = "organisation", params(("id" = String, Path)),
    responses((status = 200, body = Issued), (status = 403), (status = 404)))]
async fn reset_account(visitor: Visitor, Named(id): Named<PersonId>) -> Reply<Issued> {
    reply(visitor.reset_account(id).await)
}

/// Every department.
#[utoipa::path(get, path = "/departments", tag = "organisation", params(ListQuery),
    responses((status = 200, body = Page<DepartmentRow>), (status = 403)))]
async fn departments(visitor: Visitor, Asked(query): Asked<ListQuery>) -> Reply<Page<DepartmentRow>> {
    reply(visitor.departments(query).await)
}

/// Makes or changes a department.
#[utoipa::path(put, path = "/departments/{id}", tag = "organisation", params(("id" = String, Path)),
    request_body = DepartmentRow, responses((status = 200, body = DepartmentRow), (status = 403), (status = 422)))]
async fn save_department(
    visitor: Visitor,
    Named(id): Named<DepartmentId>,
    Sent(row): Sent<DepartmentRow>,
) -> Reply<DepartmentRow> {
    same(&id, &row.id)?;
    reply(visitor.save_department(row).await)
}

/// Removes a department that nobody belongs to.
#[utoipa::path(delete, path = "/departments/{id}", tag = "organisation", params(("id" = String, Path)),
    responses((status = 200), (status = 403), (status = 409)))]
async fn remove_department(visitor: Visitor, Named(id): Named<DepartmentId>) -> Reply<()> {
    reply(visitor.remove_department(id).await)
}

/// Every post.
#[utoipa::path(get, path = "/posts", tag = "organisation", params(ListQuery),
    responses((status = 200, body = Page<PostRow>), (status = 403)))]
async fn posts(visitor: Visitor, Asked(query): Asked<ListQuery>) -> Reply<Page<PostRow>> {
    reply(visitor.posts(query).await)
}

/// Makes or changes a post.
#[utoipa::path(put, path = "/posts/{id}", tag = "organisation", params(("id" = String, Path)),
    request_body = PostRow, responses((status = 200, body = PostRow), (status = 403), (status = 422)))]
async fn save_post(visitor: Visitor, Named(id): Named<PostId>, Sent(row): Sent<PostRow>) -> Reply<PostRow> {
    same(&id, &row.id)?;
    reply(visitor.save_post(row).await)
}

/// Removes a post that nobody holds.
#[utoipa::path(delete, path = "/posts/{id}", tag = "organisation", params(("id" = String, Path)),
    responses((status = 200), (status = 403), (status = 409)))]
async fn remove_post(visitor: Visitor, Named(id): Named<PostId>) -> Reply<()> {
    reply(visitor.remove_post(id).await)
}

/// Every role.
#[utoipa::path(get, path = "/roles", tag = "organisation", params(ListQuery),
    responses((status = 200, body = Page<RoleRow>), (status = 403)))]
async fn roles(visitor: Visitor, Asked(query): Asked<ListQuery>) -> Reply<Page<RoleRow>> {
    reply(visitor.roles(query).await)
}

/// Makes or changes a role.
#[utoipa::path(put, path = "/roles/{id}", tag = "organisation", params(("id" = String, Path)),
    request_body = RoleRow, responses((status = 200, body = RoleRow), (status = 403), (status = 422)))]
async fn save_role(visitor: Visitor, Named(id): Named<RoleId>, Sent(row): Sent<RoleRow>) -> Reply<RoleRow> {
    same(&id, &row.id)?;
    reply(visitor.save_role(row).await)
}

/// Removes a role that nobody has.
#[utoipa::path(delete, path = "/roles/{id}", tag = "organisation", params(("id" = String, Path)),
    responses((status = 200), (status = 403), (status = 409)))]
async fn remove_role(visitor: Visitor, Named(id): Named<RoleId>) -> Reply<()> {
    reply(visitor.remove_role(id).await)
}
