-- Takes the task bus away, tasks included.
drop function public.extend_task(uuid, text, interval);
drop function public.release_task(uuid, text);
drop function public.fail_task(uuid, text, text, boolean, interval);
drop function public.complete_task(uuid, text, jsonb);
drop function public.hold_task(uuid, text);
drop function public.claim_tasks(text, integer, text[], interval);
drop table public.task_queue;
drop function public.task_queue_keep_times();
