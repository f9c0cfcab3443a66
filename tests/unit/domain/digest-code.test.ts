import { printedHead, readPrintedHead } from '../../../src/domain/digest-code';

const head = '3f9a12bc77d098aa'.repeat(4);

describe('the code of a digest', () => {
  it('is printed in groups of four', () => expect(printedHead(head)).toBe('3f9a 12bc 77d0 98aa'));

  it.each([
    ['3f9a 12bc 77d0 98aa', '3f9a12bc77d098aa'],
    [' 3F9A-12BC ', '3f9a12bc'],
    ['３ｆ９ａ１２ｂｃ', '3f9a12bc'],
    ['3f9al2bc77do', '3f9a12bc77d0'],
    ['岳阳临湘高新区 · 11月23日 周四 · 核验码 3f9a 12bc 77d0 98aa · 第 1 / 2 页', '3f9a12bc77d098aa'],
    [head, head],
  ])('is read from %s', (typed, code) => expect(readPrintedHead(typed)).toBe(code));

  it.each(['', '3f9a12b', '3f9a12bg', `${head}0`, '核验码'])('is not %j', (typed) => expect(readPrintedHead(typed)).toBeNull());
});
