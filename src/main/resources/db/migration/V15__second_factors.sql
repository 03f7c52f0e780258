-- What makes codes that change with time (RFC 6238). A secret is encrypted under latchkey.master-key, for its account
-- alone. "last_step" is the newest step of which a code was used: none before it is good any more, so that each code is
-- good once. A pending secret waits for the first code, and replaces the one that there is when that has come.
create table totp_factor (
    account_id     varchar(22)              not null primary key references account (id) on delete cascade,
    secret         varchar(256),
    set_up_at      timestamp with time zone,
    last_step      bigint                   not null,
    pending_secret varchar(256),
    pending_until  timestamp with time zone
);

-- The codes for those who have lost their second factor. There is only a MAC of each, and a used one is deleted.
create table recovery_code (
    account_id varchar(22) not null references account (id) on delete cascade,
    mac        varchar(43) not null,
    primary key (account_id, mac)
);

-- Logins whose password was right and whose second factor is asked for. Of the ticket there is only the SHA-256; it is
-- random. "password_version" is a MAC of the password's hash, and "epoch" the log's number when the login began: a change
-- of the password or an ending since makes the ticket void. "device_id" names the device that the login came from, if it
-- had a mark. No foreign key to the account: the gate asks for it, and what has expired is purged.
create table login_ticket (
    hash             varchar(43)              not null primary key,
    account_id       varchar(22)              not null,
    password_version varchar(43)              not null,
    epoch            bigint                   not null,
    live_since       timestamp with time zone not null,
    transport        varchar(16)              not null,
    remembered       boolean                  not null,
    device_id        varchar(22),
    failures         integer                  not null,
    expires_at       timestamp with time zone not null
);

create index login_ticket_by_expiry on login_ticket (expires_at);
