-- Authorization requests that applications pushed and browsers refer to. Of the reference there is only the SHA-256; it
-- is random. "application_id" names a registration, and "request" is what it asked for, as a query. One that is for no
-- application any more asks for nothing, and goes with the others when it has expired. "prolonged" is set where a person
-- has been asked to sign in: a request waits longer for that, once.
create table pushed_request (
    hash           varchar(43)              not null primary key,
    application_id varchar(22)              not null,
    request        varchar(11264)           not null,
    expires_at     timestamp with time zone not null,
    prolonged      boolean                  not null
);

create index pushed_request_by_expiry on pushed_request (expires_at);

-- How many of an application wait.
create index pushed_request_by_application on pushed_request (application_id, expires_at);
