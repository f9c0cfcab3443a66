-- 订阅消息: what of the inbox also goes to WeChat. WeChat takes one message for each time a person allowed one (额度), so
-- the accepts are counted here; a message is given up rather than sent twice, since the inbox has it all the same.

create table public.notice_answers (
  id uuid not null,
  template text not null constraint notice_answers_template_check check (template in ('rectification', 'answer', 'digest')),
  park_id uuid not null references public.parks (id),
  staff_id uuid not null references public.staff (id),
  answer text not null constraint notice_answers_answer_check check (answer in ('accept', 'reject')),
  answered_at timestamptz not null default private.clock(),
  primary key (id, template)
);
create index notice_answers_park_id_idx on public.notice_answers (park_id);
create index notice_answers_staff_id_idx on public.notice_answers (staff_id);
comment on table public.notice_answers is '订阅答复: what a person answered when WeChat asked, or chose in 消息提醒. Append-only.';
comment on column public.notice_answers.id is '答复号: made by the client, so that a repeated request is recognised';
comment on column public.notice_answers.template is '模板: rectification 整改提醒, answer 待确认提醒, digest 简报提醒';
comment on column public.notice_answers.park_id is '园区';
comment on column public.notice_answers.staff_id is '工作人员';
comment on column public.notice_answers.answer is '答复: accept 允许一次, reject 不要';
comment on column public.notice_answers.answered_at is '时间';

create table public.notice_credits (
  staff_id uuid not null references public.staff (id),
  template text not null constraint notice_credits_template_check check (template in ('rectification', 'answer', 'digest')),
  park_id uuid not null references public.parks (id),
  credits integer not null default 0 check (credits between 0 and 1000),
  is_wanted boolean not null,
  primary key (staff_id, template)
);
create index notice_credits_park_id_idx on public.notice_credits (park_id);
comment on table public.notice_credits is '订阅额度: messages a person still allows, per template. Kept from the answers and the sending.';
comment on column public.notice_credits.staff_id is '工作人员';
comment on column public.notice_credits.template is '模板';
comment on column public.notice_credits.park_id is '园区';
comment on column public.notice_credits.credits is '剩余额度';
comment on column public.notice_credits.is_wanted is '要不要: false after a refusal, until the person turns it on again; while false nobody asks and nothing is sent';

create table public.notice_deliveries (
  notice_id bigint primary key references public.notices (id),
  park_id uuid not null references public.parks (id),
  staff_id uuid not null references public.staff (id),
  template text not null constraint notice_deliveries_template_check check (template in ('rectification', 'answer', 'digest')),
  is_urgent boolean not null,
  state text not null default 'waiting' constraint notice_deliveries_state_check
    check (state in ('waiting', 'sending', 'sent', 'refused', 'failed', 'unknown', 'skipped')),
  attempts integer not null default 0,
  next_at timestamptz not null default private.clock(),
  claim uuid,
  lease_until timestamptz,
  error_code integer,
  skipped_for text constraint notice_deliveries_skipped_for_check check (skipped_for in ('gone', 'read', 'credit', 'unbound', 'old')),
  constraint notice_deliveries_claimed check ((state = 'sending') <= (claim is not null and lease_until is not null)),
  constraint notice_deliveries_skipped check ((state = 'skipped') = (skipped_for is not null))
);
create index notice_deliveries_waiting_idx on public.notice_deliveries (is_urgent desc, next_at) where state = 'waiting';
create index notice_deliveries_sending_idx on public.notice_deliveries (lease_until) where state = 'sending';
create index notice_deliveries_park_id_idx on public.notice_deliveries (park_id);
create index notice_deliveries_staff_id_idx on public.notice_deliveries (staff_id);
comment on table public.notice_deliveries is '发送: a notice on its way to WeChat. Service only.';
comment on column public.notice_deliveries.notice_id is '通知';
comment on column public.notice_deliveries.park_id is '园区';
comment on column public.notice_deliveries.staff_id is '收件人';
comment on column public.notice_deliveries.template is '模板';
comment on column public.notice_deliveries.is_urgent is '急: goes first, and at once';
comment on column public.notice_deliveries.state is '状态: sending is written before the call; unknown is a call nobody knows the end of, never made again';
comment on column public.notice_deliveries.attempts is '次数';
comment on column public.notice_deliveries.next_at is '不早于';
comment on column public.notice_deliveries.claim is '领取号: of the worker that has it';
comment on column public.notice_deliveries.lease_until is '租期: a worker that has not told the end by then is taken for dead';
comment on column public.notice_deliveries.error_code is '微信错误号: of the last call';
comment on column public.notice_deliveries.skipped_for is '不发的原因';

create table public.wechat_tokens (
  appid text primary key,
  access_token text,
  expires_at timestamptz not null default '-infinity',
  refreshing_until timestamptz not null default '-infinity'
);
comment on table public.wechat_tokens is '微信接口凭据: the access_token that all our processes share. Service only, worth two hours.';
comment on column public.wechat_tokens.appid is '小程序 appid';
comment on column public.wechat_tokens.access_token is 'access_token';
comment on column public.wechat_tokens.expires_at is '到期时间';
comment on column public.wechat_tokens.refreshing_until is '更新租期: one process asks WeChat, the others wait';

-- ---------------------------------------------------------------- grants and row level security
grant select on public.notice_answers, public.notice_credits to authenticated;
grant insert on public.notice_answers to authenticated;
grant select on public.notice_answers, public.notice_credits, public.notice_deliveries, public.wechat_tokens to service_role;
grant update (credits) on public.notice_credits to service_role;
grant update (state, attempts, next_at, claim, lease_until, error_code, skipped_for) on public.notice_deliveries to service_role;
grant insert, update on public.wechat_tokens to service_role;
create trigger guard_notice_answer before update or delete on public.notice_answers
  for each row execute function private.guard_record();

alter table public.notice_answers enable row level security;
alter table public.notice_credits enable row level security;
alter table public.notice_deliveries enable row level security;
alter table public.wechat_tokens enable row level security;

create policy "a person reads the own answers about messages" on public.notice_answers for select to authenticated
  using (staff_id = (select c.staff_id from private.caller() c));
create policy "a person answers about messages in its own name" on public.notice_answers for insert to authenticated
  with check (exists (select 1 from private.caller() c where c.park_id = notice_answers.park_id and c.staff_id = notice_answers.staff_id));
create policy "a person reads the own allowance of messages" on public.notice_credits for select to authenticated
  using (staff_id = (select c.staff_id from private.caller() c));

-- ---------------------------------------------------------------- what a person allows
create function private.apply_notice_answer() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.notice_credits as c (staff_id, template, park_id, credits, is_wanted)
  values (new.staff_id, new.template, new.park_id, (new.answer = 'accept')::integer, new.answer = 'accept')
  on conflict (staff_id, template) do update set is_wanted = excluded.is_wanted, credits = least(c.credits + excluded.credits, 1000);
  return null;
end;
$$;
comment on function private.apply_notice_answer() is 'Counts an accept, and remembers a refusal.';
create trigger apply_notice_answer after insert on public.notice_answers
  for each row execute function private.apply_notice_answer();

create function private.notice_settings(me public.sessions) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_agg(jsonb_build_object('template', c.template, 'credits', c.credits, 'isWanted', c.is_wanted))
    from public.notice_credits c where c.staff_id = me.staff_id), '[]');
end;
$$;
comment on function private.notice_settings(public.sessions) is 'What messages a person allows; a template never answered is not there.';
grant execute on function private.notice_settings(public.sessions) to authenticated;

create function api.read_notice_settings() returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return private.notice_settings(private.enter());
end;
$$;
comment on function api.read_notice_settings() is 'What messages the caller allows.';
grant execute on function api.read_notice_settings() to authenticated;

create function api.answer_notices(p_id uuid, p_answers jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
begin
  insert into public.notice_answers (id, template, park_id, staff_id, answer)
  select p_id, a ->> 'template', me.park_id, me.staff_id, a ->> 'answer' from jsonb_array_elements(p_answers) a
  where not exists (select 1 from public.notice_answers k where k.id = p_id)
  order by 2 on conflict do nothing;
  if (select jsonb_object_agg(a ->> 'template', a ->> 'answer') from jsonb_array_elements(p_answers) a)
    is distinct from (select jsonb_object_agg(k.template, k.answer) from public.notice_answers k where k.id = p_id and k.staff_id = me.staff_id) then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  return private.notice_settings(me);
end;
$$;
comment on function api.answer_notices(uuid, jsonb) is 'Takes what the person answered about messages; the same answer again counts once.';
grant execute on function api.answer_notices(uuid, jsonb) to authenticated;

-- ---------------------------------------------------------------- the queue
-- templateOf of src/domain/notice is the same.
create function private.template_of(p_kind text) returns text
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return case when p_kind like 'hazard\_%' then 'rectification' when p_kind = 'digest_ready' then 'digest' else 'answer' end;
end;
$$;
comment on function private.template_of(text) is 'The message template that a kind of notice goes by.';

-- The credit is taken by the worker, not here: a report of a site must not wait for the row of somebody's allowance.
create function private.queue_delivery() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.notice_deliveries (notice_id, park_id, staff_id, template, is_urgent)
  select new.id, new.park_id, new.staff_id, c.template, new.kind = 'hazard_major'
  from public.notice_credits c
  where c.staff_id = new.staff_id and c.template = private.template_of(new.kind) and c.is_wanted and c.credits > 0
    and exists (select 1 from public.wechat_identities w where w.staff_id = new.staff_id);
  return null;
end;
$$;
comment on function private.queue_delivery() is 'A notice of somebody who allows a message is queued for WeChat.';
create trigger queue_delivery after insert on public.notices
  for each row execute function private.queue_delivery();

-- Service only. The next message to send, marked as being sent before anybody sends it, or null. What was in a call when
-- its worker died becomes unknown: WeChat may have sent it.
create function api.claim_delivery(p_urgent boolean default false) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  d public.notice_deliveries;
  n public.notices;
  s public.staff;
  address text;
  reason text;
begin
  update public.notice_deliveries set state = 'unknown' where notice_id in (select x.notice_id from public.notice_deliveries x
    where x.state = 'sending' and x.lease_until < private.clock() for update skip locked);
  loop
    select * into d from public.notice_deliveries x
      where x.state = 'waiting' and x.next_at <= private.clock() and (x.is_urgent or not p_urgent)
      order by x.is_urgent desc, x.next_at limit 1 for update skip locked;
    if d.notice_id is null then
      return null;
    end if;
    select * into n from public.notices where id = d.notice_id;
    select * into s from public.staff where id = d.staff_id;
    select w.openid into address from public.wechat_identities w where w.staff_id = d.staff_id;
    reason := case
      when s.closed_at is not null or (s.role = 'contact' and not exists (select 1 from public.projects p
        where p.id = n.project_id and p.enterprise_id = s.enterprise_id)) then 'gone'
      when address is null then 'unbound'
      when n.read_at is not null then 'read'
      -- A message of last week helps nobody; the inbox has it.
      when n.made_at < private.clock() - interval '3 days' then 'old' end;
    if reason is null then
      update public.notice_credits set credits = credits - 1
        where staff_id = d.staff_id and template = d.template and is_wanted and credits > 0;
      if not found then
        reason := 'credit';
      end if;
    end if;
    if reason is not null then
      update public.notice_deliveries set state = 'skipped', skipped_for = reason where notice_id = d.notice_id;
      continue;
    end if;
    update public.notice_deliveries set state = 'sending', claim = gen_random_uuid(), attempts = attempts + 1,
        lease_until = private.clock() + interval '60 seconds'
      where notice_id = d.notice_id returning * into d;
    return jsonb_build_object('id', n.id::text, 'claim', d.claim, 'attempts', d.attempts, 'template', d.template, 'openid', address,
      'kind', n.kind, 'about', jsonb_build_object('kind', n.about_kind, 'id', n.about_id, 'projectId', n.project_id),
      'facts', n.facts, 'at', n.made_at, 'park', (select p.name from public.parks p where p.id = n.park_id));
  end loop;
end;
$$;
comment on function api.claim_delivery(boolean) is 'Hands out the next message, once.';
grant execute on function api.claim_delivery(boolean) to service_role;

-- Service only. What became of it, told by the worker that claimed it; late is better than unknown. A message that WeChat
-- did not take costs no credit; who is said to allow none has none.
create function api.settle_delivery(p_id bigint, p_claim uuid, p_outcome text, p_code integer default null, p_delay_seconds integer default null)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  d public.notice_deliveries;
begin
  update public.notice_deliveries set state = case p_outcome when 'later' then 'waiting' else p_outcome end, error_code = p_code,
      next_at = private.clock() + make_interval(secs => coalesce(p_delay_seconds, 0))
    where notice_id = p_id and claim = p_claim and state in ('sending', 'unknown') returning * into d;
  if d.notice_id is not null and p_outcome in ('later', 'failed') then
    update public.notice_credits set credits = least(credits + 1, 1000) where staff_id = d.staff_id and template = d.template;
  elsif d.notice_id is not null and p_outcome = 'refused' then
    update public.notice_credits set credits = 0 where staff_id = d.staff_id and template = d.template;
  end if;
end;
$$;
comment on function api.settle_delivery(bigint, uuid, text, integer, integer) is 'Writes down what became of a message.';
grant execute on function api.settle_delivery(bigint, uuid, text, integer, integer) to service_role;

-- ---------------------------------------------------------------- access_token
-- Service only. The shared token, or leave to fetch one, or neither: then somebody else is fetching it.
create function api.wechat_token(p_appid text, p_refused text default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  t public.wechat_tokens;
begin
  insert into public.wechat_tokens (appid) values (p_appid) on conflict do nothing;
  select * into t from public.wechat_tokens where appid = p_appid for update;
  -- WeChat keeps an old token for five minutes after it gave a new one.
  if t.access_token is distinct from p_refused and t.expires_at > private.clock() + interval '5 minutes' then
    return jsonb_build_object('token', t.access_token, 'seconds', floor(extract(epoch from t.expires_at - private.clock())));
  end if;
  if t.refreshing_until > private.clock() then
    return '{}';
  end if;
  update public.wechat_tokens set refreshing_until = private.clock() + interval '15 seconds' where appid = p_appid;
  return '{"mayFetch": true}';
end;
$$;
comment on function api.wechat_token(text, text) is 'The access_token that all processes share; p_refused is one that WeChat no longer takes.';
grant execute on function api.wechat_token(text, text) to service_role;

create function api.keep_wechat_token(p_appid text, p_token text default null, p_seconds integer default 0) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.wechat_tokens set refreshing_until = '-infinity', access_token = coalesce(p_token, access_token),
    expires_at = case when p_token is null then expires_at else private.clock() + make_interval(secs => p_seconds) end
  where appid = p_appid;
end;
$$;
comment on function api.keep_wechat_token(text, text, integer) is 'Keeps a fetched token, or without one lets the next try.';
grant execute on function api.keep_wechat_token(text, text, integer) to service_role;
