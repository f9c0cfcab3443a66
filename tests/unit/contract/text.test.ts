import { text } from '../../../src/contract/base';

const takes = (value: string) => text(20).safeParse(value).success;
const of = (...codes: number[]) => String.fromCodePoint(...codes);

describe('a text a person typed', () => {
  it.each(['好', '基坑临边无防护', 'OK', '第 3 栋\n二层', '👷🏽‍♀️', '½', ' 前后有空格 '])('%s is one', (value) => expect(takes(value)).toBe(true));

  it.each([
    ['blanks', '  \t\n'],
    ['full-width blanks', of(0x3000, 0x3000)],
    ['a zero-width space', of(0x200b)],
    ['joiners and a variation selector', of(0x200d, 0x2060, 0xfe0f)],
    ['fillers that show nothing', of(0x3164, 0x115f, 0xffa0, 0x2800)],
    ['an accent on nothing', of(0x0301)],
    ['a soft hyphen and a byte order mark', of(0x00ad, 0xfeff)],
  ])('%s is none', (_, value) => expect(takes(value)).toBe(false));

  it.each([0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069])('with U+%i it reads otherwise than it is written', (code) => expect(takes(`合格${of(code)}不`)).toBe(false));
});
