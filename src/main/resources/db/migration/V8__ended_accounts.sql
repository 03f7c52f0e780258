-- Accounts whose sessions have all ended by one row of the log, while their own rows still wait to be marked: so
-- to end a thousand of them takes no longer than to read them. A session is ended if its epoch is below "seq".
create table ended_account (
    seq        bigint                   not null primary key,
    account_id varchar(22)              not null,
    reason     varchar(32)              not null,
    ended_at   timestamp with time zone not null
);

create index ended_account_by_account on ended_account (account_id, seq);
