-- Where a person can be reached, and how they are called. An address may stand at several accounts until one of them
-- has confirmed it: "email_key" is its folded form, set with the confirmation and null before, so that an address that
-- counts leads to one account. "name" is for people to read. "language" is a code, null where none was chosen.
alter table account add column email varchar(254);
alter table account add column email_key varchar(254);
alter table account add column email_confirmed_at timestamp with time zone;
alter table account add column name varchar(200);
alter table account add column language varchar(8);

create unique index account_by_email on account (email_key);
