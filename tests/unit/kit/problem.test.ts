// What a refusal of the database becomes, by its SQLSTATE.
import { fromDatabase } from '../../../functions/kit/problem';

test.each([
  ['a refusal of ours', { code: 'PT404', message: 'hazard_not_found' }, 'hazard_not_found'],
  ['a row that a policy refuses', { code: '42501', message: 'new row violates row-level security policy' }, 'forbidden'],
  ['a value that does not fit', { code: '23514', message: 'violates check constraint' }, 'invalid_input'],
  ['a number out of range', { code: '22003', message: 'out of range' }, 'invalid_input'],
  ['two sent at once that met at a unique index', { code: '23505', message: 'duplicate key value' }, 'unavailable'],
  ['a deadlock', { code: '40P01', message: 'deadlock detected' }, 'unavailable'],
  ['a database that does not answer', { message: 'fetch failed' }, 'unavailable'],
  ['a fault of ours', { code: '42703', message: 'column does not exist' }, 'internal'],
])('%s', (_, error, code) => {
  expect(fromDatabase(error).code).toBe(code);
});
