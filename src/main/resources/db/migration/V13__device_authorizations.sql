-- What devices without a browser ask for (RFC 8628), until a person has decided and the device has come for its tokens.
-- Of the device code there is only the SHA-256; the user code is too short for that, and there is only a MAC of it.
-- "application_id" names a registration: what is for no application any more gives nothing, and goes with the others
-- when it has expired. "grant_id" is the grant by which a person has allowed it, and which may have ended since.
create table device_authorization (
    hash           varchar(43)              not null primary key,
    user_code_mac  varchar(43)              not null unique,
    application_id varchar(22)              not null,
    scopes         varchar(2000)            not null,
    address        varchar(45)              not null,
    requested_at   timestamp with time zone not null,
    expires_at     timestamp with time zone not null,
    poll_seconds   integer                  not null,
    polled_at      timestamp with time zone,
    decision       varchar(8),
    grant_id       varchar(22)
);

create index device_authorization_by_expiry on device_authorization (expires_at);
