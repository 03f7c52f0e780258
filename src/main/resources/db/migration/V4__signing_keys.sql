-- What access tokens are signed with. The keys of an algorithm are numbered from 1, and each number is
-- there once: of two nodes that make a key at the same time one wins, and the other takes the winner's.
-- A key signs from signs_from until a newer one does. public_key and private_key are JSON Web Keys
-- (RFC 7517), the private one encrypted under latchkey.master-key; a symmetric key has no public part.
create table signing_key (
    kid         varchar(22)              not null primary key,
    algorithm   varchar(16)              not null,
    ordinal     integer                  not null,
    public_key  varchar(2048),
    private_key varchar(8192)            not null,
    created_at  timestamp with time zone not null,
    signs_from  timestamp with time zone not null,
    constraint signing_key_once unique (algorithm, ordinal)
);
