-- The directory of sessions: the device list, who is online, and the refresh state. No foreign key to
-- the account: an account that is deleted leaves its ended sessions for the record.
create table user_session (
    handle               varchar(22)              not null primary key,
    account_id           varchar(22)              not null,
    epoch                bigint                   not null,
    mode                 varchar(16)              not null,
    transport            varchar(16)              not null,
    remembered           boolean                  not null,
    started_at           timestamp with time zone not null,
    last_seen_at         timestamp with time zone not null,
    idle_expires_at      timestamp with time zone not null,
    expires_at           timestamp with time zone not null,
    address              varchar(45)              not null,
    user_agent           varchar(256)             not null,
    ended_at             timestamp with time zone,
    end_reason           varchar(32),
    refresh_generation   bigint                   not null,
    confirmed_generation bigint                   not null,
    confirmed_at         timestamp with time zone,
    rotated_at           timestamp with time zone
);

create index user_session_by_account on user_session (account_id, ended_at, started_at);
create index user_session_online on user_session (ended_at, started_at, handle);
create index user_session_by_expiry on user_session (expires_at);
