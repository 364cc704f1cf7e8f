-- That somebody asks others to look at a draft before it comes into force, and what was answered: the last time for each
-- process. It holds for the text whose hash begins so; what was written since was not looked at.
create table reviews (
    process     text    primary key,
    draft       blob    not null,
    asked       integer not null,
    by          text    not null,
    note        text,
    answered    integer,
    answered_by text,
    agrees      integer,
    remark      text
) strict, without rowid;
