-- What the contract refuses the tables refuse too: a token of ours reaches the functions of api without it. A day called
-- `infinity` made a hazard that nobody could open any more; a title of a page made one that no notice could name, and with
-- it none of the park's reminders was written; a request that named another request took the place of its decision.

alter table public.hazards
  add constraint hazards_texts check (length(title) between 1 and 100 and length(detail) between 1 and 1000);

alter table public.rectifications
  add constraint rectifications_day check (done_by >= '2000-01-01' and done_by < '2200-01-01'),
  add constraint rectifications_texts check (length(responsible_person) between 1 and 50 and length(measures) between 1 and 1000
    and length(funds) between 1 and 200 and length(contingency_plan) between 1 and 1000);

-- The chain proves a body; what the row says is what the body says.
alter table public.hazard_actions
  add constraint hazard_actions_day check (due_on >= '2000-01-01' and due_on < '2200-01-01'),
  add constraint hazard_actions_answers_named check (answers_id is null or (kind <> 'assigned' and kind <> 'extension_requested')),
  add constraint hazard_actions_says_body check (body is null or ((body::jsonb ->> 'id')::uuid is not distinct from id
    and coalesce(body::jsonb ->> 'reason', body::jsonb ->> 'note') is not distinct from note
    and (body::jsonb ->> 'responsibleId')::uuid is not distinct from responsible_id
    and (body::jsonb ->> 'answer') is not distinct from case when kind <> 'assigned' and kind <> 'extension_requested' then kind end
    and (body::jsonb -> 'requestId' is null or (body::jsonb ->> 'requestId')::uuid is not distinct from answers_id)
    and (kind = 'extended' or (body::jsonb ->> 'dueOn')::date is not distinct from due_on)));

alter table public.order_actions
  add constraint order_actions_says_body check (body is null or (body::jsonb ->> 'id')::uuid is not distinct from id);

-- From 201 on they are documents.
alter table public.photos
  add constraint photos_ordinal_of_picture check (media <> 'image/jpeg' or ordinal <= 200);

-- 已读时间 is the server's.
create function private.stamp_read() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  new.read_at := private.clock();
  return new;
end;
$$;
comment on function private.stamp_read() is 'A notice is read when it is marked, whatever time the mark says.';
create trigger stamp_read before update of read_at on public.notices
  for each row execute function private.stamp_read();

-- Kept from the actions like the status; nothing else of a hazard is ever written again.
create trigger guard_hazard before update or delete on public.hazards
  for each row execute function private.guard_record('status', 'closed_at', 'responsible_id', 'rectification_id',
    'rectification_due_on', 'extension_request_id', 'notified_at');
