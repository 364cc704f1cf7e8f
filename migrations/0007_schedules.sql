-- What instances began by themselves for, so that none begins twice: made from the events like the other read models.
create table occurrences (
    process  text    not null,
    start    text    not null,
    moment   integer not null,
    of       text    not null,
    instance blob    not null,
    primary key (process, start, moment, of, instance)
) strict, without rowid;

create index occurrences_by_instance on occurrences (instance);

-- When an instance of a process was completed last.
create index instances_completed on instances (process, ended desc) where status = 'completed';
