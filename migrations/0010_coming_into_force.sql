-- Drafts that come into force at a moment, and in whose name. As long as a draft stands here it is not changed.
create table coming_into_force (
    process text    primary key,
    version integer not null,
    at      integer not null,
    by      text    not null,
    foreign key (process, version) references definitions (process, version)
) strict, without rowid;

-- Every version with what is planned for it.
create view definitions_with_plans as
    select d.*, c.at as coming_at, c.by as coming_by
    from definitions d left join coming_into_force c on c.process = d.process and c.version = d.version;
