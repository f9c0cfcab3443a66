// Fields of a subscribe message (订阅消息) within WeChat's documented limits. The name of a field says its type: `thing3`
// is a text of up to 20 characters. What does not fit is refused as a whole (47003), so it is made to fit here.
import type { MessageValues } from './notice';

export const fieldTypes = ['thing', 'phrase', 'character_string', 'date', 'time'] as const;
type FieldType = (typeof fieldTypes)[number];

/** Field names of a template in the order 事项, 项目, 时间, 状态; a template with fewer leaves out the last. */
export const fieldName = new RegExp(`^(${fieldTypes.join('|')})[0-9]{1,3}$`);

const limits = { thing: 20, phrase: 5, character_string: 32 } as const;
/** Nothing may be empty. */
const nothing = { thing: '无', phrase: '待查看', character_string: '-' } as const;

/**
 * At most `max` UTF-16 units, the strictest way to count, cut between characters: never within a surrogate pair or before
 * a mark that belongs to the one before.
 */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const character of text.match(/\P{M}\p{M}*/gsu) ?? []) {
    if (kept.length + character.length > max - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ').trim();

const fit: Record<keyof typeof limits, (text: string) => string> = {
  thing: (text) => cutText(oneLine(text), limits.thing),
  phrase: (text) => [...text.replace(/\P{Script=Han}/gu, '')].slice(0, limits.phrase).join(''),
  character_string: (text) => text.replace(/[^\x21-\x7e]/g, '').slice(0, limits.character_string),
};

const chineseDay = (on: string) => {
  const [year, month, day] = on.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

function fieldValue(type: FieldType, text: string, { on, clock }: MessageValues): string {
  if (type === 'date') return chineseDay(on);
  if (type === 'time') return `${chineseDay(on)} ${clock}`;
  return fit[type](text) || nothing[type];
}

/** `data` of message/subscribe/send. */
export function messageData(fields: readonly string[], values: MessageValues): Record<string, { value: string }> {
  const texts = [values.what, values.where, chineseDay(values.on), values.state];
  return Object.fromEntries(fields.map((field, index) => [field, { value: fieldValue(fieldName.exec(field)![1] as FieldType, texts[index] ?? '', values) }]));
}
