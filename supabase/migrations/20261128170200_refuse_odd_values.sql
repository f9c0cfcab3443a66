-- What the contract refuses the tables refuse too: over the wire a body meets it first, but a token of ours reaches api.submit
-- and api.import_plan without it. `NaN` reaches every target, and a sum that took it in is never a number again; with a day
-- called `infinity` no digest can be worded and no ledger written. NaN sorts above infinity, so one comparison refuses both.

alter table public.item_records
  add constraint item_records_numbers check (value > '-infinity' and value < 'infinity' and numerator < 'infinity' and denominator < 'infinity'),
  add constraint item_records_day check (occurred_on >= '2000-01-01' and occurred_on < '2200-01-01'),
  -- Of a ratio the value is what its parts say.
  add constraint item_records_ratio_whole check ((numerator is null) = (denominator is null)
    and (numerator is null or value = round(numerator / denominator, 6))),
  add constraint item_records_happened check ((kind = 'achievement' or kind = 'incident') = (title is not null)
    and (kind = 'achievement' or kind = 'incident' or kind = 'completion') = (occurred_on is not null));

alter table public.milestone_reports
  add constraint milestone_reports_number check (agreed_investment_yuan < 'infinity'),
  add constraint milestone_reports_day check (occurred_on >= '2000-01-01' and occurred_on < '2200-01-01');

alter table public.progress_reports
  add constraint progress_reports_number check (investment_to_date_yuan < 'infinity');

alter table public.submissions
  add constraint submissions_captured_in_range check (captured_at >= '1970-01-01 00:00:00+00' and captured_at < '2200-01-01 00:00:00+00');

alter table public.photos
  add constraint photos_captured_in_range check (captured_at >= '1970-01-01 00:00:00+00' and captured_at < '2200-01-01 00:00:00+00'),
  add constraint photos_accuracy_number check (accuracy_m < 'infinity');

alter table public.hazards
  add constraint hazards_day check (rectification_due_on >= '2000-01-01' and rectification_due_on < '2200-01-01');

alter table public.projects
  add constraint projects_numbers check (expected_investment_yuan < 'infinity' and total_investment_yuan < 'infinity');

alter table public.project_facts
  add constraint project_facts_number check (total_investment_yuan < 'infinity');

alter table public.milestones
  add constraint milestones_planned_day check (planned_on >= '2000-01-01' and planned_on < '2200-01-01');

alter table public.plans
  add constraint plans_days check (starts_on >= '2000-01-01' and ends_on < '2200-01-01');

alter table public.plan_items
  add constraint plan_items_numbers check (target_value > '-infinity' and target_value < 'infinity' and growth_pct > '-infinity' and growth_pct < 'infinity'),
  add constraint plan_items_day check (due_on >= '2000-01-01' and due_on < '2200-01-01');
