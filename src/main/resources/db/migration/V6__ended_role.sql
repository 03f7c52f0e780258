-- Roles whose holders' sessions have all ended because the role permits less: one row for each role, with the newest
-- number, however many accounts have it. A session is ended if its epoch is below that and its account has the role:
-- where the role was taken from the account since, that has ended it too.
create table ended_role (
    role varchar(32) not null primary key references role (name) on delete cascade,
    seq  bigint      not null
);

-- The name of a role is in the handle's place.
alter table revocation alter column handle set data type varchar(32);
