-- What has ended. The one-row head gives out contiguous numbers in commit order: whoever takes
-- one keeps the row locked until it commits. "everybody" is the newest number that ended all sessions.
create table revocation_head (
    id        smallint not null primary key check (id = 1),
    seq       bigint   not null,
    everybody bigint   not null
);

insert into revocation_head (id, seq, everybody) values (1, 0, 0);

create table revocation (
    seq        bigint                   not null primary key,
    id         varchar(22)              not null unique,
    scope      varchar(16)              not null,
    account_id varchar(22),
    handle     varchar(22),
    reason     varchar(32)              not null,
    actor      varchar(128)             not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null
);

create index revocation_by_account on revocation (account_id, seq);
create index revocation_by_expiry on revocation (expires_at);
