-- Administrators and deputies who no longer are: whoever succeeds them names them, and a change is due until somebody holds their rank.
create index contact_former on contact (convention_id) where ended_at is not null and role in ('administrator', 'deputy-administrator');
