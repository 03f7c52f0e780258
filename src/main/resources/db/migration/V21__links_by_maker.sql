-- What is in an administrator's name is void when that administrator's password is reset.
create index mail_link_by_maker on mail_link (maker);
create index mail_letter_by_maker on mail_letter (maker);
