-- Which instances wait for a message or a signal: made from the events like the other read models.
create table awaited (
    kind     text    not null check (kind in ('message', 'signal')),
    name     text    not null,
    instance blob    not null,
    waits    integer not null check (waits in (0, 1)),
    primary key (kind, name, instance)
) strict, without rowid;

create index awaited_now on awaited (kind, name, instance) where waits = 1;
create index awaited_by_instance on awaited (instance);
