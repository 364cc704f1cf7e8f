-- Rows of registers, made from the events like the other read models. Rows are only added: one that takes another back
-- names the visit that entered it.
create table register_rows (
    instance   blob    not null,
    visit      integer not null,
    entered_at integer not null,
    register   text    not null,
    node       text    not null,
    at         integer not null,
    columns    text    not null,
    primary key (instance, visit, entered_at, register)
) strict, without rowid;

create index register_rows_by_register on register_rows (register, instance, entered_at, visit);
