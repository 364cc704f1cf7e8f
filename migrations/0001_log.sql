-- The log and what is read off it.
-- Moments are milliseconds since 1970 in UTC; ids are UUIDs (version 7) of 16 bytes; hashes are SHA-256.
-- Statements that only one dialect knows stay in this folder and in server/src/store/sqlite.

-- What happened. Rows are added and never touched again.
create table events (
    position integer primary key,
    instance blob    not null,
    seq      integer not null,
    at       integer not null,
    kind     text    generated always as (body ->> 'event') virtual,
    body     text    not null,
    hash     blob    not null,
    unique (instance, seq)
) strict;

create trigger events_are_never_changed before update on events
begin
    select raise(abort, 'events are never changed');
end;

create trigger events_are_never_removed before delete on events
begin
    select raise(abort, 'events are never removed');
end;

-- Values of personal fields; the events hold salted hashes of them. Erasing empties salt and value.
create table personal_values (
    instance blob    not null,
    seq      integer not null,
    field    text    not null,
    salt     blob,
    value    text,
    erased   integer,
    primary key (instance, seq, field)
) strict, without rowid;

-- The chain over the whole log: each transaction's events, sealed with a key that is not in the database.
create table commits (
    number integer primary key,
    at     integer not null,
    first  integer not null,
    last   integer not null,
    heads  blob    not null,
    seal   blob    not null
) strict;

create table definitions (
    process text    not null,
    version integer not null,
    state   text    not null check (state in ('draft', 'published', 'retired')),
    text    text    not null,
    hash    blob    not null,
    at      integer not null,
    by      text    not null,
    primary key (process, version)
) strict;

create table sequences (
    scope text    primary key,
    last  integer not null
) strict, without rowid;

-- Which commands were carried out, so that the same command twice has one effect.
create table command_keys (
    subject  text    not null,
    key      text    not null,
    digest   blob    not null,
    instance blob    not null,
    revision integer not null,
    at       integer not null,
    primary key (subject, key)
) strict, without rowid;

-- States of long instances, so that loading one reads few events. Thrown away at will.
create table snapshots (
    instance blob    primary key,
    revision integer not null,
    state    text    not null
) strict, without rowid;

-- What pages read. Made from the events, and made again by `lianban rebuild`.

create table instances (
    id           blob    primary key,
    process      text    not null,
    version      integer not null,
    number       text,
    title_zh     text    not null,
    title_en     text    not null,
    summary_zh   text,
    summary_en   text,
    initiator    text    not null,
    parent       blob,
    parent_visit integer,
    status       text    not null check (status in ('running', 'completed', 'refused', 'returned', 'withdrawn', 'terminated')),
    stopped      integer not null,
    started      integer not null,
    due          integer,
    ended        integer,
    updated      integer not null,
    revision     integer not null
) strict, without rowid;

create index instances_running on instances (process, version) where status = 'running';
create index instances_by_parent on instances (parent, parent_visit) where parent is not null;

create table tasks (
    instance      blob    not null,
    task          integer not null,
    visit         integer not null,
    node          text    not null,
    node_zh       text    not null,
    node_en       text    not null,
    process       text    not null,
    person        text    not null,
    stands_in_for text,
    status        text    not null check (status in ('open', 'decided', 'closed')),
    version       integer not null,
    created       integer not null,
    due           integer,
    ended         integer,
    outcome       text,
    outcome_kind  text,
    primary key (instance, task)
) strict, without rowid;

-- A task without a limit comes after every task with one.
create index tasks_to_do on tasks (person, coalesce(due, 9223372036854775807), instance, task) where status = 'open';

-- Who has to do with an instance, and how: the other columns of the board, and who may read it.
create table participations (
    person   text    not null,
    instance blob    not null,
    process  text    not null,
    started  integer,
    acted    integer,
    copied   integer,
    open     integer not null,
    running  integer not null check (running in (0, 1)),
    primary key (person, instance)
) strict, without rowid;

create index participations_waiting on participations (person, acted desc, instance) where acted is not null and running = 1 and open = 0;
create index participations_done on participations (person, acted desc, instance) where acted is not null and running = 0;
create index participations_started on participations (person, started desc, instance) where started is not null;
create index participations_copied on participations (person, copied desc, instance) where copied is not null;
create index participations_by_instance on participations (instance);

-- Work for later and for outside, claimed by lease so that several workers can share it.

create table planned_work (
    id           blob    primary key,
    list         text    not null check (list in ('timer', 'outbox')),
    due          integer not null,
    body         text    not null,
    attempts     integer not null default 0,
    failure      text,
    given_up     integer,
    leased_by    text,
    leased_until integer
) strict, without rowid;

create index planned_work_by_due on planned_work (list, due, id) where given_up is null;
