-- How often it happened: more than once only for refusals, which a client can cause as often as it likes. Such a row
-- shows what all of them have in common, and the time of the last.
alter table audit_event add column occurrences bigint default 1 not null;
