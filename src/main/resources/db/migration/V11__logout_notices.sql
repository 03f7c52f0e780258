-- What applications have yet to be told of endings. A notice is written with the ending, or by a sweep, and is
-- deleted when the application has confirmed it. "due_at" is when a node may take it to send it; who takes it raises
-- "attempt", so that one does. No foreign keys: an ending must not wait for a change of an application, and what is
-- due to one that is deleted goes when it is due.
create table logout_notice (
    id             varchar(22)              not null primary key,
    application_id varchar(22)              not null,
    handle         varchar(22)              not null,
    account_id     varchar(22)              not null,
    issuer         varchar(500)             not null,
    attempt        integer                  not null,
    due_at         timestamp with time zone not null,
    give_up_at     timestamp with time zone not null
);

create index logout_notice_by_due on logout_notice (due_at, application_id);
create index logout_notice_by_application on logout_notice (application_id, due_at);

-- Endings of very many sessions, by the log's number, whose notices are written in steps after the answer. "subject"
-- is the account or the role; "place" is the last grant of which one was written. Two passes: a login or an exchange
-- that was under way is found by the second.
create table logout_sweep (
    seq      bigint                   not null primary key,
    scope    varchar(16)              not null,
    subject  varchar(32),
    ended_at timestamp with time zone not null,
    issuer   varchar(500)             not null,
    pass     smallint                 not null,
    place    varchar(64)              not null,
    due_at   timestamp with time zone not null
);

create index logout_sweep_by_due on logout_sweep (due_at);

-- Which applications have something of any session.
create index application_grant_by_application on application_grant (application_id);
