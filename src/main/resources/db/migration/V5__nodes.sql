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
