-- An application has up to three ways in: hosts behind a reverse proxy, OpenID Connect, and questions about tokens. The
-- id is new with each registration: an application that is registered again under a client id is another one. Lists
-- have one entry in each line; there is OpenID Connect where there are redirect URIs. H2 counts two characters for one
-- outside the basic plane.
alter table application rename to application_before;

create table application (
    id                             varchar(22)              not null primary key,
    client_id                      varchar(64)              not null unique,
    name                           varchar(128)             not null unique,
    home                           varchar(2000),
    permission                     varchar(64),
    declared                       boolean                  not null,
    introspect                     boolean                  not null,
    secret_hash                    varchar(43),
    old_secret_hash                varchar(43),
    old_secret_until               timestamp with time zone,
    proxied                        boolean                  not null,
    proxy_assertion                boolean                  not null,
    proxy_bearer                   boolean                  not null,
    oidc_redirect_uris             varchar(42000),
    oidc_post_logout_redirect_uris varchar(42000),
    oidc_backchannel_logout_uri    varchar(2000),
    oidc_public                    boolean,
    oidc_consent                   boolean,
    oidc_id_token_algorithm        varchar(8),
    oidc_scopes                    varchar(2000),
    created_at                     timestamp with time zone not null,
    created_by                     varchar(128)             not null
);

-- The hosts of the proxied applications, in the order in which they were named. No two applications have one host.
create table application_host (
    host           varchar(260) not null primary key,
    application_id varchar(22)  not null references application (id) on delete cascade,
    position       integer      not null
);

create index application_host_by_application on application_host (application_id);

-- A client id of before is random, so that it may be the id as well.
insert into application (id, client_id, name, declared, introspect, secret_hash, proxied, proxy_assertion, proxy_bearer,
    created_at, created_by)
select client_id, client_id, name, false, true, secret_hash, false, false, false, created_at, created_by
from application_before;

drop table application_before;

-- Raised by each change: nodes that remember the applications read them again when it has moved.
alter table application_registry add column version bigint default 0 not null;
