-- Roles whose holders' sessions have all ended because the role permits less: one row for each role, with the newest
-- number, however many accounts have it. A session is ended if its epoch is below that and its account has the role:
-- where the role was taken from the account since, that has ended it too. The sessions' own rows are
-- marked later, in two passes: soon, and when no login that began before can be under way. Kept until nothing that it
-- ended can be alive.
create table ended_role (
    role       varchar(32)              not null primary key references role (name) on delete cascade,
    seq        bigint                   not null,
    reason     varchar(32)              not null,
    ended_at   timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    passes     smallint                 not null
);

-- The name of a role is in the handle's place.
alter table revocation alter column handle set data type varchar(32);

-- The accounts that have a role are read page by page.
drop index account_role_by_role;
create index account_role_by_role on account_role (role, account_id);
