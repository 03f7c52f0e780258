-- For how long the node took its lease, in milliseconds. A lease that reaches further than that was written while the
-- database's clock was ahead: the other nodes shorten it.
alter table node add column lease_millis integer default 0 not null;
