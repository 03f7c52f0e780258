-- What has happened, for whoever is asked later. No foreign keys: an event outlives what it is about. The names
-- are copies for the same reason. Texts are cut before they come here; none has control characters in it.
create table audit_event (
    id          varchar(22)              not null primary key,
    occurred_at timestamp with time zone not null,
    type        varchar(32)              not null,
    actor       varchar(128),
    account_id  varchar(22),
    subject     varchar(128),
    handle      varchar(22),
    address     varchar(45),
    user_agent  varchar(256),
    reason      varchar(64),
    detail      varchar(512)
);

create index audit_event_by_time on audit_event (occurred_at, id);
create index audit_event_by_type on audit_event (type, occurred_at, id);
create index audit_event_by_subject on audit_event (subject, occurred_at, id);
create index audit_event_by_account on audit_event (account_id, occurred_at, id);
