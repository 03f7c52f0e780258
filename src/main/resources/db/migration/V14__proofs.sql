-- When the person last showed a password, a code or a passkey in a session, and what was shown so far: the words of "amr"
-- (RFC 8176), with spaces between them. Until now it was the password at the login.
alter table user_session add column proved_at timestamp with time zone default current_timestamp not null;
alter table user_session add column amr varchar(32) default 'pwd' not null;

update user_session set proved_at = started_at;

-- Who holds such a role and has no second factor may set one up, and little else.
alter table role add column second_factor boolean default false not null;

-- Whether the account has a second factor. What adds or removes one keeps this up to date, in the same transaction.
alter table account add column second_factor boolean default false not null;
