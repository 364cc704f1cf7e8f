-- The earlier instance that an instance follows: made from the events like the rest of its row.
alter table instances add column follows blob;

create index instances_by_followed on instances (follows) where follows is not null;
