import { cutText, fieldName, messageData } from '../../../src/domain/notice-message';
import { isFit } from '../../support/wechat';

const values = { what: '配电房临时用电没有漏电保护', where: '比德', on: '2026-12-01', clock: '23:59', state: '重大隐患' };
const fields = ['thing1', 'thing2', 'date3', 'phrase4'];

it('fills the fields in order', () => {
  expect(messageData(fields, values)).toEqual({ thing1: { value: '配电房临时用电没有漏电保护' }, thing2: { value: '比德' }, date3: { value: '2026年12月1日' }, phrase4: { value: '重大隐患' } });
  expect(messageData(['character_string1', 'thing7', 'time2'], values)).toEqual({ character_string1: { value: '-' }, thing7: { value: '比德' }, time2: { value: '2026年12月1日 23:59' } });
  expect(messageData(['thing1', 'thing2', 'thing3'], values).thing3).toEqual({ value: '2026年12月1日' });
});

const awkward = [
  '', ' ', '\n', '园'.repeat(20), '园'.repeat(21), '园'.repeat(500), `${'园'.repeat(18)}👷🏽👷🏽`, '😀'.repeat(10), '😀'.repeat(11), `${'a'.repeat(18)}e\u0301e\u0301e\u0301`,
  '第一行\n第二行\t\r\n第三行', 'a\u0000b\u200bc\u202e', '\ud83d', 'ABC-123 号储罐', '👨‍👩‍👧‍👦'.repeat(4), '𠮷'.repeat(12),
];

it.each(awkward)('%j fits every type of field', (text) => {
  for (const type of ['thing1', 'phrase2', 'character_string3', 'date4', 'time5']) {
    const { value } = messageData([type], { ...values, what: text })[type]!;
    expect([type, value, isFit(type, value)]).toEqual([type, value, true]);
    // Half a character would be refused as no UTF-8.
    expect(Buffer.from(value, 'utf8').toString('utf8')).toBe(value);
  }
});

it('cuts at characters and says that it did', () => {
  expect(cutText('园'.repeat(20), 20)).toBe('园'.repeat(20));
  expect(cutText('园'.repeat(21), 20)).toBe(`${'园'.repeat(19)}…`);
  // The pair would need two units where one is left.
  expect(cutText(`${'园'.repeat(18)}😀😀`, 20)).toBe(`${'园'.repeat(18)}…`);
  expect(cutText(`${'a'.repeat(18)}e\u0301xx`, 20)).toBe(`${'a'.repeat(18)}…`);
});

it.each(['thing', '1thing', 'thing1x', 'amount1', 'thing1234', ''])('%j is no field that we can fill', (name) => expect(fieldName.test(name)).toBe(false));
