-- When a person signed in last: the sessions of that time are forgotten sooner or later, and this is not.
alter table account add column last_sign_in_at timestamp with time zone;

update account set last_sign_in_at = (select max(started_at) from user_session where account_id = account.id);

-- Administrators sort all accounts by these, and read the list page by page.
create index account_by_creation on account (created_at, username);
create index account_by_sign_in on account (last_sign_in_at nulls first, username);
create index account_by_status on account (status, username);

-- How fast what has ended was confirmed: what each node waited for, by the hour. Kept for two days.
create table confirmation_count (
    since        timestamp with time zone not null,
    node         varchar(22)              not null,
    within_10    bigint                   not null,
    within_50    bigint                   not null,
    within_100   bigint                   not null,
    within_250   bigint                   not null,
    within_1000  bigint                   not null,
    unconfirmed  bigint                   not null,
    primary key (since, node)
);
