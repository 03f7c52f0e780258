-- Signing keys have a purpose, and each purpose has ordinals of its own. Those that are there sign access tokens. The
-- column is made anew because the old one was unique by itself, under a name that each database chose.
alter table signing_key add purpose varchar(32) default 'ACCESS' not null;
alter table signing_key alter column purpose drop default;
alter table signing_key add place integer;
update signing_key set place = ordinal;
alter table signing_key alter column place set not null;
alter table signing_key drop column ordinal;
alter table signing_key rename column place to ordinal;
alter table signing_key add constraint signing_key_ordinal unique (purpose, ordinal);
