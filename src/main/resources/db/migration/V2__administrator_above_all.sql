-- The role ADMIN holds every permission that there is: Latchkey's own, and those that other roles have.
insert into role_permission (role, permission)
select distinct 'ADMIN', known.permission
from (select permission from role_permission union select 'roles:write' union select 'users:read'
    union select 'users:write' union select 'sessions:read' union select 'sessions:end' union select 'audit:read'
    union select 'keys:write' union select 'applications:write' union select 'metrics:read') known
where known.permission not in (select permission from role_permission where role = 'ADMIN');
