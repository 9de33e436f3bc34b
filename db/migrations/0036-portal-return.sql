-- Where a link leads once it has been used: the page of the portal that was asked for; null = its home.
alter table sign_in_link add column return_to text;
