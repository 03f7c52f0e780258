-- What access tokens are signed with. Keys are numbered from 1, and each number is there once: of two nodes
-- that make a key at the same time one wins, and the other takes the winner's. A key signs from signs_from
-- until that of a newer one has come; it may do so from usable_from, when whoever keeps the published keys has
-- it. public_key and private_key are JSON Web Keys (RFC 7517), the private one encrypted under
-- latchkey.master-key; a symmetric key has no public part. Of a burned key nothing is left but its id, so that
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
    burned_at   timestamp with time zone
);
