-- What applications were given in sessions. "application_id" names a registration and "handle" a session; neither is a
-- foreign key: a grant ends with them and is purged later. Of a code there is only the SHA-256; of tokens there is
-- nothing: they are computed. "epoch" is the newest number of the log of revocations when the grant was given.
-- "tokens_until" is when the last of its access tokens has expired, null where there was none yet; "ended_at" is set
-- where the grant ended by itself; "told" says that the application was told of that, so that it need not be told
-- again when the session ends.
create table application_grant (
    id                   varchar(22)              not null primary key,
    application_id       varchar(22)              not null,
    handle               varchar(22)              not null,
    account_id           varchar(22)              not null,
    epoch                bigint                   not null,
    scopes               varchar(2000)            not null,
    code_hash            varchar(43)              unique,
    code_expires_at      timestamp with time zone,
    redeemed_at          timestamp with time zone,
    redirect_uri         varchar(2000),
    code_challenge       varchar(43),
    nonce                varchar(512),
    refresh_generation   bigint                   not null,
    confirmed_generation bigint                   not null,
    confirmed_at         timestamp with time zone,
    rotated_at           timestamp with time zone,
    tokens_until         timestamp with time zone,
    created_at           timestamp with time zone not null,
    expires_at           timestamp with time zone not null,
    ended_at             timestamp with time zone,
    told                 boolean                  not null default false
);

create index application_grant_by_session on application_grant (handle, application_id, created_at);
create index application_grant_by_account on application_grant (account_id, application_id);
create index application_grant_by_expiry on application_grant (expires_at);

-- What people consented to. Scopes are in lines. It stays when sessions end, and goes with the application or when the
-- person takes it away.
create table application_consent (
    account_id     varchar(22)              not null,
    application_id varchar(22)              not null references application (id) on delete cascade,
    scopes         varchar(2000)            not null,
    given_at       timestamp with time zone not null,
    primary key (account_id, application_id)
);

create index application_consent_by_application on application_consent (application_id);

-- A client id is in the handle's place where all that an application was given has ended.
alter table revocation alter column handle set data type varchar(64);
