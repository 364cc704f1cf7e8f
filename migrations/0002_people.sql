-- Who is who, who is signed in, and what people keep for themselves. Written by the service, not by the log's writer.

-- The organisation, one row for each person, department, post, role and absence, and one for what it is called and
-- its calendar; the body is JSON in the form of org.yaml.
create table directory (
    kind text not null check (kind in ('organisation', 'person', 'department', 'post', 'role', 'absence')),
    id   text not null,
    body text not null,
    primary key (kind, id)
) strict, without rowid;

-- What was changed in the directory, by whom. Rows are added and never touched again.
create table directory_changes (
    number integer primary key,
    at     integer not null,
    by     text,
    kind   text    not null,
    id     text    not null,
    before text,
    after  text
) strict;

-- Names to sign in with. Passwords are Argon2id hashes in PHC form.
create table accounts (
    person   text    primary key,
    name     text    not null unique,
    password text    not null,
    disabled integer,
    changed  integer not null
) strict, without rowid;

-- Who is signed in. The token itself is known to the browser alone.
create table sessions (
    token   blob    primary key,
    person  text    not null,
    agent   text    not null,
    created integer not null,
    used    integer not null
) strict, without rowid;

create index sessions_by_person on sessions (person);

create table preferences (
    person text primary key,
    body   text not null
) strict, without rowid;

-- What somebody typed and has not sent.
create table drafts (
    person text    not null,
    topic  text    not null,
    body   text    not null,
    at     integer not null,
    primary key (person, topic)
) strict, without rowid;

-- Tasks that somebody has moved to "in progress".
create table begun (
    person   text    not null,
    instance blob    not null,
    task     integer not null,
    primary key (person, instance, task)
) strict, without rowid;

-- Links to a timeline for people without an account. The secret is in the link alone.
create table shares (
    id       blob    primary key,
    instance blob    not null,
    secret   blob    not null unique,
    label    text    not null,
    by       text    not null,
    created  integer not null,
    expires  integer not null,
    revoked  integer
) strict, without rowid;

create index shares_by_instance on shares (instance);

create table share_openings (
    share blob    not null references shares (id),
    at    integer not null,
    agent text    not null
) strict;

create index share_openings_by_share on share_openings (share, at desc);

-- Files that were uploaded, each kept under the hash of its content. Which instance shows one is told by its values.
create table attachments (
    hash text    not null,
    by   text    not null,
    name text    not null,
    size integer not null,
    at   integer not null,
    primary key (hash, by)
) strict, without rowid;
