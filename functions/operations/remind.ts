// 催办: one transaction for each park. Running it again tells nothing twice.
import { parkDay } from '../../src/domain/calendar';
import type { Dependencies } from '../kit/dependencies';

export async function remindParks(deps: Dependencies, now: Date): Promise<Record<string, unknown>> {
  const parks = (await deps.supabase.callAsService('list_parks', {})) as string[];
  // One park's trouble is not the others': all are tried before it is told.
  const failures: unknown[] = [];
  for (const parkId of parks) {
    await deps.supabase.callAsService('remind_park', { p_park_id: parkId, p_on: parkDay(now) }).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
  return { parks: parks.length };
}
