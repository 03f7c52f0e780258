-- What applications have yet to be told of endings. A notice is written with the ending, or by a sweep, and is
-- deleted when the application has confirmed it. An application has one for each session: what is to be told once more
-- while one waits renews that. "due_at" is when a node may take it to send it; a node that takes or renews it raises
-- "attempt", so that one sends it. "failures" is how often the application has not confirmed it. It is sent once more
-- at "again_at", if that is set. No foreign keys: an ending must not wait for a change of an application.
create table logout_notice (
    id             varchar(22)              not null primary key,
    application_id varchar(22)              not null,
    handle         varchar(22)              not null,
    account_id     varchar(22)              not null,
    issuer         varchar(500)             not null,
    attempt        integer                  not null,
    failures       integer                  not null,
    due_at         timestamp with time zone not null,
    again_at       timestamp with time zone,
    give_up_at     timestamp with time zone not null
);

create index logout_notice_by_application on logout_notice (application_id, due_at);
create index logout_notice_by_session on logout_notice (handle, application_id);
create index logout_notice_by_end on logout_notice (give_up_at);

-- Endings of very many sessions, by the log's number, whose notices are written in steps after the answer: for each
-- application by itself, so that none has to wait for another. "subject" is the account or the role; "place" is the
-- last grant of which one was written. Two passes: a login or an exchange that was under way is found by the second.
create table logout_sweep (
    seq            bigint                   not null,
    application_id varchar(22)              not null,
    scope          varchar(16)              not null,
    subject        varchar(32),
    ended_at       timestamp with time zone not null,
    issuer         varchar(500)             not null,
    pass           smallint                 not null,
    place          varchar(64)              not null,
    due_at         timestamp with time zone not null,
    primary key (seq, application_id)
);

create index logout_sweep_by_due on logout_sweep (due_at);

-- Which applications have something of any session, and in which order a sweep finds it.
create index application_grant_by_application on application_grant (application_id, id);
