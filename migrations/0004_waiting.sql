-- A task can wait for others: for those whom its holder asks first, or for whoever has claimed it.
create table tasks_with_waiting (
    instance      blob    not null,
    task          integer not null,
    visit         integer not null,
    node          text    not null,
    node_zh       text    not null,
    node_en       text    not null,
    process       text    not null,
    person        text    not null,
    stands_in_for text,
    status        text    not null check (status in ('open', 'waiting', 'decided', 'closed')),
    version       integer not null,
    created       integer not null,
    due           integer,
    ended         integer,
    outcome       text,
    outcome_kind  text,
    primary key (instance, task)
) strict, without rowid;

insert into tasks_with_waiting select * from tasks;
drop table tasks;
alter table tasks_with_waiting rename to tasks;

-- A task without a limit comes after every task with one.
create index tasks_to_do on tasks (person, coalesce(due, 9223372036854775807), instance, task) where status = 'open';
