-- The services that may ask about credentials. A secret is 32 random bytes, so its SHA-256 gives nothing away.
-- A name has up to 64 characters; H2 counts two for one outside the basic plane.
create table service (
    client_id   varchar(22)              not null primary key,
    name        varchar(128)             not null unique,
    secret_hash varchar(43)              not null,
    created_at  timestamp with time zone not null,
    created_by  varchar(128)             not null
);
