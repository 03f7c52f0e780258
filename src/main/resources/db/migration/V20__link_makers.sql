-- Who handed a link over: it is good for as long as that account could hand over another. Null where it was
-- mailed to an address that its person had confirmed.
alter table mail_link add column maker varchar(22);
alter table mail_letter add column maker varchar(22);
