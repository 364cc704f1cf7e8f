-- The last instances of a process, the newest first: their ids are by time.
create index instances_by_process on instances (process, id);
