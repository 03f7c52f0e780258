-- Who may sign in, and what they may do. A username has up to 64 characters; H2 counts two for one outside
-- the basic plane, so the column has room for 128.
create table account (
    id                   varchar(22)              not null primary key,
    username             varchar(128)             not null unique,
    password_hash        varchar(255)             not null,
    status               varchar(16)              not null,
    must_change_password boolean                  not null,
    created_at           timestamp with time zone not null
);

create table role (
    name varchar(32) not null primary key
);

create table role_permission (
    role       varchar(32) not null references role (name) on delete cascade,
    permission varchar(64) not null,
    primary key (role, permission)
);

create table account_role (
    account_id varchar(22) not null references account (id) on delete cascade,
    role       varchar(32) not null references role (name),
    primary key (account_id, role)
);

create index account_role_by_role on account_role (role);

insert into role (name) values ('ADMIN'), ('USER');

insert into role_permission (role, permission) values
    ('ADMIN', 'users:read'), ('ADMIN', 'users:write'),
    ('ADMIN', 'sessions:read'), ('ADMIN', 'sessions:terminate'),
    ('ADMIN', 'audit:read'), ('ADMIN', 'keys:write'),
    ('ADMIN', 'services:write'), ('ADMIN', 'metrics:read');
