-- Who may sign in, and what they may do. A username has up to 64 characters; H2 counts two for one outside
-- the basic plane, so the column has room for 128.
create table account (
    id                   varchar(22)              not null primary key,
    username             varchar(128)             not null unique,
    password_hash        varchar(255)             not null,
    status               varchar(16)              not null,
    must_change_password boolean                  not null,
    created_at           timestamp with time zone not null
);

create table role (
    name varchar(32) not null primary key
);

create table role_permission (
    role       varchar(32) not null references role (name) on delete cascade,
    permission varchar(64) not null,
    primary key (role, permission)
);

create table account_role (
    account_id varchar(22) not null references account (id) on delete cascade,
    role       varchar(32) not null references role (name),
    primary key (account_id, role)
);

create index account_role_by_role on account_role (role);

insert into role (name) values ('ADMIN'), ('USER');

insert into role_permission (role, permission) values
    ('ADMIN', 'users:read'), ('ADMIN', 'users:write'),
    ('ADMIN', 'sessions:read'), ('ADMIN', 'sessions:end'),
    ('ADMIN', 'audit:read'), ('ADMIN', 'keys:write'),
    ('ADMIN', 'applications:write'), ('ADMIN', 'metrics:read');

-- What has ended. The one-row head gives out contiguous numbers in commit order: a transaction that takes
-- one keeps the row locked until it commits. "everybody" is the newest number that ended all sessions. No session
-- that is live began before "live_since": lists read no further back. It is set when all sessions are ended, and
-- moved back by a node that opens one with an earlier time because its clock is behind.
create table revocation_head (
    id         smallint                 not null primary key check (id = 1),
    seq        bigint                   not null,
    everybody  bigint                   not null,
    live_since timestamp with time zone not null
);

insert into revocation_head (id, seq, everybody, live_since)
values (1, 0, 0, timestamp with time zone '2000-01-01 00:00:00+00');

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

-- Accounts whose sessions have all ended by one row of the log, while their own rows still wait to be marked: so
-- to end a thousand of them takes no longer than to read them. A session is ended if its epoch is below "seq".
create table ended_account (
    seq        bigint                   not null primary key,
    account_id varchar(22)              not null,
    reason     varchar(32)              not null,
    ended_at   timestamp with time zone not null
);

create index ended_account_by_account on ended_account (account_id, seq);

-- The nodes that may answer from their view, and how far each has read the log. A lease is by the database's clock.
create table node (
    id          varchar(22)              not null primary key,
    applied_seq bigint                   not null,
    lease_until timestamp with time zone not null
);

-- Which installation this database is of. Redis is told, so that two of them cannot share one by mistake.
create table installation (
    one smallint    not null primary key check (one = 1),
    id  varchar(22) not null
);

-- What access tokens are signed with. Keys are numbered from 1, and each number is there once: of two nodes
-- that make a key at the same time one wins, and the other takes the winner's. A key signs from signs_from
-- until that of a newer one has come; it may do so from usable_from, when those who keep the published keys have
-- it. public_key and private_key are JSON Web Keys (RFC 7517), the private one encrypted under
-- latchkey.master-key; a symmetric key has no public part. Of a revoked key nothing is left but its id, so that
-- it never comes back.
create table signing_key (
    kid         varchar(22)              not null primary key,
    algorithm   varchar(16)              not null,
    ordinal     integer                  not null unique,
    public_key  varchar(2048),
    private_key varchar(8192),
    created_at  timestamp with time zone not null,
    usable_from timestamp with time zone not null,
    signs_from  timestamp with time zone not null,
    revoked_at  timestamp with time zone
);

-- The applications that may ask about credentials. A secret is 32 random bytes, so its SHA-256 gives nothing away.
-- A name has up to 64 characters; H2 counts two for one outside the basic plane.
create table application (
    client_id   varchar(22)              not null primary key,
    name        varchar(128)             not null unique,
    secret_hash varchar(43)              not null,
    created_at  timestamp with time zone not null,
    created_by  varchar(128)             not null
);

-- Locked by a node that registers an application, so that no more are registered than there may be.
create table application_registry (
    one smallint not null primary key check (one = 1)
);

insert into application_registry (one) values (1);

-- What has happened. No foreign keys: an event outlives what it is about. The names
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
