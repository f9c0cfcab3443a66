// The code that the phone draws on a photo offline is the one the database keeps.
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { shortCode } from '../../src/domain/short-code';
import { makeDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await makeDatabase();
});
afterAll(() => database.drop());

const sha256 = (text: string) => new Uint8Array(createHash('sha256').update(text, 'utf8').digest());

test('phone and database make the same short code', async () => {
  for (let ordinal = 1; ordinal <= 30; ordinal += 1) {
    const id = uuidv7();
    const { rows } = await database.db.query<{ code: string }>('select private.short_code($1, $2) as code', [id.toUpperCase(), ordinal]);
    expect(rows[0]!.code).toBe(shortCode(sha256, id, ordinal));
  }
});
