import {
  agoWords,
  daysLeftWords,
  formatDay,
  formatDayAndWeekday,
  formatDistance,
  formatMeasure,
  formatMonth,
  formatNumber,
  formatShare,
  joinNames,
  keepTogether,
  maskPhone,
} from '../../../src/text/format';

describe('days', () => {
  it('read without leading zeros, with the year only where it is another one', () => {
    expect(formatDay('2023-01-03')).toBe('1月3日');
    expect(formatDay('2023-11-23', '2023-01-01')).toBe('11月23日');
    expect(formatDay('2024-01-03', '2023-11-23')).toBe('2024年1月3日');
  });

  it('know their weekday, also a leap day', () => {
    expect(formatDayAndWeekday('2023-11-23')).toBe('11月23日 周四');
    expect(formatDayAndWeekday('2028-02-29')).toBe('2月29日 周二');
    expect(formatDayAndWeekday('2026-11-29')).toBe('11月29日 周日');
  });

  it('count down to the due date and up from it', () => {
    expect([2, 1, 0, -1, -146].map(daysLeftWords)).toEqual(['还剩 2 天', '还剩 1 天', '今天到期', '逾期 1 天', '逾期 146 天']);
  });

  it('say an age up to a day', () => {
    expect([-5, 0, 1, 59, 60, 119, 1439, 1440].map(agoWords)).toEqual(['刚刚', '刚刚', '1 分钟前', '59 分钟前', '1 小时前', '1 小时前', '23 小时前', null]);
  });

  it('name a month', () => expect(formatMonth('2023-10')).toBe('10 月'));
});

describe('numbers', () => {
  it.each([
    [0, '0'],
    [468.2, '468.2'],
    [1300, '1,300'],
    [1234567.891, '1,234,567.89'],
    [100, '100'],
    [0.004, '0'],
    [-0.004, '0'],
    [-1234.5, '-1,234.5'],
  ])('%d reads %s', (value, text) => expect(formatNumber(value)).toBe(text));

  it('carry their unit', () => {
    expect(formatMeasure(549.08, '亿元')).toBe('549.08 亿元');
    expect(formatMeasure(8.5, '%')).toBe('8.5%');
    expect(formatMeasure(3, null)).toBe('3');
  });

  it('round a share to whole per cent', () => expect(formatShare(327 / 365)).toBe('90%'));

  it.each([
    [86.4, '86 m'],
    [999.4, '999 m'],
    [999.6, '1.0 km'],
    [1249, '1.2 km'],
  ])('%d m reads %s', (metres, text) => expect(formatDistance(metres)).toBe(text));
});

describe('maskPhone', () => {
  it('hides the middle of a mobile number', () => expect(maskPhone('13800001234')).toBe('138****1234'));

  it.each(['0730-3721234', '138 0000 1234', '1380000123', ''])('hides %j whole, since it is no mobile number', (phone) => {
    expect(maskPhone(phone)).toBe('****');
  });
});

describe('joinNames', () => {
  it('counts what it does not name', () => {
    expect(joinNames([])).toBe('');
    expect(joinNames(['比德', '驰兴', '越洋'])).toBe('比德、驰兴、越洋');
    expect(joinNames(['比德', '驰兴', '越洋', '福瑞'])).toBe('比德、驰兴、越洋等 4 个');
  });
});

describe('keepTogether', () => {
  it('ends no line between a number and its unit, nor within a move', () => {
    const shown = (text: string) => keepTogether(text).replace(/\u00a0/g, '~');
    expect(shown('标准厂房使用率 10 月 86.92%')).toBe('标准厂房使用率 10~月 86.92%');
    expect(shown('蒸汽管网二期 71% → 76%')).toBe('蒸汽管网二期 71%~→~76%');
    expect(shown('离项目 2.0 km，每份 10 MB，1.2 m 护栏')).toBe('离项目 2.0~km，每份 10~MB，1.2~m 护栏');
    expect(shown('第 2 mm')).toBe('第 2 mm');
    expect(shown('李明 上报 · 昨天 16:20')).toBe('李明 上报~· 昨天 16:20');
  });
});
