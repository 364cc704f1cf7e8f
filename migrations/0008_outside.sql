-- Links by which people outside answer a task. Of what a link carries, and of its code, hashes alone are kept. Whether a
-- link was used is told by the log: the task is decided.
create table outside_links (
    id       blob    primary key,
    instance blob    not null,
    task     integer not null,
    secret   blob    not null unique,
    code     text    not null,
    name     text    not null,
    by       text    not null,
    created  integer not null,
    expires  integer not null,
    revoked  integer,
    wrong    integer not null default 0
) strict, without rowid;

create index outside_links_by_task on outside_links (instance, task);

create table outside_openings (
    link  blob    not null references outside_links (id),
    at    integer not null,
    agent text    not null
) strict;

create index outside_openings_by_link on outside_openings (link, at desc);
