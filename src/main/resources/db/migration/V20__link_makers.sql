-- Who handed a link over: it is good for as long as that account could hand over another. Null where it was mailed.
alter table mail_link add column maker varchar(22);
