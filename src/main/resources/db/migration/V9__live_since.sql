-- No session that is live began before this: lists read no further back. Set when all sessions are ended, and moved
-- back by whoever opens one with an earlier time, which a node does whose clock is behind. (One that a node of an
-- older version opens in that way, beside newer ones that end everybody, is not listed among all.)
alter table revocation_head
    add column live_since timestamp with time zone default timestamp with time zone '2000-01-01 00:00:00+00' not null;

update revocation_head
set live_since = (select created_at - interval '1' hour from revocation where seq = everybody)
where exists (select 1 from revocation where seq = everybody);
