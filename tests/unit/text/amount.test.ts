import { amountDigits, formatAmount, parseAmount, unitFor, withSeparators } from '../../../src/text/amount';

describe('parseAmount', () => {
  it.each([
    ['2.94', 'yi', 294_000_000],
    ['0.1', 'yi', 10_000_000],
    ['1,300', 'wan', 13_000_000],
    ['1，300.5', 'wan', 13_005_000],
    ['.5', 'yi', 50_000_000],
    ['2.', 'yi', 200_000_000],
    ['549.08', 'yi', 54_908_000_000],
    ['3.50000000', 'wan', 35_000],
    ['', 'yi', null],
    ['  ', 'wan', null],
  ] as const)('%j in %s is %p yuan', (text, unit, yuan) => expect(parseAmount(text, unit)).toBe(yuan));

  it.each(['三亿', '-1', '1e3', '.', '1.2.3', '0.00001', '99999999999'])('refuses %j', (text) => {
    expect(parseAmount(text, 'wan')).toBe('invalid');
  });
});

describe('amountDigits', () => {
  it('gives back what was typed, whatever the unit', () => {
    for (const yuan of [0, 1, 35_000, 13_000_000, 294_000_000, 54_908_000_000]) {
      for (const unit of ['yi', 'wan'] as const) expect(parseAmount(amountDigits(yuan, unit), unit)).toBe(yuan);
    }
  });
});

describe('formatAmount', () => {
  it.each([
    [320_000_000, '3.20 亿元'],
    [54_908_000_000, '549.08 亿元'],
    [13_000_000, '1,300 万元'],
    [35_000, '3.5 万元'],
    [0, '0 万元'],
  ])('%p yuan reads %s', (yuan, text) => expect(formatAmount(yuan)).toBe(text));

  it('chooses 亿元 from one 亿 on', () => {
    expect([unitFor(99_999_999), unitFor(100_000_000)]).toEqual(['wan', 'yi']);
  });

  it('groups thousands without touching decimals', () => {
    expect(withSeparators('1234567.8912')).toBe('1,234,567.8912');
  });
});
