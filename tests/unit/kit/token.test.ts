// The token that functions show Supabase lives a minute; a request may last longer.
import jwt from 'jsonwebtoken';
import { readConfig } from '../../../functions/kit/config';
import { supabaseTokens } from '../../../functions/kit/token';

const jwtSecret = 'test-jwt-secret-of-at-least-32-characters';
const config = readConfig({
  SUPABASE_URL: 'http://127.0.0.1:1', SUPABASE_ANON_KEY: 'anon', SUPABASE_SERVICE_ROLE_KEY: 'service', SUPABASE_JWT_SECRET: jwtSecret,
  APP_SECRET: 'test-app-secret-of-at-least-32-characters', CRON_SECRET: 'test-cron-secret-16+',
});

afterEach(() => jest.useRealTimers());

test('a call of a long request never carries a token that is over, and calls in quick succession share one', () => {
  jest.useFakeTimers({ now: Date.UTC(2026, 10, 28) });
  const tokenNow = supabaseTokens(config, { sid: 'session', sub: 'person' }, ['office']);
  const first = tokenNow();
  expect(tokenNow()).toBe(first);
  const seen = new Set([first]);
  for (let seconds = 1; seconds <= 180; seconds += 1) {
    jest.setSystemTime(Date.UTC(2026, 10, 28) + seconds * 1000);
    const token = tokenNow();
    expect(jwt.verify(token, jwtSecret)).toMatchObject({ sid: 'session', sub: 'person', roles: ['office'], role: 'authenticated' });
    seen.add(token);
  }
  expect(seen.size).toBe(6);
});
