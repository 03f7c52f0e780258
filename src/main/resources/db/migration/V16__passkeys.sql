-- Passkeys (Web Authentication). "id" is the public name. "credential_id" is the authenticator's own, in base64url as the
-- other binary values are: it has up to 1023 bytes. "attestation_object" is what the authenticator said at the
-- registration. "sign_count" is the highest counter that was seen; some authenticators have none, and it stays 0. A name
-- has up to 64 characters; H2 counts two for one outside the basic plane.
create table passkey (
    id                 varchar(22)              not null primary key,
    account_id         varchar(22)              not null references account (id) on delete cascade,
    credential_id      varchar(1364)            not null unique,
    public_key         varchar(16384)           not null,
    attestation_object varchar(16384)           not null,
    transports         varchar(255)             not null,
    sign_count         bigint                   not null,
    name               varchar(128)             not null,
    created_at         timestamp with time zone not null,
    last_used_at       timestamp with time zone
);

create index passkey_by_account on passkey (account_id);

-- Challenges of passkeys that have led to something, until they have expired by the database's clock: each is good once.
-- A challenge says by a MAC what it is for and when it expires, so that one that was only asked for has no row.
create table used_challenge (
    hash       varchar(43)              not null primary key,
    expires_at timestamp with time zone not null
);

create index used_challenge_by_expiry on used_challenge (expires_at);
