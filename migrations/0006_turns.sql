-- Who was asked last at a node of a process, for those who take turns.
create index tasks_asked on tasks (process, node, created desc, instance desc, task desc);
