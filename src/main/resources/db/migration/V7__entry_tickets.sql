-- Tickets, by which a browser enters the host of an application. Of the ticket and of the browser's nonce there is only
-- the SHA-256; both are random. "application_id" names a registration and "host" its host; a ticket that is for no
-- application or no session any more opens nothing, and goes with the others when it has expired.
create table entry_ticket (
    hash           varchar(43)              not null primary key,
    application_id varchar(22)              not null,
    host           varchar(260)             not null,
    nonce_hash     varchar(43)              not null,
    handle         varchar(22)              not null,
    expires_at     timestamp with time zone not null
);

create index entry_ticket_by_expiry on entry_ticket (expires_at);
