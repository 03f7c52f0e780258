-- Where a person can be reached, and how they are called. An address may stand at several accounts until one of them
-- has confirmed it: "email_key" is its folded form, set with the confirmation and null before, so that an address that
-- counts leads to one account. "name" is for people to read. "language" is a code, null where none was chosen.
alter table account add column email varchar(254);
alter table account add column email_key varchar(254);
alter table account add column email_confirmed_at timestamp with time zone;
alter table account add column name varchar(200);
alter table account add column language varchar(8);

create unique index account_by_email on account (email_key);

-- Letters that are to be sent, and those that were in the last hour. "account_id" is null where a name was asked for
-- that no account has: such a letter goes nowhere, and takes as long to write. No secret is in here: a link is made
-- when its letter is sent. "address" is null where the account's own is looked up then. "base" is what links begin
-- with. "due_at" is when a node may take it to send it, by the database's clock; one that does raises "attempt".
create table mail_letter (
    id         varchar(22)              not null primary key,
    account_id varchar(22),
    kind       varchar(24)              not null,
    address    varchar(254),
    base       varchar(500)             not null,
    language   varchar(8)               not null,
    detail     varchar(500)             not null,
    attempt    integer                  not null,
    due_at     timestamp with time zone not null,
    give_up_at timestamp with time zone not null,
    sent_at    timestamp with time zone
);

create index mail_letter_by_due on mail_letter (due_at);
create index mail_letter_by_account on mail_letter (account_id, kind);

-- Links that were sent or handed over, by the SHA-256 of their token. Good once, until "expires_at" by the database's
-- clock, and gone when the account gets another password, address or status. "address" is what the link proves to be
-- read by its bearer, null where it was handed over.
create table mail_link (
    hash       varchar(43)              not null primary key,
    account_id varchar(22)              not null,
    purpose    varchar(16)              not null,
    address    varchar(254),
    expires_at timestamp with time zone not null
);

create index mail_link_by_account on mail_link (account_id);
create index mail_link_by_expiry on mail_link (expires_at);
