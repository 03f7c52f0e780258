-- A session that a temporary password opened may only choose a new one. It stays so, whatever happens to the
-- account, until it has done that and a new session has taken its place.
alter table user_session add column must_change_password boolean default false not null;

update user_session set must_change_password = true
where ended_at is null and account_id in (select id from account where must_change_password);

-- Until when a temporary password opens a session. Null: the password is not temporary, or it is the generated one
-- of the first administrator, who has no one to ask for another. Nothing says how old those are that wait now.
alter table account add column temporary_until timestamp with time zone;

update account set temporary_until = current_timestamp + interval '72' hour
where must_change_password and username <> 'admin';
