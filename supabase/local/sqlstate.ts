// PostgREST's table of SQLSTATE to HTTP status; the first match counts, and what is not listed is 400.
const statuses: [code: RegExp, status: number][] = [
  [/^2350[35]$/, 409],
  [/^25006$/, 405],
  [/^42(883|P01)$/, 404],
  [/^P0001$/, 400],
  [/^(53400|42P17|21000)$/, 500],
  [/^(08|53|57P01)/, 503],
  [/^(0L|0P|28)/, 403],
  [/^(09|25|2D|38|39|3B|40|54|55|57|58|F0|HV|P0|XX)/, 500],
];

export function statusOf(code: string, message: string, isAnonymous: boolean): number {
  if (code.startsWith('PT')) return /^PT[2-5]\d\d$/.test(code) ? Number(code.slice(2)) : 500;
  if (code === '42501') return isAnonymous ? 401 : 403;
  // The role of the token does not exist.
  if (code === '22023' && /^role .* does not exist$/.test(message)) return 401;
  return statuses.find(([pattern]) => pattern.test(code))?.[1] ?? 400;
}
