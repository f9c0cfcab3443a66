// Ids of records are UUIDv7, made on the phone; sent again, the same id is the same record.
import { v7 } from 'uuid';
import { randomBytes } from '../platform/random';

export async function newRecordId(): Promise<string> {
  return v7({ random: await randomBytes(16) });
}
